"""A shelf as it counts now, seen through the eyes of whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from app.search import ranking
from app.search.engine import days
from app.search.engine.arrays import Array
from app.search.engine.narrowing import PUBLIC, SOME, Eyes
from app.search.engine.shelf import Shelf
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
        held = self.shelf.kept.get((today, weights))
        if held is None:
            self.shelf.kept.clear()
            held = self.shelf.kept[today, weights] = ranking.standing(self.shelf, days.day_number(today), weights)
        return held

    @cached_property
    def _seen_by_all(self) -> Array:
        return np.asarray(self.live & (self.shelf.figure("audience") == PUBLIC))

    @cached_property
    def _seen_by_members(self) -> Array:
        return np.asarray(self.live & (self.shelf.figure("audience") <= SOME))
