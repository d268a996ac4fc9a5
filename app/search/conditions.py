"""The conditions of a search one by one: whether a person is seen to meet each, and how to say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from app.kit.text import slugify
from app.people.availability import DayState, on_days, summary
from app.people.languages import name_of
from app.people.models import LanguageLevel, Person, PersonBase, RateVisibility
from app.search.exchange import euros_a_day
from app.search.question import Filters, Near
from app.search.understanding import days, money

EARTH_KM = 6371.0
_LEVELS = {level: number for number, level in enumerate(LanguageLevel, 1)}
_LACKING = {DayState.BUSY: "not free", DayState.TENTATIVE: "perhaps free"}


@dataclass(frozen=True)
class Condition:
    """One condition: whether it is met as far as anybody may know, why it is, and what is lacking where it is not."""

    met: bool
    reason: str
    lack: str


def conditions(person: Person, asked: Filters, km: float | None = None) -> Iterator[Condition]:
    """What is asked beside the words, those first that one might wonder about; `km` where the distance is known."""
    for reader in _READERS:
        yield from reader(person, asked)
    if asked.near:
        yield _near(person, asked.near, km)


def _free(person: Person, asked: Filters) -> Iterator[Condition]:
    if asked.free is None:
        return
    states = set(on_days(person, asked.free.first, asked.free.end).values())
    worst = max(states, key=list(DayState).index)
    worst = DayState.UNKNOWN if worst is not DayState.BUSY and DayState.UNKNOWN in states else worst
    when, age = days.named(asked.free), summary(person).age
    word = "free" if worst is DayState.FREE else "perhaps free"
    lack = f"{_LACKING[worst]} {when}" if worst in _LACKING else "days not known"
    met = states <= {DayState(state) for state in asked.days_are}
    yield Condition(met, f"{word} {when}" + (f", {age}" if age else ""), lack)


def _speaks(person: Person, asked: Filters) -> Iterator[Condition]:
    if not asked.languages:
        return
    least = dict(asked.languages)
    spoken = [row for row in person.languages if _LEVELS[row.level] >= least.get(row.code, len(_LEVELS) + 1)]
    said = ", ".join(f"{name_of(row.code)} ({row.level.value})" for row in spoken)
    yield Condition(bool(spoken), f"speaks {said}", "speaks " + " or ".join(name_of(code) for code in least))


def _affordable(person: Person, asked: Filters) -> Iterator[Condition]:
    """By public rates alone: who may know others is not known here."""
    if asked.rate is None:
        return
    most = euros_a_day(asked.rate.amount, asked.rate.currency, asked.rate.basis)
    public = [rate for rate in person.rates if rate.visibility == RateVisibility.PUBLIC]
    found = [euros_a_day(rate.amount, rate.currency, rate.basis, rate.hours_in_day) for rate in public]
    known = [rate for rate in found if rate is not None]
    on_request = any(rate.visibility == RateVisibility.ON_REQUEST for rate in person.rates)
    unknown = "rate is on request" if on_request else "rate is not known"
    met = bool(known) and most is not None and min(known) <= most
    yield Condition(met, f"asks {money.said(asked.rate)}", money.said(asked.rate) if known else unknown)


def _experienced(person: Person, asked: Filters) -> Iterator[Condition]:
    if asked.years:
        years = max((row.years or 0 for row in person.positions), default=0)
        yield Condition(years >= asked.years, f"{years} years in the job", f"{asked.years} years in the job")


def _skilled(person: Person, asked: Filters) -> Iterator[Condition]:
    levels = {row.skill_id: (row.name, row.level or 0) for row in person.skills}
    for key, least in asked.skills:
        name, level = levels.get(key, ("a skill", -1))
        yield Condition(level >= least, f"{name} at level {level}", f"{name} at level {least}")


def _done(person: Person, asked: Filters) -> Iterator[Condition]:
    slugs = {*asked.formats, *asked.genres}
    if slugs:
        titles = [row.title for row in person.shown_credits if {slugify(row.format), slugify(row.genre)} & slugs]
        said = ", ".join(f"“{title}”" for title in titles[:2])
        yield Condition(bool(titles), f"worked on {said}", "credits of that kind")


def _vouched(person: Person, asked: Filters) -> Iterator[Condition]:
    if asked.verified:
        yield Condition(person.verified_at is not None, "credits confirmed by colleagues", "confirmed credits")


def _near(person: Person, near: Near, km: float | None) -> Condition:
    if km is None:
        placed = [base for base in person.bases if base.works_as_local or not near.as_local]
        km = min((_distance(near, *place) for base in placed if (place := _place_of(base))), default=float("inf"))
    reason = f"{round(km)} km from {near.name}" if 1 <= km < float("inf") else f"based in {near.name}"
    return Condition(km <= near.km, reason, f"within {near.km} km of {near.name}")


def _place_of(base: PersonBase) -> tuple[float, float] | None:
    if base.lat is not None and base.lon is not None:
        return base.lat, base.lon
    return (base.city.lat, base.city.lon) if base.city else None


def _distance(near: Near, lat: float, lon: float) -> float:
    """Kilometres along the earth."""
    north, south = radians(near.lat), radians(lat)
    bow = sin((north - south) / 2) ** 2 + cos(north) * cos(south) * sin(radians(near.lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(bow))


_READERS: tuple[Callable[[Person, Filters], Iterator[Condition]], ...] = (
    _free,
    _speaks,
    _affordable,
    _experienced,
    _skilled,
    _done,
    _vouched,
)
