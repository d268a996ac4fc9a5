"""What somebody typed, as words with their places. Any string is a query, and none is an expensive one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 200
MOST_TOKENS = 40

_CHUNK = re.compile(
    r'(?P<minus>(?<![^\s(,;])-(?=[\w"“„«]))?(?:["“„«](?P<quoted>[^"”“»]*)["”“»]?|(?P<bare>[^\s,;()\[\]{}"“”„«»|]+)|(?P<bar>\|))'
)
_WORD = re.compile(r"[\w][\w.+#'’]*|[<>≤€£$]+")
_LETTERS_WITH_DOTS = re.compile(r"(?:\w\.)+\w?")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, or a phrase in quotes, and where it stands; `unwanted` with a minus before it."""

    text: str
    start: int
    end: int
    quoted: bool = False
    unwanted: bool = False


def tokens(typed: str) -> list[Token]:
    """The words of a query: of its first 200 letters, and 40 at most. Hyphens and slashes part words."""
    found: list[Token] = []
    for chunk in _CHUNK.finditer(typed[:LONGEST]):
        minus = bool(chunk["minus"])
        if chunk["bare"] is None:
            text = "|" if chunk["bar"] else " ".join(_WORD.findall(chunk["quoted"]))
            if text:
                found.append(Token(text, chunk.start(), chunk.end(), not chunk["bar"], minus))
        else:
            found.extend(_words(chunk, minus))
    return found[:MOST_TOKENS]


def even(typed: str) -> str:
    """`typed` in plain small letters, each in its place: for patterns whose matches are cut out of `typed`."""
    return "".join(map(_plain_letter, typed[:LONGEST]))


def _words(chunk: re.Match[str], minus: bool) -> list[Token]:
    words: list[Token] = []
    for word in _WORD.finditer(chunk["bare"]):
        text = word[0] if _LETTERS_WITH_DOTS.fullmatch(word[0]) else word[0].rstrip(".'’")
        start = chunk.start("bare") + word.start()
        first = not words
        words.append(
            Token(text, chunk.start() if minus and first else start, start + len(text), False, minus and first)
        )
    return words


def _plain_letter(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    base = unicodedata.normalize("NFKD", letter)[:1].lower()
    return base if len(base) == 1 else letter
