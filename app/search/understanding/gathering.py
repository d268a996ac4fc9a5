"""The names of the taxonomy gathered into a vocabulary, once for each of its editions."""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.kit.text import fold
from app.search.understanding.calendar import month_names
from app.search.understanding.countries import country_codes
from app.search.understanding.everyday import EVERY_DAY
from app.search.understanding.languages import language_codes
from app.search.understanding.meaning import Meaning
from app.search.understanding.spelling import Speller
from app.search.understanding.variants import bag, plain, plain_name
from app.search.understanding.vocabulary import Place, Vocabulary
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

SHORTEST_KNOWN = 4
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

_held: dict[tuple[str, str | None], Vocabulary] = {}
_gathering = threading.Lock()


def vocabulary() -> Vocabulary:
    """The names as they are now, gathered again only when the edition of the taxonomy has changed."""
    book = lexicon()
    key = (str(db.engine.url), book.edition)
    # Whoever comes while they are being gathered waits: gathering twice takes twice as long.
    with _gathering:
        if key not in _held or (book.edition is None and _held[key].book is not book):
            _held.clear()
            _held[key] = gather(book)
        return _held[key]


def gather(book: Lexicon) -> Vocabulary:
    """Read all names from the taxonomy's tables."""
    known = Vocabulary(book, narrower=_narrower())
    known.others = {"department": _departments(), "discipline": _disciplines(), **_things_made()}
    known.names = dict(_display_names())
    homes = db.session.execute(select(Position.id, Position.department_id))
    known.department_of = {f"p{key}": home for key, home in homes}
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
    known.plain_words = {plain(word) for word in known.words}
    known.others_known = {*book.cities, *month_names(), *language_codes(), *country_codes()}
    known.known = {*known.words, *known.others_known, *EVERY_DAY}
    known.speller = _speller(known)
    known.meaning = Meaning([(label, key) for label, key in labels if key.startswith("p")])
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
        for slug, name in db.session.execute(select(table.slug, table.name)):
            yield fold(name), f"{letter}{slug}"


def _display_names() -> Iterator[tuple[str, str]]:
    tables: tuple[tuple[Any, str], ...] = ((Position, "p"), (Skill, "s"), (Department, "d"), (Discipline, "e"))
    for table, letter in tables:
        for key, name in db.session.execute(select(table.id, table.name)):
            yield f"{letter}{key}", name
    for table, letter in _MADE.values():
        yield from ((f"{letter}{slug}", name) for slug, name in db.session.execute(select(table.slug, table.name)))


def _narrower() -> set[str]:
    """Names of special cases of a job, squashed, plain and as bags."""
    labels = db.session.scalars(select(PositionAlias.folded).where(PositionAlias.kind == "narrower"))
    return {name for folded in labels for name in (folded.replace(" ", ""), plain_name(folded), bag(folded))}


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
    made: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind, (table, letter) in _MADE.items():
        rows = db.session.execute(select(table.slug, table.name))
        made[kind] = _gather((fold(name).replace(" ", ""), f"{letter}{slug}") for slug, name in rows)
    return made


def _words(labels: Iterable[str]) -> dict[str, int]:
    """Every word of any name, and how many names have it."""
    count: dict[str, int] = defaultdict(int)
    for label in labels:
        for word in label.split():
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
