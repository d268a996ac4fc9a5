"""Filters: which of the rows that meet the demands meet each of them. Nothing the viewer may not see is looked at."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

import numpy as np

from app.people.availability import DayState
from app.search.engine import days, places
from app.search.engine.arrays import Array
from app.search.engine.postings import among
from app.search.engine.sheets import UNKNOWN
from app.search.engine.shelf import Post, Shelf
from app.search.exchange import euros_a_day
from app.search.question import Filters

PUBLIC, MEMBERS, SOME = range(3)


@dataclass(frozen=True)
class Eyes:
    """Through whose eyes and when: what members see, or anybody."""

    member: bool
    today: date

    @property
    def level(self) -> int:
        """The most private audience that these eyes belong to."""
        return MEMBERS if self.member else PUBLIC


Mask = Callable[[Shelf, Array, Filters, Eyes], Array]


def narrowed(
    shelf: Shelf, post: Post, filters: Filters, eyes: Eyes, counted: Collection[str]
) -> tuple[Post, dict[str, Array]]:
    """What the filters leave of a list. Those that are `counted` leave all, and say for each row whether it meets them.

    They say so truly of rows that meet all the others of them; no count asks about the rest.
    """
    rows, points = post
    wanted = [name for name in _MASKS if getattr(filters, name)]
    for name in wanted:
        if name not in counted:
            met = _MASKS[name](shelf, rows, filters, eyes)
            rows, points = rows[met], points[met]
    marks: dict[str, Array] = {}
    unmet = np.zeros(len(rows), np.uint8)
    for name in wanted:
        if name in counted:
            marks[name] = _marked(shelf, rows, unmet, _MASKS[name], filters, eyes)
            unmet += ~marks[name]
    return Post(rows, points), marks


def _marked(shelf: Shelf, rows: Array, unmet: Array, mask: Mask, filters: Filters, eyes: Eyes) -> Array:
    """Which of `rows` meet a filter, as far as they have missed one at most."""
    close = np.flatnonzero(unmet < 2)
    if len(close) * 2 > len(rows):
        return mask(shelf, rows, filters, eyes)
    marks = np.zeros(len(rows), bool)
    marks[close] = mask(shelf, rows[close], filters, eyes)
    return marks


def has_any(shelf: Shelf, rows: Array, column: str, values: tuple[str, ...], least: int = 0) -> Array:
    """Which of `rows` have any of these values of a column, at this level at least."""
    met = np.zeros(len(rows), bool)
    for value in values:
        post = shelf.having(column, value)
        met |= among(rows, post.rows[post.weights >= least] if least else post.rows, len(shelf))
    return met


def rates(shelf: Shelf, rows: Array, eyes: Eyes) -> Array:
    """Cents of euro a day, as far as these eyes may know them; -1 where not."""
    return np.asarray(shelf.figure("rate_members" if eyes.member else "rate_public")[rows])


def _coded(column: str, name: str) -> Mask:
    def mask(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Array:
        return has_any(shelf, rows, column, tuple(str(value) for value in getattr(filters, name)))

    return mask


def _skilled(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Array:
    met = [
        has_any(shelf, rows, "skill", (str(key),), least) | has_any(shelf, rows, "tool", (str(key),), least)
        for key, least in filters.skills
    ]
    return np.asarray(np.logical_or.reduce(met) if filters.any_skill else np.logical_and.reduce(met))


def _speaking(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Array:
    met = [has_any(shelf, rows, "language", (tag,), least) for tag, least in filters.languages]
    return np.asarray(np.logical_or.reduce(met))


def _in_union(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Array:
    met = np.zeros(len(rows), bool)
    for value in filters.unions:
        post = shelf.having("union", value)
        met |= among(rows, post.rows[post.weights <= eyes.level], len(shelf))
    return met


def _near(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Array:
    assert filters.near is not None
    return np.asarray(places.distances(shelf, rows, filters.near) <= filters.near.km)


def _free(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Array:
    assert filters.free is not None
    wanted = [days.STATES.index(DayState(state)) for state in filters.days_are]
    return np.isin(days.states(shelf, rows, filters.free, eyes.today), wanted)


def _affordable(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Array:
    assert filters.rate is not None
    most = euros_a_day(filters.rate.amount, filters.rate.currency, filters.rate.basis)
    asked = rates(shelf, rows, eyes)
    return np.asarray((asked != UNKNOWN) & (asked <= (most if most is not None else UNKNOWN)))


def _remote(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Array:
    return has_any(shelf, rows, "flag", ("remote",))


def _experienced(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Array:
    return np.asarray(shelf.figure("years")[rows] >= filters.years)


def _verified(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Array:
    return np.asarray(shelf.figure("verified")[rows] > 0)


def _active(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Array:
    seen = shelf.figure("seen_on")[rows]
    return np.asarray((seen != UNKNOWN) & (seen >= days.day_number(eyes.today) - filters.active_days))


# The cheap ones first: they leave less for the others.
_MASKS: dict[str, Mask] = {
    "disciplines": _coded("discipline", "disciplines"),
    "departments": _coded("department", "departments"),
    "positions": _coded("position", "positions"),
    "skills": _skilled,
    "languages": _speaking,
    "cities": _coded("city", "cities"),
    "countries": _coded("country", "countries"),
    "remote": _remote,
    "rate": _affordable,
    "years": _experienced,
    "formats": _coded("format", "formats"),
    "genres": _coded("genre", "genres"),
    "unions": _in_union,
    "authorised": _coded("authorised", "authorised"),
    "pay_models": _coded("pay_model", "pay_models"),
    "stages": _coded("stage", "stages"),
    "kinds": _coded("kind", "kinds"),
    "verified": _verified,
    "active_days": _active,
    "near": _near,
    "free": _free,
}
