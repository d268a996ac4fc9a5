"""Whoosh as its documentation teaches it, over the very index that Callboard has written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh import sorting
from whoosh.index import open_dir
from whoosh.query import And, FuzzyTerm, Or, Phrase, Prefix, Query, Term

from benchmarks.engines import BOOSTS, FIELDS, TOP, Reply
from benchmarks.roster import Profile


class Whoosh:
    """Boosted fields, its own BM25F, `filter` and `groupedby`; the searcher is kept open."""

    name = "whoosh"
    # What this index holds no columns for.
    lacks = ("facets, 3 filters", "sorted by rate")

    def __init__(self, folder: Path, skills: dict[str, int], cities: dict[str, int]) -> None:
        self.folder = folder
        self.skills = skills
        self.cities = cities

    def build(self, profiles: Iterable[Profile]) -> None:
        """Callboard has done so."""

    def open(self) -> None:
        self.searcher = open_dir(next(self.folder.glob("index-*"))).searcher()

    def update(self, profiles: list[Profile]) -> None:
        """Callboard does so."""

    def ask(self, kind: str, query: dict[str, Any]) -> Reply:
        match kind:
            case "any of three":
                return self._top(Or([_word(word) for word in query["words"]]))
            case "phrase":
                return self._top(Or([Phrase(field, query["words"], boost=BOOSTS[field]) for field in FIELDS]))
            case "beginning":
                return self._top(Or([Prefix(field, query["beginning"], boost=BOOSTS[field]) for field in FIELDS]))
            case "misspelt":
                return self._top(Or([_fuzzy(field, query["word"]) for field in FIELDS]))
            case "skill only":
                return self._top(self._skill(query))
        words = And([_word(word) for word in query["words"]])
        match kind:
            case "word, skill, city":
                return self._top(
                    words, filter=And([self._skill(query), Term("keys", f"city:{self.cities[query['city']]}")])
                )
            case "facets":
                return self._faceted(words)
        return self._top(words)

    def _top(self, query: Query, **options: Any) -> Reply:
        found = self.searcher.search(query, limit=TOP, **options)
        return Reply([int(hit["key"].partition(":")[2]) for hit in found])

    def _faceted(self, query: Query, **options: Any) -> Reply:
        by_key = {"keys": sorting.FieldFacet("keys", allow_overlap=True)}
        found = self.searcher.search(query, limit=TOP, groupedby=by_key, maptype=sorting.Count, **options)
        counts = sorted(found.groups("keys").items(), key=lambda pair: -pair[1])[:TOP]
        return Reply([int(hit["key"].partition(":")[2]) for hit in found], len(found), {"keys": counts})

    def _skill(self, query: dict[str, Any]) -> Query:
        return Term("keys", f"skill:{self.skills[query['skill']]}")


def _word(word: str) -> Query:
    return Or([Term(field, word, boost=BOOSTS[field]) for field in FIELDS])


def _fuzzy(field: str, word: str) -> Query:
    return FuzzyTerm(field, word, maxdist=1, prefixlength=1, boost=BOOSTS[field])
