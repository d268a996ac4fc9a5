"""Finding people. The viewer comes first, and may be nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple, TypeVar

from sqlalchemy import BindParameter, ColumnElement, Integer, Select, and_, bindparam, case, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.extensions import db
from app.kit.errors import Missing
from app.kit.pages import SIZE, Page, page_of, within
from app.kit.text import fold
from app.people.models import (
    AvailabilityBlock,
    Block,
    Credit,
    CreditState,
    Person,
    PersonPosition,
    PersonSkill,
    PortfolioItem,
    Visibility,
)

Row = TypeVar("Row", AvailabilityBlock, Credit, PortfolioItem)
Id = int | BindParameter[int]

MOST_COLLEAGUES = 100
MOST_ASKINGS = 200


class Face(NamedTuple):
    """Enough of a person to know whether their card has been drawn already."""

    id: int
    updated_at: datetime


def seen_by(viewer: Person | None) -> ColumnElement[bool]:
    """The condition under which `viewer` sees a `Person`: listed, not hidden, no block between the two."""
    return _seen_by_member(viewer.id) if viewer else _seen_by_all()


def unblocked(viewer: Person | None) -> ColumnElement[bool]:
    """The condition that no block stands between `viewer` and a `Person`, in either direction."""
    return unblocked_by(viewer.id) if viewer else true()


def _seen_by_all() -> ColumnElement[bool]:
    return and_(_listed(), Person.visibility == Visibility.PUBLIC)


def _seen_by_member(viewer: Id) -> ColumnElement[bool]:
    open_to_members = and_(_listed(), Person.visibility.in_([Visibility.PUBLIC, Visibility.MEMBERS]))
    return and_(or_(open_to_members, Person.id == viewer), unblocked_by(viewer))


def _listed() -> ColumnElement[bool]:
    return and_(Person.listed_at.is_not(None), Person.left_at.is_(None))


def unblocked_by(viewer: Id) -> ColumnElement[bool]:
    """The same for a member by their id, which may be filled in later."""
    blocked = select(Block.blocked_id).where(Block.blocker_id == viewer)
    blocking = select(Block.blocker_id).where(Block.blocked_id == viewer)
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


def _faces(seen: ColumnElement[bool]) -> Select[int, datetime, int]:
    everybody = select(func.count(Person.id)).where(seen).scalar_subquery()
    page = select(Person.id, Person.updated_at, everybody).where(seen)
    latest = page.order_by(Person.updated_at.desc(), Person.id.desc())
    return latest.limit(bindparam("size")).offset(bindparam("before"))


# Made once: this is the page that is looked at most.
_FACES_FOR_ALL = _faces(_seen_by_all())
_FACES_FOR_MEMBERS = _faces(_seen_by_member(bindparam("viewer", type_=Integer)))


def faces(viewer: Person | None, number: int = 1, size: int = SIZE) -> Page[Face]:
    """A page of people as `cards` wants them: who, and when they last changed something, the latest first."""
    number = within(number)
    asked = {"viewer": viewer.id} if viewer else {}
    page = {**asked, "size": size, "before": (number - 1) * size}
    # Plain values: asked of the connection, they cost a third less.
    rows = db.session.connection().execute(_FACES_FOR_MEMBERS if viewer else _FACES_FOR_ALL, page).all()
    if not rows and number > 1:
        return replace(faces(viewer, 1, size), rows=[], number=number)
    return Page([Face(key, changed) for key, changed, _ in rows], rows[0][2] if rows else 0, number, size)


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
        db.session.scalar(select(Block.id).where(Block.blocker_id.in_(pair), Block.blocked_id.in_(pair)).limit(1))
        is not None
    )


_REST = (
    Person.disciplines,
    Person.languages,
    Person.authorisations,
    Person.unions,
    Person.credits,
    Person.links,
    Person.portfolio,
)


def whole(viewer: Person | None, handle: str) -> Person:
    """A profile with all that its page shows, loaded at once. Raises `Missing`."""
    statement = visible_to(viewer).where(Person.handle == handle.lower())
    person = db.session.scalar(statement.options(*for_cards(), *(selectinload(part) for part in _REST)))
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


def colleagues_on(person: Person, credit: Credit) -> Sequence[Person]:
    """Members who have a credit for the same production, and so can say whether this one is right."""
    in_order = _colleagues(person, credit).order_by(Person.name, Person.id).limit(MOST_COLLEAGUES)
    return db.session.scalars(in_order.options(selectinload(Person.positions), selectinload(Person.bases))).all()


def colleague_on(person: Person, credit: Credit, handle: str) -> Person:
    """One of them. Raises `Missing`."""
    found = db.session.scalar(_colleagues(person, credit).where(Person.handle == handle.lower()))
    if found is None:
        raise Missing
    return found


def askings(viewer: Person) -> Sequence[Credit]:
    """The credits that somebody was asked to confirm, those that wait first, then the latest answered."""
    waits = case((Credit.state == CreditState.ASKED, 0), else_=1)
    statement = _asked_of(viewer).options(joinedload(Credit.person))
    return db.session.scalars(statement.order_by(waits, Credit.state_changed_at.desc()).limit(MOST_ASKINGS)).all()


def asking(viewer: Person, key: int) -> Credit:
    """A credit that somebody was asked to confirm. Raises `Missing`."""
    credit = db.session.scalar(_asked_of(viewer).where(Credit.id == key))
    if credit is None:
        raise Missing
    return credit


def confirmers(viewer: Person | None, person: Person) -> dict[int, Person]:
    """Who was asked to confirm credits of somebody, by id; those whom `viewer` may not see are not named."""
    ids = {credit.confirmer_id for credit in person.credits if credit.confirmer_id}
    found = db.session.scalars(visible_to(viewer).where(Person.id.in_(ids))) if ids else ()
    return {one.id: one for one in found}


def asked_by(person: Person) -> int:
    """How many of somebody's credits wait for an answer."""
    waiting = select(func.count(Credit.id)).where(Credit.person_id == person.id, Credit.state == CreditState.ASKED)
    return db.session.scalar(waiting) or 0


def hanging_on(person: Person) -> Sequence[Credit]:
    """The credits of others that wait for somebody's word."""
    open_still = Credit.state.in_([CreditState.ASKED, CreditState.DISPUTED])
    return db.session.scalars(select(Credit).where(Credit.confirmer_id == person.id, open_still)).all()


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


def _colleagues(person: Person, credit: Credit) -> Select[Person]:
    named = (Credit.production == credit.production, Credit.production != "", Credit.state != CreditState.WITHDRAWN)
    same = select(Credit.person_id).where(*named)
    return visible_to(person).where(Person.id.in_(same), Person.id != person.id, Person.claimed_at.is_not(None))


def _asked_of(viewer: Person) -> Select[Credit]:
    owners = select(Person.id).where(unblocked(viewer), Person.left_at.is_(None))
    return select(Credit).where(Credit.confirmer_id == viewer.id, Credit.person_id.in_(owners))


def _own(kind: type[Row], person: Person, key: int) -> Row:
    row = db.session.get(kind, key)
    if row is None or row.person_id != person.id:
        raise Missing
    return row
