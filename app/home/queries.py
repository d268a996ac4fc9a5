"""What the front page shows everybody, and what a member's desk gathers from every floor for them alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.hiring import queries as hiring
from app.hiring.models import ENDED, IN_CONSIDERATION, LIVE, TAKEN, Application, Role, RoleState
from app.hiring.queries import applications
from app.hiring.queries.roles import of_own_house
from app.kit.clock import now, today
from app.messaging import queries as messaging
from app.messaging.queries import Entry
from app.people import queries as people
from app.people.availability import AS_SAID
from app.people.models import AvailabilityKind, Person, PersonPosition
from app.pitches import queries as pitches
from app.pitches.models import Pitch, PitchNeed, PitchState, TeamMember
from app.studios import queries as studios
from app.studios.models import Studio

FEW = 5
DAYS_AHEAD = timedelta(days=60)
NEWS_FOR = timedelta(days=14)
DUE_SOON = timedelta(days=3)


@dataclass(frozen=True)
class Board:
    """The front page for those who are not signed in: nothing on it that not everybody may see."""

    pitches: Sequence[Pitch]
    roles: Sequence[Role]
    faces: Sequence[Person]
    counts: dict[str, int]


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
class Coming:
    """Something in the days ahead. `kind` says what: work, free, busy, deadline, answer, shoot."""

    on: date
    kind: str
    thing: Any


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
    are_matches: bool

    @property
    def is_clear(self) -> bool:
        """Whether nothing waits."""
        waiting = (self.unread, self.to_decide, self.answered, self.overdue, self.asked_by_studios)
        return not any((*waiting, self.asked_by_pitches, self.pitch_drafts, self.role_drafts, self.still_free))


def board() -> Board:
    """The front page, as anybody at all may see it."""
    return Board(
        pitches=_new_pitches(None, limit=8),
        roles=_new_roles(None, limit=8),
        faces=_faces(limit=12),
        counts={
            "roles": _count(hiring.visible_to(None).where(hiring.taking_applications())),
            "pitches": _count(pitches.visible_to(None).where(Pitch.state == PitchState.PUBLISHED)),
            "people": _count(people.visible_to(None)),
        },
    )


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
        ahead=_ahead(person),
        roles=roles or _new_roles(person, FEW),
        pitches=wanted or _new_pitches(person, 4),
        are_matches=bool(roles or wanted),
    )


def _new_pitches(viewer: Person | None, limit: int, *conditions: ColumnElement[bool]) -> Sequence[Pitch]:
    shown = pitches.visible_to(viewer).where(Pitch.state == PitchState.PUBLISHED, *conditions)
    newest = shown.order_by(Pitch.published_at.desc(), Pitch.id.desc()).limit(limit)
    return db.session.scalars(newest.options(*pitches.for_cards())).all()


def _new_roles(viewer: Person | None, limit: int, *conditions: ColumnElement[bool]) -> Sequence[Role]:
    shown = hiring.visible_to(viewer).where(hiring.taking_applications(), *conditions)
    return db.session.scalars(shown.order_by(Role.opened_at.desc(), Role.id.desc()).limit(limit)).all()


def _faces(limit: int) -> Sequence[Person]:
    pictured = people.visible_to(None).where(Person.portrait_id.is_not(None), Person.positions.any())
    shown = (selectinload(Person.positions), selectinload(Person.portrait), selectinload(Person.bases))
    latest = pictured.order_by(Person.updated_at.desc(), Person.id.desc()).limit(limit)
    return db.session.scalars(latest.options(*shown)).all()


def _count(statement: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0


def _positions_of(person: Person) -> list[int]:
    known = select(PersonPosition.position_id).where(PersonPosition.person_id == person.id)
    return [key for key in db.session.scalars(known) if key is not None]


def _roles_for(person: Person, mine: list[int]) -> Sequence[Role]:
    if not mine:
        return []
    sent = select(Application.role_id).where(Application.applicant_id == person.id)
    fitting = (Role.position_id.in_(mine), Role.id.not_in(sent), ~of_own_house(person))
    return _new_roles(person, FEW, *fitting)


def _pitches_for(person: Person, mine: list[int]) -> Sequence[Pitch]:
    if not mine:
        return []
    needed = Pitch.needs.any(and_(PitchNeed.filled_at.is_(None), PitchNeed.position_id.in_(mine)))
    return _new_pitches(person, 4, needed, Pitch.owner_id != person.id)


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
    return _own_applications(person, decided, Application.state.in_(ENDED | TAKEN))


def _overdue(person: Person) -> Sequence[Application]:
    """One's own applications that were promised an answer by a day that has passed."""
    late = Role.decision_by < today()
    return _own_applications(person, late, Application.state.in_(IN_CONSIDERATION))


def _own_applications(person: Person, *conditions: ColumnElement[bool]) -> Sequence[Application]:
    mine = select(Application).join(Role, Application.role_id == Role.id)
    found = mine.where(Application.applicant_id == person.id, *conditions)
    return db.session.scalars(found.order_by(Application.state_changed_at.desc()).limit(FEW)).all()


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


def _ahead(person: Person) -> list[Coming]:
    first, last = today(), today() + DAYS_AHEAD
    coming = [*_own_days(person), *_work(person), *_run_by(person), *_promised(person), *_shoots(person)]
    return sorted((one for one in coming if first <= one.on <= last), key=lambda one: one.on)[:8]


def _own_days(person: Person) -> list[Coming]:
    words = {AvailabilityKind.AVAILABLE: "free", AvailabilityKind.UNAVAILABLE: "busy"}
    return [Coming(max(row.starts_on, today()), words[row.kind], row)
            for row in person.days if row.kind in words and row.ends_on > today()]  # fmt: skip


def _work(person: Person) -> list[Coming]:
    taken = _own_applications(person, Application.state.in_(TAKEN), Role.starts_on >= today())
    return [Coming(row.role.starts_on, "work", row) for row in taken if row.role.starts_on]


def _run_by(person: Person) -> list[Coming]:
    """The deadlines of the roles that somebody posted."""
    posted = hiring.visible_to(person).where(of_own_house(person), Role.posted_by_id == person.id)
    live = posted.where(Role.state.in_(LIVE), Role.deadline_at >= now()).order_by(Role.deadline_at).limit(FEW)
    return [Coming(role.deadline, "deadline", role) for role in db.session.scalars(live) if role.deadline]


def _promised(person: Person) -> list[Coming]:
    """The days by which somebody was promised an answer."""
    waiting = _own_applications(person, Role.decision_by >= today(), Application.state.in_(IN_CONSIDERATION))
    return [Coming(row.role.decision_by, "answer", row) for row in waiting if row.role.decision_by]


def _shoots(person: Person) -> list[Coming]:
    """The first days of the pitches that somebody owns or is in the team of."""
    joined = select(TeamMember.pitch_id).where(
        TeamMember.person_id == person.id, TeamMember.joined_at.is_not(None), TeamMember.left_at.is_(None)
    )
    mine = pitches.visible_to(person).where((Pitch.owner_id == person.id) | Pitch.id.in_(joined))
    soon = mine.where(Pitch.starts_on >= today(), Pitch.state != PitchState.ARCHIVED)
    found = db.session.scalars(soon.order_by(Pitch.starts_on).limit(FEW))
    return [Coming(pitch.starts_on, "shoot", pitch) for pitch in found if pitch.starts_on]
