"""Opening a pitch to readers, talking about it, and parting."""

from __future__ import annotations

from app.extensions import db
from app.kit.actions import action
from app.kit.clock import now
from app.kit.errors import NotNow
from app.kit.facts import announce
from app.kit.policy import ensure
from app.messaging import actions as messaging
from app.messaging.models import Conversation, ConversationKind
from app.people import queries as people
from app.people.models import Person
from app.pitches import policy, queries
from app.pitches.actions.team import end
from app.pitches.facts import InvitationWithdrawn, PitchChanged, PitchInvited
from app.pitches.models import LIFE, Pitch, PitchInvitation, PitchState

MOST_INVITED = 300
ONLY_INVITED = "Only a published pitch that is for invited people can be opened by invitation."


@action
def invite(actor: Person, pitch: Pitch, person: Person) -> PitchInvitation:
    """Open a pitch to one reader. Raises `NotNow` where an invitation would open nothing."""
    ensure(policy.may_edit(actor, pitch) and not people.are_blocked(actor, person))
    if not policy.may_invite(actor, pitch):
        raise NotNow(ONLY_INVITED)
    if person.id == actor.id or pitch.part_of(person) or pitch.invitation_of(person):
        raise NotNow(f"{person.name} can read this pitch already.")
    if len(pitch.invitations) >= MOST_INVITED:
        raise NotNow(f"A pitch can be opened to {MOST_INVITED} people. Let all members see it instead.")
    invitation = PitchInvitation(person=person)
    pitch.invitations.append(invitation)
    db.session.flush()
    announce(PitchInvited(invitation))
    return invitation


@action
def withdraw(actor: Person, invitation: PitchInvitation) -> None:
    """Close a pitch to somebody again."""
    ensure(policy.may_manage(actor, invitation.pitch))
    _close_to(invitation)


@action
def note_reading(actor: Person, pitch: Pitch) -> None:
    """Note for the owner when somebody first opened what they were invited to read."""
    invitation = pitch.invitation_of(actor)
    if invitation and invitation.read_at is None:
        invitation.read_at = now()


@action
def talk(actor: Person, pitch: Pitch) -> Conversation:
    """Open a conversation with the owner about a pitch, or go on with the one that there is."""
    ensure(policy.may_talk(actor, pitch) and queries.can_see(actor, pitch))
    return messaging.open_about(
        actor,
        [pitch.owner],
        kind=ConversationKind.PITCH,
        key=f"pitch:{pitch.id}:{actor.id}",
        subject=pitch.title,
        context={"endpoint": "pitches.show", "values": {"slug": pitch.slug}, "label": pitch.title},
    )


@action
def part_ways(one: Person, other: Person) -> None:
    """Where a block came between two people, end their parts and invitations in each other's pitches."""
    for pitch in queries.between(one, other):
        for guest, owner in ((one, other), (other, one)):
            if guest.id != pitch.owner_id:
                _part_from(pitch, guest, owner)


@action
def say_goodbye(person: Person) -> None:
    """Where somebody has left the house, archive what was theirs and end their parts in other teams."""
    for pitch in queries.all_of(person):
        if LIFE.can(pitch, PitchState.ARCHIVED):
            LIFE.move(None, pitch, PitchState.ARCHIVED, reason="left")
            announce(PitchChanged(pitch))
    for member in queries.parts_of(person):
        end(member, by=person)


def _part_from(pitch: Pitch, guest: Person, owner: Person) -> None:
    if member := pitch.part_of(guest):
        end(member, by=owner)
    if invitation := pitch.invitation_of(guest):
        _close_to(invitation)


def _close_to(invitation: PitchInvitation) -> None:
    pitch, person = invitation.pitch, invitation.person
    pitch.invitations.remove(invitation)
    announce(InvitationWithdrawn(pitch, person))
