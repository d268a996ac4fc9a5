"""The front page as anybody at all may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.hiring import queries as hiring
from app.hiring.models import Role
from app.people import queries as people
from app.people.models import Person
from app.pitches import queries as pitches
from app.pitches.models import Pitch, PitchState


@dataclass(frozen=True)
class Board:
    """The front page for those who are not signed in: nothing on it that not everybody may see."""

    pitches: Sequence[Pitch]
    roles: Sequence[Role]
    faces: Sequence[Person]
    counts: dict[str, int]


def board() -> Board:
    """The front page, as anybody at all may see it."""
    return Board(
        pitches=new_pitches(None, limit=8),
        roles=new_roles(None, limit=8),
        faces=_faces(limit=12),
        counts={
            "roles": _count(hiring.visible_to(None).where(hiring.taking_applications())),
            "pitches": _count(pitches.visible_to(None).where(Pitch.state == PitchState.PUBLISHED)),
            "people": _count(people.visible_to(None)),
        },
    )


def new_pitches(viewer: Person | None, limit: int, *conditions: ColumnElement[bool]) -> Sequence[Pitch]:
    """The newest pitches that look for people, as far as `viewer` may see them."""
    shown = pitches.visible_to(viewer).where(Pitch.state == PitchState.PUBLISHED, *conditions)
    newest = shown.order_by(Pitch.published_at.desc(), Pitch.id.desc()).limit(limit)
    return db.session.scalars(newest.options(*pitches.for_cards())).all()


def new_roles(viewer: Person | None, limit: int, *conditions: ColumnElement[bool]) -> Sequence[Role]:
    """The newest roles that take applications, as far as `viewer` may see them."""
    shown = hiring.visible_to(viewer).where(hiring.taking_applications(), *conditions)
    return db.session.scalars(shown.order_by(Role.opened_at.desc(), Role.id.desc()).limit(limit)).all()


def _faces(limit: int) -> Sequence[Person]:
    pictured = people.visible_to(None).where(Person.portrait_id.is_not(None), Person.positions.any())
    shown = (selectinload(Person.positions), selectinload(Person.portrait), selectinload(Person.bases))
    latest = pictured.order_by(Person.updated_at.desc(), Person.id.desc()).limit(limit)
    return db.session.scalars(latest.options(*shown)).all()


def _count(statement: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
