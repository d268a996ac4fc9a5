"""Slips of the finger: which words of a query were most likely meant otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.kit.text import fold
from app.search.understanding.everyday import EVERY_DAY
from app.search.understanding.tokens import Token
from app.search.understanding.variants import plain
from app.search.understanding.vocabulary import Vocabulary

SHORTEST = 4
MOST_CORRECTED = 4
LONGEST_NAME = 4
_SHORTEST_HALF = 4

IsSaid = Callable[[str], bool]


@dataclass(frozen=True)
class Correction:
    """A word that was taken for another; `start` and `end` are those of the one that was typed."""

    start: int
    end: int
    typed: str
    meant: str


def corrections(words: Iterable[Token], book: Vocabulary, is_said: IsSaid) -> Iterator[Correction]:
    """The words that were most likely meant otherwise. A word that somebody says of themselves is never touched."""
    tokens = tuple(words)
    left = MOST_CORRECTED
    for here, token in enumerate(tokens):
        word = fold(token.text)
        if left and _is_unknown(token, word, book) and not is_said(word):
            left -= 1
            if meant := _meant(tokens, here, word, book):
                yield Correction(token.start + token.unwanted, token.end, token.text, meant)


def _is_unknown(token: Token, word: str, book: Vocabulary) -> bool:
    if token.quoted or len(word) < SHORTEST or not word.isalpha():
        return False
    return word not in book.known and plain(word) not in book.plain_words and book.look([word]) is None


def _meant(tokens: tuple[Token, ...], here: int, word: str, book: Vocabulary) -> str | None:
    """The likeliest word: one that makes a name with its neighbours before one that stands alone."""
    best: tuple[int, int, int] | None = None
    meant = None
    for number, (far, other) in enumerate(book.speller.near(word)):
        length = _length_of_name(tokens, here, other, book)
        if length < 2 and not _stands_alone(word, other, book):
            continue
        rank = (length, -far, -number)
        if best is None or rank > best:
            best, meant = rank, other
    return book.speller.spelt.get(meant, meant) if meant else _in_two(word, book)


def _stands_alone(word: str, other: str, book: Vocabulary) -> bool:
    """Whether a word may be meant without a neighbour to vouch for it: of four letters, any is a slip from another."""
    known = book.look([other])
    if known and known.kind == "position":
        return len(word) > SHORTEST or other[0] == word[0]
    if len(word) == SHORTEST or other[0] != word[0]:
        return False
    return bool(known and known.kind == "skill") or other in EVERY_DAY or other in book.others_known


def _length_of_name(tokens: tuple[Token, ...], here: int, other: str, book: Vocabulary) -> int:
    """Of how many words the longest name is that `other` makes in the place of word `here`."""
    words = [fold(token.text) for token in tokens]
    words[here] = other
    for length in range(min(LONGEST_NAME, len(words)), 0, -1):
        for first in range(max(0, here - length + 1), min(here, len(words) - length) + 1):
            if book.look(words[first : first + length]):
                return length
    return 0


def _in_two(word: str, book: Vocabulary) -> str | None:
    """Two names stuck together: "gafferleeds"."""
    for at in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
        if _is_name(word[:at], book) and _is_name(word[at:], book):
            return f"{word[:at]} {word[at:]}"
    return None


def _is_name(word: str, book: Vocabulary) -> bool:
    if word not in book.speller.weights:
        return False
    known = book.look([word])
    return bool(known and known.kind == "position") or bool(book.cities([word]))
