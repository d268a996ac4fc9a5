"""One word in its many forms: plural, British and American, for her and for him."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

EMPTY = {"and", "the", "of", "for", "und", "et", "de", "du", "der"}
_NUMBERS = {"first": "1st", "second": "2nd", "third": "3rd", "1": "1st", "2": "2nd", "3": "3rd"}
_SPELLINGS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"isation", "ization"),
        (r"(?<=..)is(e|es|ed|ing|er)$", r"iz\1"),
        (r"ys(e|er)$", r"yz\1"),
        (r"(?<=[bldmnv])our", "or"),
        (r"(?<=[nt])re$", "er"),
        (r"ll(?=er|ing|ed)", "l"),
        (r"ogue$", "og"),
        (r"gramme", "gram"),
        (r"ence$", "ense"),
        (r"mould", "mold"),
        (r"grey", "gray"),
        (r"jewell", "jewel"),
    )
]
_GENDERS = [
    (re.compile(pattern), replacements)
    for pattern, replacements in (
        (r"(?:wom[ae]n|persons?|people|lady|men)$", ("man",)),
        (r"frau(?:en)?$", ("mann",)),
        (r"(?<=[eo]r)in(?:nen)?$", ("",)),
        (r"(?<=[iae][snt]t)in(?:nen)?$", ("",)),
        (r"(?<=[iae]nt)in(?:nen)?$", ("",)),
        (r"(?<=eut)in(?:nen)?$", ("",)),
        (r"trices?$", ("teur", "tore")),
        (r"euses?$", ("eur",)),
        (r"ieres?$", ("ier",)),
        (r"iennes?$", ("ien",)),
        (r"essa$", ("e", "")),
        (r"(?<=[dtsn]or)as?$", ("",)),
        (r"(?<=[^aeiou])as?$", ("o",)),
        (r"(?<=[nt]t)es?$", ("",)),
        (r"(?<=[lnr])es?$", ("",)),
    )
]


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """A folded word as it is compared across spellings: without plural, American, numbers as figures."""
    word = _NUMBERS.get(word, word)
    word = _singular(word)
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    return word


def plain_name(folded: str) -> str:
    """A folded name as one string of plain words, little words left out."""
    return "".join(plain_words(folded))


def bag(folded: str) -> str:
    """A folded name whatever the order of its words."""
    return " ".join(sorted(plain_words(folded)))


def plain_words(folded: str) -> list[str]:
    return [plain(word) for word in folded.split() if word not in EMPTY]


def gendered(word: str) -> Iterator[str]:
    """The forms of a folded word under which a job may be listed: cameraman for camerawoman."""
    if len(word) < 5:
        return
    for pattern, replacements in _GENDERS:
        if pattern.search(word):
            yield from (pattern.sub(other, word) for other in replacements)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
