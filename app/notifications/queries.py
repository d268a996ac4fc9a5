"""Finding notices, and who is to get one. A notice about somebody behind a block is not there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import joinedload

from app.accounts import queries as accounts
from app.accounts.models import Account, Session
from app.extensions import db
from app.kit.badges import VIEWER
from app.kit.clock import now
from app.kit.errors import Missing
from app.kit.pages import Page, page_of
from app.kit.text import fold
from app.notifications.models import Notice
from app.people import queries as people
from app.people.models import Person, PersonPosition, PersonSkill

SIZE = 30
JUST_NOW = timedelta(minutes=5)


def readable_by(viewer: Person | None) -> ColumnElement[bool]:
    """The condition under which a `Notice` is `viewer`'s to read."""
    return _readable_by(viewer.id) if viewer else false()


def _readable_by(viewer: people.Id) -> ColumnElement[bool]:
    unblocked = or_(Notice.about_id.is_(None), Notice.about.has(people.unblocked_by(viewer)))
    return and_(Notice.person_id == viewer, unblocked)


def visible_to(viewer: Person | None) -> Select[Notice]:
    """All notices of `viewer`."""
    return select(Notice).where(readable_by(viewer))


def listing(viewer: Person, number: int = 1) -> Page[Notice]:
    """A page of somebody's notices, the newest first."""
    with_face = joinedload(Notice.about).selectinload(Person.portrait)
    statement = visible_to(viewer).options(with_face)
    return page_of(statement.order_by(Notice.created_at.desc(), Notice.id.desc()), number, SIZE)


def notice(viewer: Person, key: int) -> Notice:
    """One notice of somebody. Raises `Missing`."""
    found = db.session.scalar(visible_to(viewer).where(Notice.id == key))
    if found is None:
        raise Missing
    return found


# How many notices the one who looks has not seen yet.
UNSEEN = select(func.count(Notice.id)).where(_readable_by(VIEWER), Notice.seen_at.is_(None)).scalar_subquery()


def unseen_of(viewer: Person | None) -> int:
    """How many notices somebody has not seen yet."""
    return (db.session.scalar(select(UNSEEN), {"viewer": viewer.id}) or 0) if viewer else 0


def about(person: Person, kind: str, key: str) -> Sequence[Notice]:
    """The notices of one kind about one thing that somebody has."""
    same = select(Notice).where(Notice.person_id == person.id, Notice.kind == kind, Notice.key == key)
    return db.session.scalars(same).all()


def is_here(person: Person) -> bool:
    """Whether somebody has a page open, or had one a few minutes ago."""
    lately = exists().where(
        Session.account_id == Account.id,
        Account.person_id == person.id,
        Session.ended_at.is_(None),
        Session.seen_at > now() - JUST_NOW,
    )
    return bool(accounts.lines_of(person)) or bool(db.session.scalar(select(lately)))


def who_say(kind: str, folded: str, key: int) -> list[Person]:
    """Those who describe themselves with a word that means the position or skill of this id by now."""
    table: Any = PersonPosition if kind == "position" else PersonSkill
    means = PersonPosition.position_id if kind == "position" else PersonSkill.skill_id
    rows = db.session.execute(select(table.person_id, table.label).where(means == key))
    wanted = {person for person, label in rows if fold(label) == folded}
    return list(db.session.scalars(select(Person).where(Person.id.in_(wanted)).order_by(Person.id)))
