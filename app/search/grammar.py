"""What somebody typed, as words. Our own small grammar: any string is a query, and none is an expensive one."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 200
MOST_UNITS = 16

_UNIT = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
_TOKEN = re.compile(r"[\w][\w.+#'’&/-]*[\w+#]|\w")
IGNORED = {
    "a", "an", "and", "the", "in", "at", "of", "for", "from", "to", "or", "near", "based", "who", "with", "by", "is",
    "on", "not", "any", "i", "need", "needed", "wanted", "looking", "speaks", "knows", "good",
}  # fmt: skip


@dataclass(frozen=True)
class Unit:
    """One thing asked for: a word or a phrase in quotes; `unwanted` with a minus before it."""

    text: str
    quoted: bool = False
    unwanted: bool = False


def split(typed: str) -> list[Unit]:
    """The units of a query: the first 200 letters of it, and 16 units at most."""
    units: list[Unit] = []
    for minus, quoted, bare in _UNIT.findall(typed[:LONGEST]):
        if quoted:
            units.append(Unit(" ".join(_TOKEN.findall(quoted)), True, bool(minus)))
        else:
            units.extend(Unit(word, False, bool(minus)) for word in _TOKEN.findall(bare))
    return [unit for unit in units if unit.text][:MOST_UNITS]
