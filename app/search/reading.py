"""What the words mean: positions under any of their names, skills, places; the rest are words as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.search.grammar import IGNORED, Unit, split
from app.taxonomy.lexicon import Lexicon, lexicon, squash
from app.taxonomy.queries import question_about

LONGEST_NAME = 6
MOST_NAMES = 3
_REMOTE = {"remote", "remotely"}


@dataclass(frozen=True)
class Asked:
    """One demand: any of these `keys` (positions "p12", skills "s5", places "c295"), or else the words themselves.

    `names` are what the positions are usually called, for those who only say so in their own words.
    """

    text: str
    keys: tuple[str, ...] = ()
    quoted: bool = False
    names: tuple[str, ...] = ()

    @property
    def is_position(self) -> bool:
        """Whether this asks for a job: what people are looked for by, before place and tools."""
        return any(key.startswith("p") for key in self.keys)


@dataclass(frozen=True)
class Reading:
    """A query as it was understood."""

    wanted: list[Asked] = field(default_factory=list)
    unwanted: list[Asked] = field(default_factory=list)
    remote: bool = False
    questions: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted or self.remote)


def read(typed: str) -> Reading:
    """Understand a query. Longest names first, so that "camera operator" is not a camera and an operator."""
    units = split(typed)
    remote = any(unit.text.casefold() in _REMOTE and not unit.quoted for unit in units)
    kept = [unit for unit in units if unit.quoted or unit.text.casefold() not in _REMOTE]
    asked = list(_demands(kept))
    return Reading(
        wanted=[demand for demand, unwanted in asked if not unwanted],
        unwanted=[demand for demand, unwanted in asked if unwanted],
        remote=remote,
        questions=[question for demand, _ in asked if (question := question_about(demand.text))],
    )


def _demands(units: list[Unit]) -> Iterator[tuple[Asked, bool]]:
    book = lexicon()
    here = 0
    while here < len(units):
        demand, taken = _longest_name(book, units[here:])
        if demand is not None:
            yield demand, units[here].unwanted
        here += taken


def _longest_name(book: Lexicon, units: list[Unit]) -> tuple[Asked | None, int]:
    first = units[0]
    if first.quoted:
        return _asked(book, first.text, _keys(book, first.text), quoted=True), 1
    run = _run(units)
    for length in range(len(run), 0, -1):
        text = " ".join(unit.text for unit in run[:length])
        if keys := _keys(book, text):
            return _asked(book, text, keys), length
    return (None if first.text.casefold() in IGNORED else Asked(first.text)), 1


def _asked(book: Lexicon, text: str, keys: tuple[str, ...], quoted: bool = False) -> Asked:
    positions = [int(key[1:]) for key in keys if key.startswith("p")]
    return Asked(text, keys, quoted, tuple(book.names[key] for key in positions[:MOST_NAMES]))


def _run(units: list[Unit]) -> list[Unit]:
    """The bare words from here on that may make one name: as wanted as the first, none of them in quotes."""
    run: list[Unit] = []
    for unit in units[:LONGEST_NAME]:
        if unit.quoted or (run and unit.unwanted):
            break
        run.append(unit)
    return run


def _keys(book: Lexicon, text: str) -> tuple[str, ...]:
    for name in (squash(text), squash(_singular(text))):
        if name in book.ambiguous:
            # The job that has just this name comes first, and weighs most.
            likely = [*book.meanings(name), *book.ambiguous[name][1]]
            return tuple(dict.fromkeys(f"p{key}" for key in likely))
        found = [f"p{key}" for key in book.positions.get(name, ())]
        found += [f"s{key}" for key in book.skills.get(name, ())]
        found += [f"c{key}" for key in book.cities.get(name, ())]
        if found and text.casefold() not in IGNORED:
            return tuple(found)
    return ()


def _singular(text: str) -> str:
    return text[:-1] if text.endswith("s") and not text.endswith("ss") else text
