"""Who may see and change a profile."""

from __future__ import annotations

from app.people.models import (
    ContactPolicy,
    Credit,
    Person,
    RateCard,
    RateVisibility,
    UnionMembership,
    UnionVisibility,
    Visibility,
)


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


def may_see_union(viewer: Person | None, membership: UnionMembership) -> bool:
    """Whether the membership may be known. Its number is for its owner alone."""
    if viewer is not None and viewer.id == membership.person_id:
        return True
    if membership.visibility == UnionVisibility.PUBLIC:
        return True
    return membership.visibility == UnionVisibility.MEMBERS and viewer is not None


def may_see_activity(viewer: Person | None, person: Person) -> bool:
    """Whether it may be known that somebody was here lately: by members, unless they hide it."""
    return viewer is not None and (person.shows_activity or viewer.id == person.id)


def may_vouch(actor: Person | None, credit: Credit) -> bool:
    """Confirm or dispute a credit: whoever was asked, never its owner."""
    return actor is not None and actor.id == credit.confirmer_id and actor.id != credit.person_id


def may_write_to(viewer: Person | None, person: Person) -> bool:
    """Whether a new conversation may be opened. `known` needs a shared one already, which messaging asks."""
    if viewer is None or viewer.id == person.id or person.claimed_at is None or person.left_at is not None:
        return False
    return person.contact_policy == ContactPolicy.MEMBERS


def may_block(actor: Person, person: Person) -> bool:
    return actor.id != person.id


def may_curate(viewer: Person | None) -> bool:
    return viewer is not None and viewer.is_admin
