"""Finding pitches. The viewer comes first, and may be nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.extensions import db
from app.kit.errors import Missing
from app.kit.pages import Page, page_of
from app.kit.text import fold
from app.people import queries as people
from app.people.models import PayModel, Person
from app.pitches.models import (
    SHOWN,
    Pitch,
    PitchInvitation,
    PitchNeed,
    PitchState,
    PitchVisibility,
    Stage,
    TeamMember,
)
from app.pitches.policy import MODERATORS
from app.taxonomy import queries as taxonomy
from app.taxonomy.models import Format, Genre

SIZE = 24

Row = TypeVar("Row")


@dataclass(frozen=True)
class Filters:
    """What narrows the list: slugs of the taxonomy, words of the models, and a position as people say it."""

    format: str = ""
    genre: str = ""
    stage: str = ""
    pay: str = ""
    needs: str = ""


def seen_by(viewer: Person | None) -> ColumnElement[bool]:
    """The condition under which a `Pitch` is seen by `viewer`: state, visibility, part in it, no block."""
    owner_is_here = Pitch.owner.has(and_(Person.left_at.is_(None), people.unblocked(viewer)))
    shown = Pitch.state.in_(SHOWN)
    if viewer is None:
        return and_(shown, Pitch.visibility == PitchVisibility.PUBLIC, owner_is_here)
    theirs = Pitch.owner_id == viewer.id
    to_members = Pitch.visibility.in_([PitchVisibility.PUBLIC, PitchVisibility.MEMBERS])
    invited = and_(Pitch.visibility == PitchVisibility.INVITED, Pitch.id.in_(_invited(viewer)))
    in_team = and_(Pitch.state.in_([*SHOWN, PitchState.DRAFT]), Pitch.id.in_(_in_team(viewer)))
    taken_down = Pitch.state == PitchState.REMOVED if viewer.standing in MODERATORS else false()
    return and_(or_(theirs, in_team, and_(shown, or_(to_members, invited)), taken_down), owner_is_here)


def visible_to(viewer: Person | None) -> Select[Pitch]:
    """All pitches that `viewer` may see."""
    return select(Pitch).where(seen_by(viewer))


def can_see(viewer: Person | None, pitch: Pitch) -> bool:
    """Whether `viewer` may see this one, blocks and all."""
    return db.session.scalar(visible_to(viewer).where(Pitch.id == pitch.id)) is not None


def for_cards() -> Sequence[ORMOption]:
    """What a pitch card shows, loaded at once."""
    return (selectinload(Pitch.genres), selectinload(Pitch.needs))


def listing(viewer: Person | None, filters: Filters | None = None, number: int = 1) -> Page[Pitch]:
    """A page of pitches: those that look for people first, the newest of them on top. Paused ones rest."""
    looking = case((Pitch.state == PitchState.PUBLISHED, 0), else_=1)
    listed = visible_to(viewer).where(Pitch.state.in_(SHOWN - {PitchState.PAUSED}))
    statement = listed.where(*_narrowed(filters or Filters())).options(*for_cards())
    return page_of(statement.order_by(looking, Pitch.published_at.desc(), Pitch.id.desc()), number, SIZE)


def by_slug(viewer: Person | None, slug: str) -> Pitch:
    """The pitch at this address, if `viewer` may know of it. Raises `Missing`."""
    wanted = visible_to(viewer).where(Pitch.slug == slug).options(*for_cards(), *_for_page())
    return _or_missing(db.session.scalar(wanted))


def by(viewer: Person | None, person: Person, number: int = 1) -> Page[Pitch]:
    """A page of the pitches that somebody owns or belongs to, as far as `viewer` may see them."""
    theirs = or_(Pitch.owner_id == person.id, Pitch.id.in_(_in_team(person, joined=True)))
    statement = visible_to(viewer).where(theirs, Pitch.state.in_(SHOWN)).options(*for_cards())
    return page_of(statement.order_by(Pitch.published_at.desc(), Pitch.id.desc()), number, SIZE)


def by_ids(viewer: Person | None, ids: Sequence[int]) -> list[Pitch]:
    """These pitches in this order, without those that `viewer` may not see."""
    statement = visible_to(viewer).where(Pitch.id.in_(ids)).options(*for_cards())
    found = {pitch.id: pitch for pitch in db.session.scalars(statement)}
    return [found[key] for key in ids if key in found]


def owned_by(owner: Person, number: int = 1) -> Page[Pitch]:
    """A page of somebody's own pitches, drafts and all, those last touched first."""
    statement = select(Pitch).where(Pitch.owner_id == owner.id).options(*for_cards())
    return page_of(statement.order_by(Pitch.updated_at.desc(), Pitch.id.desc()), number, SIZE)


def all_of(owner: Person) -> Sequence[Pitch]:
    """Everything that somebody owns, of any state."""
    return db.session.scalars(select(Pitch).where(Pitch.owner_id == owner.id)).all()


def parts_of(person: Person) -> list[TeamMember]:
    """Somebody's parts in the teams of others, taken up or waiting for an answer, the latest first."""
    parts = select(TeamMember).where(TeamMember.person_id == person.id, TeamMember.left_at.is_(None))
    seen = parts.join(Pitch).where(seen_by(person)).options(joinedload(TeamMember.pitch))
    return list(db.session.scalars(seen.order_by(TeamMember.id.desc()).limit(100)))


def opened_to(person: Person) -> list[Pitch]:
    """The pitches that somebody was invited to read."""
    invited = visible_to(person).where(Pitch.id.in_(_invited(person)), Pitch.owner_id != person.id)
    statement = invited.where(Pitch.state.in_(SHOWN)).options(*for_cards())
    return list(db.session.scalars(statement.order_by(Pitch.id.desc()).limit(100)))


def team_of(viewer: Person | None, pitch: Pitch) -> list[TeamMember]:
    """Those in the team whom `viewer` may see; owner and team see all of it but blocked people."""
    inside = viewer is not None and (viewer.id == pitch.owner_id or pitch.part_of(viewer) is not None)
    seen = people.unblocked(viewer) if inside else people.seen_by(viewer)
    members = select(TeamMember).join(Person, TeamMember.person_id == Person.id).where(seen)
    there = members.where(TeamMember.pitch_id == pitch.id, TeamMember.left_at.is_(None))
    with_face = joinedload(TeamMember.person).selectinload(Person.portrait)
    return list(db.session.scalars(there.options(with_face).order_by(TeamMember.id)))


def member_of(pitch: Pitch, key: int) -> TeamMember:
    """One part in this team, while it lasts. Raises `Missing`."""
    return _or_missing(next((part for part in pitch.team if part.id == key and not part.left_at), None))


def invitation_of(pitch: Pitch, key: int) -> PitchInvitation:
    """One invitation to read this pitch. Raises `Missing`."""
    return _or_missing(next((leave for leave in pitch.invitations if leave.id == key), None))


def between(one: Person, other: Person) -> list[Pitch]:
    """The pitches of either that the other has a part in or leave to read."""
    pairs = [(one, other), (other, one)]
    touching = [
        and_(Pitch.owner_id == owner.id, or_(Pitch.id.in_(_in_team(guest)), Pitch.id.in_(_invited(guest))))
        for owner, guest in pairs
    ]
    return list(db.session.scalars(select(Pitch).where(or_(*touching))))


def needs_in_own_words(folded: str) -> list[PitchNeed]:
    """The needs that are named by this word, which the taxonomy did not know."""
    own = select(PitchNeed).where(PitchNeed.position_id.is_(None)).options(joinedload(PitchNeed.pitch))
    return [need for need in db.session.scalars(own) if fold(need.label) == folded]


def slug_taken(slug: str) -> bool:
    """Whether a pitch, seen or not, has this address."""
    return db.session.scalar(select(Pitch.id).where(Pitch.slug == slug)) is not None


def count_of(owner: Person) -> int:
    """How many pitches somebody has, of any state."""
    return db.session.scalar(select(func.count(Pitch.id)).where(Pitch.owner_id == owner.id)) or 0


def _for_page() -> Sequence[ORMOption]:
    return (selectinload(Pitch.places), selectinload(Pitch.team), selectinload(Pitch.invitations))


def _in_team(person: Person, *, joined: bool = False) -> Select[int]:
    parts = select(TeamMember.pitch_id).where(TeamMember.person_id == person.id, TeamMember.left_at.is_(None))
    return parts.where(TeamMember.joined_at.is_not(None)) if joined else parts


def _invited(person: Person) -> Select[int]:
    return select(PitchInvitation.pitch_id).where(PitchInvitation.person_id == person.id)


def _narrowed(filters: Filters) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if filters.format:
        wanted.append(Pitch.format.has(Format.slug == filters.format))
    if filters.genre:
        wanted.append(Pitch.genres.any(Genre.slug == filters.genre))
    if filters.stage in list(Stage):
        wanted.append(Pitch.stage == Stage(filters.stage))
    if filters.pay in list(PayModel):
        wanted.append(Pitch.pay_model == PayModel(filters.pay))
    if filters.needs:
        wanted.append(Pitch.needs.any(and_(PitchNeed.filled_at.is_(None), _called(filters.needs))))
    return wanted


def _called(label: str) -> ColumnElement[bool]:
    meant = [position.id for position in taxonomy.meanings(label)]
    own_words = func.lower(PitchNeed.label) == label.lower()
    return or_(PitchNeed.position_id.in_(meant), own_words) if meant else own_words


def _or_missing(row: Row | None) -> Row:
    if row is None:
        raise Missing
    return row
