"""Who may do what with a saved search."""

from __future__ import annotations

from app.alerts.models import SavedSearch
from app.people.models import Person
from app.studios.models import Studio, StudioRole
from app.studios.policy import may_manage

SHARERS = set(StudioRole) - {StudioRole.VIEWER}


def may_see(actor: Person | None, search: SavedSearch) -> bool:
    """Its owner's, and those of the studio that it is shared with."""
    if actor is None:
        return False
    return search.person_id == actor.id or (search.studio is not None and search.studio.role_of(actor) is not None)


def may_change(actor: Person | None, search: SavedSearch) -> bool:
    return actor is not None and search.person_id == actor.id


def may_remove(actor: Person | None, search: SavedSearch) -> bool:
    """Its owner; whoever manages the studio takes it out of there."""
    return may_change(actor, search) or (search.studio is not None and may_manage(actor, search.studio))


def may_share(actor: Person | None, studio: Studio) -> bool:
    return studio.role_of(actor) in SHARERS
