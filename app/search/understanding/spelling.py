"""Known words near to one that nobody knows: one or two letters more, less, other, or swapped."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

# From how many letters on two slips are forgiven.
LONG = 8
MOST_CANDIDATES = 12


@dataclass
class Speller:
    """Words with a bit for each letter that occurs: enough to pass over most of them at a glance.

    `weights` are the words that may be meant, `spelt` how those are written that were stuck together.
    """

    weights: dict[str, int]
    spelt: dict[str, str] = field(default_factory=dict)
    _by_length: dict[int, list[tuple[int, str, str]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for word in self.weights:
            form = _by_ear(word)
            self._by_length[len(form)].append((_letters(form), form, word))

    def near(self, typed: str) -> list[tuple[int, str]]:
        """The known words nearest to what was typed, each with its slips, the commonest first among equals."""
        heard = _by_ear(typed)
        slips, mask = 1 if len(heard) < LONG else 2, _letters(heard)
        alike = [
            (form, word)
            for length in range(len(heard) - slips, len(heard) + slips + 1)
            for letters, form, word in self._by_length.get(length, ())
            # Two slips and another first letter are another word.
            if (letters ^ mask).bit_count() <= 2 * (slips if form[0] == heard[0] else 1)
        ]
        found = [(far, word) for form, word in alike if (far := _slips(heard, form, slips)) <= slips]
        found.sort(key=lambda pair: (pair[0] + (pair[1][0] != typed[0]), -self.weights[pair[1]], pair[1]))
        return found[:MOST_CANDIDATES]


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
