"""The words that somebody says, in order: how one goes on, and which is near to one that nobody says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from app.search.engine.arrays import Array

LETTERS = {letter: 1 << number for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz0123456789")}
OTHER = 1 << 36


class Vocabulary:
    """Sorted words; the place of one is its number."""

    def __init__(self, words: list[str]) -> None:
        self.words = words

    def __len__(self) -> int:
        return len(self.words)

    def find(self, word: str) -> int | None:
        """The number of a word."""
        return self.find_in(self.words, word)

    @staticmethod
    def find_in(words: Sequence[str], word: str) -> int | None:
        """The place of a word in words that are in order."""
        place = bisect_left(words, word)
        return place if place < len(words) and words[place] == word else None

    def beginning(self, prefix: str) -> tuple[int, int]:
        """The words that begin so: from the first up to, not including, the second number."""
        return bisect_left(self.words, prefix), bisect_left(self.words, prefix + "\U0010ffff")

    def near(self, word: str) -> list[str]:
        """Words of the same first letter that are one slip away from `word`, two from a word of eight letters on."""
        slips = 1 if len(word) < 8 else 2
        first, end = self.beginning(word[0])
        kin = np.abs(self._lengths[first:end] - len(word)) <= slips
        # Each slip changes at most two of the letters that occur: that leaves a handful to look at.
        kin &= np.bitwise_count(self._letters[first:end] ^ letters_of(word)) <= 2 * slips
        return [found for place in np.flatnonzero(kin) if within(word, found := self.words[first + place], slips)]

    @cached_property
    def _lengths(self) -> Array:
        return np.array([len(word) for word in self.words], np.int16)

    @cached_property
    def _letters(self) -> Array:
        return np.array([letters_of(word) for word in self.words], np.uint64)


def letters_of(word: str) -> np.uint64:
    """Which letters occur in a word, a bit each."""
    return np.uint64(_or(LETTERS.get(letter, OTHER) for letter in set(word)))


def within(one: str, other: str, slips: int) -> bool:
    """Whether one word becomes the other by so many slips: a letter more, less, another, or two neighbours swapped."""
    one, other = _differing(one, other)
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, beside in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != beside))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == beside:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > slips:
            return False
        before, last = last, row
    return last[-1] <= slips


def _differing(one: str, other: str) -> tuple[str, str]:
    """Two words without what they begin and end with alike."""
    shorter = min(len(one), len(other))
    first = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    one, other = one[first:], other[first:]
    shorter -= first
    last = next((place for place in range(shorter) if one[-1 - place] != other[-1 - place]), shorter)
    return one[: len(one) - last], other[: len(other) - last]


def _or(bits: Iterable[int]) -> int:
    whole = 0
    for bit in bits:
        whole |= bit
    return whole
