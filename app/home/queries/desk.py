"""What a member's desk gathers from every floor, for them alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, select

from app.extensions import db
from app.hiring import queries as hiring
from app.hiring.models import ENDED, IN_CONSIDERATION, TAKEN, Application, Role, RoleState
from app.hiring.queries import applications
from app.hiring.queries.roles import of_own_house
from app.home.queries.ahead import FEW, Coming, ahead, own_applications
from app.home.queries.board import new_pitches, new_roles
from app.kit.clock import now, today
from app.messaging import queries as messaging
from app.messaging.queries import Entry
from app.people.availability import AS_SAID
from app.people.models import Person, PersonPosition
from app.pitches import queries as pitches
from app.pitches.models import Pitch, PitchNeed, PitchState, TeamMember
from app.search import fitting
from app.search.index import Unavailable
from app.studios import queries as studios
from app.studios.models import Studio

NEWS_FOR = timedelta(days=14)
DUE_SOON = timedelta(days=3)


@dataclass(frozen=True)
class ToDecide:
    """A role whose applicants wait: how many, and how many of them nobody has looked at."""

    role: Role
    waiting: int
    unopened: int

    @property
    def is_soon(self) -> bool:
        """Whether the promised day has come close, or has passed."""
        return self.role.decision_by is not None and self.role.decision_by <= today() + DUE_SOON


@dataclass(frozen=True)
class Desk:
    """What waits for one person, what lies ahead, and what may be for them."""

    unread: Sequence[Entry]
    to_decide: Sequence[ToDecide]
    answered: Sequence[Application]
    overdue: Sequence[Application]
    asked_by_studios: Sequence[Studio]
    asked_by_pitches: Sequence[TeamMember]
    pitch_drafts: Sequence[Pitch]
    role_drafts: Sequence[Role]
    still_free: datetime | None
    ahead: Sequence[Coming]
    roles: Sequence[Role]
    pitches: Sequence[Pitch]
    roles_fit: bool
    pitches_fit: bool

    @property
    def is_clear(self) -> bool:
        """Whether nothing waits."""
        waiting = (self.unread, self.to_decide, self.answered, self.overdue, self.asked_by_studios)
        return not any((*waiting, self.asked_by_pitches, self.pitch_drafts, self.role_drafts, self.still_free))


def desk(person: Person) -> Desk:
    """The desk of somebody who is signed in."""
    mine = _positions_of(person)
    roles, wanted = _roles_for(person, mine), _pitches_for(person, mine)
    return Desk(
        unread=[entry for entry in messaging.inbox(person).rows if entry.unread][:FEW],
        to_decide=_to_decide(person),
        answered=_answered(person),
        overdue=_overdue(person),
        asked_by_studios=studios.asking(person),
        asked_by_pitches=[part for part in pitches.parts_of(person) if part.joined_at is None],
        pitch_drafts=_pitch_drafts(person),
        role_drafts=_role_drafts(person),
        still_free=_to_confirm(person),
        ahead=ahead(person),
        roles=roles or new_roles(person, FEW),
        pitches=wanted or new_pitches(person, 4),
        roles_fit=bool(roles),
        pitches_fit=bool(wanted),
    )


def _positions_of(person: Person) -> list[int]:
    known = select(PersonPosition.position_id).where(PersonPosition.person_id == person.id)
    return [key for key in db.session.scalars(known) if key is not None]


def _roles_for(person: Person, mine: list[int]) -> Sequence[Role]:
    if not mine:
        return []
    sent = select(Application.role_id).where(Application.applicant_id == person.id)
    try:
        within_reach = Role.id.in_(fitting.roles_for(person))
    except Unavailable:
        within_reach = Role.position_id.in_(mine)
    roles = new_roles(person, FEW * 2, within_reach, Role.id.not_in(sent), ~of_own_house(person))
    return [role for role in roles if not fitting.is_busy_for(person, role)][:FEW]


def _pitches_for(person: Person, mine: list[int]) -> Sequence[Pitch]:
    if not mine:
        return []
    needed = Pitch.needs.any(and_(PitchNeed.filled_at.is_(None), PitchNeed.position_id.in_(mine)))
    return new_pitches(person, 4, needed, Pitch.owner_id != person.id)


def _to_decide(person: Person) -> list[ToDecide]:
    seen = applications.visible_to(person).with_only_columns(Application.id)
    unopened = func.count(Application.id).filter(Application.state == "submitted")
    counted = (
        select(Application.role_id, func.count(), unopened)
        .where(Application.id.in_(seen), Application.applicant_id != person.id)
        .where(Application.state.in_(IN_CONSIDERATION))
        .group_by(Application.role_id)
    )
    counts = {role: (waiting, fresh) for role, waiting, fresh in db.session.execute(counted)}
    roles = db.session.scalars(
        select(Role).where(Role.id.in_(counts)).order_by(Role.decision_by, Role.id).limit(FEW * 2)
    )
    return [ToDecide(role, *counts[role.id]) for role in roles]


def _answered(person: Person) -> Sequence[Application]:
    """One's own applications that somebody, or the clock, has decided lately."""
    decided = Application.decided_at > now() - NEWS_FOR
    return own_applications(person, decided, Application.state.in_(ENDED | TAKEN))


def _overdue(person: Person) -> Sequence[Application]:
    """One's own applications that were promised an answer by a day that has passed."""
    late = Role.decision_by < today()
    return own_applications(person, late, Application.state.in_(IN_CONSIDERATION))


def _pitch_drafts(person: Person) -> Sequence[Pitch]:
    drafts = select(Pitch).where(Pitch.owner_id == person.id, Pitch.state == PitchState.DRAFT)
    return db.session.scalars(drafts.order_by(Pitch.updated_at.desc()).limit(FEW)).all()


def _role_drafts(person: Person) -> Sequence[Role]:
    drafts = hiring.visible_to(person).where(of_own_house(person), Role.posted_by_id == person.id)
    unfinished = drafts.where(Role.state == RoleState.DRAFT)
    return db.session.scalars(unfinished.order_by(Role.updated_at.desc()).limit(FEW)).all()


def _to_confirm(person: Person) -> datetime | None:
    """When somebody last said that their days are right, if that was so long ago that it begins to fade."""
    said = person.availability_confirmed_at
    return said if said and now() - said >= AS_SAID else None
