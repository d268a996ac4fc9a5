"""Rates made comparable: euros a day, by a dated table of what a euro is worth."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from app.people.models import RateBasis

FILE = Path(__file__).parent / "exchange.csv"
DATED = "# As of: "
HOURS_IN_DAY = 8
DAYS_IN_WEEK = 5


@dataclass(frozen=True)
class Table:
    """What one euro is worth in each currency, as of a day: shown as "converted by the table of 30 Jun 2025"."""

    as_of: date
    per_euro: dict[str, float]


@cache
def table() -> Table:
    """The table of the data file."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    as_of = next(line.removeprefix(DATED) for line in lines if line.startswith(DATED))
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return Table(date.fromisoformat(as_of), {row["currency"]: float(row["per_euro"]) for row in rows})


def euros_a_day(amount: int, currency: str, basis: str, hours_in_day: int | None = None) -> int | None:
    """Cents of euro a day for an amount in hundredths; None where it cannot be compared."""
    per_euro, days = table().per_euro.get(currency), _days(basis, hours_in_day or HOURS_IN_DAY)
    if per_euro is None or days is None:
        return None
    return round(amount / per_euro / days)


def _days(basis: str, hours_in_day: int) -> float | None:
    return {
        RateBasis.HOUR.value: 1 / hours_in_day,
        RateBasis.HALF_DAY.value: 0.5,
        RateBasis.DAY.value: 1.0,
        RateBasis.WEEK.value: float(DAYS_IN_WEEK),
    }.get(basis)
