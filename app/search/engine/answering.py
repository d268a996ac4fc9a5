"""A question put to the shelves of one kind: who fits, how many, how many of each, and who comes first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial

import numpy as np

from app.search import ranking
from app.search.engine import days, places
from app.search.engine.arrays import Array
from app.search.engine.counting import chosen, counted, together
from app.search.engine.matching import Matched, Plan, Strictness, match, plan
from app.search.engine.narrowing import PUBLIC, SOME, Eyes, masks, rates
from app.search.engine.ordering import first_of
from app.search.engine.sheets import UNKNOWN
from app.search.engine.shelf import Shelf
from app.search.question import Question, Sort, Way
from app.search.ranking import Weights

Doubt = Callable[[list[int]], Collection[int]]


@dataclass(frozen=True)
class Viewpoint:
    """Who asks and when. The index knows what anybody and what members see; the rest the database decides.

    `hidden` are ids that are not to be seen now, whatever the index says. `allowed` says which of some ids, that only
    particular people see, may be seen.
    """

    member: bool
    today: date
    hidden: Collection[int] = ()
    allowed: Doubt = field(default=lambda ids: ())

    @property
    def eyes(self) -> Eyes:
        return Eyes(self.member, self.today)


@dataclass(frozen=True)
class Hit:
    """One found: how it meets each demand (None: not at all), and what the filters made of it.

    `km` is the way to the place asked for, `days` how the days asked for are (see `DayState`), where these were asked.
    """

    id: int
    met: tuple[Way | None, ...] = ()
    km: float | None = None
    days: str | None = None


@dataclass(frozen=True)
class Answer:
    """A page of hits, best first; the exact total; for each facet its values, the most frequent first."""

    hits: list[Hit]
    total: int
    facets: dict[str, list[tuple[str, int]]]
    loosely: bool = False

    @property
    def ids(self) -> list[int]:
        return [hit.id for hit in self.hits]


@dataclass(frozen=True)
class Layer:
    """A shelf as it counts now: without the rows that lie anew on another one."""

    shelf: Shelf
    live: Array

    def seen(self, viewpoint: Viewpoint) -> Array:
        """For each row whether it may be seen; where only particular members see it, yes for now."""
        seen = self._seen_by_members if viewpoint.member else self._seen_by_all
        if viewpoint.hidden:
            seen = seen.copy()
            seen[self.shelf.places_of(np.fromiter(viewpoint.hidden, np.int64))] = False
        return seen

    def standing(self, today: date, weights: Weights) -> Array:
        """What speaks for each row whatever is asked; worked out once a day."""
        held = self._standings.get((today, weights))
        if held is None:
            self._standings.clear()
            held = self._standings[today, weights] = ranking.standing(self.shelf, days.day_number(today), weights)
        return held

    @cached_property
    def _seen_by_all(self) -> Array:
        return np.asarray(self.live & (self.shelf.figure("audience") == PUBLIC))

    @cached_property
    def _seen_by_members(self) -> Array:
        return np.asarray(self.live & (self.shelf.figure("audience") <= SOME))

    @cached_property
    def _standings(self) -> dict[tuple[date, Weights], Array]:
        return {}


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
    def through(self) -> Array:
        """The places of those who meet every filter."""
        if not self.met:
            return np.arange(len(self.rows))
        return np.flatnonzero(np.logical_and.reduce(list(self.met.values())))


def answer(layers: Sequence[Layer], question: Question, viewpoint: Viewpoint, cut: Cut) -> Answer:
    """Who meets all demands; where nobody does, who meets some, or says any of the words."""
    first: list[Found] = []
    for strictness in Strictness:
        planned = plan(question, [layer.shelf for layer in layers], strictness)
        found = [_found(layer, planned, strictness, question, viewpoint) for layer in layers]
        first = first or found
        if any(len(part.through) for part in found):
            return _cut_out(found, question, viewpoint, cut, loosely=strictness is not Strictness.ALL)
        if not question.wanted:
            break
    return _cut_out(first, question, viewpoint, cut, loosely=False)


def every_id(layers: Sequence[Layer], question: Question, viewpoint: Viewpoint, since: int | None = None) -> list[int]:
    """The ids of all that meet every demand and filter, in order; of those that changed at this second or later."""
    planned = plan(question, [layer.shelf for layer in layers])
    ids: list[int] = []
    for layer in layers:
        found = _found(layer, planned, Strictness.ALL, question, viewpoint)
        rows = found.rows[found.through]
        if since is not None:
            rows = rows[layer.shelf.figure("changed_at")[rows] >= since]
        ids += layer.shelf.ids[rows].tolist()
    return sorted(ids)


def _found(layer: Layer, planned: Plan, strictness: Strictness, question: Question, viewpoint: Viewpoint) -> Found:
    matched = match(layer.shelf, planned, strictness)
    keep = layer.seen(viewpoint)[matched.rows]
    rows, points = matched.rows[keep], matched.points[keep]
    rows, points = _beyond_doubt(layer.shelf, rows, points, viewpoint)
    return Found(layer, planned, matched, rows, points, masks(layer.shelf, rows, question.filters, viewpoint.eyes))


def _beyond_doubt(shelf: Shelf, rows: Array, points: Array, viewpoint: Viewpoint) -> tuple[Array, Array]:
    """Without those that only particular members see, unless the viewer is one of them."""
    if not shelf.has_doubtful:
        return rows, points
    doubtful = shelf.figure("audience")[rows] == SOME
    ids = shelf.ids[rows]
    allowed = np.fromiter(viewpoint.allowed([int(key) for key in ids[doubtful]]), np.int64)
    keep = ~doubtful | np.isin(ids, allowed)
    return rows[keep], points[keep]


def _cut_out(found: Sequence[Found], question: Question, viewpoint: Viewpoint, cut: Cut, *, loosely: bool) -> Answer:
    eyes, filters = viewpoint.eyes, question.filters
    tallies = [counted(part.layer.shelf, part.rows, part.met, cut.facets, filters, eyes) for part in found]
    facets = {name: together([tally[name] for tally in tallies], chosen(filters, name)) for name in cut.facets}
    best = [hit for part in found for hit in _first(part, question, viewpoint, cut)]
    best.sort(key=lambda pair: pair[0])
    hits = [hit() for _, hit in best[cut.start : cut.start + cut.size]]
    return Answer(hits, sum(len(part.through) for part in found), facets, loosely)


Ranked = tuple[tuple[float, ...], Callable[[], Hit]]


def _first(part: Found, question: Question, viewpoint: Viewpoint, cut: Cut) -> list[Ranked]:
    """The first hits of one layer, each with what it is sorted by, down to its id."""
    shelf, filters, through = part.layer.shelf, question.filters, part.through
    if not len(through):
        return []
    rows = part.rows[through]
    km = places.distances(shelf, rows, filters.near) if filters.near else None
    states = days.states(shelf, rows, filters.free, viewpoint.today) if filters.free else None
    keys = _keys(part, question, viewpoint, cut.weights, km, states)

    def hit(place: int) -> Hit:
        best = zip(part.planned.wanted, part.matched.best_ways(int(rows[place])), strict=True)
        return Hit(
            int(shelf.ids[rows[place]]),
            tuple(None if number is None else senses[number].way for senses, number in best),
            None if km is None or not np.isfinite(km[place]) else float(km[place]),
            None if states is None else days.STATES[states[place]].value,
        )

    return [
        ((*(float(key[place]) for key in keys), int(shelf.ids[rows[place]])), partial(hit, int(place)))
        for place in first_of(keys, cut.start + cut.size)
    ]


def _keys(
    part: Found, question: Question, viewpoint: Viewpoint, weights: Weights, km: Array | None, states: Array | None
) -> list[Array]:
    """What rows are sorted by: the smallest first."""
    shelf, rows = part.layer.shelf, part.rows[part.through]
    if not question:
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
