"""The trade's words in memory: what a label means, and how it goes on while somebody types it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.kit.text import fold
from app.taxonomy.models import (
    Ambiguity,
    City,
    CityName,
    Department,
    Edition,
    Format,
    Genre,
    Position,
    PositionAlias,
    Skill,
)

SUGGESTED = 8
LOOKED_AT = 400


def squash(label: str) -> str:
    """`label` for comparing names: "make-up artist", "Makeup Artist" and "make up artist" are one."""
    return fold(label).replace(" ", "")


@dataclass(frozen=True, slots=True)
class Word:
    """One label: what is put into the field, what stands beside it, and how much it weighs among its like."""

    value: str
    hint: str
    weight: int
    label: str


class Completer:
    """Labels by the beginning of any of their words."""

    def __init__(self, words: Iterable[Word]) -> None:
        entries = sorted(
            (
                (start, number, word)
                for word in words
                for number, start in enumerate(_starts(fold(word.label)))
            ),
            key=lambda entry: entry[0],
        )
        self._keys = [start for start, _, _ in entries]
        self._entries = [(number > 0, word) for _, number, word in entries]

    def complete(self, typed: str, limit: int = SUGGESTED) -> list[dict[str, str]]:
        """The weightiest words that begin so; a label's own beginning before the beginning of a later word."""
        prefix = fold(typed)
        if not prefix:
            return []
        first = bisect_left(self._keys, prefix)
        last = bisect_left(self._keys, prefix + "\uffff", first, min(len(self._keys), first + LOOKED_AT))
        best = sorted(
            self._entries[first:last],
            key=lambda entry: (fold(entry[1].label) != prefix, entry[0], -entry[1].weight, entry[1].label),
        )
        return list({word.value: _shown(word) for _, word in reversed(best)}.values())[::-1][:limit]


@dataclass
class Lexicon:
    """All words of one edition."""

    edition: str | None
    positions: dict[str, list[int]] = field(default_factory=dict)
    ambiguous: dict[str, tuple[str, list[int]]] = field(default_factory=dict)
    skills: dict[str, list[int]] = field(default_factory=dict)
    cities: dict[str, list[int]] = field(default_factory=dict)
    completers: dict[str, Completer] = field(default_factory=dict)


_held: dict[str, Lexicon] = {}


def lexicon() -> Lexicon:
    """The words as they are now, read again only when their edition has changed."""
    database = str(db.engine.url)
    edition = db.session.scalar(select(Edition.mark))
    if database not in _held or edition is None or _held[database].edition != edition:
        _held[database] = _read(edition)
    return _held[database]


def _read(edition: str | None) -> Lexicon:
    return Lexicon(
        edition,
        positions=_position_names(),
        ambiguous=_ambiguities(),
        skills=_skill_names(),
        cities=_city_names(),
        completers={
            "positions": Completer(_position_words()),
            "skills": Completer(_skill_words()),
            "cities": Completer(_city_words()),
            "formats": Completer(_plain_words(Format)),
            "genres": Completer(_plain_words(Genre)),
        },
    )


def _gather(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    book: dict[str, dict[int, None]] = defaultdict(dict)
    for label, key in pairs:
        book[squash(label)][key] = None
    return {label: list(keys) for label, keys in book.items()}


def _position_names() -> dict[str, list[int]]:
    live = select(Position.name, Position.id).where(Position.retired_at.is_(None))
    named = db.session.execute(live).all()
    also = db.session.execute(
        select(PositionAlias.label, Position.id).join(Position).where(Position.retired_at.is_(None))
    ).all()
    own = _gather((name, key) for name, key in named)
    # A canonical name is never overruled by somebody else's other name.
    return {**_gather((label, key) for label, key in also), **own}


def _ambiguities() -> dict[str, tuple[str, list[int]]]:
    by_slug: dict[str, int] = {
        slug: key for slug, key in db.session.execute(select(Position.slug, Position.id))
    }
    return {
        squash(row.label): (row.question, [by_slug[slug] for slug in row.position_slugs if slug in by_slug])
        for row in db.session.scalars(select(Ambiguity))
    }


def _skill_names() -> dict[str, list[int]]:
    rows = db.session.execute(select(Skill.name, Skill.aliases, Skill.id).order_by(Skill.id)).all()
    return _gather((label, key) for name, aliases, key in rows for label in (name, *aliases))


def _city_names() -> dict[str, list[int]]:
    rows = db.session.execute(
        select(CityName.folded, City.id).join(City).order_by(City.population.desc())
    ).all()
    return _gather((name, key) for name, key in rows)


def _position_words() -> Iterator[Word]:
    rows = db.session.execute(
        select(Position.name, Department.name).join(Department).where(Position.retired_at.is_(None))
    ).all()
    for name, department in rows:
        yield Word(name, department, 2, name)
    aliases = db.session.execute(
        select(PositionAlias.label, Position.name).join(Position).where(Position.retired_at.is_(None))
    ).all()
    for label, name in aliases:
        yield Word(name, f"also “{label}”", 1, label)


def _skill_words() -> Iterator[Word]:
    for name, aliases, kind in db.session.execute(select(Skill.name, Skill.aliases, Skill.kind)):
        weight = 1 if kind == "equipment" else 3
        yield Word(name, kind, weight, name)
        for alias in aliases:
            yield Word(name, f"also “{alias}”", weight - 1, alias)


def _city_words() -> Iterator[Word]:
    rows = db.session.execute(
        select(City.name, City.country_code, City.population, CityName.folded).join(CityName)
    ).all()
    for name, country, population, folded in rows:
        yield Word(f"{name}, {country}", "", population, folded)


def _plain_words(kind: Any) -> Iterator[Word]:
    for name, of in db.session.execute(select(kind.name, kind.field)):
        yield Word(name, of, 1, name)


def _starts(folded: str) -> Iterator[str]:
    words = folded.split()
    for number in range(len(words)):
        yield " ".join(words[number:])


def _shown(word: Word) -> dict[str, str]:
    return {"value": word.value, "label": word.value, "hint": word.hint}
