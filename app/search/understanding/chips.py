"""What was understood, piece by piece, each with the query that is left when it is taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.search.understanding.pieces import Piece
from app.search.understanding.reading import Reading

_DANGLING = re.compile(
    r"^(?:\s*(?:and|or|,|\|)\s+)+|(?:\s+(?:and|or|not|without|,|\|))+\s*$|\s*,\s*(?=,)", re.IGNORECASE
)


@dataclass(frozen=True)
class Choice:
    """One meaning of a word that has several, and the query that says so."""

    said: str
    query: str


@dataclass(frozen=True)
class Chip:
    """One thing that was understood. `without` is the query without it.

    `note` says which word was taken for another one, `as_typed` is the query that looks for the word as it was typed.
    """

    kind: str
    said: str
    without: str
    question: str = ""
    choices: tuple[Choice, ...] = ()
    note: str = ""
    as_typed: str = ""


def chips(reading: Reading) -> list[Chip]:
    """A chip for each piece, in the order of the sentence."""
    return [_chip(reading, piece) for piece in reading.pieces]


def did_you_mean(reading: Reading) -> str | None:
    """The query as it was corrected; None if it was taken as typed."""
    return reading.spelt if reading.corrected else None


def _chip(reading: Reading, piece: Piece) -> Chip:
    moved = 0
    note = as_typed = ""
    for correction in reading.corrected:
        start = correction.start + moved
        moved += len(correction.meant) - (correction.end - correction.start)
        if piece.start <= start < piece.end:
            note = f"{correction.typed} → {correction.meant}"
            as_typed = _quoting(reading.typed, correction.start, correction.end)
    return Chip(
        kind=piece.kind,
        said=f"not: {piece.said}" if piece.unwanted else piece.said,
        without=without(reading.spelt, piece),
        question=piece.question,
        choices=_choices(reading.spelt, piece),
        note=note,
        as_typed=as_typed,
    )


def without(spelt: str, piece: Piece) -> str:
    """What is left of a query when one of its pieces is cut out."""
    left = f"{spelt[: piece.start].rstrip()} {spelt[piece.end :].lstrip()}".strip()
    return _DANGLING.sub("", left).strip(" ,")


def _quoting(typed: str, start: int, end: int) -> str:
    return f'{typed[:start]}"{typed[start:end]}"{typed[end:]}'


def _choices(spelt: str, piece: Piece) -> tuple[Choice, ...]:
    return tuple(Choice(name, f'{spelt[: piece.start]}"{name}"{spelt[piece.end :]}'.strip()) for name in piece.choices)
