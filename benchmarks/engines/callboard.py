"""Callboard's own index: the arrays beside Whoosh's, asked as its queries ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.kit.clock import today
from app.search import ranking
from app.search.documents import Document, document
from app.search.engine import days
from app.search.engine.answering import Cut, Viewpoint
from app.search.engine.narrowing import PUBLIC
from app.search.exchange import euros_a_day
from app.search.index import Index
from app.search.question import Days, Demand, Filters, Question, RateLimit, Sort, Way
from benchmarks.engines import TOP, Reply, texts_of
from benchmarks.roster import Profile

FACETED = ("skill", "city")
NOBODY_SAYS = "xylophagousness"


class Callboard:
    """People only, since that is what the others hold."""

    name = "callboard"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.skills: dict[str, int] = {}
        self.cities: dict[str, int] = {}
        self.weights = ranking.WEIGHTS

    def build(self, profiles: Iterable[Profile]) -> None:
        Index(self.folder, ["person"]).rebuild([self._documents(profiles)])

    def shelve(self, profiles: Iterable[Profile]) -> None:
        """Only the arrays anew."""
        Index(self.folder, ["person"]).shelve([self._documents(profiles)])

    def open(self) -> None:
        self.index = Index(self.folder, ["person"])
        self.viewpoint = Viewpoint(member=True, today=today())

    def update(self, profiles: list[Profile]) -> None:
        self.index.put({found.key: found for found in self._documents(profiles)})

    def ask(self, kind: str, query: dict[str, Any]) -> Reply:
        facets = FACETED if kind.startswith("facets") else ()
        question = Question(tuple(_demands(kind, query)), filters=self._filters(query), sort=_sort(kind))
        if kind == "skill only":
            question = Question((Demand("", (Way(key=f"s{self.skills[query['skill']]}"),)),))
        answer = self.index.answer("person", question, self.viewpoint, Cut(0, TOP, facets, self.weights))
        return Reply(answer.ids, answer.total, answer.facets)

    def _filters(self, query: dict[str, Any]) -> Filters:
        return Filters(
            skills=((self.skills[query["skill"]], 0),) if "skill" in query else (),
            cities=(self.cities[query["city"]],) if "city" in query else (),
            rate=RateLimit(query["rate"] * 100) if "rate" in query else None,
            free=Days(today(), today() + timedelta(days=3)) if "available" in query else None,
        )

    def _documents(self, profiles: Iterable[Profile]) -> Iterator[Document]:
        return map(self._document, profiles)

    def _document(self, profile: Profile) -> Document:
        number = days.day_number(today())
        return document(
            f"person:{profile['id']}",
            audience=PUBLIC,
            texts={field: [text] for field, text in texts_of(profile).items()},
            levels={
                "skill": {_numbered(self.skills, skill): 3 for skill in profile["skills"]},
                "city": {_numbered(self.cities, profile["city"]): 3},
            },
            figures={
                "rate_public": euros_a_day(profile["rate"] * 100, "EUR", "day") or 0,
                "rate_members": euros_a_day(profile["rate"] * 100, "EUR", "day") or 0,
                "confirmed_on": number - profile["id"] % 12,
                "free_in_a_word": days.FREE if profile["available"] else days.BUSY,
                "years": profile["id"] % 25,
            },
            lists={},
        )


def _demands(kind: str, query: dict[str, Any]) -> Iterator[Demand]:
    if "beginning" in query:
        yield Demand(query["beginning"], (Way(words=query["beginning"] + "*"),))
    elif "word" in query:
        yield Demand(query["word"], (Way(words=query["word"]),))
    elif kind == "phrase":
        phrase = " ".join(query["words"])
        yield Demand(phrase, (Way(words=phrase),), quoted=True)
    elif kind == "any of three":
        # One word more, that nobody says: so nobody meets all, and whoever meets some is found.
        yield from (Demand(word, (Way(words=word),), quoted=True) for word in [*query["words"], NOBODY_SAYS])
    else:
        yield from (Demand(word, (Way(words=word),)) for word in query.get("words", ()))


def _numbered(known: dict[str, int], name: str) -> str:
    return str(known.setdefault(name, len(known) + 1))


def _sort(kind: str) -> Sort:
    return Sort.RATE if kind == "sorted by rate" else Sort.RELEVANCE
