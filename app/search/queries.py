"""Finding people, pitches, roles and studios: ids from the index, rows through what the viewer may see."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select

from app.extensions import db
from app.hiring.models import Role
from app.hiring.queries import roles
from app.kit.pages import SIZE, Page, page_of, within
from app.people import queries as people
from app.people.models import Person
from app.pitches import queries as pitches
from app.pitches.models import Pitch
from app.search.index import Unavailable
from app.search.indexing import index
from app.search.reading import Reading, read
from app.search.reasons import why
from app.studios import queries as studios
from app.studios.models import Studio

ASKED_AT_ONCE = 5_000
MOST_AT_ONCE = 100


@dataclass(frozen=True)
class Kind:
    """One kind of thing to find: who may see which, and how rows are loaded for their cards."""

    table: Any
    visible_to: Callable[[Person | None], Select[Any]]
    by_ids: Callable[[Person | None, Sequence[int]], list[Any]]


KINDS = {
    "person": Kind(Person, people.visible_to, people.by_ids),
    "pitch": Kind(Pitch, pitches.visible_to, pitches.by_ids),
    "role": Kind(Role, roles.visible_to, roles.by_ids),
    "studio": Kind(Studio, studios.visible_to, studios.by_ids),
}


@dataclass(frozen=True)
class Match:
    """Something found, and why."""

    thing: Any
    why: list[str]


@dataclass(frozen=True)
class Results:
    """A page of matches; `loosely` when nothing met every demand; `away` when the index could not be read."""

    page: Page[Match]
    reading: Reading = field(default_factory=Reading)
    loosely: bool = False
    away: bool = False
    took_ms: float = 0.0


def find(viewer: Person | None, kind: str, typed: str, number: int = 1, size: int = SIZE) -> Results:
    """A page of what fits the words `typed`, best first, with the exact total of what `viewer` may see."""
    began = time.perf_counter()
    number, size = within(number), max(1, min(size, MOST_AT_ONCE))
    reading = read(typed)
    loosely = away = False
    if reading:
        try:
            page, loosely = _found(viewer, kind, reading, number, size)
        except Unavailable:
            page, away = Page([], 0, number, size), True
    else:
        page = _everything(viewer, kind, number, size)
    return Results(page, reading, loosely, away, round((time.perf_counter() - began) * 1000, 1))


def total(viewer: Person | None, kind: str, typed: str) -> int:
    """How many there are of another kind, for the tabs."""
    reading = read(typed)
    try:
        hits, _ = index().search(kind, reading, _audiences(viewer)) if reading else ([], False)
    except Unavailable:
        return 0
    return len(_seen(viewer, kind, [hit.id for hit in hits]))


def _found(viewer: Person | None, kind: str, reading: Reading, number: int, size: int) -> tuple[Page[Match], bool]:
    hits, loosely = index().search(kind, reading, _audiences(viewer))
    ids = _seen(viewer, kind, [hit.id for hit in hits])
    rows = KINDS[kind].by_ids(viewer, ids[(number - 1) * size : number * size])
    return Page([Match(row, why(row, reading)) for row in rows], len(ids), number, size), loosely


def _everything(viewer: Person | None, kind: str, number: int, size: int) -> Page[Match]:
    if kind == "person":
        page = people.listing(viewer, number, size)
    else:
        of = KINDS[kind]
        page = page_of(of.visible_to(viewer).order_by(of.table.id.desc()), number, size)
    return Page([Match(row, []) for row in page.rows], page.total, number, size)


def _seen(viewer: Person | None, kind: str, ids: list[int]) -> list[int]:
    """Those of `ids` that `viewer` may see now, whatever the index still says; their order stays."""
    of = KINDS[kind]
    seen: set[int] = set()
    for start in range(0, len(ids), ASKED_AT_ONCE):
        chunk = ids[start : start + ASKED_AT_ONCE]
        seen.update(
            db.session.scalars(of.visible_to(viewer).with_only_columns(of.table.id).where(of.table.id.in_(chunk)))
        )
    return [key for key in ids if key in seen]


def _audiences(viewer: Person | None) -> list[str]:
    return ["public"] if viewer is None else ["public", "members"]
