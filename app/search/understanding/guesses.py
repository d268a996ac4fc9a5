"""Words that name nothing known: the jobs that they most likely mean, each said on its chip and easily taken away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from app.kit.text import fold
from app.search.question import Demand, Way
from app.search.understanding.corrections import IsSaid
from app.search.understanding.meaning import Kin
from app.search.understanding.names import IN_WORDS
from app.search.understanding.pieces import Piece, Sentence
from app.search.understanding.vocabulary import Vocabulary

MOST_WORDS = 6
MOST_GUESSES = 3
# A guess counts less than anything that was named; less still where somebody says each of these words, and least for a
# single one, which may well be a name.
GUESSED = 0.6
BESIDE_SAID = 0.45
BESIDE_ONE_SAID = 0.2
# How near a job must be to be thought of beside a single word that somebody says.
NEAR_ENOUGH = 1.2
OF_THE_HEAD = 0.4


def guessed(sentence: Sentence, pieces: Iterable[Piece], book: Vocabulary, is_said: IsSaid) -> Iterator[Piece]:
    """The same pieces, with what unknown words may mean. A run of them is taken as one label."""
    return chain.from_iterable(_of_run(run, sentence, book, is_said) for run in _runs(sentence, pieces))


def _runs(sentence: Sentence, pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Pieces in runs: words that name nothing or several jobs, side by side; any other piece by itself."""
    run: list[Piece] = []
    for piece in pieces:
        adjoins = bool(run) and sentence.even[run[-1].end : piece.start].strip(" -/'") == "" and len(run) < MOST_WORDS
        if run and not (adjoins and _may_join(sentence, run[-1]) and _may_join(sentence, piece)):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _may_join(sentence: Sentence, piece: Piece) -> bool:
    one_word = " " not in sentence.typed[piece.start : piece.end].strip()
    return _is_unknown(piece) or (bool(piece.question) and one_word)


def _is_unknown(piece: Piece) -> bool:
    demand = piece.demand
    named = piece.kind != "words" or piece.unwanted or demand is None or demand.quoted
    return not named and any(letter.isalpha() for letter in piece.said)


def _of_run(run: list[Piece], sentence: Sentence, book: Vocabulary, is_said: IsSaid) -> Iterator[Piece]:
    unknown = [piece for piece in run if _is_unknown(piece)]
    if not unknown:
        yield from run
    elif all(is_said(fold(piece.said)) for piece in unknown):
        yield from _beside_said(run, unknown, book)
    else:
        text = sentence.typed[run[0].start : run[-1].end]
        kin = book.meaning.nearest(fold(text), MOST_GUESSES)
        yield from [_as_one(run, text, kin, book)] if kin else run


def _as_one(run: list[Piece], text: str, kin: list[Kin], book: Vocabulary) -> Piece:
    """One label of words that nobody says: whoever has a job that is near to it, then of a kind that was named."""
    ways = {near.key: Way(key=near.key, weight=_weight(near, kin, GUESSED)) for near in kin}
    for way in (way for piece in run if piece.demand for way in piece.demand.ways if way.key):
        ways.setdefault(way.key, replace(way, weight=way.weight * OF_THE_HEAD))
    said = "near to “" + text + "”: " + ", ".join(book.names[near.key] for near in kin)
    demand = Demand(text, (*ways.values(), Way(words=text, weight=IN_WORDS)), said)
    return Piece("guess", run[0].start, run[-1].end, said, demand)


def _beside_said(run: list[Piece], unknown: list[Piece], book: Vocabulary) -> Iterator[Piece]:
    """Words that somebody says are looked for as they stand; a job that is very near comes after those who say them."""
    text = " ".join(piece.said for piece in unknown)
    several = len(unknown) > 1
    most = BESIDE_SAID if several else BESIDE_ONE_SAID
    kin = book.meaning.nearest(fold(text), MOST_GUESSES)
    kin = [near for near in kin if several or near.nearness >= NEAR_ENOUGH]
    for piece in run:
        if not kin or piece not in unknown or piece.demand is None:
            yield piece
            continue
        ways = (*piece.demand.ways, *(Way(key=near.key, weight=_weight(near, kin, most)) for near in kin))
        said = f"“{piece.said}”, or near to it: " + ", ".join(book.names[near.key] for near in kin)
        yield replace(piece, said=said, demand=replace(piece.demand, ways=ways, said=said))


def _weight(near: Kin, kin: list[Kin], most: float) -> float:
    return round(most * near.nearness / kin[0].nearness, 3)
