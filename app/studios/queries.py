"""Finding studios. The viewer comes first, and may be nobody."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.kit.errors import Missing
from app.kit.pages import SIZE, Page, page_of
from app.people import queries as people
from app.people.models import Person
from app.studios.models import Studio, StudioKind, StudioMember, StudioRole
from app.taxonomy.models import City

IN = and_(StudioMember.joined_at.is_not(None), StudioMember.left_at.is_(None))
ASKED = and_(StudioMember.joined_at.is_(None), StudioMember.left_at.is_(None))


def seen_by(viewer: Person | None) -> ColumnElement[bool]:
    """The condition under which a `Studio` is seen: studios are public while they are not closed."""
    return Studio.closed_at.is_(None)


def visible_to(viewer: Person | None) -> Select[Studio]:
    """Every studio that `viewer` may see."""
    return select(Studio).where(seen_by(viewer))


def listing(
    viewer: Person | None,
    number: int = 1,
    size: int = SIZE,
    *,
    words: str = "",
    kind: StudioKind | None = None,
    city: City | None = None,
) -> Page[Studio]:
    """A page of studios by name; `words` is a part of the name or headline."""
    found = visible_to(viewer).order_by(Studio.name, Studio.id)
    if words:
        part = Studio.name.icontains(words, autoescape=True)
        found = found.where(part | Studio.headline.icontains(words, autoescape=True))
    if kind:
        found = found.where(Studio.kind == kind)
    if city:
        found = found.where(Studio.city_id == city.id)
    return page_of(found, number, size)


def by_slug(viewer: Person | None, slug: str) -> Studio:
    """The studio at this address. Raises `Missing`."""
    studio = db.session.scalar(
        visible_to(viewer).where(Studio.slug == slug.lower()).options(selectinload(Studio.members))
    )
    if studio is None:
        raise Missing
    return studio


def by_ids(viewer: Person | None, ids: Sequence[int]) -> list[Studio]:
    """These studios in this order, without those that `viewer` may not see."""
    found = {studio.id: studio for studio in db.session.scalars(visible_to(viewer).where(Studio.id.in_(ids)))}
    return [found[key] for key in ids if key in found]


def of(person: Person) -> list[Studio]:
    """The studios that somebody works in."""
    return _where_member(person, IN)


def asking(person: Person) -> list[Studio]:
    """The studios that asked somebody in and still wait for the answer."""
    return _where_member(person, ASKED)


def shown_on_page_of(viewer: Person | None, person: Person) -> list[Studio]:
    """The studios to name on somebody's page: none if `viewer` may not see that person."""
    seen = db.session.scalar(people.visible_to(viewer).where(Person.id == person.id))
    return of(person) if seen else []


def role_in(studio: Studio, person: Person | None) -> StudioRole | None:
    """What somebody may do in a studio now, asked of the database."""
    if person is None:
        return None
    held = select(StudioMember.role).where(StudioMember.studio_id == studio.id, StudioMember.person_id == person.id, IN)
    return db.session.scalar(held)


def team_seen_by(viewer: Person | None, studio: Studio) -> list[StudioMember]:
    """Who runs the studio, as far as `viewer` may know of them."""
    ids = [member.person_id for member in studio.team]
    seen = set(db.session.scalars(select(Person.id).where(people.seen_by(viewer), Person.id.in_(ids))))
    return [member for member in studio.team if member.person_id in seen]


def member(viewer: Person, studio: Studio, key: int) -> StudioMember:
    """Somebody asked into or in the team of `studio`, by the row's id; strangers to it find only themselves.

    Raises `Missing`.
    """
    found = select(StudioMember).where(
        StudioMember.id == key, StudioMember.studio_id == studio.id, StudioMember.left_at.is_(None)
    )
    if studio.role_of(viewer) is None:
        found = found.where(StudioMember.person_id == viewer.id)
    row = db.session.scalar(found)
    if row is None:
        raise Missing
    return row


def asked_of(studio: Studio) -> list[StudioMember]:
    """Those who were asked in and have not answered."""
    return [member for member in studio.members if member.is_asked]


def slug_taken(slug: str) -> bool:
    """Whether a studio, seen or not, has this address."""
    return slug in RESERVED or db.session.scalar(select(Studio.id).where(Studio.slug == slug)) is not None


RESERVED = {"new"}


def _where_member(person: Person, condition: ColumnElement[bool]) -> list[Studio]:
    mine = select(StudioMember.studio_id).where(StudioMember.person_id == person.id, condition)
    found = visible_to(person).where(Studio.id.in_(mine)).options(selectinload(Studio.members))
    return list(db.session.scalars(found.order_by(Studio.name)))
