"""What a line of a directory says of a person: each field as what it should be, or refused with a reason."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import available_timezones

from app.kit.text import deceives
from app.people.handles import fault_in
from app.people.languages import code_of
from app.people.lines import Unreadable
from app.people.models import LanguageLevel, UnionStatus, UnionVisibility, Visibility
from app.taxonomy import countries

MOST_ASIDE = 8_000
MOST_POSITIONS, MOST_WORDS, MOST_CREDITS = 20, 60, 200
MOST_LANGUAGES, MOST_COUNTRIES, MOST_UNIONS = 20, 60, 12
AVAILABILITY = ("available", "busy", "ask")
LEVELS = ("primary", "other")
# Which kind of skill each list of words holds.
WORDS = {"skills": "craft", "software": "software", "gear": "equipment", "instruments": "instrument"}
_ZONES = available_timezones()


@dataclass(frozen=True)
class Entry:
    """What a directory says of one person. `fingerprint` tells whether it says something new."""

    handle: str
    name: str
    fingerprint: str
    headline: str = ""
    bio: str = ""
    visibility: Visibility | None = None
    availability: str | None = None
    day_rate: int | None = None
    base: dict[str, Any] | None = None
    positions: list[dict[str, Any]] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)
    credits: list[dict[str, Any]] = field(default_factory=list)
    languages: dict[str, LanguageLevel] = field(default_factory=dict)
    authorisations: list[str] = field(default_factory=list)
    unions: list[dict[str, Any]] = field(default_factory=list)
    aside: dict[str, Any] = field(default_factory=dict)


def read(said: dict[str, Any]) -> Entry:
    """What an object says of a person. Raises `Unreadable`."""
    said = {name: value for name, value in said.items() if value is not None}
    fingerprint = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    rest = _Fields(said)
    entry = Entry(
        handle=_handle(rest.line("handle", 40)),
        name=_name(rest.line("name", 80)),
        fingerprint=fingerprint,
        headline=rest.line("headline", 140),
        bio=rest.text("bio", 5_000),
        visibility=_visibility(rest.one_of("visibility", tuple(Visibility))),
        availability=rest.one_of("availability", AVAILABILITY),
        day_rate=_cents(rest.number("day_rate_eur", 0, 100_000)),
        base=_base(rest),
        positions=[_position(row) for row in rest.rows("positions", MOST_POSITIONS)],
        words=_words(rest),
        credits=[_credit(row) for row in rest.rows("credits", MOST_CREDITS)],
        languages=dict(_language(row) for row in rest.rows("languages", MOST_LANGUAGES)),
        authorisations=_authorisations(rest),
        unions=[_union(row) for row in rest.rows("unions", MOST_UNIONS)],
        aside=rest.untouched(),
    )
    if len(json.dumps(entry.aside)) > MOST_ASIDE:
        raise Unreadable(f"more than {MOST_ASIDE:,} letters in fields that are not known here")
    return entry


class _Fields:
    """The fields of an object, each asked for as what it should be."""

    def __init__(self, said: dict[str, Any], of: str = "") -> None:
        self.said, self.of, self.asked = said, of, set[str]()

    def text(self, name: str, longest: int) -> str:
        value = self._take(name, str, "text", "").strip()
        if len(value) > longest:
            raise Unreadable(f"{self.of}{name} is longer than {longest:,} letters")
        return str(value)

    def line(self, name: str, longest: int) -> str:
        return " ".join(self.text(name, longest).split())

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str | None:
        value = self.line(name, 40)
        if value and value not in allowed:
            raise Unreadable(f"{self.of}{name} is none of {', '.join(allowed)}")
        return value or None

    def number(self, name: str, least: float, most: float) -> float | None:
        value = self._take(name, (int, float), "a number", None)
        if value is not None and (isinstance(value, bool) or not least <= value <= most):
            raise Unreadable(f"{self.of}{name} is no number from {least:,} to {most:,}")
        return value

    def whole(self, name: str, least: int, most: int) -> int | None:
        value = self.number(name, least, most)
        if value is not None and value != int(value):
            raise Unreadable(f"{self.of}{name} is no whole number")
        return None if value is None else int(value)

    def labels(self, name: str, most: int) -> list[str]:
        values = [_label(name, value) for value in self._list(name, most)]
        return list(dict.fromkeys(value for value in values if value))

    def rows(self, name: str, most: int) -> list[_Fields]:
        rows = self._list(name, most)
        if not all(isinstance(row, dict) for row in rows):
            raise Unreadable(f"{name} is no list of objects")
        return [_Fields({key: value for key, value in row.items() if value is not None}, f"{name}: ") for row in rows]

    def untouched(self) -> dict[str, Any]:
        return {name: value for name, value in self.said.items() if name not in self.asked}

    def _list(self, name: str, most: int) -> list[Any]:
        values: list[Any] = self._take(name, list, "a list", [])
        if len(values) > most:
            raise Unreadable(f"{name} has more than {most} entries")
        return values

    def _take(self, name: str, kind: Any, called: str, otherwise: Any) -> Any:
        self.asked.add(name)
        value = self.said.get(name, otherwise)
        if value is not otherwise and not isinstance(value, kind):
            raise Unreadable(f"{self.of}{name} is not {called}")
        return value


def _handle(handle: str) -> str:
    if fault := fault_in(handle.lower()):
        raise Unreadable(f"handle: {fault}")
    return handle.lower()


def _name(name: str) -> str:
    if not name:
        raise Unreadable("there is no name")
    if deceives(name):
        raise Unreadable("the name holds characters that cannot be seen")
    return name


def _visibility(word: str | None) -> Visibility | None:
    return Visibility(word) if word else None


def _cents(amount: float | None) -> int | None:
    return None if amount is None else round(amount * 100)


def _words(said: _Fields) -> list[tuple[str, str]]:
    words = [(label, kind) for name, kind in WORDS.items() for label in said.labels(name, MOST_WORDS)]
    if len(words) > MOST_WORDS:
        raise Unreadable(f"{', '.join(WORDS)} have more than {MOST_WORDS} entries together")
    return words


def _label(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise Unreadable(f"{name} is no list of words")
    if len(value) > 140:
        raise Unreadable(f"a word in {name} is longer than 140 letters")
    if deceives(value):
        raise Unreadable(f"a word in {name} holds characters that cannot be seen")
    return " ".join(value.split())


def _base(said: _Fields) -> dict[str, Any] | None:
    base = {
        "name": said.line("city", 120),
        "country_code": _country(said.line("country_code", 2)),
        "city_id": said.whole("geonameid", 1, 2**31 - 1),
        "lat": said.number("lat", -90, 90),
        "lon": said.number("lon", -180, 180),
        "timezone": _zone(said.line("timezone", 64)),
    }
    if (base["lat"] is None) != (base["lon"] is None):
        raise Unreadable("lat and lon go together")
    return base if base["name"] or base["city_id"] else None


def _country(code: str) -> str:
    if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise Unreadable("country_code is no code of two letters")
    return code.upper()


def _zone(name: str) -> str:
    if name and name not in _ZONES:
        raise Unreadable("timezone is not known")
    return name


def _position(said: _Fields) -> dict[str, Any]:
    label = said.line("name", 100)
    if not label:
        raise Unreadable("positions: one has no name")
    return {
        "label": label,
        "primary": said.one_of("level", LEVELS) == "primary",
        "years": said.whole("years", 0, 90),
    }


def _credit(said: _Fields) -> dict[str, Any]:
    title = said.line("title", 160)
    if not title:
        raise Unreadable("credits: one has no title")
    return {
        "title": title,
        "format": said.line("format", 100),
        "genre": said.line("genre", 100),
        "year": said.whole("year", 1850, 2200),
        "position_label": said.line("position", 100),
    }


def _language(said: _Fields) -> tuple[str, LanguageLevel]:
    typed = said.line("code", 80)
    code = code_of(typed)
    if code is None:
        raise Unreadable(f"languages: {typed or 'one'} is no language")
    return code, LanguageLevel(said.one_of("level", tuple(LanguageLevel)) or LanguageLevel.B2)


def _authorisations(said: _Fields) -> list[str]:
    codes: set[str] = set()
    for typed in said.labels("work_authorisations", MOST_COUNTRIES):
        meant = countries.codes_of(typed)
        if meant is None:
            raise Unreadable(f"work_authorisations: {typed} is no country")
        codes |= meant
    return sorted(codes)


def _union(said: _Fields) -> dict[str, Any]:
    name = said.line("name", 120)
    if not name:
        raise Unreadable("unions: one has no name")
    return {
        "name": name,
        "branch": said.line("branch", 100),
        "status": UnionStatus(said.one_of("status", tuple(UnionStatus)) or UnionStatus.MEMBER),
        # Who is in a union is theirs to tell, unless the directory knows that they do.
        "visibility": UnionVisibility(said.one_of("visibility", tuple(UnionVisibility)) or UnionVisibility.ONLY_ME),
    }
