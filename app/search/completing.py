"""How a search goes on while it is typed: jobs, skills, places, people and studios for the last words of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, and_

from app.extensions import db
from app.kit.text import slugify
from app.people import queries as people
from app.people.models import Person
from app.search.understanding.tokens import LONGEST, tokens
from app.studios import queries as studios
from app.studios.models import Studio
from app.taxonomy.lexicon import SUGGESTED, lexicon

LONGEST_NAME = 4
SHORTEST_OF_PERSON = 2
# From how many letters on a later word of somebody's name will do: fewer begin too many.
SHORTEST_LATER = 3
# How many of each kind at most, so that none crowds out the others.
MOST = {"positions": 5, "skills": 3, "cities": 3}
MOST_PEOPLE, MOST_STUDIOS = 3, 2
_KINDS = {"positions": "job", "skills": "skill", "cities": "place"}

Suggestion = dict[str, str]


def complete(viewer: Person | None, typed: str) -> list[Suggestion]:
    """How `typed` may go on, at most eight ways: what is before its last words stays as it is."""
    typed = typed[:LONGEST]
    words = tokens(typed)
    if not words or words[-1].quoted or typed[-1:].isspace():
        return []
    found: dict[str, Suggestion] = {}
    for count in range(min(LONGEST_NAME, len(words)), 0, -1):
        start = words[-count].start + words[-count].unwanted
        for suggestion in _endings(viewer, typed[start:]):
            whole = typed[:start] + suggestion["value"]
            found.setdefault(suggestion["label"], {**suggestion, "value": whole})
    return list(islice(found.values(), SUGGESTED))


def _endings(viewer: Person | None, beginning: str) -> Iterator[Suggestion]:
    book = lexicon()
    for kind, most in MOST.items():
        completer = book.completer(kind)
        for word in completer.complete(beginning, most) if completer else ():
            hint = " · ".join(filter(None, (_KINDS[kind], word["hint"])))
            yield {"value": word["value"], "label": word["label"], "hint": hint}
    yield from _named(viewer, beginning)


def _named(viewer: Person | None, beginning: str) -> Iterator[Suggestion]:
    """People and studios by the beginning of a word of their name, as far as `viewer` may know of them."""
    prefix = slugify(beginning)
    if len(prefix) < SHORTEST_OF_PERSON:
        return
    seen = people.visible_to(viewer).with_only_columns(Person.name)
    for name in _beginning(seen, Person.handle, prefix, MOST_PEOPLE):
        yield {"value": f'"{name}"', "label": name, "hint": "person"}
    known = studios.visible_to(viewer).with_only_columns(Studio.name)
    for name in _beginning(known, Studio.slug, prefix, MOST_STUDIOS):
        yield {"value": f'"{name}"', "label": name, "hint": "studio"}


def _beginning(rows: Select[Any], address: Any, prefix: str, most: int) -> list[str]:
    """The names whose address begins so, by its index; where that are too few, those with a later word that does."""
    found = list(db.session.scalars(rows.where(_from(address, prefix)).order_by(address).limit(most)))
    if len(found) < most and len(prefix) >= SHORTEST_LATER:
        later = rows.where(address.like(f"%-{prefix}%")).limit(most)
        found += [name for name in db.session.scalars(later) if name not in found]
    return found[:most]


def _from(address: Any, prefix: str) -> ColumnElement[bool]:
    # A range and not LIKE, which no index serves in every database.
    return and_(address >= prefix, address < prefix + "zzzz")
