"""Bringing people in from a directory, some hundred at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, insert, select, update

from app.extensions import Base, db
from app.kit.actions import action
from app.kit.clock import now
from app.kit.facts import announce
from app.people.actions.papers import union_columns
from app.people.entry import Entry
from app.people.facts import PeopleBroughtIn
from app.people.matching import Matcher
from app.people.models import (
    Credit,
    Person,
    PersonBase,
    PersonLanguage,
    PersonPosition,
    PersonSkill,
    RateCard,
    UnionMembership,
    Visibility,
    WorkAuthorisation,
    person_discipline,
    production_of,
)
from app.taxonomy import actions as taxonomy

# Tables rather than classes: of classes, rows with other empty columns would go in one by one.
PERSON, POSITION, SKILL, LANGUAGE, BASE, RATE, CREDIT, AUTHORISATION, UNION = (
    Base.metadata.tables[kind.__tablename__]
    for kind in (
        *(Person, PersonPosition, PersonSkill, PersonLanguage, PersonBase, RateCard, Credit),
        *(WorkAuthorisation, UnionMembership),
    )
)
CHILDREN = (POSITION, SKILL, LANGUAGE, BASE, RATE, CREDIT, AUTHORISATION, UNION, person_discipline)


@dataclass
class Brought:
    """Who came of a batch: ids by handle, and the handles that have an owner and were left alone."""

    new: dict[str, int] = field(default_factory=dict)
    updated: dict[str, int] = field(default_factory=dict)
    unchanged: dict[str, int] = field(default_factory=dict)
    owned: list[str] = field(default_factory=list)

    @property
    def ids(self) -> dict[str, int]:
        """Everybody whom nobody has claimed yet."""
        return {**self.new, **self.updated, **self.unchanged}


@action
def bring_in(entries: Sequence[Entry], matcher: Matcher, *, listed: bool) -> Brought:
    """Bring people in, and up to date whom nobody has claimed. Others see them only if `listed`."""
    brought = Brought()
    known = {row.handle: row for row in db.session.execute(_known(entries))}
    fresh = [entry for entry in entries if entry.handle not in known]
    changed = []
    for entry in entries:
        row = known.get(entry.handle)
        if row is None:
            continue
        if row.claimed_at or row.left_at:
            brought.owned.append(entry.handle)
        elif row.brought_in_as == entry.fingerprint and (row.listed_at or not listed):
            brought.unchanged[entry.handle] = row.id
        else:
            brought.updated[entry.handle] = row.id
            changed.append(entry)
    brought.new = _add(fresh, listed)
    _change(changed, brought.updated, listed)
    _write_profiles([*fresh, *changed], {**brought.new, **brought.updated}, matcher)
    _suggest(matcher)
    if brought.new or brought.updated:
        announce(PeopleBroughtIn([*brought.new.values(), *brought.updated.values()]))
    return brought


def _known(entries: Sequence[Entry]) -> Any:
    columns = (Person.id, Person.handle, Person.claimed_at, Person.left_at, Person.listed_at)
    handles = [entry.handle for entry in entries]
    return select(*columns, Person.brought_in_as).where(Person.handle.in_(handles))


def _add(entries: Sequence[Entry], listed: bool) -> dict[str, int]:
    if not entries:
        return {}
    statement = insert(PERSON).returning(PERSON.c.handle, PERSON.c.id)
    rows = db.session.execute(statement, [_columns(entry, listed) for entry in entries])
    return dict(rows.all())


def _change(entries: Sequence[Entry], ids: dict[str, int], listed: bool) -> None:
    if not entries:
        return
    db.session.execute(update(Person), [{"id": ids[e.handle], **_columns(e, listed)} for e in entries])
    for table in CHILDREN:
        db.session.execute(delete(table).where(table.c.person_id.in_(ids.values())))


def _columns(entry: Entry, listed: bool) -> dict[str, Any]:
    columns = {
        "handle": entry.handle,
        "name": entry.name,
        "headline": entry.headline,
        "bio": entry.bio,
        "visibility": entry.visibility or Visibility.PUBLIC,
        "availability_word": entry.availability,
        "availability_confirmed_at": now() if entry.availability else None,
        "kept_aside": entry.aside,
        "brought_in_as": entry.fingerprint,
        "updated_at": now(),
    }
    return {**columns, "listed_at": now()} if listed else columns


def _write_profiles(entries: Sequence[Entry], ids: dict[str, int], matcher: Matcher) -> None:
    rows: dict[Any, list[dict[str, Any]]] = {table: [] for table in CHILDREN}
    for entry in entries:
        for table, made in _profile(entry, matcher):
            rows[table].extend({"person_id": ids[entry.handle], **row} for row in made)
    for table, made in rows.items():
        if made:
            db.session.execute(insert(table), made)


def _profile(entry: Entry, matcher: Matcher) -> Iterable[tuple[Any, list[dict[str, Any]]]]:
    positions = _positions(entry, matcher)
    yield POSITION, positions
    yield SKILL, [_skill(label, kind, n, matcher) for n, (label, kind) in enumerate(entry.words)]
    yield LANGUAGE, [{"code": code, "level": level} for code, level in entry.languages.items()]
    yield AUTHORISATION, [{"country_code": code, "sort": n} for n, code in enumerate(entry.authorisations)]
    yield UNION, _unions(entry)
    yield BASE, [{"sort": 0, **matcher.place(entry.base)}] if entry.base else []
    yield RATE, [{"amount": entry.day_rate}] if entry.day_rate else []
    yield CREDIT, [_credit(row, n, matcher) for n, row in enumerate(entry.credits)]
    fields = (matcher.disciplines.get(row["position_id"]) for row in positions)
    yield person_discipline, [{"discipline_id": key} for key in dict.fromkeys(fields) if key]


def _positions(entry: Entry, matcher: Matcher) -> list[dict[str, Any]]:
    # The first is the primary one, whichever the directory marked.
    ordered = sorted(entry.positions, key=lambda row: not row["primary"])
    return [
        {**row, "primary": number == 0, "sort": number, "position_id": matcher.position(row["label"])}
        for number, row in enumerate(ordered)
    ]


def _unions(entry: Entry) -> list[dict[str, Any]]:
    # One union under two of its names is one membership.
    rows = {row["label"]: row for row in map(union_columns, entry.unions)}
    return [{**row, "sort": number} for number, row in enumerate(rows.values())]


def _skill(label: str, kind: str, number: int, matcher: Matcher) -> dict[str, Any]:
    key, kind = matcher.skill(label, kind)
    return {"skill_id": key, "label": label, "kind": kind, "sort": number}


def _credit(row: dict[str, Any], number: int, matcher: Matcher) -> dict[str, Any]:
    label = row["position_label"]
    position = matcher.position(label) if label else None
    return {**row, "sort": number, "production": production_of(row["title"]), "position_id": position}


def _suggest(matcher: Matcher) -> None:
    for kind, label in sorted(matcher.unknown - matcher.suggested):
        taxonomy.suggest(kind, label)
    matcher.suggested |= matcher.unknown
