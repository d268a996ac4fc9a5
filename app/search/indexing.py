"""Keeping the index true: the outbox drained in batches, a rebuild beside, and a check against the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.extensions import db
from app.hiring.models import Role
from app.kit.actions import action
from app.kit.clock import now
from app.kit.jobs import every, later, later_all, works
from app.people.models import Person, PersonBase, PersonPosition
from app.pitches.models import Pitch, PitchNeed
from app.search import documents, manners, profiles
from app.search.documents import Document
from app.search.index import Index
from app.studios.models import Studio
from app.taxonomy.models import Position

AT_ONCE = 500


@dataclass(frozen=True)
class Source:
    """Where the documents of one kind come from, and what is loaded together with the rows."""

    table: Any
    documents: Callable[[Sequence[Any]], Iterator[tuple[int, Document | None]]]
    together: Sequence[ORMOption] = ()


def _each(
    document: Callable[[Any], Document | None],
) -> Callable[[Sequence[Any]], Iterator[tuple[int, Document | None]]]:
    return lambda rows: ((row.id, document(row)) for row in rows)


def _people(rows: Sequence[Person]) -> Iterator[tuple[int, Document | None]]:
    answered = manners.answered([row.id for row in rows])
    return ((row.id, profiles.of_person(row, answered.get(row.id, (0, 0)))) for row in rows)


SOURCES = {
    "person": Source(
        Person,
        _people,
        (
            selectinload(Person.positions).selectinload(PersonPosition.position).selectinload(Position.aliases),
            selectinload(Person.bases).selectinload(PersonBase.city),
            *(
                selectinload(part)
                for part in (
                    Person.disciplines, Person.skills, Person.languages, Person.credits, Person.days, Person.rates,
                    Person.authorisations, Person.unions,
                )
            ),
        ),
    ),
    "pitch": Source(
        Pitch,
        _each(documents.of_pitch),
        (
            selectinload(Pitch.needs).selectinload(PitchNeed.position).selectinload(Position.aliases),
            selectinload(Pitch.genres),
            selectinload(Pitch.places),
        ),
    ),
    "role": Source(
        Role,
        _each(documents.of_role),
        (selectinload(Role.position).selectinload(Position.aliases), selectinload(Role.skills)),
    ),
    "studio": Source(Studio, _each(documents.of_studio)),
}  # fmt: skip


def index() -> Index:
    """The index of this application."""
    held: Index = current_app.extensions["callboard-index"]
    return held


@works("search.index", batch=AT_ONCE)
def bring_up_to_date(asked: list[dict[str, Any]]) -> None:
    """Read the present rows and write them to the index; what is gone or hidden is taken out."""
    if not index().is_sound():
        # Written to an empty one, a handful of documents would pass for all of them.
        rebuild()
        return
    ids: dict[str, list[int]] = {}
    for payload in asked:
        ids.setdefault(payload["kind"], []).append(payload["id"])
    fresh: dict[str, Document | None] = {}
    for kind, wanted in ids.items():
        fresh.update({f"{kind}:{key}": None for key in wanted})
        fresh.update(_documents(kind, wanted))
    index().put(fresh)
    # Only now: what changed is found already.
    index().tidy()


@works("search.rebuild")
def rebuild_by_itself() -> None:
    """Make anew what is missing of the index, unless somebody did meanwhile."""
    if not index().has_whoosh():
        rebuild()
    elif not index().has_shelves():
        shelve()


def ask_for(kind: str, ids: list[int]) -> None:
    """Have these documents written again. Within an action."""
    later_all("search.index", [(f"{kind}:{key}", {"kind": kind, "id": key}) for key in ids])


@every(hours=24)
def heed_manners() -> None:
    """Once a day: how somebody answers weighs little and needs no haste."""
    _heed_manners(manners.written_to_since(now() - timedelta(hours=25)))


@action
def _heed_manners(people: list[int]) -> None:
    ask_for("person", people)


@works("search.compare")
def bring_in_line() -> None:
    """Have every document written again that is not what the database says now: after the taxonomy changed."""
    if index().is_sound():
        _ask_for_all([key for key, _ in differing()])


@action
def _ask_for_all(keys: list[str]) -> None:
    for kind in SOURCES:
        ask_for(kind, [int(key.partition(":")[2]) for key in keys if key.startswith(f"{kind}:")])


@action
def ask_for_rebuild() -> None:
    """Have a missing or damaged index made anew by the worker."""
    later("search.rebuild", "all")


def rebuild(progress: Callable[[Iterator[Any], int], Any] | None = None) -> None:
    """Make the index anew from the database, beside the one that serves."""
    index().rebuild(_fill(progress))


def shelve(progress: Callable[[Iterator[Any], int], Any] | None = None) -> None:
    """Make only the shelves anew from the database, in a small part of the time."""
    index().shelve(_fill(progress))


def differing() -> Iterator[tuple[str, str]]:
    """The keys whose document and row do not agree, each with what is wrong. Raises `Unavailable`."""
    held, shelved = index().stamps(), index().shelved_stamps()
    for kind in SOURCES:
        ids = _all_ids(kind)
        for start in range(0, len(ids), AT_ONCE):
            for key, document in _documents(kind, ids[start : start + AT_ONCE]).items():
                wrong = _compare(document, held.pop(key, None), shelved.pop(key, None))
                if wrong:
                    yield key, wrong
    yield from ((key, "is in the index and not in the database") for key in {**held, **shelved})
    yield from ((name, "is damaged") for name in index().damaged_files())


def _compare(document: Document | None, stamp: str | None, shelved: str | None) -> str:
    if document is None:
        return "is in the index and must not be" if stamp or shelved else ""
    if stamp is None:
        return "is missing"
    if shelved != stamp:
        return "is not on the shelves as it is in the index"
    return "" if stamp == document.stamp else "is out of date"


def _documents(kind: str, ids: Sequence[int]) -> dict[str, Document | None]:
    source = SOURCES[kind]
    rows = db.session.scalars(select(source.table).where(source.table.id.in_(ids)).options(*source.together)).unique()
    return {f"{kind}:{key}": document for key, document in source.documents(rows.all())}


def _all_ids(kind: str) -> list[int]:
    table = SOURCES[kind].table
    return list(db.session.scalars(select(table.id).order_by(table.id)))


def _fill(progress: Callable[[Iterator[Any], int], Any] | None) -> Iterator[list[Document]]:
    keys = [(kind, key) for kind in SOURCES for key in _all_ids(kind)]
    batches = (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))
    for batch in progress(batches, -(-len(keys) // AT_ONCE)) if progress else batches:
        for kind in SOURCES:
            ids = [key for of, key in batch if of == kind]
            if ids:
                yield [document for document in _documents(kind, ids).values() if document is not None]
        db.session.rollback()


def furnish_index(app: Any) -> None:
    """Give `app` its index, in the data folder."""
    app.extensions["callboard-index"] = Index(Path(app.config["DATA"]) / "search", list(SOURCES))
