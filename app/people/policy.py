"""Who may see and change a profile."""

from __future__ import annotations

from app.people.models import ContactPolicy, Person, RateCard, RateVisibility, Visibility


def may_see(viewer: Person | None, person: Person) -> bool:
    """Blocks aside, which `queries.visible_to` knows."""
    if viewer is not None and viewer.id == person.id:
        return True
    if person.listed_at is None or person.left_at is not None:
        return False
    if person.visibility == Visibility.PUBLIC:
        return True
    return person.visibility == Visibility.MEMBERS and viewer is not None


def may_edit(viewer: Person | None, person: Person) -> bool:
    return viewer is not None and viewer.id == person.id


def may_see_rate(viewer: Person | None, rate: RateCard) -> bool:
    if viewer is not None and viewer.id == rate.person_id:
        return True
    if rate.visibility == RateVisibility.PUBLIC:
        return True
    return rate.visibility == RateVisibility.MEMBERS and viewer is not None


def may_write_to(viewer: Person | None, person: Person) -> bool:
    """Whether a new conversation may be opened. `known` needs a shared one already, which messaging asks."""
    if viewer is None or viewer.id == person.id or person.claimed_at is None or person.left_at is not None:
        return False
    return person.contact_policy == ContactPolicy.MEMBERS


def may_block(actor: Person, person: Person) -> bool:
    return actor.id != person.id


def may_curate(viewer: Person | None) -> bool:
    return viewer is not None and viewer.is_admin
