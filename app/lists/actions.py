"""What people do with lists."""

from __future__ import annotations

from sqlalchemy import delete as sql_delete

from app.extensions import db
from app.kit.actions import action
from app.kit.audit import record
from app.kit.clock import now
from app.kit.database import lock
from app.kit.errors import NotNow
from app.kit.facts import announce
from app.kit.policy import ensure
from app.lists import policy, queries
from app.lists.facts import ListGone, ListShared
from app.lists.models import Entry, Progress, Shortlist
from app.people.models import Person
from app.studios.models import Studio

MOST_LISTS = 100
MOST_PEOPLE = 500
ARCHIVED = "This list is put away. Please bring it back first."


@action
def make(actor: Person, *, name: str, description: str = "", studio: Studio | None = None) -> Shortlist:
    """Begin a list, for oneself or for a studio. Raises `NotNow` beyond 100."""
    ensure(studio is None or policy.may_keep(actor, studio))
    if queries.lists_of(studio or actor) >= MOST_LISTS:
        raise NotNow(f"{MOST_LISTS} lists are kept at most. Please delete one that is done with.")
    shortlist = Shortlist(name=name, description=description, made_by_id=actor.id)
    shortlist.studio, shortlist.person = studio, None if studio else actor
    db.session.add(shortlist)
    db.session.flush()
    record(actor, "made", shortlist)
    if studio is not None:
        announce(ListShared(shortlist, actor))
    return shortlist


@action
def describe(actor: Person, shortlist: Shortlist, *, name: str, description: str) -> None:
    """Call a list something else."""
    ensure(policy.may_write(actor, shortlist))
    shortlist.name, shortlist.description, shortlist.updated_at = name, description, now()
    record(actor, "renamed", shortlist)


@action
def archive(actor: Person, shortlist: Shortlist) -> None:
    """Put a list away. It is kept as it is."""
    ensure(policy.may_write(actor, lock(shortlist)))
    shortlist.archived_at = shortlist.archived_at or now()
    record(actor, "archived", shortlist)


@action
def bring_back(actor: Person, shortlist: Shortlist) -> None:
    """Work with a list again."""
    ensure(policy.may_write(actor, lock(shortlist)))
    shortlist.archived_at = None
    record(actor, "brought back", shortlist)


@action
def delete(actor: Person, shortlist: Shortlist) -> None:
    """Delete a list with all its notes, for good."""
    ensure(policy.may_delete(actor, lock(shortlist)))
    record(actor, "deleted", shortlist)
    announce(ListGone(shortlist))
    _drop(shortlist)


@action
def copy(actor: Person, shortlist: Shortlist, studio: Studio) -> Shortlist:
    """Give a studio a copy of one's own list: those whom one may see, with notes and how far one has come."""
    ensure(policy.may_copy(actor, shortlist, studio))
    given = make(actor, name=shortlist.name, description=shortlist.description, studio=studio)
    for number, entry in enumerate(queries.all_entries(actor, shortlist)):
        columns = {name: getattr(entry, name) for name in ("person_id", "progress", "note", "note_by_id", "note_at")}
        db.session.add(Entry(shortlist_id=given.id, added_by_id=actor.id, sort=number, **columns))
    record(actor, "copied", given, reason=f"from list {shortlist.id}")
    return given


@action
def add(actor: Person, shortlist: Shortlist, person: Person) -> Entry:
    """Put somebody at the end of a list. Raises `NotNow` if they are on it, or beyond 500."""
    ensure(policy.may_list(actor, person))
    _hold(actor, shortlist)
    if queries.is_on(shortlist, person):
        raise NotNow(f"{person.name} is on this list already.")
    others = queries.order(shortlist)
    if len(others) >= MOST_PEOPLE:
        raise NotNow(f"A list holds {MOST_PEOPLE} people at most.")
    last = others[-1].sort + 1 if others else 0
    entry = Entry(shortlist_id=shortlist.id, person_id=person.id, added_by_id=actor.id, sort=last)
    db.session.add(entry)
    db.session.flush()
    record(actor, "added", entry)
    return entry


@action
def begin_with(actor: Person, name: str, person: Person) -> Shortlist:
    """Begin a list of one's own with somebody on it."""
    shortlist = make(actor, name=name)
    add(actor, shortlist, person)
    return shortlist


@action
def remove(actor: Person, entry: Entry) -> None:
    """Take somebody off a list, and the note with them."""
    _hold(actor, entry.shortlist)
    record(actor, "removed", entry)
    db.session.delete(entry)


@action
def note(actor: Person, entry: Entry, *, progress: Progress, text: str) -> None:
    """Say how far one has come with somebody, and a word about them."""
    _hold(actor, entry.shortlist)
    before, entry.progress = entry.progress, progress
    if text != entry.note:
        entry.note, entry.note_by_id, entry.note_at = text, actor.id, now()
    if progress != before:
        record(actor, "progress", entry, before=before, after=progress)


@action
def move(actor: Person, entry: Entry, steps: int) -> None:
    """Move somebody up (-1) or down (1) past the next whom one sees. At the end of the list they stay."""
    _hold(actor, entry.shortlist)
    rows, seen = list(queries.order(entry.shortlist)), queries.ids_seen_on(actor, entry.shortlist)
    shown = [row for row in rows if row.id in seen]
    place = shown.index(entry) + steps
    if not 0 <= place < len(shown):
        return
    rows.remove(entry)
    rows.insert(rows.index(shown[place]) + (steps > 0), entry)
    for number, row in enumerate(rows):
        row.sort = number


@action
def forget(person: Person) -> None:
    """Let nothing remember somebody who has left: their own lists, and themselves on those of others."""
    db.session.execute(sql_delete(Entry).where(Entry.person_id == person.id))
    for shortlist in queries.own(person):
        _drop(shortlist)


def _hold(actor: Person, shortlist: Shortlist) -> None:
    """A list to be written in, for this hand alone."""
    ensure(policy.may_write(actor, lock(shortlist)))
    if not shortlist.is_open:
        raise NotNow(ARCHIVED)
    shortlist.updated_at = now()


def _drop(shortlist: Shortlist) -> None:
    db.session.execute(sql_delete(Entry).where(Entry.shortlist_id == shortlist.id))
    db.session.delete(shortlist)
