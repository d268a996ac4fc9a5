"""What lies ahead of somebody: their days, their work, the dates that were promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from app.extensions import db
from app.hiring import queries as hiring
from app.hiring.models import IN_CONSIDERATION, TAKEN, Application, Role
from app.hiring.queries.roles import of_own_house
from app.kit.clock import today
from app.people.models import AvailabilityKind, Person
from app.pitches import queries as pitches
from app.pitches.models import Pitch, PitchState, TeamMember
from app.studios import queries as studios
from app.studios.models import StudioMember
from app.studios.policy import RECRUITERS

FEW = 5
DAYS_AHEAD = timedelta(days=60)


@dataclass(frozen=True)
class Coming:
    """Something in the days ahead. `kind` says what: work, free, busy, deadline, answer, shoot."""

    on: date
    kind: str
    thing: Any


def ahead(person: Person) -> list[Coming]:
    """The next eight things of somebody's coming two months, the nearest first."""
    first, last = today(), today() + DAYS_AHEAD
    coming = [*_own_days(person), *_work(person), *_run_by(person), *_promised(person), *_shoots(person)]
    return sorted((one for one in coming if first <= one.on <= last), key=lambda one: one.on)[:8]


def _own_days(person: Person) -> list[Coming]:
    words = {AvailabilityKind.AVAILABLE: "free", AvailabilityKind.UNAVAILABLE: "busy"}
    return [Coming(max(row.starts_on, today()), words[row.kind], row)
            for row in person.days if row.kind in words and row.ends_on > today()]  # fmt: skip


def _work(person: Person) -> list[Coming]:
    taken = own_applications(person, Application.state.in_(TAKEN), Role.starts_on >= today())
    return [Coming(row.role.starts_on, "work", row) for row in taken if row.role.starts_on]


def _run_by(person: Person) -> list[Coming]:
    """The last days to apply for the roles that somebody decides about."""
    recruits = select(StudioMember.studio_id).where(
        StudioMember.person_id == person.id, StudioMember.role.in_(RECRUITERS), studios.IN
    )
    mine = or_(Role.studio_id.in_(recruits), Role.posted_by_id == person.id)
    live = hiring.visible_to(person).where(mine, of_own_house(person), hiring.taking_applications())
    found = db.session.scalars(live.order_by(Role.deadline_at).limit(FEW))
    return [Coming(role.deadline, "deadline", role) for role in found if role.deadline]


def _promised(person: Person) -> list[Coming]:
    """The days by which somebody was promised an answer."""
    waiting = own_applications(person, Role.decision_by >= today(), Application.state.in_(IN_CONSIDERATION))
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


def own_applications(person: Person, *conditions: ColumnElement[bool]) -> Sequence[Application]:
    """Some of somebody's own applications, those that changed last first."""
    mine = select(Application).join(Role, Application.role_id == Role.id)
    found = mine.where(Application.applicant_id == person.id, *conditions)
    return db.session.scalars(found.order_by(Application.state_changed_at.desc()).limit(FEW)).all()
