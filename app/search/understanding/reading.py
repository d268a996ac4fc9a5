"""From a sentence to a question: the whole of it is read from left to right, the surest reading first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from app.kit.text import fold
from app.search.question import Demand, Filters, Question, Way
from app.search.understanding import credits, days, languages, money, names, phrases, places
from app.search.understanding.corrections import Correction, IsSaid, corrections
from app.search.understanding.everyday import NOT, NOT_ASKED, OR, PASSED_OVER
from app.search.understanding.gathering import vocabulary
from app.search.understanding.guesses import guessed
from app.search.understanding.pieces import Piece, Sentence
from app.search.understanding.tokens import LONGEST, Token, even, tokens
from app.search.understanding.vocabulary import Vocabulary

Reader = Callable[[Sentence, int], Piece | None]


@dataclass(frozen=True)
class Reading:
    """A sentence as it was understood: its pieces in order, and the question they make.

    The pieces lie in `spelt`, which is `typed` after `corrected`.
    """

    typed: str = ""
    spelt: str = ""
    corrected: tuple[Correction, ...] = ()
    pieces: tuple[Piece, ...] = ()
    question: Question = field(default_factory=Question)


def understand(typed: str, today: date) -> Question:
    """What is asked by `typed`. Dates without a year are the ones that come next after `today`."""
    return read(typed, today).question


def read(typed: str, today: date, is_said: IsSaid = lambda word: False) -> Reading:
    """The question and what it was made from; words that somebody is known to say are not corrected."""
    return read_with(vocabulary(), typed, today, is_said)


def read_with(book: Vocabulary, typed: str, today: date, is_said: IsSaid = lambda word: False) -> Reading:
    """The same with a vocabulary in hand."""
    typed = typed[:LONGEST]
    corrected = tuple(corrections(tokens(typed), book, is_said))
    spelt = _spelt(typed, corrected)
    sentence = Sentence(spelt, even(spelt), tuple(tokens(spelt)), today)
    pieces = tuple(_joined(sentence, guessed(sentence, _pieces(sentence, book), book, is_said)))
    return Reading(typed, spelt, corrected, pieces, question_of(pieces))


def question_of(pieces: tuple[Piece, ...]) -> Question:
    """What some pieces ask for together."""
    return Question(
        wanted=tuple(piece.demand for piece in pieces if piece.demand and not piece.unwanted),
        unwanted=tuple(piece.demand for piece in pieces if piece.demand and piece.unwanted),
        filters=_filters(pieces),
        questions=tuple(dict.fromkeys(piece.question for piece in pieces if piece.question)),
    )


def _spelt(typed: str, corrected: tuple[Correction, ...]) -> str:
    """`typed` with every correction in its place."""
    for correction in reversed(corrected):
        typed = typed[: correction.start] + correction.meant + typed[correction.end :]
    return typed


def _filters(pieces: tuple[Piece, ...]) -> Filters:
    """All filters at once: lists grow, of anything else the last one said counts."""
    found: dict[str, Any] = {}
    for name, value in (item for piece in pieces for item in piece.filters.items()):
        found[name] = tuple(dict.fromkeys((*found.get(name, ()), *value))) if isinstance(value, tuple) else value
    return Filters(**found)


def _pieces(sentence: Sentence, book: Vocabulary) -> Iterator[Piece]:
    here, negated = 0, None
    while here < len(sentence.tokens):
        token = sentence.tokens[here]
        if fold(token.text) in NOT and not token.quoted and negated is None:
            negated, here = token, here + 1
            continue
        if negated is not None:
            sentence = _with_minus(sentence, here, negated)
            negated = None
        piece = _piece(sentence, here, book)
        if piece is not None:
            yield piece
        here = sentence.after(piece.end if piece else token.end, here + 1)


def _piece(sentence: Sentence, here: int, book: Vocabulary) -> Piece | None:
    """What begins at word `here`: the first reader that knows it has it; else the word stands for itself."""
    token = sentence.tokens[here]
    if token.quoted:
        return _quoted(token, book)
    readers = _readers(book) if not token.unwanted else _readers_of_unwanted(book)
    for reader in readers:
        if piece := reader(sentence, here):
            return piece
    if fold(token.text) in PASSED_OVER | OR or not fold(token.text):
        return None
    if fold(token.text) in NOT_ASKED and not token.unwanted:
        return Piece("passed", token.start, token.end, f"“{token.text}” is not searched for")
    demand = Demand(token.text, (Way(words=token.text),), token.text)
    return Piece("words", token.start, token.end, token.text, demand, token.unwanted)


def _readers(book: Vocabulary) -> tuple[Reader, ...]:
    named, bare_place = partial(_named, book=book), partial(places.read_bare, book=book)
    return (
        partial(_long_name, book=book),
        languages.read,
        *phrases.PHRASES,
        partial(credits.read, book=book),
        partial(places.read, book=book),
        days.read,
        money.read,
        partial(names.read_level, book=book),
        languages.read_bare,
        named,
        bare_place,
        partial(_thing, book=book),
        days.read_free,
    )


def _readers_of_unwanted(book: Vocabulary) -> tuple[Reader, ...]:
    return (
        partial(_long_name, book=book),
        languages.read_bare,
        partial(names.read, book=book),
        phrases.remote,
        phrases.union,
        partial(places.read_bare, book=book),
    )


def _long_name(sentence: Sentence, here: int, book: Vocabulary) -> Piece | None:
    """A name of several words: nothing reads a part of it for something else."""
    piece = _named(sentence, here, book)
    return piece if piece and sentence.after(piece.end, here) > here + 1 else None


def _named(sentence: Sentence, here: int, book: Vocabulary) -> Piece | None:
    piece = names.read(sentence, here, book)
    if piece is None or fold(sentence.between(here, sentence.after(piece.end, here))) in PASSED_OVER:
        return None
    return piece if piece.kind in ("position", "skill", "department") else None


def _thing(sentence: Sentence, here: int, book: Vocabulary) -> Piece | None:
    """A format, a genre, a discipline: weaker than a place or a language of that name."""
    piece = names.read(sentence, here, book)
    return piece if piece and piece.kind in ("format", "genre", "discipline") else None


def _quoted(token: Token, book: Vocabulary) -> Piece:
    """What stands in quotes: a name if it is one, else just these words in this order."""
    known = book.look(fold(token.text).split())
    if known is None or known.kind not in ("position", "skill", "department"):
        demand = Demand(token.text, (Way(words=token.text),), f"“{token.text}”", quoted=True)
        return Piece("words", token.start, token.end, demand.said, demand, token.unwanted)
    demand = names.demand_of(known, token.text, book, quoted=True)
    return names.piece_of(token.start, token.end, known, demand, book, token.unwanted)


def _with_minus(sentence: Sentence, here: int, negation: Token) -> Sentence:
    """The same sentence with word `here` unwanted: "not", "without" and the like are a minus."""
    token = replace(sentence.tokens[here], start=negation.start, unwanted=True)
    return replace(sentence, tokens=(*sentence.tokens[:here], token, *sentence.tokens[here + 1 :]))


def _joined(sentence: Sentence, pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Demands with "or" between them are one demand."""
    last: Piece | None = None
    for piece in pieces:
        if last and _either(sentence, last, piece):
            last = _one_of(last, piece)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _either(sentence: Sentence, one: Piece, other: Piece) -> bool:
    if one.demand is None or other.demand is None or one.unwanted or other.unwanted:
        return False
    return sentence.even[one.end : other.start].strip(" ,") in OR


def _one_of(one: Piece, other: Piece) -> Piece:
    assert one.demand is not None
    assert other.demand is not None
    demand = Demand(
        f"{one.demand.text} or {other.demand.text}",
        tuple(dict.fromkeys((*one.demand.ways, *other.demand.ways))),
        f"{one.demand.said} or {other.demand.said}",
    )
    return Piece(one.kind, one.start, other.end, demand.said, demand)
