"""Facets: how many of the rows have each value. Each is counted as if its own filter were not set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.search.engine import days
from app.search.engine.arrays import Array
from app.search.engine.narrowing import Eyes, has_any, rates
from app.search.engine.sheets import UNKNOWN, spans
from app.search.engine.shelf import Shelf
from app.search.engine.words import Vocabulary
from app.search.question import Filters

# From this part of all rows on, going through all is quicker than picking.
_MANY = 3
MOST_VALUES = 50
# Steps are counted as their filter would find them: so many years at least, so much at most, within so many days.
YEARS = ("1", "3", "5", "10", "20")
EUROS_A_DAY = ("100", "200", "300", "450", "600", "900", "1500")
ACTIVE_DAYS = ("7", "30", "90")
DAYS = tuple(state.value for state in days.STATES)
YES = ("yes",)


@dataclass(frozen=True)
class Tally:
    """How often each value occurs; `values` are in order, or always the same."""

    values: Sequence[str]
    counts: Array


Count = Callable[[Shelf, Array, Filters, Eyes], Tally]


@dataclass(frozen=True)
class Facet:
    """What is counted, and the filter that it is counted without."""

    filter: str
    count: Count


def counted(
    shelf: Shelf, rows: Array, met: Mapping[str, Array], wanted: Sequence[str], filters: Filters, eyes: Eyes
) -> dict[str, Tally]:
    """The counts of each facet wanted, among rows that meet every filter but its own."""
    unmet = sum((~mask for mask in met.values()), start=np.zeros(len(rows), np.uint8)) if met else None
    through = rows if unmet is None else rows[unmet == 0]
    found = {}
    for name in wanted:
        facet = FACETS[name]
        own = met.get(facet.filter)
        among = through if unmet is None or own is None else rows[unmet == ~own]
        found[name] = facet.count(shelf, among, filters, eyes)
    return found


def counted_without(filters: Filters, wanted: Iterable[str]) -> set[str]:
    """The filters that some facet is counted without. All of several skills: one more narrows what the others left."""
    own = {FACETS[name].filter for name in wanted}
    return own if filters.any_skill else own - {"skills"}


def together(tallies: Sequence[Tally], always: Collection[str] = ()) -> list[tuple[str, int]]:
    """The counts of several shelves as one: the most frequent values first, and those that are `always` shown."""
    largest, *others = sorted(tallies, key=lambda tally: -len(tally.values))
    counts, more = largest.counts.copy(), Counter[str]()
    for tally in others:
        if tally.values is largest.values:
            counts += tally.counts
            continue
        for number in np.flatnonzero(tally.counts).tolist():
            place = Vocabulary.find_in(largest.values, tally.values[number])
            if place is None:
                more[tally.values[number]] += int(tally.counts[number])
            else:
                counts[place] += tally.counts[number]
    found = [(largest.values[number], int(counts[number])) for number in _most(counts).tolist()] + list(more.items())
    found.sort(key=lambda pair: (-pair[1], pair[0]))
    shown = found[:MOST_VALUES]
    known = {value for value, _ in shown}
    return shown + [(value, _count_of(largest.values, counts, more, value)) for value in always if value not in known]


def chosen(filters: Filters, name: str) -> list[str]:
    """The values of a facet that are ticked: they are shown whatever their count."""
    ticked = getattr(filters, FACETS[name].filter)
    if name in ("skill", "tool", "language"):
        return [str(value) for value, _ in ticked] if name != "tool" else []
    return [str(value) for value in ticked] if isinstance(ticked, tuple) else []


def _most(counts: Array) -> Array:
    """The places of the highest counts, with all that are as high as the last of them; none of nothing."""
    found = np.flatnonzero(counts)
    if len(found) <= MOST_VALUES:
        return found
    least = np.partition(counts[found], len(found) - MOST_VALUES)[len(found) - MOST_VALUES]
    return np.asarray(found[counts[found] >= least])


def _count_of(values: Sequence[str], counts: Array, more: Mapping[str, int], value: str) -> int:
    place = Vocabulary.find_in(values, value)
    return more.get(value, 0) if place is None else int(counts[place])


def _values(column: str) -> Count:
    def count(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Tally:
        ragged = shelf.ragged(column)
        codes = ragged.parts["code"]
        if len(rows) * _MANY > len(shelf):
            wanted = np.zeros(len(shelf), bool)
            wanted[rows] = True
            codes = codes[np.repeat(wanted, np.diff(ragged.ptr))]
        else:
            codes = codes[spans(ragged.ptr, rows)]
        return Tally(ragged.vocab, np.bincount(codes, minlength=len(ragged.vocab)))

    return count


def _unions(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Tally:
    ragged = shelf.ragged("union")
    where = spans(ragged.ptr, rows)
    known = ragged.parts["level"][where] <= eyes.level
    return Tally(ragged.vocab, np.bincount(ragged.parts["code"][where][known], minlength=len(ragged.vocab)))


def _years(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Tally:
    years = shelf.figure("years")[rows]
    return Tally(YEARS, np.array([np.count_nonzero(years >= int(least)) for least in YEARS]))


def _rates(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Tally:
    asked = rates(shelf, rows, eyes)
    known = asked[asked != UNKNOWN]
    return Tally(EUROS_A_DAY, np.array([np.count_nonzero(known <= int(most) * 100) for most in EUROS_A_DAY]))


def _active(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Tally:
    seen, today = shelf.figure("seen_on")[rows], days.day_number(eyes.today)
    known = seen[seen != UNKNOWN]
    return Tally(ACTIVE_DAYS, np.array([np.count_nonzero(known >= today - int(within)) for within in ACTIVE_DAYS]))


def _verified(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Tally:
    return Tally(YES, np.array([np.count_nonzero(shelf.figure("verified")[rows])]))


def _remote(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Tally:
    return Tally(YES, np.array([np.count_nonzero(has_any(shelf, rows, "flag", ("remote",)))]))


def _days(shelf: Shelf, rows: Array, filters: Filters, eyes: Eyes) -> Tally:
    if filters.free is None:
        return Tally(DAYS, np.zeros(len(DAYS), np.int64))
    return Tally(DAYS, np.bincount(days.states(shelf, rows, filters.free, eyes.today), minlength=len(DAYS)))


FACETS: dict[str, Facet] = {
    "discipline": Facet("disciplines", _values("discipline")),
    "department": Facet("departments", _values("department")),
    "position": Facet("positions", _values("position")),
    "skill": Facet("skills", _values("skill")),
    "tool": Facet("skills", _values("tool")),
    "language": Facet("languages", _values("language")),
    "city": Facet("cities", _values("city")),
    "country": Facet("countries", _values("country")),
    "remote": Facet("remote", _remote),
    "availability": Facet("free", _days),
    "rate": Facet("rate", _rates),
    "years": Facet("years", _years),
    "format": Facet("formats", _values("format")),
    "genre": Facet("genres", _values("genre")),
    "union": Facet("unions", _unions),
    "authorised": Facet("authorised", _values("authorised")),
    "pay_model": Facet("pay_models", _values("pay_model")),
    "stage": Facet("stages", _values("stage")),
    "kind": Facet("kinds", _values("kind")),
    "verified": Facet("verified", _verified),
    "active": Facet("active_days", _active),
}
