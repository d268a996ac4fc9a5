"""The trade's words in memory: what a label means, and how it goes on while somebody types it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
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
    SkillKind,
)

SUGGESTED = 8
LOOKED_AT = 3000


def squash(label: str) -> str:
    """`label` for comparing names: "make-up artist", "Makeup Artist" and "make up artist" are one."""
    return fold(label).replace(" ", "")


@dataclass(frozen=True, slots=True)
class Word:
    """One label: what is put into the field, what stands beside it, and how much it weighs among its like."""

    value: str
    hint: str
    weight: int
    folded: str


class Completer:
    """Labels by the beginning of any of their words."""

    def __init__(self, words: Iterable[Word]) -> None:
        entries = [(start, number > 0, word) for word in words for number, start in enumerate(_starts(word.folded))]
        entries.sort(key=itemgetter(0))
        self._keys = [start for start, _, _ in entries]
        self._entries = [(later, word) for _, later, word in entries]

    def complete(self, typed: str, limit: int = SUGGESTED) -> list[dict[str, str]]:
        """The weightiest words that begin so; a label's own beginning before the beginning of a later word."""
        prefix = fold(typed)
        if not prefix:
            return []
        first = bisect_left(self._keys, prefix)
        last = bisect_left(self._keys, prefix + "\uffff", first, min(len(self._keys), first + LOOKED_AT))
        ranked = sorted(
            self._entries[first:last],
            key=lambda entry: (entry[1].folded != prefix, entry[0], -entry[1].weight, entry[1].folded),
        )
        best: dict[str, Word] = {}
        for _, word in ranked:
            best.setdefault(word.value, word)
        return [_shown(word) for word in islice(best.values(), limit)]


@dataclass
class Lexicon:
    """All words of one edition."""

    edition: str | None
    canonical: dict[str, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    positions: dict[str, list[int]] = field(default_factory=dict)
    ambiguous: dict[str, tuple[str, list[int]]] = field(default_factory=dict)
    skills: dict[str, list[int]] = field(default_factory=dict)
    cities: dict[str, list[int]] = field(default_factory=dict)
    _completers: dict[str, Completer] = field(default_factory=dict)

    def meanings(self, name: str) -> list[int]:
        """The ids of the positions that a squashed name may mean.

        A position's own name means that position, also where others are loosely called so: else none could choose it.
        """
        if name in self.canonical:
            return [self.canonical[name]]
        return self.ambiguous[name][1] if name in self.ambiguous else self.positions.get(name, [])

    def completer(self, kind: str) -> Completer | None:
        """What completes words of `kind`, made when it is first asked for."""
        if kind not in self._completers and kind in _WORDS:
            self._completers[kind] = Completer(_WORDS[kind]())
        return self._completers.get(kind)


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
        canonical=(own := _canonical_names()),
        names=dict(db.session.execute(select(Position.id, Position.name)).all()),
        # A canonical name is never overruled by somebody else's other name.
        positions={**_other_names(), **{name: [key] for name, key in own.items()}},
        ambiguous=_ambiguities(),
        skills=_skill_names(),
        cities=_city_names(),
    )


_WORDS: dict[str, Callable[[], Iterator[Word]]] = {
    "positions": lambda: _position_words(),
    "skills": lambda: _skill_words(),
    "cities": lambda: _city_words(),
    "formats": lambda: _plain_words(Format),
    "genres": lambda: _plain_words(Genre),
}


def _gather(pairs: Iterable[Any]) -> dict[str, list[int]]:
    """From folded names and keys: what each name means, spaces aside."""
    book: dict[str, dict[int, None]] = defaultdict(dict)
    for folded, key in pairs:
        book[folded.replace(" ", "")][key] = None
    return {name: list(keys) for name, keys in book.items()}


def _canonical_names() -> dict[str, int]:
    rows = db.session.execute(select(Position.folded, Position.id).where(Position.retired_at.is_(None)))
    return {folded.replace(" ", ""): key for folded, key in rows}


def _other_names() -> dict[str, list[int]]:
    also = select(PositionAlias.folded, Position.id).join(Position).where(Position.retired_at.is_(None))
    return _gather(db.session.execute(also))


def _ambiguities() -> dict[str, tuple[str, list[int]]]:
    live = select(Position.slug, Position.id).where(Position.retired_at.is_(None))
    by_slug: dict[str, int] = dict(db.session.execute(live).all())
    return {
        squash(row.label): (row.question, [by_slug[slug] for slug in row.position_slugs if slug in by_slug])
        for row in db.session.scalars(select(Ambiguity))
    }


def _skill_names() -> dict[str, list[int]]:
    rows = db.session.execute(select(Skill.folded, Skill.aliases, Skill.id).order_by(Skill.id))
    return _gather((label, key) for folded, aliases, key in rows for label in (folded, *map(fold, aliases)))


def _city_names() -> dict[str, list[int]]:
    rows = select(CityName.folded, City.id).join(City).order_by(City.population.desc())
    return _gather(db.session.execute(rows))


def _position_words() -> Iterator[Word]:
    live = Position.retired_at.is_(None)
    aliases = db.session.execute(
        select(Position.name, PositionAlias.label, PositionAlias.folded).join(Position.aliases).where(live)
    ).all()
    # The more names a job has, the more common it is.
    common = Counter(name for name, _, _ in aliases)
    named = select(Position.name, Department.name, Position.folded).join(Position.department).where(live)
    for name, department, folded in db.session.execute(named):
        yield Word(name, department, 1000 + common[name], folded)
    for name, label, folded in aliases:
        yield Word(name, f"also “{label}”", common[name], folded)
    yield from _ambiguous_words()


def _ambiguous_words() -> Iterator[Word]:
    """Each meaning of "AD", in the order of the question that is asked about it."""
    live = select(Position.slug, Position.name).where(Position.retired_at.is_(None))
    names: dict[str, str] = dict(db.session.execute(live).all())
    for row in db.session.scalars(select(Ambiguity)):
        for place, slug in enumerate(row.position_slugs):
            if slug in names:
                yield Word(names[slug], f"also “{row.label}”", -place, row.folded)


def _skill_words() -> Iterator[Word]:
    rows = db.session.execute(select(Skill.name, Skill.folded, Skill.aliases, Skill.kind)).all()
    for name, folded, aliases, kind in rows:
        weight = 1 if kind == SkillKind.EQUIPMENT else 3
        yield Word(name, kind.value, weight, folded)
        for alias in aliases:
            yield Word(name, f"also “{alias}”", weight - 1, fold(alias))


def _city_words() -> Iterator[Word]:
    rows = select(City.name, City.country_code, City.population, CityName.folded).join(CityName)
    for name, country, population, folded in db.session.execute(rows):
        yield Word(f"{name}, {country}", "", population, folded)


def _plain_words(kind: Any) -> Iterator[Word]:
    for name, of in db.session.execute(select(kind.name, kind.field)):
        yield Word(name, of, 1, fold(name))


def _starts(folded: str) -> Iterator[str]:
    words = folded.split()
    for number in range(len(words)):
        yield " ".join(words[number:])


def _shown(word: Word) -> dict[str, str]:
    return {"value": word.value, "label": word.value, "hint": word.hint}
