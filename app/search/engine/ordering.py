"""The first few of many in order, without putting the many in order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.search.engine.arrays import Array

# Of very many, every so many are looked at first, to know how far down the first few can be.
_MANY, _SPARSE = 2_048, 16


def first_of(keys: Sequence[Array], count: int) -> Array:
    """The places of the `count` smallest by the first key, then by the next; at last by place. In that order."""
    if count < 1:
        return np.zeros(0, np.int64)
    chosen: list[Array] = []
    left: Array | None = None
    for key in keys:
        if left is not None and len(left) <= count:
            break
        within = key if left is None else key[left]
        below, ties = _parted(within, count)
        chosen.append(below if left is None else left[below])
        count -= len(below)
        left = ties if left is None else left[ties]
    assert left is not None, "there is at least one key"
    found = np.concatenate([*chosen, left[:count]])
    return np.asarray(found[np.lexsort([found, *(key[found] for key in reversed(keys))])])


def _parted(values: Array, count: int) -> tuple[Array, Array]:
    """The places of values that are surely among the `count` smallest, and of those that are as large as the last."""
    if len(values) <= count:
        return np.zeros(0, np.int64), np.arange(len(values))
    close = _close(values, count)
    near = values[close]
    limit = np.partition(near, count - 1)[count - 1]
    return close[near < limit], close[near == limit]


def _close(values: Array, count: int) -> Array:
    """Places among which the `count` smallest are."""
    if len(values) < _MANY or len(values) < 2 * _SPARSE * count:
        return np.arange(len(values))
    # So many of a part are not larger than this: so the first of all are not, either.
    limit = np.partition(values[::_SPARSE], count - 1)[count - 1]
    return np.flatnonzero(values <= limit)
