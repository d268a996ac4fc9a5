"""Who may do what with a list. A studio's is read by its team, and written by all but its viewers."""

from __future__ import annotations

from app.lists.models import Shortlist
from app.people.models import Person
from app.studios.models import Studio, StudioRole
from app.studios.policy import MANAGERS

KEEPERS = set(StudioRole) - {StudioRole.VIEWER}


def may_keep(actor: Person | None, studio: Studio) -> bool:
    """Make lists for a studio."""
    return studio.role_of(actor) in KEEPERS


def may_read(viewer: Person | None, shortlist: Shortlist) -> bool:
    if shortlist.studio is not None:
        return shortlist.studio.role_of(viewer) is not None
    return _is_own(viewer, shortlist)


def may_write(actor: Person | None, shortlist: Shortlist) -> bool:
    """Add people, note, order, rename, put away."""
    if shortlist.studio is not None:
        return may_keep(actor, shortlist.studio)
    return _is_own(actor, shortlist)


def may_delete(actor: Person | None, shortlist: Shortlist) -> bool:
    """Delete for good: whoever made it, as long as they may write in it, and those who run the studio."""
    if shortlist.studio is None:
        return _is_own(actor, shortlist)
    made = actor is not None and actor.id == shortlist.made_by_id
    return shortlist.studio.role_of(actor) in MANAGERS or (made and may_write(actor, shortlist))


def may_list(actor: Person, person: Person) -> bool:
    """Put somebody on a list; oneself belongs on none."""
    return actor.id != person.id


def may_copy(actor: Person | None, shortlist: Shortlist, studio: Studio) -> bool:
    """Give a studio a copy of one's own list. What a studio wrote stays in its house."""
    return _is_own(actor, shortlist) and may_keep(actor, studio)


def _is_own(viewer: Person | None, shortlist: Shortlist) -> bool:
    return viewer is not None and viewer.id == shortlist.person_id
