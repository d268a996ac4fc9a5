"""A question put to the shelves of one kind: who fits, how many, how many of each, and who comes first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from app.search.engine.counting import chosen, counted, counted_without, together
from app.search.engine.hits import Cut, Found, Hit, first_hits
from app.search.engine.layers import Layer, Viewpoint
from app.search.engine.matching import Plan, Strictness, match, plan
from app.search.engine.narrowing import SOME, narrowed
from app.search.engine.shelf import Post, Shelf
from app.search.question import Filters, Question

__all__ = ["Answer", "Cut", "Hit", "Layer", "Viewpoint", "answer", "every_id"]


@dataclass(frozen=True)
class Answer:
    """A page of hits, best first; the exact total; for each facet its values, the most frequent first."""

    hits: list[Hit]
    total: int
    facets: dict[str, list[tuple[str, int]]]
    loosely: bool = False

    @property
    def ids(self) -> list[int]:
        return [hit.id for hit in self.hits]


def answer(layers: Sequence[Layer], question: Question, viewpoint: Viewpoint, cut: Cut) -> Answer:
    """Who meets all demands; where nobody does, who meets some, or says any of the words."""
    first: list[Found] = []
    without = counted_without(question.filters, cut.facets)
    for number, (strictness, filters) in enumerate(_attempts(question)):
        planned = plan(question, [layer.shelf for layer in layers], strictness)
        found = [_found(layer, planned, strictness, filters, viewpoint, without) for layer in layers]
        first = first or found
        if any(part.total for part in found):
            return _cut_out(found, question, filters, viewpoint, cut, loosely=number > 0)
    return _cut_out(first, question, question.filters, viewpoint, cut, loosely=False)


def _attempts(question: Question) -> Iterator[tuple[Strictness, Filters]]:
    """From all that was asked to less and less of it."""
    yield Strictness.ALL, question.filters
    if not question.wanted:
        return
    firm = question.filters if question.firm is None else question.firm
    if firm != question.filters:
        yield Strictness.ALL, firm
    yield Strictness.SOME, firm
    yield Strictness.ANY_WORD, firm


def every_id(layers: Sequence[Layer], question: Question, viewpoint: Viewpoint, since: int | None = None) -> list[int]:
    """The ids of all that meet every demand and filter, in order; of those that changed at this second or later."""
    planned = plan(question, [layer.shelf for layer in layers])
    ids: list[int] = []
    for layer in layers:
        found = _found(layer, planned, Strictness.ALL, question.filters, viewpoint)
        rows = found.rows[found.through]
        if since is not None:
            rows = rows[layer.shelf.figure("changed_at")[rows] >= since]
        ids += layer.shelf.ids[rows].tolist()
    return sorted(ids)


def _found(
    layer: Layer,
    planned: Plan,
    strictness: Strictness,
    filters: Filters,
    viewpoint: Viewpoint,
    counted: Collection[str] = (),
) -> Found:
    matched = match(layer.shelf, planned, strictness)
    post = Post(matched.rows, matched.points)
    seen = layer.seen(viewpoint)[post.rows]
    if not seen.all():
        post = Post(post.rows[seen], post.weights[seen])
    if layer.shelf.has_doubtful:
        post = _beyond_doubt(layer.shelf, post, viewpoint)
    post, met = narrowed(layer.shelf, post, filters, viewpoint.eyes, counted)
    return Found(layer, planned, matched, post.rows, post.weights, met)


def _beyond_doubt(shelf: Shelf, post: Post, viewpoint: Viewpoint) -> Post:
    """Without those that only particular members see, unless the viewer is one of them."""
    doubtful = shelf.figure("audience")[post.rows] == SOME
    ids = shelf.ids[post.rows]
    allowed = np.fromiter(viewpoint.allowed(ids[doubtful].tolist()), np.int64)
    keep = ~doubtful | np.isin(ids, allowed)
    return Post(post.rows[keep], post.weights[keep])


def _cut_out(
    found: Sequence[Found], question: Question, filters: Filters, viewpoint: Viewpoint, cut: Cut, *, loosely: bool
) -> Answer:
    facets = {}
    if cut.facets:
        eyes = viewpoint.eyes
        tallies = [counted(part.layer.shelf, part.rows, part.met, cut.facets, filters, eyes) for part in found]
        facets = {name: together([tally[name] for tally in tallies], chosen(filters, name)) for name in cut.facets}
    return Answer(first_hits(found, question, viewpoint, cut), sum(part.total for part in found), facets, loosely)
