"""A person, a pitch, a role, a studio as what the index keeps. Nothing that its owner hides is among it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel import Locale

from app.hiring.models import PlaceMode, Role, RoleState
from app.pitches.models import SHOWN, Pitch, PitchState, PitchVisibility
from app.search.engine.days import day_number
from app.search.engine.narrowing import MEMBERS, PUBLIC, SOME
from app.search.engine.sheets import FIELDS, Entry
from app.search.text import words_of
from app.studios.models import Studio
from app.taxonomy.models import City, Position

TERRITORIES = Locale("en").territories
OUT = SHOWN - {PitchState.PAUSED}
AUDIENCES = {PUBLIC: "public", MEMBERS: "members", SOME: "some"}
_PITCH_AUDIENCE = {PitchVisibility.PUBLIC: PUBLIC, PitchVisibility.MEMBERS: MEMBERS}

Levels = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Document:
    """One thing to be found: as Whoosh writes it, and as it lies on a shelf."""

    key: str
    kind: str
    stamp: str
    fields: Mapping[str, Any]
    entry: Entry


def of_pitch(pitch: Pitch) -> Document | None:
    """None for a pitch that is not out."""
    if pitch.state not in OUT:
        return None
    needs = [need.position for need in pitch.needs if need.position]
    return document(
        f"pitch:{pitch.id}",
        audience=_PITCH_AUDIENCE.get(pitch.visibility, SOME),
        texts={
            "name": [pitch.title],
            "headline": [pitch.logline, pitch.format.name if pitch.format else "", *_named(pitch.genres)],
            "called": names(needs),
            "words": [
                pitch.synopsis,
                pitch.comps,
                pitch.owner.name,
                *(need.name for need in pitch.needs),
                *(place.label for place in pitch.places),
            ],
        },
        levels={
            **trade(needs),
            **where([place.city for place in pitch.places if place.city]),
            "format": ones(row.slug for row in _given(pitch.format)),
            "genre": ones(genre.slug for genre in pitch.genres),
            "stage": ones(stage.value for stage in _given(pitch.stage)),
            "pay_model": ones(model.value for model in _given(pitch.pay_model)),
            "flag": ones(["remote"] if pitch.remote else []),
        },
        figures={"changed_at": second(pitch.published_at), **span(pitch.starts_on, pitch.ends_on)},
        lists={"base": [point for place in pitch.places for point in located(place.city)]},
    )


def of_role(role: Role) -> Document | None:
    """None for a role that takes no applications."""
    if role.state != RoleState.OPEN:
        return None
    position = [role.position] if role.position else []
    made = role.pitch.format if role.pitch else None
    return document(
        f"role:{role.id}",
        audience=PUBLIC if role.pitch is None else _PITCH_AUDIENCE.get(role.pitch.visibility, SOME),
        texts={
            "name": [role.title],
            "headline": [role.production, role.studio.name if role.studio else "", *_named(position)],
            "called": names(position),
            "words": [role.description, role.place, *_named(role.skills), *departments(position)],
        },
        levels={
            **trade(position),
            **where(_given(role.city)),
            "skill": ones(str(row.skill_id) for row in role.skills if row.skill_id),
            "format": ones(row.slug for row in _given(made)),
            "pay_model": ones(model.value for model in _given(role.pay_model)),
            "flag": ones(["remote"] if role.place_mode in (PlaceMode.REMOTE, PlaceMode.HYBRID) else []),
        },
        figures={"changed_at": second(role.opened_at), **span(role.starts_on, role.ends_on)},
        lists={"base": located(role.city)},
    )


def of_studio(studio: Studio) -> Document | None:
    """None for a studio that has closed."""
    if studio.closed_at is not None:
        return None
    return document(
        f"studio:{studio.id}",
        audience=PUBLIC,
        texts={
            "name": [studio.name],
            "headline": [studio.headline, studio.kind.replace("_", " ")],
            "words": [studio.about, studio.place, TERRITORIES.get(studio.country_code, "")],
        },
        levels={**where(_given(studio.city)), "kind": {studio.kind.value: 0}},
        figures={"changed_at": second(studio.updated_at)},
        lists={"base": located(studio.city)},
    )


def document(
    key: str,
    *,
    audience: int,
    texts: Mapping[str, Iterable[str]],
    levels: Levels,
    figures: Mapping[str, int],
    lists: Mapping[str, Sequence[Sequence[float]]],
    passing: Mapping[str, int] | None = None,
) -> Document:
    """A document of its parts. What is `passing` weighs, but makes no document out of date when it changes."""
    said = {field: words_of("\n".join(part for part in texts.get(field, ()) if part)) for field in FIELDS}
    kept = {column: dict(sorted(values.items())) for column, values in levels.items() if values}
    counted = {"audience": audience, **figures}
    whole = json.dumps([key, said, kept, counted, lists], sort_keys=True).encode()
    stamp = hashlib.sha256(whole).hexdigest()[:16]
    kind, _, number = key.partition(":")
    fields = {
        "key": key,
        "kind": kind,
        "audience": AUDIENCES[audience],
        "stamp": stamp,
        "keys": [f"{column}:{value}" for column, values in kept.items() for value in values],
        **said,
    }
    entry = Entry(int(number), stamp, list(said.values()), {**counted, **(passing or {})}, kept, lists)
    return Document(key, kind, stamp, fields, entry)


def trade(positions: Sequence[Position]) -> Levels:
    """Positions that are all alike, and where they belong."""
    return {"position": ones(str(row.id) for row in positions), **belonging(positions)}


def belonging(positions: Iterable[Position]) -> Levels:
    """The departments and disciplines of positions."""
    homes = [row.department for row in positions]
    return {
        "department": ones(str(home.id) for home in homes),
        "discipline": ones(str(home.discipline_id) for home in homes),
    }


def where(cities: Iterable[City]) -> Levels:
    """Cities that are all alike, and their countries."""
    cities = list(cities)
    return {"city": {str(city.id): 1 for city in cities}, "country": ones(city.country_code for city in cities)}


def names(positions: Iterable[Position]) -> list[str]:
    """All that positions are called."""
    return [name for row in positions for name in (row.name, *(alias.label for alias in row.aliases))]


def departments(positions: Iterable[Position]) -> list[str]:
    """The names of the departments and disciplines of positions."""
    return [word for row in positions for word in (row.department.name, row.department.discipline.name)]


def ones(values: Iterable[str]) -> dict[str, int]:
    """Values without a level."""
    return {value: 0 for value in values if value}


def span(first: date | None, end: date | None) -> dict[str, int]:
    """The days of a piece of work."""
    days = {"starts_on": first, "ends_on": end}
    return {name: day_number(day) for name, day in days.items() if day}


def second(moment: datetime | None) -> int:
    """A moment as seconds since 1970."""
    return int(moment.timestamp()) if moment else 0


def located(city: City | None) -> list[tuple[float, float, int]]:
    """Where a city lies; whoever is there is a local."""
    return [(city.lat, city.lon, 1)] if city else []


def _given(value: Any) -> list[Any]:
    return [] if value is None else [value]


def _named(rows: Iterable[Any]) -> list[str]:
    return [row.name for row in rows]
