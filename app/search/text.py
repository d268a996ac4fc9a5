"""Text as words, exactly as Whoosh is told to see it, and quicker where there is much of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.analysis import CharsetFilter, Filter, LowercaseFilter, RegexTokenizer
from whoosh.support.charset import accent_map

# Keeps c++, c#, node.js and single letters, which Whoosh's own tokenizer drops.
PATTERN = re.compile(r"[\w][\w.+#]*[\w+#]|\w")


def singular(word: str) -> str:
    """One word for gaffer and gaffers: a light hand, since bios are in many languages."""
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word


class _PluralFilter(Filter):  # type: ignore[misc]
    def __call__(self, tokens: Iterable[Any]) -> Iterator[Any]:
        for token in tokens:
            token.text = singular(token.text)
            yield token


ANALYZER = RegexTokenizer(PATTERN) | LowercaseFilter() | CharsetFilter(accent_map) | _PluralFilter()


def words_of(text: str) -> list[str]:
    """The words of a text, as `ANALYZER` finds them one by one."""
    found = PATTERN.findall(text)
    if not found:
        return []
    if not text.isascii():
        return [singular(word.lower().translate(accent_map)) for word in found]
    return [singular(word) for word in "\n".join(found).lower().split("\n")]
