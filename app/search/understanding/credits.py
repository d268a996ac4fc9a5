"""What somebody is to have done before: "has done horror features", "commercials experience"."""

from __future__ import annotations

import re

from app.kit.text import fold
from app.search.understanding.names import columns_of, run_from
from app.search.understanding.pieces import Piece, Sentence
from app.search.understanding.vocabulary import Vocabulary

MOST_THINGS = 4
LONGEST_THING = 4

_DONE = re.compile(
    r"(?:(?:who )?(?:has |have |'s )?(?:done|shot|made|cut|worked (?:on|in)|credits? (?:in|on|for)|credited (?:on|for)|"
    r"(?:has )?(?:an? )?(?:background|experience|experienced) (?:in|with|on|of)))\s+(?:an?\s+|some\s+|many\s+)?"
)
_AFTERWARDS = re.compile(r"\s+(?:credits?|experience)\b")
_BETWEEN = {"and", "or", "und", "et"}
_SHORT = {
    "feature": "featurefilm", "features": "featurefilm", "short": "shortfilm", "shorts": "shortfilm",
    "commercials": "commercial", "ads": "commercial", "adverts": "commercial", "promo": "musicvideo",
    "promos": "musicvideo", "musicvideos": "musicvideo", "docs": "documentary", "doc": "documentary",
    "documentaries": "documentary", "tvseries": "series", "tvdrama": "series", "games": "videogame",
    "musicals": "musical", "operas": "opera", "concerts": "concert", "tours": "tour", "festivals": "festival",
}  # fmt: skip


def read(sentence: Sentence, here: int, book: Vocabulary) -> Piece | None:
    """Formats and genres after "has done", or before "credits"."""
    start = sentence.tokens[here].start
    if found := _DONE.match(sentence.even, start):
        things, end = _things(sentence, sentence.after(found.end(), here), book)
        return _piece(start, end, things, book) if things else None
    things, end = _things(sentence, here, book)
    afterwards = _AFTERWARDS.match(sentence.even, end) if things else None
    return _piece(start, afterwards.end(), things, book) if afterwards else None


def _piece(start: int, end: int, keys: list[str], book: Vocabulary) -> Piece:
    filters: dict[str, tuple[str, ...]] = {}
    for column, _, slug in (column.partition(":") for key in keys for column in columns_of(key, book)):
        filters[f"{column}s"] = (*filters.get(f"{column}s", ()), slug)
    words = ", ".join(book.names[key] for key in keys)
    return Piece("credits", start, end, f"has done: {words}", filters=filters)


def _things(sentence: Sentence, here: int, book: Vocabulary) -> tuple[list[str], int]:
    """The formats and genres named from word `here` on, and where the last of them ends."""
    things: list[str] = []
    end = 0
    while here < len(sentence.tokens) and len(things) < MOST_THINGS:
        if things and fold(sentence.tokens[here].text) in _BETWEEN:
            here += 1
            continue
        found, length = _thing(run_from(sentence, here)[:LONGEST_THING], book)
        if found is None:
            break
        things.append(found)
        end = sentence.tokens[here + length - 1].end
        here += length
    return things, end


def _thing(run: list[str], book: Vocabulary) -> tuple[str | None, int]:
    for length in range(len(run), 0, -1):
        name = "".join(run[:length])
        for form in dict.fromkeys((name, _SHORT.get(name, name), name.removesuffix("s"), name.removesuffix("film"))):
            for kind in ("format", "genre"):
                if keys := book.others[kind].get(form):
                    return keys[0], length
    return None, 0
