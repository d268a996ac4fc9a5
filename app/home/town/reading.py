"""The written part of the town: its files, and one source of chance from which everything else follows."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from app.kit.clock import now
from app.people.models import Person
from app.taxonomy.models import Discipline

DATA = Path(__file__).parent / "data"
WHOLE = 300
T = TypeVar("T")
Bar = Callable[[str, Sequence[Any]], Iterable[Any]]


def written(name: str) -> dict[str, Any]:
    """A TOML file of the town."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def table(name: str, parted_by: str = "|") -> list[dict[str, str]]:
    """The rows of a CSV file of the town."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter=parted_by, quoting=csv.QUOTE_NONE))


@dataclass
class Resident:
    """Somebody of the town: the row in the house, and what they are here for."""

    person: Person
    positions: list[str]
    country: str
    joined: datetime


@dataclass
class Town:
    """The town while it is being built. `size` is the number of its people; everything else goes along."""

    size: int
    bar: Bar
    chance: Random = field(default_factory=lambda: Random(1987))  # noqa: S311 - the same town each time
    began: datetime = field(default_factory=now)
    residents: list[Resident] = field(default_factory=list)
    known: dict[str, Resident] = field(default_factory=dict)
    disciplines: dict[str, Discipline] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=lambda: written("words.toml"))

    def ago(self, days: float) -> datetime:
        """A moment so many days ago, at an hour at which people write."""
        moment = self.began - timedelta(days=days)
        waking = moment.replace(hour=7 + self.chance.randrange(15), minute=self.chance.randrange(60))
        return min(waking, self.began - timedelta(minutes=2))

    def after(self, moment: datetime, days: float) -> datetime:
        """A moment up to `days` later, but before now."""
        later = moment + timedelta(days=days) * self.chance.uniform(0.05, 1)
        return min(later, self.began - timedelta(minutes=2))

    def share(self, rows: Sequence[T]) -> Sequence[T]:
        """As many of `rows` as fit a town of this size."""
        return rows[: max(1, round(len(rows) * self.size / WHOLE))]

    def who(self, wanted: str, country: str = "", but: Iterable[int] = ()) -> Resident:
        """A demo account by handle, or somebody with this position, from `country` if there is one."""
        if wanted in self.known:
            return self.known[wanted]
        left_out = set(but)
        others = [one for one in self.residents if one.person.id not in left_out and one.positions]
        able = [one for one in others if wanted in one.positions] or others
        near = [one for one in able if one.country == country] or able
        return self.chance.choice(near)
