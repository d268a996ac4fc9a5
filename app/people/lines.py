"""A line of a directory file as an object. The file comes from elsewhere, so nothing about it is believed."""

from __future__ import annotations

import json
import math
from typing import Any

from app.kit.text import has_unseen

LONGEST_LINE = 100_000
DEEPEST = 8


class Unreadable(Exception):
    """A line that cannot be taken; the text says why."""


def parse(line: bytes) -> dict[str, Any]:
    """The object on a line. Raises `Unreadable`."""
    if len(line) > LONGEST_LINE:
        raise Unreadable(f"the line is longer than {LONGEST_LINE:,} bytes")
    try:
        found = json.loads(line.decode("utf-8"), parse_constant=_refuse_constant, parse_float=_finite)
    except UnicodeDecodeError:
        raise Unreadable("the line is not UTF-8") from None
    except RecursionError:
        raise Unreadable(f"nested deeper than {DEEPEST} levels") from None
    except ValueError as error:
        raise Unreadable(f"not JSON: {str(error)[:120]}") from None
    if not isinstance(found, dict):
        raise Unreadable("not an object")
    _examine(found, 1)
    return found


def _examine(value: Any, depth: int) -> None:
    """Refuse what no text column takes, wherever it stands, and what is nested without end."""
    if depth > DEEPEST:
        raise Unreadable(f"nested deeper than {DEEPEST} levels")
    if isinstance(value, str) and has_unseen(value):
        raise Unreadable("there are control characters in it")
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list):
        for part in value:
            _examine(part, depth + 1)


def _refuse_constant(word: str) -> None:
    raise Unreadable(f"{word} is no number")


def _finite(figures: str) -> float:
    number = float(figures)
    if not math.isfinite(number):
        raise Unreadable(f"{figures[:20]} is too large a number")
    return number
