"""Who comes first, and why: every weight of the order of people, in one place.

What a line producer signs:

1. **What was asked for** comes first. Each demand that is met adds its strength, the best of its ways counts:
   `POINTS[kind] x weight of the way x strength`, the strength between 0 and 1 as the tables below say. Somebody whose
   first position is just this one has 1.0, a further position 0.8; a related one has at most 0.64 of either, so just
   the position stands before a related one, and a first position before a further one.
2. **Who can be had** comes second: quality adds at most a quarter, never more than lies between two of the steps
   above. It is made of what helps to crew up: years, credits that colleagues confirmed, days that were confirmed
   lately, being free on the days asked for, being near, answering.
3. **Newcomers are not buried.** Whoever has not been written to yet is thought to answer like everybody does, and in
   the first month being new weighs as much as the credits that they cannot have here yet.

Nothing here can be bought. Words that mean nothing to the taxonomy are weighed as Whoosh's BM25F does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from app.search.engine.sheets import UNKNOWN, Sheet
from app.search.engine.shelf import Shelf

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Weights:
    """How much each good sign adds, as a part of what the demands gave. Together a quarter at most."""

    years: float = 0.04
    vouched: float = 0.05
    new_here: float = 0.05
    confirmed_days: float = 0.04
    answers: float = 0.04
    free_on_days: float = 0.05
    near: float = 0.03


WEIGHTS = Weights()
MERE_TEXT = Weights(0, 0, 0, 0, 0, 0, 0)

# What a demand is worth when it is met wholly, by what it asks for.
POINTS: dict[str, float] = {
    "position": 10.0, "department": 6.0, "discipline": 4.0, "skill": 6.0, "tool": 6.0, "city": 4.0, "flag": 2.0,
}  # fmt: skip
# The same for what is only said in words, where the demand means something. It grows with BM25F towards this.
WORDS_POINTS, WORDS_HALF = 5.0, 6.0
OTHER_POINTS = 3.0

FIRST_POSITION = 128
_MANY_YEARS, _MANY_CREDITS = 15, 5
_NEW_DAYS, _FRESH_DAYS, _NEAR_KM = 30, 30, 100.0
# As if four people had written already, of whom three got an answer.
_PRIOR_ASKED, _PRIOR_ANSWERED = 4.0, 3.0


def position_level(first: bool, years: int | None) -> int:
    """A position as its column keeps it: whether it is the first one, and the years in it."""
    return (FIRST_POSITION if first else 0) + min(years or 0, FIRST_POSITION - 1)


def years_of(levels: Array) -> Array:
    """The years of positions as kept."""
    return levels % FIRST_POSITION


def _position_strengths() -> Array:
    levels = np.arange(256)
    return np.where(levels >= FIRST_POSITION, 1.0, 0.8).astype(np.float32)


def _level_strengths(unknown: float, most: int) -> Array:
    """Rising from 0.6 at level 1 to 1 at the highest; `unknown` where no level was given."""
    levels = np.minimum(np.arange(256), most)
    strengths = 0.6 + 0.4 * (levels - 1) / (most - 1)
    return np.where(np.arange(256) == 0, unknown, strengths).astype(np.float32)


_CERTAIN = np.ones(256, np.float32)
STRENGTHS: dict[str, Array] = {
    "position": _position_strengths(),
    "skill": _level_strengths(0.75, 5),
    "tool": _level_strengths(0.75, 5),
    # By home (1) and working as a local (2): who does that costs no travel, be it their home or not.
    "city": np.array([0.8, 0.9, 0.95, 1.0, *[1.0] * 252], np.float32),
}


def strength(column: str, levels: Array) -> Array:
    """What having a value at these levels is worth, before the weight of the way."""
    return STRENGTHS.get(column, _CERTAIN)[levels] * POINTS.get(column, OTHER_POINTS)


def bounded(impacts: Array) -> Array:
    """BM25F of words beside meanings: more is better, but never better than what is meant."""
    return WORDS_POINTS * impacts / (impacts + WORDS_HALF)


def standing(shelf: Shelf | Sheet, today: int, weights: Weights) -> Array:
    """The part of quality that hangs on nobody's question: of every row of a shelf, on this day."""
    figure = shelf.figure if isinstance(shelf, Shelf) else shelf.figures.__getitem__
    years = np.minimum(figure("years"), _MANY_YEARS) / _MANY_YEARS
    vouched = np.log1p(np.minimum(figure("vouched"), _MANY_CREDITS)) / np.log1p(_MANY_CREDITS)
    new = _fading(figure("listed_on"), today, _NEW_DAYS) > 0
    confirmed = _fading(figure("confirmed_on"), today, _FRESH_DAYS)
    answers = (figure("answered") + _PRIOR_ANSWERED) / (figure("asked") + _PRIOR_ASKED)
    return np.asarray(
        weights.years * years
        + np.maximum(weights.vouched * vouched, weights.new_here * new)
        + weights.confirmed_days * confirmed
        + weights.answers * answers,
        np.float32,
    )


def closeness(km: Array) -> Array:
    """1 at the very place, one half at 100 km, towards 0 far away."""
    return np.asarray(_NEAR_KM / (_NEAR_KM + np.nan_to_num(km, nan=np.inf, posinf=np.inf)), np.float32)


def _fading(days: Array, today: int, horizon: int) -> Array:
    """1 for today, falling to 0 at the horizon; 0 where the day is not known."""
    age = np.clip(today - days, 0, horizon)
    return np.where(days == UNKNOWN, 0.0, 1.0 - age / horizon)
