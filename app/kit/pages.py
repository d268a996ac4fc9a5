"""A page of results and the way to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, literal, select

from app.extensions import db

Thing = TypeVar("Thing")

SIZE = 20
FURTHEST = 500


@dataclass(frozen=True)
class Page(Generic[Thing]):
    """Rows `size` at a time; `number` counts from 1."""

    rows: Sequence[Thing]
    total: int
    number: int = 1
    size: int = SIZE

    @property
    def last(self) -> int:
        return max(1, min(FURTHEST, -(-self.total // self.size)))

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.last else None

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None


def page_of(statement: Select[Any], number: int = 1, size: int = SIZE) -> Page[Any]:
    """The `number`th page of what `statement` selects, with the total."""
    number = within(number)
    ids = statement.with_only_columns(literal(1), maintain_column_froms=True).order_by(None).options()
    total = db.session.scalar(select(func.count()).select_from(ids.subquery())) or 0
    rows = db.session.scalars(statement.limit(size).offset((number - 1) * size)).unique().all()
    return Page(rows, total, number, size)


def within(number: int) -> int:
    """A page number that can be asked for."""
    return max(1, min(number, FURTHEST))
