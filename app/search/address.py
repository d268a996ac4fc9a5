"""Filters as an address says them, and back. What makes no sense there is left out, with a sentence for its field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from werkzeug.datastructures import MultiDict

from app.people.availability import DayState
from app.people.models import PayModel, RateBasis
from app.search.question import Days, Filters, Near, RateLimit, Sort
from app.taxonomy import queries as taxonomy

MOST_VALUES = 24
LONGEST_SPAN = timedelta(days=366)
NEAR_KM = (10, 25, 50, 100, 250, 500)
USUAL_KM = 50
FLUENCIES = {1: "A1", 2: "A2", 3: "B1", 4: "B2", 5: "C1", 6: "C2", 7: "native"}
LEVELS = {1: "learning", 2: "working knowledge", 3: "solid", 4: "expert", 5: "teaches it"}
BASES = (RateBasis.HOUR, RateBasis.HALF_DAY, RateBasis.DAY, RateBasis.WEEK)
_LARGEST_ID = 2**53 - 1
_CODE = re.compile(r"[A-Za-z][A-Za-z-]{1,15}")


class Parts(dict[str, Any]):
    """The parts of an address as `written` made them, to be read again."""

    def getlist(self, key: str) -> list[str]:
        held = self.get(key, [])
        return [str(value) for value in held] if isinstance(held, list) else [str(held)]


Typed = MultiDict[str, str] | Parts


@dataclass(frozen=True)
class Asked:
    """What stands in an address, understood: with a sentence by field for what could not be."""

    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.RELEVANCE
    problems: Mapping[str, str] = field(default_factory=dict)


def read(typed: Typed) -> Asked:
    """The filters and the order that `typed` asks for."""
    problems: dict[str, str] = {}
    filters = Filters(
        disciplines=_ids(typed, "discipline"),
        departments=_ids(typed, "department"),
        positions=_ids(typed, "position"),
        skills=_with_level(_values(typed, "skill"), _number(typed, "level", most=5), 5),
        any_skill=bool(typed.get("any")),
        languages=_languages(typed),
        countries=tuple(value.upper() for value in _values(typed, "country") if _CODE.fullmatch(value)),
        cities=_ids(typed, "city"),
        near=_near(typed, problems),
        remote=bool(typed.get("remote")),
        free=_days(typed, problems),
        days_are=_among(typed, "days", DayState) or Filters.days_are,
        rate=_rate(typed, problems),
        years=_number(typed, "years", most=60),
        formats=_values(typed, "format"),
        genres=_values(typed, "genre"),
        unions=_values(typed, "union"),
        authorised=tuple(value.upper() for value in _values(typed, "authorised") if _CODE.fullmatch(value)),
        pay_models=_among(typed, "pay", PayModel),
        stages=_values(typed, "stage"),
        kinds=_values(typed, "house"),
        verified=bool(typed.get("verified")),
        active_days=_number(typed, "active", most=366),
    )
    sort = typed.get("sort", "")
    return Asked(filters, Sort(sort) if sort in set(Sort) else Sort.RELEVANCE, problems)


def written(filters: Filters, sort: Sort = Sort.RELEVANCE) -> dict[str, Any]:
    """`filters` as the parts of an address: `read` gives them back."""
    parts: dict[str, Any] = {
        "discipline": list(filters.disciplines),
        "department": list(filters.departments),
        "position": list(filters.positions),
        "skill": [f"{key}:{level}" if level else str(key) for key, level in filters.skills],
        "any": 1 if filters.any_skill else None,
        "language": [f"{code}:{level}" if level else code for code, level in filters.languages],
        "country": list(filters.countries),
        "city": list(filters.cities),
        **_near_written(filters.near),
        "remote": 1 if filters.remote else None,
        **_days_written(filters),
        **_rate_written(filters.rate),
        "years": filters.years or None,
        "format": list(filters.formats),
        "genre": list(filters.genres),
        "union": list(filters.unions),
        "authorised": list(filters.authorised),
        "pay": list(filters.pay_models),
        "stage": list(filters.stages),
        "house": list(filters.kinds),
        "verified": 1 if filters.verified else None,
        "active": filters.active_days or None,
        "sort": sort.value if sort != Sort.RELEVANCE else None,
    }
    return {name: value for name, value in parts.items() if value not in (None, "", [])}


def without(filters: Filters, name: str, value: Any = None) -> Filters:
    """`filters` with one field empty, or without one `value` of it."""
    empty = getattr(Filters(), name)
    left = tuple(held for held in getattr(filters, name) if held != value) if isinstance(empty, tuple) else empty
    changes: dict[str, Any] = {name: left if value is not None else empty}
    if name == "free":
        changes["days_are"] = Filters.days_are
    return replace(filters, **changes)


def _values(typed: Typed, name: str) -> tuple[str, ...]:
    held = (value.strip() for value in typed.getlist(name))
    return tuple(dict.fromkeys(value for value in held if 0 < len(value) <= 100))[:MOST_VALUES]


def _ids(typed: Typed, name: str) -> tuple[int, ...]:
    return tuple(int(value) for value in _values(typed, name) if _is_id(value))


def _is_id(value: str) -> bool:
    return value.isascii() and value.isdecimal() and 0 < int(value) <= _LARGEST_ID


def _among(typed: Typed, name: str, known: Iterable[str]) -> tuple[str, ...]:
    held = _values(typed, name)
    return tuple(str(value) for value in known if value in held)


def _number(typed: Typed, name: str, *, most: int) -> int:
    value = str(typed.get(name, "")).strip()
    return min(int(value), most) if value.isascii() and value.isdecimal() and len(value) < 10 else 0


def _with_level(values: Sequence[str], least: int, most: int) -> tuple[tuple[int, int], ...]:
    pairs = (value.partition(":") for value in values)
    return tuple((int(key), _level(level, least, most)) for key, _, level in pairs if _is_id(key))


def _level(said: str, otherwise: int, most: int) -> int:
    return min(int(said), most) if said.isascii() and said.isdecimal() and len(said) == 1 else otherwise


def _languages(typed: Typed) -> tuple[tuple[str, int], ...]:
    least, most = _number(typed, "fluency", most=7), len(FLUENCIES)
    pairs = (value.partition(":") for value in _values(typed, "language"))
    return tuple((code, _level(level, least, most)) for code, _, level in pairs if _CODE.fullmatch(code))


def _near(typed: Typed, problems: dict[str, str]) -> Near | None:
    name = str(typed.get("near", "")).strip()[:100]
    if not name:
        return None
    city = taxonomy.city_named(name)
    if city is None:
        problems["near"] = f"No place called “{name}” is known here. Try the next larger town."
        return None
    km = _number(typed, "km", most=NEAR_KM[-1]) or USUAL_KM
    return Near(f"{city.name}, {city.country_code}", city.lat, city.lon, km, bool(typed.get("local")))


def _near_written(near: Near | None) -> dict[str, Any]:
    if near is None:
        return {}
    return {"near": near.name, "km": near.km if near.km != USUAL_KM else None, "local": 1 if near.as_local else None}


def _days(typed: Typed, problems: dict[str, str]) -> Days | None:
    first, last = _day(typed, "from", problems), _day(typed, "until", problems)
    if first is None and last is None:
        return None
    first, last = first or last, last or first
    assert first is not None
    assert last is not None
    if last < first:
        problems.setdefault("until", "The last day is before the first one.")
        return None
    if last - first > LONGEST_SPAN:
        problems.setdefault("until", "That is more than a year. Ask for a part of it.")
        return None
    return Days(first, last + timedelta(days=1))


def _day(typed: Typed, name: str, problems: dict[str, str]) -> date | None:
    said = str(typed.get(name, "")).strip()
    if not said:
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError:
        day = None
    if day is None or not 2000 <= day.year <= 2100:
        problems[name] = f"“{said[:20]}” is no day. Type it like 2026-12-03."
        return None
    return day


def _days_written(filters: Filters) -> dict[str, Any]:
    if filters.free is None:
        return {}
    last = filters.free.end - timedelta(days=1)
    states = list(filters.days_are) if filters.days_are != Filters.days_are else []
    return {"from": filters.free.first.isoformat(), "until": last.isoformat(), "days": states}


def _rate(typed: Typed, problems: dict[str, str]) -> RateLimit | None:
    said = str(typed.get("rate", "")).strip().replace(",", "").replace(" ", "")
    if not said:
        return None
    if not re.fullmatch(r"\d{1,7}(\.\d{1,2})?", said):
        problems["rate"] = f"“{said[:20]}” is no amount. Type it like 450."
        return None
    currency, basis = str(typed.get("currency", "EUR")).upper(), str(typed.get("per", RateBasis.DAY))
    return RateLimit(
        round(float(said) * 100),
        currency if re.fullmatch(r"[A-Z]{3}", currency) else "EUR",
        basis if basis in {str(known) for known in BASES} else str(RateBasis.DAY),
    )


def _rate_written(rate: RateLimit | None) -> dict[str, Any]:
    if rate is None:
        return {}
    whole, cents = divmod(rate.amount, 100)
    return {
        "rate": f"{whole}.{cents:02}" if cents else str(whole),
        "currency": rate.currency if rate.currency != "EUR" else None,
        "per": rate.basis if rate.basis != RateBasis.DAY else None,
    }
