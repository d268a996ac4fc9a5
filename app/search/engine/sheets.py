"""Many entries as columns: made of rows, cut and joined without looking at a single one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from app.search.engine.arrays import Array

# What is said of everything in one figure, with the type it is kept in. Days count from 1970; -1 is not known.
FIGURES: dict[str, str] = {
    "audience": "u1",
    "years": "u1",
    "rate_public": "i4",
    "rate_members": "i4",
    "seen_on": "i4",
    "listed_on": "i4",
    "changed_at": "i8",
    "confirmed_on": "i4",
    "free_in_a_word": "u1",
    "credits": "u2",
    "vouched": "u2",
    "asked": "u2",
    "answered": "u2",
    "verified": "u1",
    "starts_on": "i4",
    "ends_on": "i4",
}
UNKNOWN = -1
# What may be several: words of a vocabulary, each with a level from 0 to 255 that means what its column says.
COLUMNS = (
    "discipline", "department", "position", "skill", "tool", "language", "city", "country", "format", "genre",
    "union", "authorised", "pay_model", "stage", "kind", "flag",
)  # fmt: skip
# Lists of figures that belong together.
LISTS: dict[str, dict[str, str]] = {
    "base": {"lat": "f4", "lon": "f4", "local": "u1"},
    "run": {"first": "i4", "end": "i4", "state": "u1"},
}
FIELDS = ("name", "headline", "called", "words")
# Stands after the words of each field, so that no phrase goes on from one field into the next.
GAP = ""


@dataclass(frozen=True)
class Entry:
    """What is known of one row. `texts` are the words of each of `FIELDS`; `levels` go by column and value."""

    id: int
    stamp: str
    texts: Sequence[Sequence[str]]
    figures: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    lists: Mapping[str, Sequence[Sequence[float]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Ragged:
    """Several values a row: those of row r lie from `ptr[r]` up to `ptr[r + 1]` in each of `parts`.

    A part `code` holds places in `vocab`, which is sorted.
    """

    ptr: Array
    parts: dict[str, Array]
    vocab: list[str] = field(default_factory=list)

    def take(self, rows: Array) -> Ragged:
        counts = np.diff(self.ptr)[rows]
        where = spans(self.ptr, rows)
        return Ragged(_starts(counts), {name: part[where] for name, part in self.parts.items()}, self.vocab)


@dataclass(frozen=True)
class Sheet:
    """Entries as columns, in the order of their ids."""

    ids: Array
    stamps: Array
    lengths: Array
    figures: dict[str, Array]
    ragged: dict[str, Ragged]

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: Array) -> Sheet:
        """Only these rows, in this order."""
        return Sheet(
            self.ids[rows],
            self.stamps[rows],
            self.lengths[rows],
            {name: column[rows] for name, column in self.figures.items()},
            {name: ragged.take(rows) for name, ragged in self.ragged.items()},
        )

    def without(self, ids: Iterable[int]) -> Sheet:
        """All rows but those with these ids."""
        gone = np.fromiter(ids, np.int64)
        return self.take(np.flatnonzero(~np.isin(self.ids, gone)))


def of_entries(entries: Iterable[Entry]) -> Sheet:
    """A sheet of entries."""
    entries = sorted(entries, key=lambda entry: entry.id)
    ragged = {"text": _texts(entries)}
    ragged.update({name: _coded([entry.levels.get(name, {}) for entry in entries]) for name in COLUMNS})
    ragged.update({name: _listed([entry.lists.get(name, ()) for entry in entries], LISTS[name]) for name in LISTS})
    return Sheet(
        np.array([entry.id for entry in entries], np.int64),
        np.array([int(entry.stamp, 16) for entry in entries], np.uint64),
        np.array([[len(text) for text in entry.texts] for entry in entries], np.uint32).reshape(-1, len(FIELDS)),
        {name: _figures(entries, name, kind) for name, kind in FIGURES.items()},
        ragged,
    )


def joined(sheets: Sequence[Sheet]) -> Sheet:
    """One sheet of several that have no id in common."""
    ids = np.concatenate([sheet.ids for sheet in sheets])
    whole = Sheet(
        ids,
        np.concatenate([sheet.stamps for sheet in sheets]),
        np.concatenate([sheet.lengths for sheet in sheets]),
        {name: np.concatenate([sheet.figures[name] for sheet in sheets]) for name in FIGURES},
        {name: _chained([sheet.ragged[name] for sheet in sheets]) for name in sheets[0].ragged},
    )
    in_order = bool(np.all(ids[1:] > ids[:-1]))
    return whole if in_order else whole.take(np.argsort(ids))


def spans(ptr: Array, rows: Array) -> Array:
    """The places of all values of `rows`, one row after the other."""
    first = ptr[rows]
    counts = ptr[rows + 1] - first
    ends = np.cumsum(counts)
    where = np.arange(int(ends[-1]) if len(ends) else 0)
    where += np.repeat(first - ends + counts, counts)
    return where


def narrow(largest: int) -> Any:
    """The smallest type that holds figures up to `largest`."""
    return np.uint8 if largest < 1 << 8 else np.uint16 if largest < 1 << 16 else np.uint32


def _figures(entries: Sequence[Entry], name: str, kind: str) -> Array:
    unknown = UNKNOWN if kind.startswith("i") else 0
    most = np.iinfo(kind).max
    return np.array([min(entry.figures.get(name, unknown), most) for entry in entries], kind)


def _texts(entries: Sequence[Entry]) -> Ragged:
    found: dict[str, int] = {GAP: 0}
    codes: list[int] = []
    counts: list[int] = []
    for entry in entries:
        before = len(codes)
        for text in entry.texts:
            codes.extend([found.setdefault(word, len(found)) for word in text])
            codes.append(0)
        counts.append(len(codes) - before)
    return _sorted_vocab(counts, codes, found, {})


def _coded(rows: Sequence[Mapping[str, int]]) -> Ragged:
    found: dict[str, int] = {}
    codes = [found.setdefault(value, len(found)) for row in rows for value in row]
    levels = np.array([min(level, 255) for row in rows for level in row.values()], np.uint8)
    return _sorted_vocab([len(row) for row in rows], codes, found, {"level": levels})


def _sorted_vocab(
    counts: Sequence[int], codes: Sequence[int], found: Mapping[str, int], parts: dict[str, Array]
) -> Ragged:
    vocab = sorted(found)
    place = np.empty(len(vocab), np.uint32)
    place[[found[word] for word in vocab]] = np.arange(len(vocab), dtype=np.uint32)
    code = place[np.array(codes, np.int64)].astype(narrow(len(vocab)))
    return Ragged(_starts(np.array(counts, np.int64)), {"code": code, **parts}, vocab)


def _listed(rows: Sequence[Sequence[Sequence[float]]], kinds: Mapping[str, str]) -> Ragged:
    flat = [item for row in rows for item in row]
    parts = {name: np.array([item[place] for item in flat], kind) for place, (name, kind) in enumerate(kinds.items())}
    return Ragged(_starts(np.array([len(row) for row in rows], np.int64)), parts)


def _starts(counts: Array) -> Array:
    ptr = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=ptr[1:])
    return ptr


def _chained(parts: Sequence[Ragged]) -> Ragged:
    counts = np.concatenate([np.diff(part.ptr) for part in parts]).astype(np.int64)
    vocab = sorted(set().union(*(_said_at_all(part) for part in parts)))
    place = {word: number for number, word in enumerate(vocab)}
    chained = {name: np.concatenate([_said_anew(part, name, place) for part in parts]) for name in parts[0].parts}
    return Ragged(_starts(counts), chained, vocab)


def _said_at_all(part: Ragged) -> list[str]:
    """The words of a vocabulary that some row still says."""
    if not part.vocab:
        return []
    return [part.vocab[code] for code in np.flatnonzero(np.bincount(part.parts["code"]))]


def _said_anew(part: Ragged, name: str, place: Mapping[str, int]) -> Array:
    if name != "code":
        return part.parts[name]
    moved = np.array([place.get(word, 0) for word in part.vocab], narrow(len(place)))
    return moved[part.parts["code"]] if len(moved) else np.zeros(0, narrow(len(place)))
