"""Jobs that a label nobody knows may mean: their names have most in common with it, in words and parts of words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Any

import numpy as np
import numpy.typing as npt

from app.search.understanding.variants import EMPTY, plain

Array = npt.NDArray[Any]

# A whole word weighs as much as some parts of it together.
PART = 0.4
LENGTHS_OF_PARTS = (3, 4)
# How much all names of a job together count beside the nearest one of them.
TOGETHER = 1.0
# Below it two names have hardly more in common than chance gives.
LEAST = 0.65
# Those that are much worse than the best are not meant.
OF_BEST = 0.75


@dataclass(frozen=True)
class Kin:
    """A job with how near its names are to a label: 0 not at all, 2 the very same."""

    key: str
    nearness: float


class Meaning:
    """The names of all jobs, each as a bundle of weighted features; the rarer a feature, the more it says."""

    def __init__(self, labels: Sequence[tuple[str, str]]) -> None:
        self._labels = [(label, key) for label, key in labels if _words(label)]

    def nearest(self, label: str, most: int = 3) -> list[Kin]:
        """The jobs that `label`, folded, most likely means, the likeliest first; none if nothing is near."""
        nearness = self.nearness(label)
        if nearness is None or not len(nearness):
            return []
        best = np.argsort(-nearness, kind="stable")[:most]
        least = max(LEAST, OF_BEST * float(nearness[best[0]]))
        return [Kin(self.jobs[place], float(nearness[place])) for place in best if nearness[place] >= least]

    def nearness(self, label: str) -> Array | None:
        """How near every one of `jobs` is to a label; None if no feature of it occurs anywhere."""
        by_label = self.of_labels(label) if self._labels else None
        if by_label is None:
            return None
        nearest = np.zeros(len(self.jobs))
        np.maximum.at(nearest, self.job_of, by_label)
        together = np.bincount(self.job_of, by_label, len(self.jobs)) / self._lengths_of_jobs
        return np.asarray(nearest + TOGETHER * together)

    def of_labels(self, label: str) -> Array | None:
        """The same for every label: the cosine of their features, words within a label taken as unlike."""
        features = _features(_words(label))
        common = log(len(self._labels) + 1)
        weights = {name: count * self._rarity.get(name, common) for name, count in features.items()}
        length = np.sqrt(sum(weight * weight for weight in weights.values()))
        by_word = np.zeros(len(self._vocabulary))
        known = False
        for name, weight in weights.items():
            if name in self._having:
                places, values = self._having[name]
                by_word[places] += weight * values
                known = True
        if not known:
            return None
        words, ends = self._words_of_labels
        whole = np.concatenate([[0.0], np.cumsum(by_word[words])])
        sums = whole[ends[1:]] - whole[ends[:-1]]
        return np.asarray(sums / self._lengths_of_labels / length)

    @cached_property
    def jobs(self) -> list[str]:
        return list(dict.fromkeys(key for _, key in self._labels))

    @cached_property
    def job_of(self) -> Array:
        """The place in `jobs` of each label's job."""
        place = {key: number for number, key in enumerate(self.jobs)}
        return np.array([place[key] for _, key in self._labels], np.int32)

    @cached_property
    def _vocabulary(self) -> dict[str, int]:
        words = dict.fromkeys(word for label, _ in self._labels for word in _words(label))
        return {word: number for number, word in enumerate(words)}

    @cached_property
    def _words_of_labels(self) -> tuple[Array, Array]:
        """The words of all labels one after the other, and where those of each begin."""
        rows = [[self._vocabulary[word] for word in _words(label)] for label, _ in self._labels]
        ends = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
        return np.array([word for row in rows for word in row], np.int32), ends.astype(np.int32)

    @cached_property
    def _rarity(self) -> dict[str, float]:
        occurring = Counter(word for label, _ in self._labels for word in set(_words(label)))
        count: Counter[str] = Counter()
        for word, times in occurring.items():
            for name in _features([word]):
                count[name] += times
        total = len(self._labels)
        return {name: log((total + 1) / times) for name, times in count.items()}

    @cached_property
    def _having(self) -> Mapping[str, tuple[Array, Array]]:
        """For each feature the words that have it, and how much it weighs in them."""
        found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for word, number in self._vocabulary.items():
            for name, count in _features([word]).items():
                found[name].append((number, count * self._rarity[name]))
        return {
            name: (
                np.array([place for place, _ in pairs], np.int32),
                np.array([value for _, value in pairs], np.float32),
            )
            for name, pairs in found.items()
        }

    @cached_property
    def _squares_of_words(self) -> Array:
        squares = np.zeros(len(self._vocabulary))
        for places, values in self._having.values():
            squares[places] += values**2
        return squares

    @cached_property
    def _lengths_of_labels(self) -> Array:
        words, ends = self._words_of_labels
        return np.sqrt(np.add.reduceat(self._squares_of_words[words], ends[:-1]))

    @cached_property
    def _lengths_of_jobs(self) -> Array:
        """How long the labels of a job are when they are laid end to end: those alike add up, others stand apart."""
        words, ends = self._words_of_labels
        label_of = np.repeat(np.arange(len(self._labels)), np.diff(ends))
        pairs = self.job_of[label_of].astype(np.int64) * len(self._vocabulary) + words
        distinct, where = np.unique(pairs, return_inverse=True)
        weight = np.bincount(where, 1 / self._lengths_of_labels[label_of])
        squares = weight**2 * self._squares_of_words[distinct % len(self._vocabulary)]
        return np.sqrt(np.bincount(distinct // len(self._vocabulary), squares, len(self.jobs)))


def _words(label: str) -> list[str]:
    return [plain(word) for word in label.split() if word not in EMPTY]


def _features(words: Iterable[str]) -> Counter[str]:
    """Words, and the parts of them by three and four letters."""
    found: Counter[str] = Counter()
    for word in words:
        found[f"={word}"] += 1
        edged = f"<{word}>"
        for length in LENGTHS_OF_PARTS:
            for at in range(len(edged) - length + 1):
                found[edged[at : at + length]] += PART  # type: ignore[assignment]
    return found
