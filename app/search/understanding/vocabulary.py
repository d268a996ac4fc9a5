"""All names that the box knows, and what they name: jobs, skills, departments, places, formats, genres."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product

from app.search.understanding.meaning import Meaning
from app.search.understanding.spelling import Speller
from app.search.understanding.variants import EMPTY, bag, gendered, plain_name
from app.taxonomy.lexicon import Lexicon

MOST_GENDERED = 8
# What a name is taken for when several kinds of things have it.
KINDS = ("position", "skill", "department", "format", "genre", "discipline")


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
    department_of: dict[str, int] = field(default_factory=dict)
    others: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    plain: dict[str, tuple[str, ...]] = field(default_factory=dict)
    plain_ambiguous: dict[str, str] = field(default_factory=dict)
    bags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    narrower: set[str] = field(default_factory=set)
    words: dict[str, int] = field(default_factory=dict)
    plain_words: set[str] = field(default_factory=set)
    others_known: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    speller: Speller = field(default_factory=lambda: Speller({}))
    meaning: Meaning = field(default_factory=lambda: Meaning([]))
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
        if keys or (keys := self._gendered(words)):
            return self._known(keys, narrower=name in self.narrower)
        mixed = bag(folded)
        keys = self.bags.get(mixed, ()) if len(words) > 1 else ()
        return self._known(keys, narrower=mixed in self.narrower) if keys else None

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
