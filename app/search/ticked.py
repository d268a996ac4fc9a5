"""What was ticked, as words: each with the filters that are left when it is taken away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.hiring.forms import BASES
from app.kit.templating import days, money
from app.people.availability import DayState
from app.people.models import RateBasis
from app.search import panel
from app.search.address import FLUENCIES, LEVELS, without
from app.search.question import Days, Filters, RateLimit

_DAYS_ARE = {
    DayState.FREE: "free",
    DayState.TENTATIVE: "perhaps free",
    DayState.UNKNOWN: "not known",
    DayState.BUSY: "busy",
}
# The fields that hold values of a facet, in the order in which they are said.
_FACETS = {
    "disciplines": "discipline",
    "departments": "department",
    "positions": "position",
    "skills": "skill",
    "languages": "language",
    "cities": "city",
    "countries": "country",
    "formats": "format",
    "genres": "genre",
    "unions": "union",
    "authorised": "authorised",
    "pay_models": "pay_model",
    "stages": "stage",
    "kinds": "kind",
}


@dataclass(frozen=True)
class Ticked:
    """One filter in words; `left` are the filters without it."""

    words: str
    left: Filters


def ticked(filters: Filters) -> list[Ticked]:
    """Every filter that is set, in words."""
    return [*_plain(filters), *(held for field in _FACETS for held in _values(filters, field))]


def said_days(free: Days) -> str:
    """Days as one says them: "3–21 Dec 2026"."""
    return days(free.first, free.end if free.end - free.first > timedelta(days=1) else None)


def said_rate(rate: RateLimit) -> str:
    """A limit as one says it: "up to €450 a day"."""
    return f"up to {money(rate.amount, rate.currency)} {BASES[RateBasis(rate.basis)]}"


def _plain(filters: Filters) -> Iterator[Ticked]:
    if filters.free:
        states = " or ".join(_DAYS_ARE[DayState(state)] for state in filters.days_are)
        yield Ticked(f"{states} {said_days(filters.free)}", without(filters, "free"))
    if filters.near:
        how = "works as local in" if filters.near.as_local else f"within {filters.near.km} km of"
        yield Ticked(f"{how} {filters.near.name}", without(filters, "near"))
    if filters.remote:
        yield Ticked("remote", without(filters, "remote"))
    if filters.rate:
        yield Ticked(said_rate(filters.rate), without(filters, "rate"))
    if filters.years:
        yield Ticked(f"{filters.years} years and more", without(filters, "years"))
    if filters.verified:
        yield Ticked("verified", without(filters, "verified"))
    if filters.active_days:
        yield Ticked(f"active in the last {filters.active_days} days", without(filters, "active_days"))


def _values(filters: Filters, field: str) -> Iterator[Ticked]:
    held = getattr(filters, field)
    names = panel.labels(_FACETS[field], [str(_key(value)) for value in held])
    for value in held:
        name = names.get(str(_key(value)))
        if name:
            yield Ticked(f"{name}{_least(field, value)}", without(filters, field, value))


def _key(value: Any) -> Any:
    return value[0] if isinstance(value, tuple) else value


def _least(field: str, value: Any) -> str:
    if not isinstance(value, tuple) or not value[1]:
        return ""
    said = FLUENCIES.get(value[1]) if field == "languages" else LEVELS.get(value[1])
    return f", {said} or better" if said else ""
