"""Asking people into a team, and what they say."""

from __future__ import annotations

from app.extensions import db
from app.kit.actions import action
from app.kit.clock import now
from app.kit.errors import NotNow
from app.kit.facts import announce
from app.kit.policy import ensure
from app.people import queries as people
from app.people.models import Person
from app.pitches import policy
from app.pitches.facts import PitchChanged, TeamAsked, TeamJoined, TeamLeft
from app.pitches.models import Pitch, TeamMember

MOST_IN_TEAM = 150


@action
def ask(actor: Person, pitch: Pitch, person: Person, position: str = "") -> TeamMember:
    """Ask somebody into the team; who is asked may read the pitch. Raises `NotNow` for a second time."""
    ensure(policy.may_ask(actor, pitch) and not people.are_blocked(actor, person))
    if person.id == pitch.owner_id or pitch.part_of(person):
        raise NotNow(f"{person.name} is in this team or has been asked already.")
    if len([part for part in pitch.team if not part.left_at]) >= MOST_IN_TEAM:
        raise NotNow(f"A team can have {MOST_IN_TEAM} people. Please talk to us if yours is larger.")
    member = _row_for(pitch, person)
    member.position_label, member.joined_at, member.left_at = position, None, None
    db.session.flush()
    announce(TeamAsked(member))
    return member


@action
def answer(actor: Person, pitch: Pitch, yes: bool) -> None:
    """Say yes or no to having been asked."""
    ensure(policy.may_join(actor, pitch))
    member = _part(actor, pitch)
    if not yes:
        end(member, by=actor)
        return
    member.joined_at = now()
    announce(TeamJoined(member))
    announce(PitchChanged(pitch))


@action
def leave(actor: Person, pitch: Pitch) -> None:
    """Leave the team, and lose sight of what only the team may see."""
    ensure(policy.may_leave(actor, pitch))
    end(_part(actor, pitch), by=actor)


@action
def dismiss(actor: Person, member: TeamMember) -> None:
    """Remove somebody from the team, or take back that they were asked."""
    ensure(policy.may_dismiss(actor, member))
    end(member, by=actor)


def end(member: TeamMember, by: Person) -> None:
    """End a part in a team, in the open transaction."""
    member.left_at = now()
    announce(TeamLeft(member, by))
    announce(PitchChanged(member.pitch))


def _row_for(pitch: Pitch, person: Person) -> TeamMember:
    """A row to ask with: a new one, or that of somebody who said no or left."""
    for part in pitch.team:
        if part.person_id == person.id:
            return part
    member = TeamMember(person=person)
    pitch.team.append(member)
    return member


def _part(actor: Person, pitch: Pitch) -> TeamMember:
    member = pitch.part_of(actor)
    assert member is not None, "policy has seen it"
    return member
