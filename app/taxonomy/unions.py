"""Unions and guilds of the trade, by their names and abbreviations; read from `data/unions.csv`."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.kit.text import fold
from app.taxonomy.lexicon import Completer, Word

FILE = Path(__file__).parent / "data" / "unions.csv"


@dataclass(frozen=True)
class Union:
    """A union or guild. `countries` are ISO 3166 codes, `disciplines` are slugs."""

    slug: str
    name: str
    abbreviation: str
    countries: tuple[str, ...]
    disciplines: tuple[str, ...]

    @property
    def short(self) -> str:
        """What it is called in talk: "BECTU"."""
        return self.abbreviation or self.name


@cache
def unions() -> dict[str, Union]:
    """All of them by slug, in the order of the file."""
    with FILE.open(newline="", encoding="utf-8") as file:
        return {row["slug"]: _union(row) for row in csv.DictReader(file)}


def union_named(typed: str) -> Union | None:
    """The union of this name or abbreviation; None if there is none, or if two are called so."""
    found = _by_name().get(fold(typed), set())
    return unions()[next(iter(found))] if len(found) == 1 else None


def complete_union(typed: str) -> list[dict[str, str]]:
    """How `typed` may go on, at most eight ways."""
    return _completer().complete(typed)


def _union(row: dict[str, str]) -> Union:
    countries, disciplines = (tuple(row[name].split("|")) for name in ("countries", "disciplines"))
    return Union(row["slug"], row["name"], row["abbreviation"], countries, disciplines)


@cache
def _by_name() -> dict[str, set[str]]:
    book: dict[str, set[str]] = defaultdict(set)
    for union in unions().values():
        for name in _names(union):
            book[fold(name)].add(union.slug)
    return book


@cache
def _completer() -> Completer:
    return Completer(
        Word(union.name, " · ".join(filter(None, (union.abbreviation, ", ".join(union.countries)))), 1, fold(name))
        for union in unions().values()
        for name in _names(union)
    )


def _names(union: Union) -> Iterator[str]:
    yield union.name
    if union.abbreviation:
        yield union.abbreviation
