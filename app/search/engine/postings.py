"""Lists of rows put together: all of them, any of them, all but some. Rows are in order, each there once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.search.engine.arrays import Array
from app.search.engine.shelf import NOBODY, Post

# From this many times as long on, looking up the few among the many is quicker than marking the many.
_FEW = 32


def all_of(posts: Sequence[Post]) -> Post:
    """Rows that are in every list; their weights together."""
    first, *others = sorted(posts, key=lambda post: len(post.rows))
    rows, weights = first
    for post in others:
        if not len(rows):
            break
        rows, weights = _both(Post(rows, weights), post)
    return Post(rows, weights)


def best_of(posts: Sequence[Post], count: int) -> Post:
    """Rows, of `count` there are, that are in any list; of their weights the highest."""
    posts = [post for post in posts if len(post.rows)]
    if len(posts) < 2:
        return posts[0] if posts else NOBODY
    whole = np.zeros(count, np.float32)
    for rows, weights in posts:
        whole[rows] = np.maximum(whole[rows], weights)
    return _gathered(whole)


def sum_of(posts: Sequence[Post], count: int) -> Post:
    """Rows, of `count` there are, that are in any list; their weights together."""
    posts = [post for post in posts if len(post.rows)]
    if len(posts) < 2:
        return posts[0] if posts else NOBODY
    whole = np.zeros(count, np.float32)
    for rows, weights in posts:
        whole[rows] += weights
    return _gathered(whole)


def without(post: Post, unwanted: Sequence[Array], count: int) -> Post:
    """Those of a list that are in none of the others."""
    kept = np.ones(count, bool)
    for rows in unwanted:
        kept[rows] = False
    keep = kept[post.rows]
    return Post(post.rows[keep], post.weights[keep])


def among(rows: Array, wanted: Array, count: int) -> Array:
    """For each of `rows` whether it is wanted."""
    if len(rows) * _FEW < len(wanted):
        return _places(rows, wanted)[1]
    marked = np.zeros(count, bool)
    marked[wanted] = True
    return np.asarray(marked[rows])


def _both(few: Post, many: Post) -> Post:
    if len(few.rows) * _FEW < len(many.rows):
        places, found = _places(few.rows, many.rows)
        return Post(few.rows[found], few.weights[found] + many.weights[places[found]])
    whole = np.zeros(int(many.rows[-1]) + 1 if few.rows[-1] <= many.rows[-1] else int(few.rows[-1]) + 1, np.float32)
    whole[many.rows] = many.weights
    beside = whole[few.rows]
    found = beside > 0
    return Post(few.rows[found], few.weights[found] + beside[found])


def _places(few: Array, many: Array) -> tuple[Array, Array]:
    places = np.minimum(np.searchsorted(many, few), max(len(many) - 1, 0))
    return places, many[places] == few if len(many) else np.zeros(len(few), bool)


def _gathered(whole: Array) -> Post:
    rows = np.flatnonzero(whole > 0)
    return Post(rows, whole[rows])
