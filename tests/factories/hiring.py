"""Roles and applications for tests: plain functions, nothing random."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from app.hiring.models import Application, PlaceMode, Role, RoleState
from app.kit.clock import now, today
from app.people.models import PayModel, Person, RateBasis
from app.pitches.models import Pitch
from app.studios.models import Studio
from tests.factories.people import save


def end_of(day: date) -> datetime:
    """The last second of a day, in UTC: a deadline."""
    return datetime.combine(day, time(23, 59, 59), UTC)


def complete_facts(**changes: Any) -> dict[str, Any]:
    """The columns of a role that may be published, with `changes`."""
    deadline = today() + timedelta(days=14)
    return {
        "title": "Gaffer",
        "production": "The Long Night",
        "description": "Two weeks of night shoots.",
        "pay_model": PayModel.PAID,
        "pay_from": 32000,
        "pay_to": 38000,
        "currency": "EUR",
        "pay_basis": RateBasis.DAY,
        "starts_on": deadline + timedelta(days=20),
        "ends_on": deadline + timedelta(days=34),
        "place_mode": PlaceMode.ON_SITE,
        "place": "Berlin",
        "deadline_at": end_of(deadline),
        "decision_by": deadline + timedelta(days=7),
        **changes,
    }


def make_role(house: Studio | Pitch, poster: Person, *, state: RoleState = RoleState.OPEN, **columns: Any) -> Role:
    """A role with all its facts, open unless said otherwise."""
    opened = None if state == RoleState.DRAFT else now()
    role = Role(posted_by=poster, state=state, opened_at=opened, **complete_facts(**columns))
    if isinstance(house, Studio):
        role.studio = house
    else:
        role.pitch = house
    return save(role)


def make_application(role: Role, applicant: Person, **columns: Any) -> Application:
    return save(Application(role=role, applicant=applicant, note="I would love to.", **columns))
