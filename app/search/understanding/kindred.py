"""Jobs kindred to one that was named: of its department, under a name much like its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from app.kit.text import fold
from app.search.question import Demand, Question, Way
from app.search.understanding.gathering import vocabulary
from app.search.understanding.vocabulary import Vocabulary

MOST = 4
# How near the names must be, where 2 is the very same.
NEAR_ENOUGH = 0.9
# What a job of the very same name would weigh: less than any that was meant.
KINDRED = 0.5


def with_kindred(question: Question) -> Question:
    """The question, met as well by jobs that are kindred to those it names; they weigh less."""
    book = vocabulary()
    return replace(question, wanted=tuple(_widened(demand, book) for demand in question.wanted))


def _widened(demand: Demand, book: Vocabulary) -> Demand:
    named = [way.key for way in demand.ways if way.key.startswith("p") and way.weight == 1]
    met = {way.key for way in demand.ways}
    kindred = {way.key: way for key in named for way in _kindred_to(key, book) if way.key not in met}
    return replace(demand, ways=(*demand.ways, *kindred.values()), kindred=True) if kindred else demand


def _kindred_to(key: str, book: Vocabulary) -> Iterator[Way]:
    nearness = book.meaning.nearness(fold(book.names[key]))
    if nearness is None:
        return
    home, jobs, found = book.department_of.get(key), book.meaning.jobs, 0
    for place in np.argsort(-nearness, kind="stable"):
        if found == MOST or nearness[place] < NEAR_ENOUGH:
            return
        if jobs[place] != key and book.department_of.get(jobs[place]) == home:
            found += 1
            yield Way(key=jobs[place], weight=round(KINDRED * float(nearness[place]) / 2, 3))
