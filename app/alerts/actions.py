"""Saving searches, sharing them, and being told of what is new."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from typing import Any

from app.alerts import policy, queries
from app.alerts.models import Cadence, Find, SavedSearch, Watch
from app.extensions import db
from app.kit.actions import action
from app.kit.audit import record
from app.kit.clock import now, today
from app.kit.database import lock
from app.kit.errors import Malformed, NotNow
from app.kit.policy import ensure
from app.notifications import actions as notices
from app.people.models import Person
from app.search import queries as search
from app.search.address import Parts, read
from app.search.index import Unavailable
from app.studios.models import Studio

MOST = 50
NAMED_IN_MAIL = 10
NOUNS = {
    "person": ("person", "people"),
    "pitch": ("pitch", "pitches"),
    "role": ("role", "roles"),
    "studio": ("studio", "studios"),
}


@action
def save(
    actor: Person,
    *,
    name: str,
    kind: str,
    typed: str,
    address: Mapping[str, Any],
    studio: Studio | None,
    cadence: Cadence,
) -> SavedSearch:
    """Keep a search under a name; with `studio`, for its team as well.

    Raises `Malformed` for a search that asks for nothing, `NotNow` where there are too many.
    """
    if studio is not None:
        ensure(policy.may_share(actor, studio))
    if not typed.strip() and not address:
        raise Malformed("This search asks for nothing yet. Type a word or tick a filter, then save it.")
    if queries.how_many_of(actor) >= MOST:
        raise NotNow(f"You keep {MOST} searches, which is the most. Remove one first.")
    saved = SavedSearch(owner=actor, studio=studio, name=name, kind=kind, typed=typed[:200], address=dict(address))
    db.session.add(saved)
    db.session.flush()
    watch(actor, saved, cadence)
    record(actor, "saved", saved)
    return saved


@action
def change(actor: Person, saved: SavedSearch, *, name: str, studio: Studio | None) -> None:
    """Give it another name, or share it with another studio or none."""
    ensure(policy.may_change(actor, saved))
    if studio is not None and studio.id != saved.studio_id:
        ensure(policy.may_share(actor, studio))
    saved.name, saved.studio = name, studio
    for other in [watch for watch in saved.watches if studio is None or studio.role_of(watch.person) is None]:
        if other.person_id != saved.person_id:
            db.session.delete(other)
    record(actor, "changed", saved)


@action
def watch(actor: Person, saved: SavedSearch, cadence: Cadence) -> None:
    """Have `actor` told of new matches this often. What matches already is no news.

    Raises `NotNow` while the index is away: nobody could say what is new.
    """
    ensure(policy.may_see(actor, saved))
    held = saved.watch_of(actor)
    if held is None:
        held = Watch(search=saved, person=actor, cadence=cadence, looked_at=now(), known=b"")
        db.session.add(held)
    elif held.cadence == cadence:
        return
    if cadence != Cadence.NEVER:
        held.known = _packed(_already_matching(held))
    held.cadence, held.looked_at = cadence, now()


@action
def remove(actor: Person, saved: SavedSearch) -> None:
    """Remove it, for everybody who shares it."""
    ensure(policy.may_remove(actor, saved))
    record(actor, "removed", saved)
    db.session.delete(saved)


@action
def look(watch: Watch) -> int:
    """Tell of what matches now and did not before; answers with how much that was.

    Whoever has left the studio that shares the search is told nothing more.
    """
    lock(watch)
    watch.looked_at = now()
    if not policy.may_see(watch.person, watch.search) or watch.person.left_at is not None or _is_over(watch.search):
        return 0
    matching = _matching(watch)
    told = set(_unpacked(watch.known)) | set(queries.told_ids(watch))
    fresh = [key for key in matching if key not in told]
    if fresh:
        watch.round += 1
        db.session.add_all(Find(watch_id=watch.id, thing_id=key, round=watch.round) for key in fresh)
        _tell(watch, fresh)
    return len(fresh)


def _already_matching(watch: Watch) -> list[int]:
    try:
        return _matching(watch)
    except Unavailable as away:
        raise NotNow("The search is being put in order. Please save this again in a moment.") from away


def _matching(watch: Watch) -> list[int]:
    saved = watch.search
    filters = read(Parts(saved.address)).filters
    return search.matching_ids(watch.person, saved.kind, saved.typed, filters)


def _is_over(saved: SavedSearch) -> bool:
    """Whether the days asked for have passed."""
    free = read(Parts(saved.address)).filters.free
    return free is not None and free.end <= today()


def _tell(watch: Watch, fresh: list[int]) -> None:
    saved, (one, many) = watch.search, NOUNS[watch.search.kind]
    count = f"One new {one} matches" if len(fresh) == 1 else f"{len(fresh)} new {many} match"
    target = {"endpoint": "alerts.found", "values": {"id": saved.id, "number": watch.round}}
    named = search.KINDS[saved.kind].by_ids(watch.person, fresh[:NAMED_IN_MAIL])
    names = "\n".join(str(getattr(thing, "name", "") or thing.title) for thing in named)
    notices.tell(watch.person, "search_match", f"{count} your search “{saved.name}”.", target, words=names)


def _packed(ids: Iterable[int]) -> bytes:
    return array("q", sorted(ids)).tobytes()


def _unpacked(known: bytes) -> Iterable[int]:
    held = array("q")
    held.frombytes(known)
    return held
