"""How well the search answers: judged queries asked as a member asks them, and three figures of what came back.

A file of judged queries is JSON Lines, one query a line:

    {"query": "spark leeds", "relevant": {"jo-hart": 3, "al-kerr": 1}, "group": "compound", "split": "held-out"}

`relevant` says who answers it, graded 1 (somewhat) to 3 (exactly), or 0 for somebody who was looked at and does not;
a list of handles means 1 for each, and finer grades may go up to 10. `group` and `split` are optional and only sort
the figures. A line `{"as_of": "2026-11-22"}` sets the clock for all queries, so that what hangs on dates means the
same for ever.

The figures are means over the queries:

nDCG@10
    Järvelin & Kekäläinen, Cumulated gain-based evaluation of IR techniques, ACM TOIS 20 (4), 2002, 422-446:
    the sum over ranks i = 1..10 of gain / log2(i + 1), divided by that of the best possible order.
    The gain of a grade is 2^grade - 1 (Burges et al., Learning to rank using gradient descent, ICML 2005):
    one exact answer is worth seven that are merely near.
MRR
    1 / rank of the first who is relevant at all; 0 if nobody is among the first 20.
recall@20
    How many of all who are relevant are among the first 20.

Handles that nobody here has stay in the reckoning, as people who were not found: leaving them out would flatter.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.kit.clock import at
from app.kit.errors import Missing
from app.people.lines import Unreadable, parse
from app.people.models import Person
from app.search import queries
from app.search.index import Unavailable

DEPTH = 20
TOP = 10
GRADES = range(11)
AT_ONCE = 500


@dataclass(frozen=True)
class Judged:
    """One query, and who answers it how well."""

    query: str
    relevant: dict[str, int]
    group: str = ""
    split: str = ""


@dataclass
class Collection:
    """The queries of a file; `faults` are the lines that could not be read, by number, with the reason."""

    judged: list[Judged] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    as_of: datetime | None = None


@dataclass(frozen=True)
class Outcome:
    """Who came for a query, best first, and how long it took."""

    judged: Judged
    found: list[str]
    took_ms: float

    @property
    def ndcg(self) -> float:
        """Of the first 10, by grade."""
        grades = [self.judged.relevant.get(handle, 0) for handle in self.found]
        return cumulated_gain(grades) / cumulated_gain(sorted(self.judged.relevant.values(), reverse=True))

    @property
    def reciprocal_rank(self) -> float:
        """Of the first who is relevant."""
        return next((1 / rank for rank, handle in enumerate(self.found, 1) if self._is_relevant(handle)), 0.0)

    @property
    def recall(self) -> float:
        """The part of all who are relevant that is among the first 20."""
        relevant = sum(grade > 0 for grade in self.judged.relevant.values())
        return sum(self._is_relevant(handle) for handle in self.found[:DEPTH]) / relevant

    def _is_relevant(self, handle: str) -> bool:
        return self.judged.relevant.get(handle, 0) > 0


@dataclass(frozen=True)
class Figures:
    """The means over some queries, and the median time of one."""

    queries: int
    ndcg_at_10: float
    mrr: float
    recall_at_20: float
    median_ms: float


def read(lines: Iterable[bytes]) -> Collection:
    """The queries of a file, one a line; what makes no sense is named and stops nothing."""
    collection = Collection()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            said = parse(line)
            if "as_of" in said and "query" not in said:
                collection.as_of = _day(said["as_of"])
            else:
                collection.judged.append(_judged(said))
        except Unreadable as error:
            collection.faults.append((number, str(error)))
    return collection


def nobody_in_particular() -> Person:
    """A member who sees what every member sees, blocks nobody and has nothing of their own. Never kept."""
    return Person(id=0, handle="nobody", name="Nobody")


def member(handle: str) -> Person:
    """The member with this handle, hidden or not. Raises `Missing`."""
    person = db.session.scalar(select(Person).where(Person.handle == handle.lower(), Person.left_at.is_(None)))
    if person is None:
        raise Missing
    return person


def ask(viewer: Person | None, collection: Collection) -> list[Outcome]:
    """Ask every query. Raises `Unavailable` when there is no index to ask."""
    with at(collection.as_of) if collection.as_of else nullcontext():
        return [_asked(viewer, judged) for judged in collection.judged]


def figures_of(outcomes: Sequence[Outcome]) -> Figures:
    """The means over `outcomes`, of which there is at least one."""
    return Figures(
        queries=len(outcomes),
        ndcg_at_10=round(statistics.fmean(outcome.ndcg for outcome in outcomes), 4),
        mrr=round(statistics.fmean(outcome.reciprocal_rank for outcome in outcomes), 4),
        recall_at_20=round(statistics.fmean(outcome.recall for outcome in outcomes), 4),
        median_ms=round(statistics.median(outcome.took_ms for outcome in outcomes), 1),
    )


def by(name: str, outcomes: Sequence[Outcome]) -> dict[str, Figures]:
    """The figures of each `group` or `split`, in order of their names; queries that name none are left out."""
    names = sorted({getattr(outcome.judged, name) for outcome in outcomes} - {""})
    return {said: figures_of([o for o in outcomes if getattr(o.judged, name) == said]) for said in names}


def worst(outcomes: Sequence[Outcome], count: int) -> list[Outcome]:
    """The queries that were answered worst, the worst first."""
    return sorted(outcomes, key=lambda outcome: (outcome.ndcg, outcome.recall, outcome.judged.query))[:count]


def absent(judged: Iterable[Judged]) -> list[str]:
    """Handles among the judged that nobody here has."""
    handles = sorted({handle for one in judged for handle in one.relevant})
    present: set[str] = set()
    for start in range(0, len(handles), AT_ONCE):
        chunk = handles[start : start + AT_ONCE]
        present.update(db.session.scalars(select(Person.handle).where(Person.handle.in_(chunk))))
    return [handle for handle in handles if handle not in present]


def as_object(collection: Collection, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """All figures, for a program."""
    return {
        "as_of": collection.as_of.date().isoformat() if collection.as_of else None,
        "bad_lines": len(collection.faults),
        "absent_handles": len(absent(collection.judged)),
        "overall": asdict(figures_of(outcomes)),
        "splits": {name: asdict(figures) for name, figures in by("split", outcomes).items()},
        "groups": {name: asdict(figures) for name, figures in by("group", outcomes).items()},
    }


def cumulated_gain(grades: Sequence[int]) -> float:
    """The discounted gain of the first 10 of `grades`, in the order found."""
    return math.fsum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades[:TOP], 1))


def _asked(viewer: Person | None, judged: Judged) -> Outcome:
    began = time.perf_counter()
    results = queries.find(viewer, "person", judged.query, 1, DEPTH)
    took = 1000 * (time.perf_counter() - began)
    if results.away:
        raise Unavailable
    return Outcome(judged, [match.thing.handle for match in results.page.rows], took)


def _judged(said: dict[str, Any]) -> Judged:
    query = _text(said, "query").strip()
    if not query:
        raise Unreadable("there is no query")
    relevant = _relevant(said.get("relevant"))
    if not any(relevant.values()):
        raise Unreadable("nobody is relevant")
    return Judged(query, relevant, _text(said, "group"), _text(said, "split"))


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name, "")
    if not isinstance(value, str):
        raise Unreadable(f"{name} is not text")
    return value


def _relevant(said: Any) -> dict[str, int]:
    if isinstance(said, list) and all(isinstance(handle, str) for handle in said):
        said = dict.fromkeys(said, 1)
    if not isinstance(said, dict):
        raise Unreadable("relevant is neither handles with their grades nor a list of handles")
    for grade in said.values():
        if type(grade) is not int or grade not in GRADES:
            raise Unreadable(f"the grade {grade!r} is no whole number from 0 to {GRADES[-1]}")
    return {handle.lower(): grade for handle, grade in said.items()}


def _day(said: Any) -> datetime:
    try:
        return datetime.combine(datetime.fromisoformat(said), datetime.min.time(), UTC).replace(hour=12)
    except (TypeError, ValueError):
        raise Unreadable("as_of is no date like 2026-11-22") from None
