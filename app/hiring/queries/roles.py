"""Finding roles. The viewer comes first, and may be nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.hiring.models import SHOWN, PlaceMode, Role, RoleState
from app.kit.clock import now
from app.kit.errors import Missing
from app.kit.pages import SIZE, Page, page_of
from app.people import queries as people
from app.people.models import PayModel, Person
from app.pitches import queries as pitches
from app.pitches.models import Pitch, TeamMember
from app.studios import queries as studios
from app.studios.models import Studio, StudioMember
from app.taxonomy.models import City, Position


@dataclass(frozen=True)
class Wishes:
    """What a list of roles is narrowed to; what is empty does not narrow."""

    words: str = ""
    position: str = ""
    position_id: int | None = None
    department: str = ""
    pay_model: PayModel | None = None
    place: str = ""
    city: City | None = None
    remote: bool = False
    studio: str = ""


def seen_by(viewer: Person | None) -> ColumnElement[bool]:
    """The condition under which a `Role` is seen: the house's own, or published by a house that is seen.

    A block between `viewer` and whoever posted it hides it from strangers to the house.
    """
    houses = or_(
        Role.studio_id.in_(studios.visible_to(viewer).with_only_columns(Studio.id).order_by(None)),
        Role.pitch_id.in_(pitches.visible_to(viewer).with_only_columns(Pitch.id).order_by(None)),
    )
    posters = select(Person.id).where(people.unblocked(viewer))
    published = and_(Role.state.in_(SHOWN), Role.opened_at.is_not(None), Role.posted_by_id.in_(posters))
    return and_(houses, or_(published, of_own_house(viewer)))


def of_own_house(viewer: Person | None) -> ColumnElement[bool]:
    """The condition that `viewer` is of the house that posts a `Role`."""
    if viewer is None:
        return false()
    studios_of = select(StudioMember.studio_id).where(StudioMember.person_id == viewer.id, studios.IN)
    owned = select(Pitch.id).where(Pitch.owner_id == viewer.id)
    joined = select(TeamMember.pitch_id).where(
        TeamMember.person_id == viewer.id, TeamMember.joined_at.is_not(None), TeamMember.left_at.is_(None)
    )
    return or_(Role.studio_id.in_(studios_of), Role.pitch_id.in_(owned), Role.pitch_id.in_(joined))


def visible_to(viewer: Person | None) -> Select[Role]:
    """Every role that `viewer` may see, be it open or not."""
    return select(Role).where(seen_by(viewer))


def taking_applications() -> ColumnElement[bool]:
    """The condition that a `Role` is open and its deadline is to come."""
    return and_(Role.state == RoleState.OPEN, Role.deadline_at >= now())


def by_id(viewer: Person | None, key: int) -> Role:
    """The role with this id. Raises `Missing`."""
    role = db.session.scalar(visible_to(viewer).where(Role.id == key).options(selectinload(Role.skills)))
    if role is None:
        raise Missing
    return role


def by_ids(viewer: Person | None, ids: Sequence[int]) -> list[Role]:
    """These roles in this order, without those that `viewer` may not see."""
    found = {role.id: role for role in db.session.scalars(visible_to(viewer).where(Role.id.in_(ids)))}
    return [found[key] for key in ids if key in found]


def listing(viewer: Person | None, wishes: Wishes, number: int = 1, size: int = SIZE) -> Page[Role]:
    """A page of open roles, the nearest deadline first."""
    found = visible_to(viewer).where(taking_applications(), *_conditions(wishes))
    return page_of(found.order_by(Role.deadline_at, Role.id), number, size)


def of_house(viewer: Person | None, house: Studio | Pitch) -> list[Role]:
    """The roles of a studio or pitch: those that take applications first, then the newest."""
    found = visible_to(viewer).where(_belongs_to(house)).order_by(Role.created_at.desc(), Role.id.desc())
    return sorted(db.session.scalars(found.limit(200)), key=lambda role: not role.takes_applications)


def open_in(viewer: Person | None, house: Studio | Pitch, limit: int = 20) -> list[Role]:
    """The open roles of a studio or pitch, the nearest deadline first."""
    found = visible_to(viewer).where(_belongs_to(house), taking_applications())
    return list(db.session.scalars(found.order_by(Role.deadline_at, Role.id).limit(limit)))


def open_counts(viewer: Person | None, studio_ids: Sequence[int]) -> dict[int, int]:
    """How many roles each of these studios has open, as far as `viewer` may know."""
    counted = (
        select(Role.studio_id, func.count())
        .where(seen_by(viewer), taking_applications(), Role.studio_id.in_(studio_ids))
        .group_by(Role.studio_id)
    )
    return {key: count for key, count in db.session.execute(counted) if key is not None}


def _belongs_to(house: Studio | Pitch) -> ColumnElement[bool]:
    return Role.studio_id == house.id if isinstance(house, Studio) else Role.pitch_id == house.id


def _conditions(wishes: Wishes) -> list[ColumnElement[bool]]:
    named = Role.studio_id.in_(select(Studio.id).where(Studio.slug == wishes.studio))
    within = Role.position_id.in_(select(Position.id).where(Position.department.has(slug=wishes.department)))
    asked = [
        (wishes.words, _says(wishes.words)),
        (wishes.position, _is_called(wishes)),
        (wishes.department, within),
        (wishes.pay_model, Role.pay_model == wishes.pay_model),
        (wishes.place, _lies_in(wishes)),
        (wishes.remote, Role.place_mode.in_([PlaceMode.REMOTE, PlaceMode.HYBRID])),
        (wishes.studio, named),
    ]
    return [condition for wish, condition in asked if wish]


def _says(words: str) -> ColumnElement[bool]:
    """Each of the first eight words occurs in the title, the production, the text or the studio's name."""
    return and_(true(), *(_says_word(word) for word in words.split()[:8]))


def _says_word(word: str) -> ColumnElement[bool]:
    named = select(Studio.id).where(Studio.name.icontains(word, autoescape=True))
    texts = (Role.title, Role.production, Role.description)
    return or_(*(text.icontains(word, autoescape=True) for text in texts), Role.studio_id.in_(named))


def _is_called(wishes: Wishes) -> ColumnElement[bool]:
    called = Role.title.icontains(wishes.position, autoescape=True)
    return or_(Role.position_id == wishes.position_id, called) if wishes.position_id else called


def _lies_in(wishes: Wishes) -> ColumnElement[bool]:
    if wishes.city:
        return Role.city_id == wishes.city.id
    return Role.place.icontains(wishes.place, autoescape=True)
