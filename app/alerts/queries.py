"""Saved searches to look at, and what they found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import selectinload

from app.alerts.models import Cadence, Find, SavedSearch, Watch
from app.extensions import db
from app.kit.errors import Missing
from app.people.models import Person
from app.studios import queries as studios

AT_ONCE = 200


def visible_to(viewer: Person | None) -> Select[SavedSearch]:
    """One's own, and those that one's studios share."""
    if viewer is None:
        return select(SavedSearch).where(SavedSearch.id.is_(None))
    ours = [studio.id for studio in studios.of(viewer)]
    return select(SavedSearch).where(or_(SavedSearch.person_id == viewer.id, SavedSearch.studio_id.in_(ours)))


def listing(viewer: Person) -> Sequence[SavedSearch]:
    """All that somebody may run, by name."""
    together = (selectinload(SavedSearch.watches), selectinload(SavedSearch.studio))
    return db.session.scalars(visible_to(viewer).options(*together).order_by(SavedSearch.name, SavedSearch.id)).all()


def saved(viewer: Person | None, key: int) -> SavedSearch:
    """One of them. Raises `Missing`."""
    found = db.session.scalar(visible_to(viewer).where(SavedSearch.id == key))
    if found is None:
        raise Missing
    return found


def how_many_of(owner: Person) -> int:
    """How many searches somebody has saved."""
    return db.session.scalar(select(func.count(SavedSearch.id)).where(SavedSearch.person_id == owner.id)) or 0


def found_in(watch: Watch, number: int) -> list[int]:
    """The ids of what somebody was told of in one round, the latest first; 200 at most."""
    told = select(Find.thing_id).where(Find.watch_id == watch.id, Find.round == number)
    return list(db.session.scalars(told.order_by(Find.id.desc()).limit(AT_ONCE)))


def told_ids(watch: Watch) -> Sequence[int]:
    """The ids of all that somebody was told of."""
    return db.session.scalars(select(Find.thing_id).where(Find.watch_id == watch.id)).all()


def due(cadence: Cadence, before: datetime) -> list[int]:
    """The watches of this cadence that were last looked at before then, the longest waiting first."""
    waiting = select(Watch.id).where(Watch.cadence == cadence, Watch.looked_at < before)
    return list(db.session.scalars(waiting.order_by(Watch.looked_at).limit(AT_ONCE)))
