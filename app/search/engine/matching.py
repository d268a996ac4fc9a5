"""From demands to rows: each demand by the best of its ways, all of them, some of them, or only their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from app.search import ranking
from app.search.engine import postings
from app.search.engine.arrays import Array
from app.search.engine.shelf import NOBODY, Post, Shelf
from app.search.question import Demand, Question, Way
from app.search.text import words_of

MOST_DEMANDS = 16
MOST_WAYS = 64
MOST_ENDINGS = 64
NEAR_WORDS = 6
NEARLY = 0.5

_COLUMNS = {"p": ("position",), "s": ("skill", "tool"), "c": ("city",), "d": ("department",)}


class Strictness(Enum):
    """How much of a question must be met: the next is tried where the one before finds nobody."""

    ALL = "all"
    SOME = "some"
    ANY_WORD = "any word"


@dataclass(frozen=True)
class Sense:
    """A way as it is looked up: values of columns, spellings of one word, words in a row, or a beginning of words."""

    way: Way
    values: tuple[tuple[str, str], ...] = ()
    spellings: tuple[tuple[str, float], ...] = ()
    phrase: tuple[str, ...] = ()
    beginning: str = ""


@dataclass(frozen=True)
class Plan:
    """A question as it is looked up, the same for every shelf. `meant`: something in it means more than its words."""

    wanted: tuple[tuple[Sense, ...], ...]
    unwanted: tuple[tuple[Sense, ...], ...]
    jobs: tuple[bool, ...]
    meant: bool


@dataclass(frozen=True)
class Matched:
    """Who meets the demands on one shelf, what that is worth, and by which way each demand was met by whom."""

    rows: Array
    points: Array
    met: Sequence[Sequence[Post]]

    def best_ways(self, rows: Array) -> list[list[int]]:
        """For each demand and each of `rows` the way by which it is met best; -1 where it is not met."""
        return [_best_ways(posts, rows).tolist() for posts in self.met]


def plan(question: Question, shelves: Sequence[Shelf], strictness: Strictness = Strictness.ALL) -> Plan:
    """How to look up a question, as far as there are words for it on the shelves."""
    wanted = question.wanted[:MOST_DEMANDS]
    if strictness is Strictness.ANY_WORD:
        wanted = tuple(_merely_said(demand) for demand in wanted)
    meant = any(way.key for demand in wanted for way in demand.ways)
    return Plan(
        tuple(_senses(demand, shelves, nearly=not demand.quoted) for demand in wanted),
        tuple(_senses(demand, shelves, nearly=False) for demand in question.unwanted[:MOST_DEMANDS]),
        tuple(demand.is_position for demand in wanted),
        meant,
    )


def match(shelf: Shelf, plan: Plan, strictness: Strictness = Strictness.ALL) -> Matched:
    """Who on this shelf meets a plan."""
    met = [[_post(shelf, sense, plan.meant) for sense in senses] for senses in plan.wanted]
    found = [postings.best_of(posts, len(shelf)) for posts in met]
    if not found:
        rows = np.arange(len(shelf), dtype=np.uint32)
        post = Post(rows, np.ones(len(rows), np.float32))
    elif strictness is Strictness.ALL:
        post = postings.all_of(found)
    else:
        post = _some_of(shelf, plan, found)
    if plan.unwanted:
        unwanted = [_post(shelf, sense, False).rows for senses in plan.unwanted for sense in senses]
        post = postings.without(post, unwanted, len(shelf))
    return Matched(post.rows, post.weights, met)


def _some_of(shelf: Shelf, plan: Plan, found: Sequence[Post]) -> Post:
    """Who meets any demand; where a job is asked for, who has it: place and tools only put some before others."""
    post = postings.sum_of(found, len(shelf))
    jobs = [post.rows for post, is_job in zip(found, plan.jobs, strict=True) if is_job]
    if not jobs:
        return post
    keep = postings.among(post.rows, np.concatenate(jobs), len(shelf))
    return Post(post.rows[keep], post.weights[keep])


def _merely_said(demand: Demand) -> Demand:
    """A demand for any of the words that were typed."""
    return Demand(demand.text, tuple(Way(words=word) for word in words_of(demand.text)), demand.said, demand.quoted)


def _senses(demand: Demand, shelves: Sequence[Shelf], nearly: bool) -> tuple[Sense, ...]:
    return tuple(_sense(way, shelves, nearly and not _has_meaning(demand)) for way in demand.ways[:MOST_WAYS])


def _has_meaning(demand: Demand) -> bool:
    return any(way.key for way in demand.ways)


def _sense(way: Way, shelves: Sequence[Shelf], nearly: bool) -> Sense:
    if way.key:
        return Sense(way, values=_values_of(way.key))
    if way.words.endswith("*"):
        return Sense(way, beginning="".join(words_of(way.words[:-1])[-1:]))
    words = tuple(words_of(way.words))
    if len(words) == 1:
        return Sense(way, spellings=_spellings(words[0], shelves, nearly))
    return Sense(way, phrase=words)


def _values_of(key: str) -> tuple[tuple[str, str], ...]:
    """Where a key is kept: "p12" is a position, "language:de" what it says."""
    column, colon, value = key.partition(":")
    if colon:
        return ((column, value),)
    return tuple((column, key[1:]) for column in _COLUMNS.get(key[:1], ()))


def _spellings(word: str, shelves: Sequence[Shelf], nearly: bool) -> tuple[tuple[str, float], ...]:
    """The word itself where anybody says it; else, if allowed, the nearest that most people say."""
    if not nearly or len(word) < 4 or any(shelf.says(word) for shelf in shelves):
        return ((word, 1.0),)
    near = {other for shelf in shelves for other in shelf.vocabulary("text").near(word)}
    counted = {other: sum(shelf.how_many_say(other) for shelf in shelves) for other in near}
    common = sorted(counted, key=lambda other: (-counted[other], other))[:NEAR_WORDS]
    return tuple((other, NEARLY) for other in common)


def _post(shelf: Shelf, sense: Sense, meant: bool) -> Post:
    """Who meets one sense, and what it is worth."""
    if sense.values:
        posts = [(column, shelf.having(column, value)) for column, value in sense.values]
        posts = [(column, post) for column, post in posts if len(post.rows)]
        worth = [Post(post.rows, ranking.strength(column, post.weights)) for column, post in posts]
        post = postings.best_of(worth, len(shelf))
    else:
        post = _said(shelf, sense)
        if meant:
            post = Post(post.rows, ranking.bounded(post.weights))
    return post if sense.way.weight == 1.0 else Post(post.rows, post.weights * np.float32(sense.way.weight))


def _said(shelf: Shelf, sense: Sense) -> Post:
    if sense.phrase:
        return _in_a_row(shelf, sense.phrase)
    if sense.beginning:
        return _beginning(shelf, sense.beginning)
    posts = [_faded(_saying(shelf, word), closeness) for word, closeness in sense.spellings]
    return postings.best_of(posts, len(shelf))


def _saying(shelf: Shelf, word: str) -> Post:
    number = shelf.vocabulary("text").find(word)
    return NOBODY if number is None else shelf.saying(number)


def _faded(post: Post, closeness: float) -> Post:
    return post if closeness == 1.0 else Post(post.rows, post.weights * np.float32(closeness))


def _beginning(shelf: Shelf, prefix: str) -> Post:
    """Who says a word that begins so: of very many such words the most common."""
    first, end = shelf.vocabulary("text").beginning(prefix)
    if end - first <= MOST_ENDINGS:
        return _one_after_the_other(shelf, [(first, end)])
    common = first + np.argpartition(-shelf.said_by(first, end).astype(np.int64), MOST_ENDINGS)[:MOST_ENDINGS]
    return _one_after_the_other(shelf, [(int(number), int(number) + 1) for number in np.sort(common)])


def _one_after_the_other(shelf: Shelf, ranges: Sequence[tuple[int, int]]) -> Post:
    posts = [shelf.saying(first, end) for first, end in ranges]
    rows = np.concatenate([post.rows for post in posts])
    if not len(rows):
        return NOBODY
    whole = np.bincount(rows, np.concatenate([post.weights for post in posts]), len(shelf))
    found = np.flatnonzero(whole > 0)
    return Post(found, whole[found].astype(np.float32))


def _in_a_row(shelf: Shelf, words: Sequence[str]) -> Post:
    """Who says these words one after the other: from where the rarest stands, the running text is compared."""
    vocabulary, text = shelf.vocabulary("text"), shelf.ragged("text")
    known = [vocabulary.find(word) for word in words]
    numbers = [number for number in known if number is not None]
    if not numbers or len(numbers) < len(words):
        return NOBODY
    rarest = min(range(len(numbers)), key=lambda place: len(shelf.places(numbers[place])))
    code = text.parts["code"]
    begins = shelf.places(numbers[rarest]).astype(np.int64) - rarest
    begins = begins[(begins >= 0) & (begins + len(numbers) <= len(code))]
    for place, number in enumerate(numbers):
        if place != rarest:
            begins = begins[code[begins + place] == number]
    rows = np.searchsorted(text.ptr, begins, side="right") - 1
    rows = rows[np.flatnonzero(np.diff(rows, prepend=-1))]
    weights = np.zeros(len(rows), np.float32)
    for number in set(numbers):
        post = shelf.saying(number)
        weights += post.weights[np.searchsorted(post.rows, rows)]
    return Post(rows, weights)


def _best_ways(posts: Sequence[Post], rows: Array) -> Array:
    best, found = np.full(len(rows), -1), np.zeros(len(rows), np.float32)
    for number, post in enumerate(posts):
        if len(post.rows):
            places = np.minimum(np.searchsorted(post.rows, rows), len(post.rows) - 1)
            worth = np.where(post.rows[places] == rows, post.weights[places], 0)
            best[worth > found] = number
            found = np.maximum(found, worth)
    return best
