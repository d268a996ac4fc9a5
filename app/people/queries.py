"""Finding people. The viewer comes first, and may be nobody."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.extensions import db
from app.kit.errors import Missing
from app.kit.pages import SIZE, Page, page_of
from app.people.models import Block, Person, Visibility


def seen_by(viewer: Person | None) -> ColumnElement[bool]:
    """The condition under which a `Person` is seen by `viewer`: listed, not hidden, no block between the two."""
    listed = and_(Person.listed_at.is_not(None), Person.left_at.is_(None))
    if viewer is None:
        return and_(listed, Person.visibility == Visibility.PUBLIC)
    open_to_members = and_(listed, Person.visibility.in_([Visibility.PUBLIC, Visibility.MEMBERS]))
    return and_(or_(open_to_members, Person.id == viewer.id), unblocked(viewer))


def unblocked(viewer: Person | None) -> ColumnElement[bool]:
    """The condition that no block stands between `viewer` and a `Person`, in either direction."""
    if viewer is None:
        return true()
    blocked = select(Block.blocked_id).where(Block.blocker_id == viewer.id)
    blocking = select(Block.blocker_id).where(Block.blocked_id == viewer.id)
    return and_(Person.id.not_in(blocked), Person.id.not_in(blocking))


def visible_to(viewer: Person | None) -> Select[tuple[Person]]:
    """Everybody whom `viewer` may see."""
    return select(Person).where(seen_by(viewer))


def for_cards() -> Sequence[ORMOption]:
    """What a person card shows, loaded at once."""
    return (
        selectinload(Person.positions),
        selectinload(Person.skills),
        selectinload(Person.bases),
        selectinload(Person.days),
        selectinload(Person.rates),
        selectinload(Person.portrait),
    )


def listing(viewer: Person | None, number: int = 1, size: int = SIZE) -> Page[Person]:
    """A page of people, those who last changed something first."""
    statement = visible_to(viewer).options(*for_cards()).order_by(Person.updated_at.desc(), Person.id.desc())
    return page_of(statement, number, size)


def by_handle(viewer: Person | None, handle: str) -> Person:
    """The person with this handle, if `viewer` may know of them. Raises `Missing`."""
    person = db.session.scalar(visible_to(viewer).where(Person.handle == handle.lower()))
    if person is None:
        raise Missing
    return person


def by_ids(viewer: Person | None, ids: Sequence[int]) -> list[Person]:
    """These people in this order, without those whom `viewer` may not see."""
    found = {
        person.id: person
        for person in db.session.scalars(visible_to(viewer).where(Person.id.in_(ids)).options(*for_cards()))
    }
    return [found[key] for key in ids if key in found]


def handle_taken(handle: str) -> bool:
    """Whether somebody has this handle, seen or not."""
    return db.session.scalar(select(Person.id).where(Person.handle == handle)) is not None


def are_blocked(one: Person, other: Person) -> bool:
    """Whether a block stands between two people, whoever set it."""
    pair = (one.id, other.id)
    return (
        db.session.scalar(
            select(Block.id).where(Block.blocker_id.in_(pair), Block.blocked_id.in_(pair)).limit(1)
        )
        is not None
    )
