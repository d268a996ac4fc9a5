"""Known words near to one that nobody knows: one or two letters more, less, other, or swapped."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

# From how many letters on two slips are forgiven.
LONG = 8
MOST_CANDIDATES = 12


@dataclass(frozen=True)
class _Shelf:
    """Words of one length as they sound, with a bit for each letter that occurs in them."""

    forms: list[str]
    words: list[str]
    letters: Array
    firsts: Array


@dataclass
class Speller:
    """Words that may be meant, with their weights; `spelt` is how those are written that were stuck together."""

    weights: dict[str, int]
    spelt: dict[str, str] = field(default_factory=dict)

    def near(self, typed: str) -> list[tuple[int, str]]:
        """The known words nearest to what was typed, each with its slips, the commonest first among equals."""
        heard = _by_ear(typed)
        slips = 1 if len(heard) < LONG else 2
        alike = [
            pair
            for length in range(len(heard) - slips, len(heard) + slips + 1)
            for pair in self._alike(heard, length, slips)
        ]
        found = [(far, word) for form, word in alike if (far := _slips(heard, form, slips)) <= slips]
        found.sort(key=lambda pair: (pair[0] + (pair[1][0] != typed[0]), -self.weights[pair[1]], pair[1]))
        return found[:MOST_CANDIDATES]

    def _alike(self, heard: str, length: int, slips: int) -> list[tuple[str, str]]:
        """Words of this length that differ in few letters: each slip changes two of those that occur at most."""
        shelf = self._shelves.get(length)
        if shelf is None:
            return []
        # Two slips and another first letter are another word.
        allowed = np.where(shelf.firsts == ord(heard[0]), 2 * slips, 2)
        places = np.flatnonzero(np.bitwise_count(shelf.letters ^ np.uint32(_letters(heard))) <= allowed)
        return [(shelf.forms[place], shelf.words[place]) for place in places]

    @cached_property
    def _shelves(self) -> dict[int, _Shelf]:
        by_length: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for word in self.weights:
            form = _by_ear(word)
            by_length[len(form)].append((form, word))
        return {length: _shelf(pairs) for length, pairs in by_length.items()}


def _shelf(pairs: list[tuple[str, str]]) -> _Shelf:
    forms = [form for form, _ in pairs]
    letters = np.array([_letters(form) for form in forms], np.uint32)
    firsts = np.array([ord(form[0]) for form in forms], np.uint32)
    return _Shelf(forms, [word for _, word in pairs], letters, firsts)


def distance(one: str, other: str, most: int) -> int:
    """How many slips lie between two words: a letter more, less or another, or two neighbours swapped.

    Anything above `most` is as good as any other number above it.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, beside in enumerate(other, 1):
            cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != beside))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == beside:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


def _slips(one: str, other: str, most: int) -> int:
    far = distance(one, other, most)
    return far + 1 if far > 1 and one[0] != other[0] else far


def _by_ear(word: str) -> str:
    """What is written in two ways for one sound, in one: a photographer is a fotografer."""
    return word.replace("ph", "f")


def _letters(word: str) -> int:
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) & 31)
    return mask
