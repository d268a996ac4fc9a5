"""Finding people, pitches, roles and studios: ids from the index, rows through what the viewer may see."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from app.kit.pages import SIZE, Page, page_of, within
from app.people import queries as people
from app.people.models import Person
from app.search.engine.answering import Answer, Cut, Hit
from app.search.index import Unavailable
from app.search.indexing import index
from app.search.question import Demand, Filters, Question, Sort, Way
from app.search.reading import Asked, Reading, read
from app.search.reasons import why
from app.search.sight import KINDS, viewpoint

__all__ = ["FACETS", "KINDS", "Match", "Results", "find", "matching_ids", "total"]

MOST_AT_ONCE = 100
# What the index may be behind by without anybody having said so: more than this in a row, and it is let be.
MOST_TRIES = 3

FACETS: dict[str, tuple[str, ...]] = {
    "person": (
        "discipline", "department", "position", "skill", "tool", "language", "city", "country", "remote",
        "availability", "rate", "years", "format", "genre", "union", "authorised", "pay_model", "verified", "active",
    ),
    "pitch": ("format", "genre", "stage", "pay_model", "position", "city", "country", "remote"),
    "role": ("discipline", "department", "position", "skill", "pay_model", "city", "country", "remote", "format"),
    "studio": ("kind", "city", "country"),
}  # fmt: skip


@dataclass(frozen=True)
class Match:
    """Something found, why, and how it meets each demand."""

    thing: Any
    why: list[str]
    hit: Hit | None = None


@dataclass(frozen=True)
class Results:
    """A page of matches; `loosely` when nothing met every demand; `away` when the index could not be read.

    `facets` are those that were asked for: each value with its count, the most frequent first.
    """

    page: Page[Match]
    reading: Reading = field(default_factory=Reading)
    loosely: bool = False
    away: bool = False
    took_ms: float = 0.0
    question: Question = field(default_factory=Question)
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)


def find(
    viewer: Person | None,
    kind: str,
    typed: str,
    number: int = 1,
    size: int = SIZE,
    filters: Filters | None = None,
    sort: Sort | None = None,
    facets: Sequence[str] = (),
) -> Results:
    """A page of what fits the words `typed` and `filters`, best first.

    The total and the facets (of `FACETS[kind]`, those that are asked for) are exact, over all that `viewer` may see.
    """
    began = time.perf_counter()
    number, size = within(number), max(1, min(size, MOST_AT_ONCE))
    reading = read(typed)
    question = _question(reading, filters, sort)
    loosely = away = False
    counts: dict[str, list[tuple[str, int]]] = {}
    try:
        answer, rows = _found(viewer, kind, question, Cut((number - 1) * size, size, facets))
        matches = [Match(row, why(row, reading) if reading else [], hit) for row, hit in rows]
        page, loosely, counts = Page(matches, answer.total, number, size), answer.loosely, answer.facets
    except Unavailable:
        page, away = (Page([], 0, number, size), True) if question else (_everything(viewer, kind, number, size), False)
    took = round((time.perf_counter() - began) * 1000, 1)
    return Results(page, reading, loosely, away, took, question, counts)


def total(viewer: Person | None, kind: str, typed: str, filters: Filters | None = None) -> int:
    """How many there are of another kind, for the tabs."""
    question = _question(read(typed), filters, None)
    try:
        return index().answer(kind, question, viewpoint(viewer, kind), Cut(size=0)).total if question else 0
    except Unavailable:
        return 0


def matching_ids(
    viewer: Person | None, kind: str, typed: str, filters: Filters | None = None, since: datetime | None = None
) -> list[int]:
    """The ids of all that meet every demand and filter, nothing loosened; `since`: that changed from then on.

    Raises `Unavailable`.
    """
    question = _question(read(typed), filters, None)
    return index().every_id(kind, question, viewpoint(viewer, kind), since)


def _found(viewer: Person | None, kind: str, question: Question, cut: Cut) -> tuple[Answer, list[tuple[Any, Hit]]]:
    """The answer and the rows of its hits; what the database refuses to show is not counted either."""
    seen = viewpoint(viewer, kind)
    for _ in range(MOST_TRIES):
        answer = index().answer(kind, question, seen, cut)
        rows = {row.id: row for row in KINDS[kind].by_ids(viewer, answer.ids)}
        unseen = [key for key in answer.ids if key not in rows]
        if not unseen:
            break
        seen = replace(seen, hidden=frozenset([*seen.hidden, *unseen]))
    return answer, [(rows[hit.id], hit) for hit in answer.hits if hit.id in rows]


def _everything(viewer: Person | None, kind: str, number: int, size: int) -> Page[Match]:
    """All there is, from the database: nothing was asked, and the index is away."""
    if kind == "person":
        page = people.listing(viewer, number, size)
    else:
        of = KINDS[kind]
        page = page_of(of.visible_to(viewer).order_by(of.table.id.desc()), number, size)
    return Page([Match(row, []) for row in page.rows], page.total, number, size)


def _question(reading: Reading, filters: Filters | None, sort: Sort | None) -> Question:
    remote = (Demand("remote", (Way(key="flag:remote"),)),) if reading.remote else ()
    return Question(
        wanted=(*(_demand(asked) for asked in reading.wanted), *remote),
        unwanted=tuple(_demand(asked) for asked in reading.unwanted),
        filters=filters or Filters(),
        sort=sort or Sort.RELEVANCE,
    )


def _demand(asked: Asked) -> Demand:
    keys = [Way(key=key, weight=1.0 if place == 0 else 0.64) for place, key in enumerate(asked.keys)]
    words = [Way(words=asked.text), *(Way(words=name, weight=0.9) for name in asked.names)]
    return Demand(asked.text, (*keys, *words), quoted=asked.quoted)
