"""When people are free, for many of them at once: the same answer as `people.availability.on_days` gives for one."""

from __future__ import annotations

from datetime import date

import numpy as np

from app.people.availability import AS_SAID, PROBABLY, DayState
from app.search.engine.arrays import Array
from app.search.engine.sheets import UNKNOWN, spans
from app.search.engine.shelf import Shelf
from app.search.question import Days

_EPOCH = date(1970, 1, 1).toordinal()
STATES = tuple(DayState)
NOT_KNOWN, FREE, TENTATIVE, BUSY = range(4)
# Who comes first when the free are asked for: what is not known is never free.
ORDER = np.array([2, 0, 1, 3])


def day_number(day: date) -> int:
    """Days since 1970."""
    return day.toordinal() - _EPOCH


def states(shelf: Shelf, rows: Array, days: Days, today: date) -> Array:
    """How each of `rows` is on these days together, as a place in `STATES`: as on the worst of them."""
    said = _said(shelf, rows, day_number(days.first), day_number(days.end), day_number(today))
    age = day_number(today) - shelf.figure("confirmed_on")[rows]
    unsure = age >= AS_SAID.days
    said[TENTATIVE, unsure] += said[FREE, unsure]
    said[FREE, unsure] = 0
    worst = np.select([said[BUSY] > 0, said[NOT_KNOWN] > 0, said[TENTATIVE] > 0], [BUSY, NOT_KNOWN, TENTATIVE], FREE)
    faded = (shelf.figure("confirmed_on")[rows] == UNKNOWN) | (age > PROBABLY.days)
    return np.where(faded, NOT_KNOWN, worst)


def _said(shelf: Shelf, rows: Array, first: int, end: int, today: int) -> Array:
    """For each state how many of the days were said to be so: by runs of days, and the rest by one word."""
    runs = shelf.ragged("run")
    where = spans(runs.ptr, rows)
    owners = np.repeat(np.arange(len(rows)), np.diff(runs.ptr)[rows])
    begin, stop, state = (runs.parts[part][where] for part in ("first", "end", "state"))
    within = np.clip(np.minimum(stop, end) - np.maximum(begin, first), 0, None)
    said = np.bincount(owners * 4 + state, within, len(rows) * 4).reshape(len(rows), 4).T
    rest = (end - first) - said.sum(axis=0)
    # One word stands for the days only as long as no days are named.
    named = np.bincount(owners, stop > today, len(rows)) > 0
    word = np.where(named, NOT_KNOWN, shelf.figure("free_in_a_word")[rows])
    said[word, np.arange(len(rows))] += rest
    return np.asarray(said)
