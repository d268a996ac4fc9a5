"""The first few of many in order, without putting the many in order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.search.engine.arrays import Array


def first_of(keys: Sequence[Array], count: int) -> Array:
    """The places of the `count` smallest by the first key, then by the next; at last by place. In that order."""
    chosen, left = [], np.arange(len(keys[0]))
    for key in keys:
        if len(left) <= count:
            break
        values = key[left]
        limit = np.partition(values, count - 1)[count - 1]
        below = left[values < limit]
        chosen.append(below)
        count -= len(below)
        left = left[values == limit]
    found = np.concatenate([*chosen, left[:count]])
    found = found[np.lexsort([found, *(key[found] for key in reversed(keys))])]
    return np.asarray(found)
