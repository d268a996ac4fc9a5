"""A shelf: one sheet of entries bound into a file, with every word and value turned into a list of who has it.

For each word the list holds the rows in order and, ready-made, what Whoosh's BM25F gives the word there in all fields
together (the *impact*); for each value of a column the rows and their level. Shelves never change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from whoosh.util.numeric import byte_to_length, length_to_byte

from app.search.engine import arrays
from app.search.engine.arrays import Array
from app.search.engine.sheets import COLUMNS, FIELDS, FIGURES, LISTS, Ragged, Sheet
from app.search.engine.words import Vocabulary

WEIGHTS: dict[str, float] = {"name": 3.0, "headline": 2.0, "called": 1.5, "words": 1.0}
# Whoosh's own, which the arrays answer like.
B, K1 = 0.75, 1.2
ENCODING = "utf-8"


class Post(NamedTuple):
    """Who has a word or a value: rows in order, and the impact or level of each."""

    rows: Array
    weights: Array


NOBODY = Post(np.zeros(0, np.uint32), np.zeros(0, np.float32))


@dataclass(frozen=True)
class Common:
    """How common words are: what makes a rare one weigh more. Of all entries, so that shelves weigh alike."""

    count: int
    lengths: Array
    said_in: Mapping[str, Array]


class Shelf:
    """What lies in a file of arrays."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._arrays = arrays.opened(path)
        self.ids: Array = self._arrays["ids"]

    def __len__(self) -> int:
        return len(self.ids)

    def figure(self, name: str) -> Array:
        """A figure of each row."""
        return self._arrays[f"figure.{name}"]

    def ragged(self, name: str) -> Ragged:
        """A column of several values a row, or a list."""
        held = self._ragged.get(name)
        if held is None:
            held = self._ragged[name] = self._unfolded(name)
        return held

    def vocabulary(self, name: str) -> Vocabulary:
        """The values of a column, or the words of the "text"."""
        held = self._vocabularies.get(name)
        if held is None:
            held = self._vocabularies[name] = Vocabulary(self.ragged(name).vocab)
        return held

    def having(self, column: str, value: str) -> Post:
        """Who has a value, with the level of each."""
        number = self.vocabulary(column).find(value)
        return NOBODY if number is None else self._post(column, number, number + 1)

    def saying(self, first: int, end: int | None = None) -> Post:
        """Who says the word of this number, or one up to `end`; the latter word by word."""
        return self._post("text", first, first + 1 if end is None else end)

    def says(self, word: str) -> bool:
        """Whether anybody says this word."""
        return self.how_many_say(word) > 0

    def how_many_say(self, word: str) -> int:
        """How many say this word."""
        number = self.vocabulary("text").find(word)
        ptr = self._arrays["text.post.ptr"]
        return 0 if number is None else int(ptr[number + 1]) - int(ptr[number])

    def places(self, number: int) -> Array:
        """Where in the running text a word stands."""
        ptr = self._arrays["text.place.ptr"]
        return self._arrays["text.places"][ptr[number] : ptr[number + 1]]

    def said_by(self, first: int, end: int) -> Array:
        """How many say each of the words from the first up to `end`."""
        ptr = self._arrays["text.post.ptr"]
        return np.asarray(ptr[first + 1 : end + 1] - ptr[first:end])

    def named(self, beginning: str, most: int) -> Array:
        """Rows with a word of their name that begins so: those whose first word does come first."""
        first, end = self.vocabulary("text").beginning(beginning)
        words = first + np.flatnonzero(self._arrays["text.said_in"][first:end, 0])
        if not len(words):
            return np.zeros(0, np.int64)
        ptr = self.ragged("text").ptr
        found: list[Array] = []
        for word in words[:most]:
            places = self.places(int(word))
            rows = np.searchsorted(ptr, places, side="right") - 1
            into = places - ptr[rows]
            found.append(np.stack([rows, into])[:, into < self._arrays["lengths"][rows, 0]])
        rows, into = np.concatenate(found, axis=1).astype(np.int64)
        order = np.argsort(into, kind="stable")
        return np.fromiter(dict.fromkeys(rows[order].tolist()), np.int64)

    @cached_property
    def stamps(self) -> dict[int, str]:
        """The stamp of each entry by its id."""
        return {int(key): f"{int(stamp):016x}" for key, stamp in zip(self.ids, self._arrays["stamps"], strict=True)}

    @cached_property
    def common(self) -> Common:
        """How common the words of this shelf are."""
        said_in = dict(zip(self.vocabulary("text").words, self._arrays["text.said_in"], strict=True))
        return Common(len(self), self._arrays["lengths"].sum(axis=0), said_in)

    @cached_property
    def kept(self) -> dict[object, Array]:
        """What others have worked out of this shelf, for as long as it is open: it does not change."""
        return {}

    @cached_property
    def has_doubtful(self) -> bool:
        """Whether there is anything here that only particular members see."""
        return bool(np.any(self.figure("audience") > 1))

    def sheet(self) -> Sheet:
        """The entries as they were bound."""
        names = ["text", *COLUMNS, *LISTS]
        figures = {name: self.figure(name) for name in FIGURES}
        ragged = {name: self.ragged(name) for name in names}
        return Sheet(self.ids, self._arrays["stamps"], self._arrays["lengths"], figures, ragged)

    def places_of(self, ids: Array) -> Array:
        """The rows of those of `ids` that are here."""
        if not len(self.ids):
            return np.zeros(0, np.int64)
        found = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        return np.asarray(found[self.ids[found] == ids])

    @cached_property
    def _ragged(self) -> dict[str, Ragged]:
        return {}

    @cached_property
    def _vocabularies(self) -> dict[str, Vocabulary]:
        return {}

    def _post(self, name: str, first: int, end: int) -> Post:
        ptr = self._arrays[f"{name}.post.ptr"]
        here = slice(int(ptr[first]), int(ptr[end]))
        return Post(self._arrays[f"{name}.post.rows"][here], self._arrays[f"{name}.post.weights"][here])

    def _unfolded(self, name: str) -> Ragged:
        parts = {
            part: self._arrays[f"{name}.{part}"]
            for part in (LISTS.get(name) or ({"code"} if name == "text" else {"code", "level"}))
        }
        vocab = self._arrays.get(f"{name}.vocab")
        words = vocab.tobytes().decode(ENCODING).split("\n")[:-1] if vocab is not None else []
        return Ragged(self._arrays[f"{name}.ptr"], parts, words)


def bind(sheet: Sheet, path: Path, beside: Common | None = None) -> Shelf:
    """Bind a sheet into a new file. `beside` is what is known of the words of the entries that lie elsewhere."""
    whole: dict[str, Array] = {"ids": sheet.ids, "stamps": sheet.stamps, "lengths": sheet.lengths}
    whole.update({f"figure.{name}": column for name, column in sheet.figures.items()})
    for name, ragged in sheet.ragged.items():
        whole[f"{name}.ptr"] = ragged.ptr
        whole.update({f"{name}.{part}": values for part, values in ragged.parts.items()})
        if "code" in ragged.parts:
            text = "".join(f"{word}\n" for word in ragged.vocab).encode(ENCODING)
            whole[f"{name}.vocab"] = np.frombuffer(text, np.uint8)
    for name in COLUMNS:
        whole.update(_turned(name, sheet.ragged[name]))
    whole.update(_turned_text(sheet, beside))
    arrays.write(path, whole)
    return Shelf(path)


def _turned(name: str, ragged: Ragged) -> dict[str, Array]:
    """Of a column: who has each of its values."""
    code, rows = ragged.parts["code"], _owners(ragged.ptr)
    order = np.argsort(code, kind="stable")
    counts = np.bincount(code, minlength=len(ragged.vocab))
    return {
        f"{name}.post.ptr": _ends(counts),
        f"{name}.post.rows": rows[order],
        f"{name}.post.weights": ragged.parts["level"][order],
    }


def _turned_text(sheet: Sheet, beside: Common | None) -> dict[str, Array]:
    """Of the running text: who says each word, with its impact, and where in the text it stands."""
    text = sheet.ragged["text"]
    code, words = text.parts["code"], len(text.vocab)
    order = np.argsort(code, kind="stable")
    counts = np.bincount(code, minlength=words)
    gaps = int(counts[0]) if words else 0
    places, said = order[gaps:], code[order[gaps:]]
    counts[:1] = 0
    row, field = _owners(text.ptr)[places], _fields(sheet.lengths)[places]
    begins = np.ones(len(places), bool)
    begins[1:] = (said[1:] != said[:-1]) | (row[1:] != row[:-1])
    rows, of = row[begins], said[begins]
    often = _how_often(np.cumsum(begins) - 1, field, len(rows))
    impacts, said_in = _impacts(sheet, rows, of, often, beside)
    return {
        "text.post.ptr": _ends(np.bincount(of, minlength=words)),
        "text.post.rows": rows,
        "text.post.weights": impacts,
        "text.place.ptr": _ends(counts),
        "text.places": places.astype(np.uint32),
        "text.said_in": said_in.astype(np.uint32),
    }


def _how_often(number: Array, field: Array, count: int) -> Iterator[Array]:
    """How often each word stands in each entry, one field after the other."""
    for place in range(len(FIELDS)):
        yield np.bincount(number[field == place], minlength=count)


def _impacts(
    sheet: Sheet, rows: Array, of: Array, often: Iterable[Array], beside: Common | None
) -> tuple[Array, Array]:
    """What Whoosh's BM25F makes of each word in each entry, all fields together; and in how many entries each is."""
    vocab = sheet.ragged["text"].vocab
    beside = beside or Common(0, np.zeros(len(FIELDS)), {})
    none = np.zeros(len(FIELDS))
    elsewhere = np.array([beside.said_in.get(word, none) for word in vocab]).reshape(-1, len(FIELDS))
    count, lengths = len(sheet) + beside.count, sheet.lengths.sum(axis=0) + beside.lengths
    impacts, said_in = np.zeros(len(rows), np.float32), np.zeros((len(vocab), len(FIELDS)), np.int64)
    for place, (name, times) in enumerate(zip(FIELDS, often, strict=True)):
        here = np.flatnonzero(times)
        said_in[:, place] = np.bincount(of[here], minlength=len(vocab))
        common = said_in[:, place] + elsewhere[:, place]
        rarity = ((np.log((count or 1) / (common + 1)) + 1) * WEIGHTS[name] * (K1 + 1)).astype(np.float32)
        average = lengths[place] / (count or 1) or 1
        length = (K1 * (1 - B + B * _as_whoosh_keeps(sheet.lengths[:, place]) / average)).astype(np.float32)
        impacts[here] += rarity[of[here]] * times[here] / (times[here].astype(np.float32) + length[rows[here]])
    return impacts, said_in


def _as_whoosh_keeps(lengths: Array) -> Array:
    """Lengths of texts as Whoosh keeps them, in a byte each."""
    different, where = np.unique(lengths, return_inverse=True)
    kept = np.array([byte_to_length(length_to_byte(int(length))) for length in different], np.float64)
    return kept[where] if len(kept) else np.zeros(0)


def _fields(lengths: Array) -> Array:
    """For each place of the running text the field that it belongs to, gaps and all."""
    fields = np.tile(np.arange(len(FIELDS), dtype=np.uint8), len(lengths))
    return np.repeat(fields, lengths.ravel() + 1)


def _owners(ptr: Array) -> Array:
    """For each value the row that has it."""
    return np.repeat(np.arange(len(ptr) - 1, dtype=np.uint32), np.diff(ptr))


def _ends(counts: Array) -> Array:
    ptr = np.zeros(len(counts) + 1, np.uint32)
    np.cumsum(counts, out=ptr[1:])
    return ptr
