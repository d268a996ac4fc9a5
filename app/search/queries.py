"""Finding people, pitches, roles and studios: ids from the index, rows through what the viewer may see."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from app.kit.clock import today
from app.kit.pages import SIZE, Page, page_of, within
from app.people import queries as people
from app.people.models import Person
from app.search.engine.answering import Answer, Cut, Hit
from app.search.index import Unavailable
from app.search.indexing import index
from app.search.question import Filters, Question, Sort
from app.search.reasons import missing, prepare, why
from app.search.sight import KINDS, viewpoint
from app.search.text import words_of
from app.search.understanding import Reading, read, with_kindred

__all__ = ["FACETS", "KINDS", "Match", "Results", "find", "matching_ids", "total"]

MOST_AT_ONCE = 100
# With fewer people than that, those with kindred jobs are shown as well.
FEW = 20
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


# What may be asked of things that are no people; other conditions that were typed are about people alone.
ASKED_OF: dict[str, set[str]] = {
    "pitch": {"near", "cities", "countries", "remote", "formats", "genres", "pay_models", "stages", "positions"},
    "role": {"near", "cities", "countries", "remote", "disciplines", "departments", "positions", "pay_models"},
    "studio": {"near", "cities", "countries", "kinds"},
}


@dataclass(frozen=True)
class Match:
    """Something found, why, what it lacks, and how it meets each demand."""

    thing: Any
    why: list[str]
    missing: list[str] = field(default_factory=list)
    hit: Hit | None = None


@dataclass(frozen=True)
class Results:
    """A page of matches; `loosely` when nothing met every demand; `away` when the index could not be read.

    `kindred`: few have just the jobs that were named, so those with jobs much like them come after.

    `facets` are those that were asked for: each value with its count, the most frequent first.
    """

    page: Page[Match]
    reading: Reading = field(default_factory=Reading)
    loosely: bool = False
    away: bool = False
    took_ms: float = 0.0
    question: Question = field(default_factory=Question)
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    kindred: bool = False


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
    reading = understood(typed)
    question = _question(kind, reading, filters, sort)
    loosely = away = False
    counts: dict[str, list[tuple[str, int]]] = {}
    try:
        question, answer, rows = _best(viewer, kind, question, Cut((number - 1) * size, size, facets))
        prepare([row for row, _ in rows], question)
        exact = not answer.loosely
        matches = [
            Match(row, why(row, question, hit, exact), missing(row, question, hit, exact), hit) for row, hit in rows
        ]
        page, loosely, counts = Page(matches, answer.total, number, size), answer.loosely, answer.facets
    except Unavailable:
        page, away = (Page([], 0, number, size), True) if question else (_everything(viewer, kind, number, size), False)
    took = round((time.perf_counter() - began) * 1000, 1)
    return Results(page, reading, loosely, away, took, question, counts, question.has_kindred)


def total(viewer: Person | None, kind: str, typed: str, filters: Filters | None = None) -> int:
    """How many there are of another kind, for the tabs."""
    question = _question(kind, understood(typed), filters, None)
    try:
        return index().answer(kind, question, viewpoint(viewer, kind), Cut(size=0)).total if question else 0
    except Unavailable:
        return 0


def exactly(viewer: Person | None, kind: str, typed: str, filters: Filters) -> int:
    """How many meet all of it, nothing loosened."""
    question = _question(kind, understood(typed), filters, None)
    try:
        answer = index().answer(kind, question, viewpoint(viewer, kind), Cut(size=0))
    except Unavailable:
        return 0
    return 0 if answer.loosely else answer.total


def matching_ids(
    viewer: Person | None, kind: str, typed: str, filters: Filters | None = None, since: datetime | None = None
) -> list[int]:
    """The ids of all that meet every demand and filter, nothing loosened; `since`: that changed from then on.

    Raises `Unavailable`.
    """
    question = _question(kind, understood(typed), filters, None)
    return index().every_id(kind, question, viewpoint(viewer, kind), since)


def _best(
    viewer: Person | None, kind: str, question: Question, cut: Cut
) -> tuple[Question, Answer, list[tuple[Any, Hit]]]:
    """What was asked and its answer; where that finds few people, with kindred jobs beside those that were named."""
    answer, rows = _found(viewer, kind, question, cut)
    if kind == "person" and (answer.loosely or answer.total < FEW):
        further = with_kindred(question)
        if further != question:
            more, more_rows = _found(viewer, kind, further, cut)
            if answer.loosely > more.loosely or more.total > answer.total:
                return further, more, more_rows
    return question, answer, rows


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


def _question(kind: str, reading: Reading, filters: Filters | None, sort: Sort | None) -> Question:
    """What was typed and ticked as one question; what was ticked counts where both say something."""
    typed, ticked, plain = reading.question.filters, filters or Filters(), Filters()
    of_kind = ASKED_OF.get(kind)
    found: dict[str, Any] = {}
    for name in (column.name for column in fields(Filters)):
        mine, theirs, none = getattr(typed, name), getattr(ticked, name), getattr(plain, name)
        if of_kind is not None and name not in of_kind:
            mine = none
        both = isinstance(mine, tuple) and mine != none and theirs != none
        found[name] = tuple(dict.fromkeys((*mine, *theirs))) if both else mine if theirs == none else theirs
    return replace(reading.question, filters=Filters(**found), firm=ticked, sort=sort or Sort.RELEVANCE)


def understood(typed: str) -> Reading:
    """What was typed, as it is understood today; a word that anybody here says is not corrected."""
    return read(typed, today(), _is_said)


def _is_said(word: str) -> bool:
    try:
        return any(index().says(kind, said) for said in words_of(word) for kind in KINDS)
    except Unavailable:
        return False
