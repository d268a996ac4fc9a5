"""How a search goes on while it is typed: jobs, skills, places, people and studios for the last words of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import select

from app.extensions import db
from app.kit.clock import today
from app.kit.text import fold
from app.people.models import Person
from app.search.index import Unavailable
from app.search.indexing import index
from app.search.sight import KINDS, viewpoint
from app.search.text import words_of
from app.search.understanding import read
from app.search.understanding.tokens import LONGEST, tokens
from app.taxonomy.lexicon import SUGGESTED, Lexicon, lexicon

LONGEST_NAME = 4
SHORTEST_NAME = 2
LOOKED_AT = 100
# How many of each kind at most, so that none crowds out the others.
MOST = {"positions": 5, "skills": 3, "cities": 3}
MOST_NAMED = {"person": 3, "studio": 2}
_KINDS = {"positions": "job", "skills": "skill", "cities": "place"}

Suggestion = dict[str, str]


def complete(viewer: Person | None, typed: str) -> list[Suggestion]:
    """How `typed` may go on, at most eight ways: what is before its last words stays as it is."""
    typed = typed[:LONGEST]
    words = tokens(typed)
    if not words or words[-1].quoted or typed[-1:].isspace():
        return []
    found: dict[str, Suggestion] = {}
    book = lexicon()
    for count in range(min(LONGEST_NAME, len(words)), 0, -1):
        start = words[-count].start + words[-count].unwanted
        for suggestion in _endings(viewer, typed[start:], book):
            whole = typed[:start] + suggestion["value"]
            found.setdefault(suggestion["label"], {**suggestion, "value": whole})
    return list(islice(found.values(), SUGGESTED))


def prepare() -> None:
    """Gather all words before somebody types the first one."""
    complete(None, "a")
    read("gafer of no known name", today())


def _endings(viewer: Person | None, beginning: str, book: Lexicon) -> Iterator[Suggestion]:
    for kind, most in MOST.items():
        completer = book.completer(kind)
        for word in completer.complete(beginning, most) if completer else ():
            hint = " · ".join(filter(None, (_KINDS[kind], word["hint"])))
            yield {"value": word["value"], "label": word["label"], "hint": hint}
    yield from _named(viewer, beginning)


def _named(viewer: Person | None, beginning: str) -> Iterator[Suggestion]:
    """People and studios by the beginning of a word of their name, as far as `viewer` may see them now."""
    words = words_of(beginning)
    if not words or len(words[0]) < SHORTEST_NAME:
        return
    wanted = f" {fold(beginning)}"
    for kind, most in MOST_NAMED.items():
        try:
            ids = index().named(kind, words[0], viewpoint(viewer, kind), LOOKED_AT)
        except Unavailable:
            return
        table = KINDS[kind].table
        known = select(table.id, table.name).where(table.id.in_(ids), KINDS[kind].seen_by(viewer))
        names: dict[int, str] = dict(db.session.execute(known).all())
        fitting = (names[key] for key in ids if key in names and wanted in f" {fold(names[key])}")
        for name in islice(fitting, most):
            yield {"value": f'"{name}"', "label": name, "hint": kind}
