"""All names that the box knows, and what they name: jobs, skills, departments, places, formats, genres."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.kit.text import fold
from app.search.understanding.calendar import month_names
from app.search.understanding.countries import country_codes
from app.search.understanding.everyday import EVERY_DAY
from app.search.understanding.languages import language_codes
from app.search.understanding.spelling import Speller
from app.search.understanding.variants import EMPTY, bag, gendered, plain_name, plain_words
from app.taxonomy.lexicon import Lexicon, lexicon
from app.taxonomy.models import (
    Ambiguity,
    City,
    Department,
    Discipline,
    Format,
    Genre,
    Position,
    PositionAlias,
    Skill,
    SkillKind,
)

MOST_GENDERED = 8
SHORTEST_KNOWN = 4
# What a name is taken for when several kinds of things have it.
KINDS = ("position", "skill", "department", "format", "genre", "discipline")
_MADE: dict[str, tuple[Any, str]] = {"format": (Format, "f"), "genre": (Genre, "g")}
_PARTS = re.compile(r"[,&()/]| and ")
_OF_NO_DEPARTMENT = {"department", "sales", "language", "unit", "safety", "legal", "design", "content", "live", "music"}
_ALSO_CALLED = {
    "vfx": ("vfx",),
    "sfx": ("sfx",),
    "hair-makeup": ("hmu", "hair and makeup"),
    "lighting": ("electrical", "lx"),
    "stage-lighting": ("lx",),
    "post": ("post", "post production", "editorial"),
    "film-tv": ("film", "tv", "television", "cinema", "movies"),
    "commercials": ("advertising", "adverts"),
    "games": ("games", "video games", "gaming"),
    "music": ("music",),
    "live": ("live", "theatre", "stage", "live events"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What a name stands for: keys as in `Way`, or the name itself where there are none, likeliest first."""

    kind: str
    keys: tuple[str, ...]
    name: str
    question: str = ""
    narrower: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A city as far as distances go."""

    name: str
    country: str
    lat: float
    lon: float
    population: int


@dataclass
class Vocabulary:
    """The names of one edition of the taxonomy, in every form in which they may be typed."""

    book: Lexicon
    names: dict[str, str] = field(default_factory=dict)
    others: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    plain: dict[str, tuple[str, ...]] = field(default_factory=dict)
    plain_ambiguous: dict[str, str] = field(default_factory=dict)
    bags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    narrower: set[str] = field(default_factory=set)
    words: dict[str, int] = field(default_factory=dict)
    others_known: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    speller: Speller = field(default_factory=lambda: Speller({}))
    places: dict[int, Place] = field(default_factory=dict)

    def look(self, words: list[str]) -> Known | None:
        """What these folded words name: just so, spelt otherwise, of the other gender, or in another order."""
        known = self.exactly("".join(words))
        if known and known.kind in KINDS[:1]:
            return known
        if len(words) > 1 and EMPTY & {words[0], words[-1]}:
            return known
        return self._otherwise(words, known)

    def _otherwise(self, words: list[str], known: Known | None) -> Known | None:
        """A name in another form; `known` is what has it just so, which no job has."""
        folded = " ".join(words)
        name = plain_name(folded)
        if name in self.plain_ambiguous:
            return self.exactly(self.plain_ambiguous[name])
        keys = self.plain.get(name, ())
        if known and not (keys and keys[0].startswith("p")):
            return known
        keys = keys or self._gendered(words) or (self.bags.get(bag(folded), ()) if len(words) > 1 else ())
        return self._known(keys) if keys else None

    def exactly(self, name: str) -> Known | None:
        """What a squashed name names."""
        if name in self.book.ambiguous:
            question, meant = self.book.ambiguous[name]
            likely = dict.fromkeys([*self.book.meanings(name), *meant])
            return self._known(tuple(f"p{key}" for key in likely), question)
        keys = tuple(f"p{key}" for key in self.book.positions.get(name, ()))
        keys += tuple(f"s{key}" for key in self.book.skills.get(name, ()))
        if keys:
            return self._known(keys, narrower=name in self.narrower)
        for kind in KINDS[2:]:
            if found := self.others[kind].get(name):
                return self._known(found)
        return None

    def department(self, words: list[str]) -> Known | None:
        """The department of this name, where a word beside it says that one is meant."""
        keys = self.others["department"].get("".join(words))
        return self._known(keys) if keys else None

    def cities(self, words: list[str]) -> list[int]:
        """The cities of this name, the largest first."""
        return self.book.cities.get("".join(words), [])

    def _gendered(self, words: list[str]) -> tuple[str, ...]:
        forms = [[word, *gendered(word)] for word in words]
        for number, chosen in enumerate(product(*forms)):
            if number > MOST_GENDERED:
                break
            name = "".join(chosen)
            if name in self.book.positions or name in self.book.ambiguous:
                known = self.exactly(name)
                return known.keys if known else ()
        return ()

    def _known(self, keys: tuple[str, ...], question: str = "", narrower: bool = False) -> Known:
        kind = {"p": "position", "s": "skill", "d": "department", "f": "format", "g": "genre", "e": "discipline"}
        first = keys[0]
        return Known(kind[first[0]], keys, self.names.get(first, first), question, narrower)


_held: dict[tuple[str, str | None], Vocabulary] = {}


def vocabulary() -> Vocabulary:
    """The names as they are now, gathered again only when the edition of the taxonomy has changed."""
    book = lexicon()
    key = (str(db.engine.url), book.edition)
    if key not in _held or _held[key].book is not book:
        _held.clear()
        _held[key] = gather(book)
    return _held[key]


def gather(book: Lexicon) -> Vocabulary:
    """Read all names from the taxonomy's tables."""
    known = Vocabulary(book, narrower=_narrower())
    known.others = {"department": _departments(), "discipline": _disciplines(), **_things_made()}
    known.names = dict(_display_names())
    labels = list(_labels())
    known.plain = _gather((plain_name(folded), key) for folded, key in labels)
    ambiguous = [fold(label) for label in db.session.scalars(select(Ambiguity.label))]
    known.plain_ambiguous = {plain_name(folded): folded.replace(" ", "") for folded in ambiguous}
    known.bags = _gather((bag(folded), key) for folded, key in labels if " " in folded)
    known.words = _words([*ambiguous, *(folded for folded, _ in labels)])
    known.places = {
        key: Place(name, country, lat, lon, population)
        for key, name, country, lat, lon, population in db.session.execute(
            select(City.id, City.name, City.country_code, City.lat, City.lon, City.population)
        )
    }
    known.others_known = {*book.cities, *month_names(), *language_codes(), *country_codes()}
    known.known = {*known.words, *known.others_known, *EVERY_DAY}
    known.speller = _speller(known)
    return known


def _labels() -> Iterator[tuple[str, str]]:
    """Every folded name and its key, positions' own names first."""
    live = Position.retired_at.is_(None)
    for folded, key in db.session.execute(select(Position.folded, Position.id).where(live)):
        yield folded, f"p{key}"
    also = select(PositionAlias.folded, Position.id).join(Position).where(live)
    for folded, key in db.session.execute(also):
        yield folded, f"p{key}"
    for folded, aliases, key in db.session.execute(select(Skill.folded, Skill.aliases, Skill.id)):
        yield from ((label, f"s{key}") for label in (folded, *map(fold, aliases)))
    for table, letter in _MADE.values():
        for name in db.session.scalars(select(table.name)):
            yield fold(name), f"{letter}{name}"


def _display_names() -> Iterator[tuple[str, str]]:
    tables: tuple[tuple[Any, str], ...] = ((Position, "p"), (Skill, "s"), (Department, "d"), (Discipline, "e"))
    for table, letter in tables:
        for key, name in db.session.execute(select(table.id, table.name)):
            yield f"{letter}{key}", name
    for table, letter in _MADE.values():
        yield from ((f"{letter}{name}", name) for name in db.session.scalars(select(table.name)))


def _narrower() -> set[str]:
    labels = db.session.scalars(select(PositionAlias.folded).where(PositionAlias.kind == "narrower"))
    return {folded.replace(" ", "") for folded in labels}


def _departments() -> dict[str, tuple[str, ...]]:
    """Departments by their names and by the parts of them: "Hair, Make-up & Prosthetics" by "hair" too."""
    rows = db.session.execute(select(Department.slug, Department.name, Department.id).order_by(Department.sort)).all()
    parts = [
        (fold(part), f"d{key}")
        for slug, name, key in rows
        for part in (name, *_PARTS.split(name), *_ALSO_CALLED.get(slug, ()))
    ]
    parts += [(folded.removesuffix(" department"), key) for folded, key in parts]
    return _gather((name.replace(" ", ""), key) for name, key in parts if name and name not in _OF_NO_DEPARTMENT)


def _disciplines() -> dict[str, tuple[str, ...]]:
    rows = db.session.execute(select(Discipline.slug, Discipline.name, Discipline.id).order_by(Discipline.sort))
    return _gather(
        (fold(name).replace(" ", ""), f"e{key}")
        for slug, own, key in rows
        for name in (own, *_ALSO_CALLED.get(slug, ()))
    )


def _things_made() -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        kind: _gather(
            (fold(name).replace(" ", ""), f"{letter}{name}") for name in db.session.scalars(select(table.name))
        )
        for kind, (table, letter) in _MADE.items()
    }


def _words(labels: Iterable[str]) -> dict[str, int]:
    """Every word of any name, and how many names have it."""
    count: dict[str, int] = defaultdict(int)
    for label in labels:
        for word in (*label.split(), *plain_words(label)):
            count[word] += 1
    return dict(count)


def _speller(book: Vocabulary) -> Speller:
    """What may be meant by a misspelt word: words of jobs first, then of skills, places, and what leads to dates."""
    weights: dict[str, int] = defaultdict(int)
    for word in (*EVERY_DAY, *month_names(), *language_codes(), *country_codes()):
        weights[word] = 2
    for folded in db.session.scalars(select(Skill.folded).where(Skill.kind != SkillKind.EQUIPMENT)):
        _weigh(weights, folded, 1)
    for name, population in db.session.execute(select(City.folded, City.population)):
        _weigh(weights, name, max(1, population // 200_000))
    spelt: dict[str, str] = {}
    for folded, weight in _names_of_jobs():
        _weigh(weights, folded, weight)
        if " " in folded:
            spelt[folded.replace(" ", "")] = folded
    return Speller({**dict.fromkeys(spelt, 1), **weights}, spelt)


def _weigh(weights: dict[str, int], name: str, weight: int) -> None:
    for word in name.split():
        if len(word) >= SHORTEST_KNOWN:
            weights[word] += weight


def _names_of_jobs() -> Iterator[tuple[str, int]]:
    yield from ((folded, 20) for folded in db.session.scalars(select(Position.folded)))
    yield from ((fold(label), 20) for label in db.session.scalars(select(Ambiguity.label)))
    common = select(PositionAlias.folded).where(PositionAlias.kind != "narrower")
    yield from ((folded, 3) for folded in db.session.scalars(common))


def _gather(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    book: dict[str, dict[str, None]] = defaultdict(dict)
    for name, key in pairs:
        if name:
            book[name][key] = None
    return {name: tuple(keys) for name, keys in book.items()}
