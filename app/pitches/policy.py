"""Who may do what with a pitch. Blocks aside, which `queries.visible_to` knows."""

from __future__ import annotations

from app.people.models import Person, Standing
from app.pitches.models import LIFE, SHOWN, Pitch, PitchState, PitchVisibility, TeamMember

MODERATORS = (Standing.MODERATOR, Standing.ADMIN)
CLOSED = (PitchState.ARCHIVED, PitchState.REMOVED)


def may_see(viewer: Person | None, pitch: Pitch) -> bool:
    if _owns(viewer, pitch):
        return True
    if pitch.state in CLOSED:
        return False
    return _is_in_team(viewer, pitch) or (pitch.state in SHOWN and _may_read(viewer, pitch))


def may_edit(actor: Person | None, pitch: Pitch) -> bool:
    return _owns(actor, pitch) and pitch.state not in CLOSED


def may_move(actor: Person | None, pitch: Pitch, to: PitchState) -> bool:
    """Whose step it is, whether or not it can be taken now: to and from "removed" a moderator's."""
    if PitchState.REMOVED in (pitch.state, to):
        return actor is not None and actor.standing in MODERATORS
    return _owns(actor, pitch)


def may_publish(actor: Person | None, pitch: Pitch) -> bool:
    return may_move(actor, pitch, PitchState.PUBLISHED) and LIFE.can(pitch, PitchState.PUBLISHED)


def may_invite(actor: Person | None, pitch: Pitch) -> bool:
    """Only where an invitation opens anything: a shown pitch that is for invited people."""
    return _owns(actor, pitch) and pitch.state in SHOWN and pitch.visibility == PitchVisibility.INVITED


def may_manage(actor: Person | None, pitch: Pitch) -> bool:
    """Come behind the scenes: who was asked, who was invited, who has read."""
    return _owns(actor, pitch)


def may_ask(actor: Person | None, pitch: Pitch) -> bool:
    """Ask people into the team."""
    return may_edit(actor, pitch)


def may_join(actor: Person | None, pitch: Pitch) -> bool:
    part = _part(actor, pitch)
    return part is not None and part.joined_at is None and pitch.state not in CLOSED


def may_leave(actor: Person | None, pitch: Pitch) -> bool:
    part = _part(actor, pitch)
    return part is not None and part.joined_at is not None


def may_dismiss(actor: Person | None, member: TeamMember) -> bool:
    return _owns(actor, member.pitch) and member.left_at is None


def may_talk(actor: Person | None, pitch: Pitch) -> bool:
    """Open a conversation about it with its owner."""
    return actor is not None and not _owns(actor, pitch) and may_see(actor, pitch)


def steps(actor: Person | None, pitch: Pitch) -> list[PitchState]:
    """The steps that `actor` may take with this pitch now, in the order of the life cycle."""
    return [to for to in PitchState if LIFE.can(pitch, to) and may_move(actor, pitch, to)]


def _owns(person: Person | None, pitch: Pitch) -> bool:
    return person is not None and person.id == pitch.owner_id


def _part(person: Person | None, pitch: Pitch) -> TeamMember | None:
    return pitch.part_of(person) if person else None


def _is_in_team(person: Person | None, pitch: Pitch) -> bool:
    return _part(person, pitch) is not None


def _may_read(viewer: Person | None, pitch: Pitch) -> bool:
    if pitch.visibility == PitchVisibility.PUBLIC:
        return True
    if viewer is None or pitch.visibility == PitchVisibility.PRIVATE:
        return False
    return pitch.visibility == PitchVisibility.MEMBERS or pitch.invitation_of(viewer) is not None
