"""What a stretch of the sentence was understood to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.search.question import Demand, Way
from app.search.understanding.tokens import Token


@dataclass(frozen=True)
class Piece:
    """The letters from `start` up to `end`, what they are (`kind`, `said`) and what they ask for.

    Either a `demand`, wanted or not, or `filters`: values for the fields of the same name. Where a word means several
    things, `question` asks which of the `choices` it is.
    """

    kind: str
    start: int
    end: int
    said: str
    demand: Demand | None = None
    unwanted: bool = False
    filters: Mapping[str, Any] = field(default_factory=dict)
    question: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """What was typed: letter by letter (`even`, in small plain letters) and word by word."""

    typed: str
    even: str
    tokens: tuple[Token, ...]
    today: date

    def after(self, end: int, here: int) -> int:
        """The number of the first word from `here` on that begins at letter `end` or later."""
        while here < len(self.tokens) and self.tokens[here].start < end:
            here += 1
        return here

    def between(self, here: int, beyond: int) -> str:
        """The letters from word `here` up to, not including, word `beyond`."""
        return self.typed[self.tokens[here].start : self.tokens[beyond - 1].end]


def filtered(sentence: Sentence, here: int, end: int, kind: str, said: str, *, key: str = "", **filters: Any) -> Piece:
    """The letters from word `here` up to `end` as filters.

    Where a minus stands before them: as unwanted, by `key`, or else as words.
    """
    token = sentence.tokens[here]
    if not token.unwanted:
        return Piece(kind, token.start, end, said, filters=filters)
    text = sentence.typed[token.start : end].lstrip("-")
    demand = Demand(text, (Way(key=key) if key else Way(words=text),), said)
    return Piece(kind, token.start, end, said, demand, unwanted=True)
