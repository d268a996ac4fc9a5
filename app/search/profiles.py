"""A person as what the index keeps: words, and all that a filter, a facet or the order asks about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from app.kit.text import slugify
from app.people import availability
from app.people.models import (
    LanguageLevel,
    Person,
    RateVisibility,
    UnionVisibility,
    Visibility,
)
from app.search import ranking
from app.search.documents import (
    TERRITORIES,
    Document,
    Levels,
    belonging,
    departments,
    document,
    names,
    ones,
    second,
)
from app.search.engine import days
from app.search.engine.days import day_number
from app.search.engine.narrowing import MEMBERS, PUBLIC
from app.search.exchange import euros_a_day
from app.taxonomy.models import SkillKind

TOOLS = {kind.value for kind in (SkillKind.SOFTWARE, SkillKind.EQUIPMENT, SkillKind.INSTRUMENT)}
_LANGUAGE_LEVELS = {level: number for number, level in enumerate(LanguageLevel, 1)}
_IN_A_WORD = {"available": days.FREE, "busy": days.BUSY}
_UNION_AUDIENCE = {UnionVisibility.PUBLIC: PUBLIC, UnionVisibility.MEMBERS: MEMBERS}


def of_person(person: Person, answered: tuple[int, int] = (0, 0)) -> Document | None:
    """None for somebody whom others cannot find. `answered`: how many wrote first, how many of them got an answer."""
    if person.listed_at is None or person.left_at is not None or person.visibility == Visibility.HIDDEN:
        return None
    positions = [row.position for row in person.positions if row.position]
    return document(
        f"person:{person.id}",
        audience=PUBLIC if person.visibility == Visibility.PUBLIC else MEMBERS,
        texts={
            "name": [person.name, person.handle],
            "headline": [person.headline, *(row.name for row in person.positions)],
            "called": names(positions),
            "words": [
                person.bio,
                *(row.name for row in person.skills),
                *(f"{row.title} {row.credited_as} {row.genre}" for row in person.shown_credits),
                *departments(positions),
                *(word for base in person.bases for word in (base.name, TERRITORIES.get(base.country_code, ""))),
            ],
        },
        levels=_levels(person),
        figures=_figures(person),
        lists={"base": _bases(person), "run": _runs(person)},
        passing={"asked": answered[0], "answered": answered[1]},
    )


def _levels(person: Person) -> Levels:
    positions = [row.position for row in person.positions if row.position]
    home = belonging(positions)
    disciplines = ones(str(row.id) for row in person.disciplines)
    skills = [row for row in person.skills if row.skill_id]
    return {
        **home,
        "discipline": {**disciplines, **home["discipline"]},
        "position": {
            str(row.position_id): ranking.position_level(number == 0, row.years)
            for number, row in reversed(list(enumerate(person.positions)))
            if row.position_id
        },
        "skill": {str(row.skill_id): row.level or 0 for row in skills if row.kind not in TOOLS},
        "tool": {str(row.skill_id): row.level or 0 for row in skills if row.kind in TOOLS},
        "language": {row.code: _LANGUAGE_LEVELS[row.level] for row in person.languages},
        "city": {
            str(base.city_id): _base_level(number == 0, base.works_as_local)
            for number, base in reversed(list(enumerate(person.bases)))
            if base.city_id
        },
        "country": ones(base.country_code for base in person.bases),
        "format": ones(slugify(row.format) for row in person.shown_credits),
        "genre": ones(slugify(row.genre) for row in person.shown_credits),
        "union": {
            row.union_slug or slugify(row.label): _UNION_AUDIENCE[row.visibility]
            for row in person.unions
            if row.visibility in _UNION_AUDIENCE
        },
        "authorised": ones(row.country_code for row in person.authorisations),
        "pay_model": ones(person.pay_models),
        "flag": ones(["remote"] if person.works_remotely else []),
    }


def _figures(person: Person) -> dict[str, int]:
    found = {
        "years": max((row.years or 0 for row in person.positions), default=0),
        "rate_public": _rate(person, {RateVisibility.PUBLIC}),
        "rate_members": _rate(person, {RateVisibility.PUBLIC, RateVisibility.MEMBERS}),
        "seen_on": _day(person.seen_at) if person.shows_activity else None,
        "listed_on": _day(person.listed_at),
        "changed_at": second(person.updated_at),
        "confirmed_on": _day(person.availability_confirmed_at),
        "free_in_a_word": _IN_A_WORD.get(person.availability_word or "", days.NOT_KNOWN),
        "credits": len(person.shown_credits),
        "vouched": sum(row.is_confirmed for row in person.shown_credits),
        "verified": int(person.verified_at is not None),
    }
    return {name: figure for name, figure in found.items() if figure is not None}


def _rate(person: Person, open_to: Iterable[RateVisibility]) -> int | None:
    """The lowest rate that can be compared, in cents of euro a day."""
    asked = [
        euros_a_day(rate.amount, rate.currency, rate.basis, rate.hours_in_day)
        for rate in person.rates
        if rate.visibility in open_to
    ]
    return min((rate for rate in asked if rate is not None), default=None)


def _base_level(home: bool, local: bool) -> int:
    return home + 2 * local


def _bases(person: Person) -> list[tuple[float, float, int]]:
    placed = ((base, base.city if base.lat is None else base) for base in person.bases)
    return [
        (place.lat, place.lon, int(base.works_as_local))
        for base, place in placed
        if place is not None and place.lat is not None and place.lon is not None
    ]


def _runs(person: Person) -> list[tuple[int, int, int]]:
    if not person.days:
        return []
    first, end = min(block.starts_on for block in person.days), max(block.ends_on for block in person.days)
    runs = availability.runs(person.days, first, end)
    return [(day_number(run.first), day_number(run.end), days.STATES.index(run.state)) for run in runs]


def _day(moment: datetime | None) -> int | None:
    return day_number(moment.date()) if moment else None
