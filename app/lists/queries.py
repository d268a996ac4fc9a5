"""Finding lists and who is on them.

Whom the viewer may not see is not on any list, and not counted. Nobody is shown themselves: what colleagues think of
one another is not for them to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.extensions import db
from app.kit.errors import Missing
from app.kit.pages import Page, page_of
from app.lists.models import Entry, Progress, Shortlist
from app.lists.policy import KEEPERS
from app.people import queries as people
from app.people.models import Person
from app.studios import queries as studios
from app.studios.models import Studio, StudioMember, StudioRole

SIZE = 50


@dataclass(frozen=True)
class Counted:
    """A list with how many people the viewer finds on it."""

    shortlist: Shortlist
    people: int


def visible_to(viewer: Person) -> Select[Shortlist]:
    """The lists that somebody may read: their own, and those of the studios they are in now."""
    theirs = _of_studios(viewer, StudioRole)
    house = or_(Shortlist.person_id == viewer.id, Shortlist.studio_id.in_(theirs))
    return select(Shortlist).where(house).options(joinedload(Shortlist.studio).selectinload(Studio.members))


def by_id(viewer: Person, key: int) -> Shortlist:
    """A list that `viewer` may read. Raises `Missing`."""
    shortlist = db.session.scalar(visible_to(viewer).where(Shortlist.id == key))
    if shortlist is None:
        raise Missing
    return shortlist


def listing(viewer: Person, *, archived: bool = False) -> list[Counted]:
    """All lists that `viewer` may read, one's own first, each house's by name; or those put away."""
    kept = Shortlist.archived_at.is_not(None) if archived else Shortlist.archived_at.is_(None)
    found = db.session.scalars(visible_to(viewer).where(kept)).unique().all()
    counts = _counts(viewer, [row.id for row in found])
    return [Counted(row, counts.get(row.id, 0)) for row in sorted(found, key=_place)]


def entries(viewer: Person, shortlist: Shortlist, number: int, progress: Progress | None = None) -> Page[Entry]:
    """A page of those on a list whom `viewer` may see, in the list's order."""
    found = _seen_on(viewer, shortlist)
    if progress is not None:
        found = found.where(Entry.progress == progress)
    return page_of(found, number, SIZE)


def all_entries(viewer: Person, shortlist: Shortlist) -> Sequence[Entry]:
    """All of those on a list whom `viewer` may see, for taking along."""
    return db.session.scalars(_seen_on(viewer, shortlist)).unique().all()


def progresses(viewer: Person, shortlist: Shortlist) -> dict[Progress, int]:
    """How many have come how far, of those whom `viewer` may see."""
    seen = select(Entry.progress, func.count()).join(Entry.person).where(_shown_to(viewer))
    on_it = seen.where(Entry.shortlist_id == shortlist.id)
    return dict(db.session.execute(on_it.group_by(Entry.progress)).all())


def entry(viewer: Person, key: int, number: int) -> Entry:
    """Somebody on a list that `viewer` may read, if they may see them. Raises `Missing`."""
    found = db.session.scalar(_seen_on(viewer, by_id(viewer, key)).where(Entry.id == number))
    if found is None:
        raise Missing
    return found


def order(shortlist: Shortlist) -> Sequence[Entry]:
    """Everybody on a list, seen or not, in its order."""
    mine = select(Entry).where(Entry.shortlist_id == shortlist.id)
    return db.session.scalars(mine.order_by(Entry.sort, Entry.id)).all()


def ids_seen_on(viewer: Person, shortlist: Shortlist) -> set[int]:
    """The ids of the entries that `viewer` may see."""
    seen = select(Entry.id).join(Entry.person).where(Entry.shortlist_id == shortlist.id, _shown_to(viewer))
    return set(db.session.scalars(seen))


def writable(actor: Person) -> Sequence[Shortlist]:
    """The lists that somebody may add people to, the one last used first."""
    house = or_(Shortlist.person_id == actor.id, Shortlist.studio_id.in_(_of_studios(actor, KEEPERS)))
    mine = select(Shortlist).where(house, Shortlist.archived_at.is_(None)).options(joinedload(Shortlist.studio))
    return db.session.scalars(mine.order_by(Shortlist.updated_at.desc(), Shortlist.id.desc())).all()


def holding(viewer: Person, person: Person) -> set[int]:
    """The ids of those of `viewer`'s lists that somebody is on."""
    mine = visible_to(viewer).with_only_columns(Shortlist.id).options()
    held = select(Entry.shortlist_id).where(Entry.person_id == person.id, Entry.shortlist_id.in_(mine))
    return set(db.session.scalars(held))


def is_on(shortlist: Shortlist, person: Person) -> bool:
    same = exists().where(Entry.shortlist_id == shortlist.id, Entry.person_id == person.id)
    return bool(db.session.scalar(select(same)))


def houses(actor: Person) -> list[Studio]:
    """The studios that somebody may keep lists for."""
    return [studio for studio in studios.of(actor) if studio.role_of(actor) in KEEPERS]


def writers(viewer: Person, rows: Iterable[Entry]) -> dict[int, str]:
    """The names of those who wrote the notes, by id; not of those behind a block."""
    ids = {row.note_by_id for row in rows if row.note_by_id}
    named = select(Person.id, Person.name).where(Person.id.in_(ids), people.unblocked(viewer))
    return dict(db.session.execute(named).all()) if ids else {}


def lists_of(house: Person | Studio) -> int:
    """How many lists somebody, or a studio, has."""
    owner = Shortlist.studio_id if isinstance(house, Studio) else Shortlist.person_id
    return db.session.scalar(select(func.count(Shortlist.id)).where(owner == house.id)) or 0


def own(person: Person) -> Sequence[Shortlist]:
    """Somebody's own lists, put away or not."""
    return db.session.scalars(select(Shortlist).where(Shortlist.person_id == person.id)).all()


def _place(shortlist: Shortlist) -> tuple[str, int, str, int]:
    house = shortlist.studio
    return (house.name if house else "", house.id if house else 0, shortlist.name.casefold(), shortlist.id)


def _shown_to(viewer: Person) -> ColumnElement[bool]:
    return and_(people.seen_by(viewer), Person.id != viewer.id)


def _of_studios(person: Person, roles: Iterable[StudioRole]) -> Select[int]:
    mine = select(StudioMember.studio_id).join(Studio, Studio.id == StudioMember.studio_id)
    return mine.where(
        StudioMember.person_id == person.id, studios.IN, StudioMember.role.in_(list(roles)), studios.seen_by(person)
    )


def _seen_on(viewer: Person, shortlist: Shortlist) -> Select[Entry]:
    seen = select(Entry).join(Entry.person).where(Entry.shortlist_id == shortlist.id, _shown_to(viewer))
    face = contains_eager(Entry.person)
    shown = (Person.positions, Person.bases, Person.days, Person.rates, Person.portrait)
    return seen.options(*(face.options(selectinload(part)) for part in shown)).order_by(Entry.sort, Entry.id)


def _counts(viewer: Person, ids: list[int]) -> dict[int, int]:
    seen = select(Entry.shortlist_id, func.count()).join(Entry.person)
    on_these = seen.where(Entry.shortlist_id.in_(ids), _shown_to(viewer))
    return dict(db.session.execute(on_these.group_by(Entry.shortlist_id)).all())
