"""Who comes first: what is found put in order, and the first of it made into hits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from typing import NamedTuple

import numpy as np

from app.search import ranking
from app.search.engine import days, places
from app.search.engine.arrays import Array
from app.search.engine.layers import Layer, Viewpoint
from app.search.engine.matching import Matched, Plan
from app.search.engine.narrowing import rates
from app.search.engine.ordering import first_of
from app.search.engine.sheets import UNKNOWN
from app.search.question import Question, Sort, Way
from app.search.ranking import Weights


class Hit(NamedTuple):
    """One found: how it meets each demand (None: not at all), and what the filters made of it.

    `km` is the way to the place asked for, `days` how the days asked for are (see `DayState`), where these were asked.
    """

    id: int
    met: tuple[Way | None, ...] = ()
    km: float | None = None
    days: str | None = None


@dataclass(frozen=True)
class Cut:
    """Which part of the answer is wanted: hits from `start` on, `size` of them, and these facets."""

    start: int = 0
    size: int = 20
    facets: Sequence[str] = ()
    weights: Weights = ranking.WEIGHTS


@dataclass(frozen=True)
class Found:
    """Who is left on one layer: rows that meet the demands, and for each filter whether they meet it."""

    layer: Layer
    planned: Plan
    matched: Matched
    rows: Array
    points: Array
    met: dict[str, Array]

    @cached_property
    def through(self) -> Array | slice:
        """The places of those who meet every filter."""
        return np.flatnonzero(np.logical_and.reduce(list(self.met.values()))) if self.met else slice(None)

    @cached_property
    def total(self) -> int:
        """How many meet every filter."""
        return len(self.rows) if isinstance(self.through, slice) else len(self.through)


@dataclass(frozen=True)
class _Best:
    """The first of one layer: their rows, what they are sorted by, and what they are shown with."""

    part: Found
    rows: Array
    keys: list[Array]
    km: Array | None
    states: Array | None

    def hits(self) -> list[Hit]:
        ids = self.part.layer.shelf.ids[self.rows].tolist()
        ways = [
            [None if number < 0 else senses[number].way for number in numbers]
            for senses, numbers in zip(self.part.planned.wanted, self.part.matched.best_ways(self.rows), strict=True)
        ]
        by_row = zip(*ways, strict=True) if ways else [()] * len(ids)
        km = [None] * len(ids) if self.km is None else [km if isfinite(km) else None for km in self.km.tolist()]
        states = [None] * len(ids) if self.states is None else [days.STATES[state].value for state in self.states]
        return list(map(Hit, ids, by_row, km, states))


def first_hits(found: Sequence[Found], question: Question, viewpoint: Viewpoint, cut: Cut) -> list[Hit]:
    """The hits of a cut, best first, of all layers together."""
    best = [_best(part, question, viewpoint, cut) for part in found if part.total]
    hits = [hit for part in best for hit in part.hits()]
    if len(best) > 1:
        keys = [np.concatenate(keys) for keys in zip(*(part.keys for part in best), strict=True)]
        ids = np.array([hit.id for hit in hits])
        hits = [hits[place] for place in np.lexsort([ids, *reversed(keys)])]
    return hits[cut.start : cut.start + cut.size]


def _best(part: Found, question: Question, viewpoint: Viewpoint, cut: Cut) -> _Best:
    shelf, filters = part.layer.shelf, question.filters
    rows = part.rows[part.through]
    km = places.distances(shelf, rows, filters.near) if filters.near else None
    states = days.states(shelf, rows, filters.free, viewpoint.today) if filters.free else None
    keys = _keys(part, rows, question, viewpoint, cut.weights, km, states)
    first = first_of(keys, cut.start + cut.size)
    return _Best(
        part,
        rows[first],
        [key[first] for key in keys],
        None if km is None else km[first],
        None if states is None else states[first],
    )


def _keys(
    part: Found,
    rows: Array,
    question: Question,
    viewpoint: Viewpoint,
    weights: Weights,
    km: Array | None,
    states: Array | None,
) -> list[Array]:
    """What rows are sorted by: the smallest first."""
    shelf = part.layer.shelf
    if not question and question.sort is Sort.RELEVANCE:
        return [-shelf.figure("changed_at")[rows].astype(np.float64)]
    quality = part.layer.standing(viewpoint.today, weights)[rows]
    if km is not None:
        quality = quality + weights.near * ranking.closeness(km)
    if states is not None:
        quality = quality + weights.free_on_days * (states == days.FREE)
    best = -(part.points[part.through] * (1 + quality))
    match question.sort:
        case Sort.DISTANCE if km is not None:
            return [km, best]
        case Sort.RATE:
            asked = rates(shelf, rows, viewpoint.eyes)
            return [np.where(asked == UNKNOWN, np.inf, asked), best]
        case Sort.AVAILABILITY:
            confirmed = -shelf.figure("confirmed_on")[rows].astype(np.float64)
            return [confirmed, best] if states is None else [days.ORDER[states], confirmed, best]
        case Sort.YEARS:
            return [-shelf.figure("years")[rows].astype(np.float64), best]
        case Sort.ACTIVE:
            return [-shelf.figure("seen_on")[rows].astype(np.float64), best]
    return [best]
