"""Finding people. The viewer comes first, and may be nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.extensions import db
from app.kit.errors import Missing
from app.kit.pages import SIZE, Page, page_of
from app.kit.text import fold
from app.people.models import (
    AvailabilityBlock,
    Block,
    Credit,
    Person,
    PersonPosition,
    PersonSkill,
    PortfolioItem,
    Visibility,
)

Row = TypeVar("Row", AvailabilityBlock, Credit, PortfolioItem)


def seen_by(viewer: Person | None) -> ColumnElement[bool]:
    """The condition under which `viewer` sees a `Person`: listed, not hidden, no block between the two."""
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


def visible_to(viewer: Person | None) -> Select[Person]:
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


def whole(viewer: Person | None, handle: str) -> Person:
    """A profile with all that its page shows, loaded at once. Raises `Missing`."""
    statement = visible_to(viewer).where(Person.handle == handle.lower())
    rest = (Person.disciplines, Person.languages, Person.credits, Person.links, Person.portfolio)
    person = db.session.scalar(statement.options(*for_cards(), *(selectinload(part) for part in rest)))
    if person is None:
        raise Missing
    return person


def blocks_of(person: Person) -> Sequence[Block]:
    """Whom somebody has blocked, the latest first."""
    mine = select(Block).where(Block.blocker_id == person.id).order_by(Block.id.desc())
    return db.session.scalars(mine.options(selectinload(Block.blocked))).all()


def block_on(person: Person, handle: str) -> Block:
    """The block that `person` has set on whoever has this handle. Raises `Missing`."""
    wanted = select(Block).join(Person, Person.id == Block.blocked_id)
    found = db.session.scalar(wanted.where(Block.blocker_id == person.id, Person.handle == handle.lower()))
    if found is None:
        raise Missing
    return found


def own_days(person: Person, key: int) -> AvailabilityBlock:
    """One of somebody's own entries of days. Raises `Missing`."""
    return _own(AvailabilityBlock, person, key)


def own_credit(person: Person, key: int) -> Credit:
    """One of somebody's own credits. Raises `Missing`."""
    return _own(Credit, person, key)


def own_item(person: Person, key: int) -> PortfolioItem:
    """One piece of somebody's own portfolio. Raises `Missing`."""
    return _own(PortfolioItem, person, key)


def own_words(kind: type[PersonPosition] | type[PersonSkill], folded: str) -> Sequence[Person]:
    """Everybody who describes themselves with a word that the taxonomy did not know."""
    missing = kind.position_id if issubclass(kind, PersonPosition) else kind.skill_id
    labels = db.session.scalars(select(kind.label).where(missing.is_(None)).distinct()).all()
    same = [label for label in labels if fold(label) == folded]
    wanted = select(kind.person_id).where(missing.is_(None), kind.label.in_(same))
    return db.session.scalars(select(Person).where(Person.id.in_(wanted))).all()


def _own(kind: type[Row], person: Person, key: int) -> Row:
    row = db.session.get(kind, key)
    if row is None or row.person_id != person.id:
        raise Missing
    return row
