"""What the clock does: closing at the deadline, asking for decisions, ending what nobody decided."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from app.extensions import db
from app.hiring.actions.outcomes import tell_everybody
from app.hiring.facts import DecisionDue, RoleClosed
from app.hiring.models import (
    GRACE,
    IN_CONSIDERATION,
    LIVE,
    ROLE_LIFE,
    Application,
    ApplicationState,
    Role,
    RoleState,
)
from app.hiring.queries import applications as queries
from app.kit.actions import action
from app.kit.clock import now, today
from app.kit.database import lock
from app.kit.facts import announce

AT_ONCE = 200


def close_at_deadline() -> int:
    """Close the roles whose deadline has passed. Answers with their number, as the others do."""
    return sum(_close(key) for key in _roles(Role.state.in_(LIVE), Role.deadline_at < now()))


def ask_for_decisions() -> int:
    """Say once of each role that the promised date has passed and applicants still wait."""
    overdue = _roles(_has_waiting(), Role.nudged_at.is_(None), Role.decision_by < today())
    return sum(_ask(key) for key in overdue)


def expire() -> int:
    """End the closed roles whose applicants nobody answered in the thirty days after the deadline."""
    silent = _roles(_has_waiting(), Role.state == RoleState.CLOSED, Role.deadline_at < now() - GRACE)
    return sum(_expire(key) for key in silent)


@action
def _close(key: int) -> bool:
    role = _locked(key)
    if role.state not in LIVE or not role.is_overdue:
        return False
    ROLE_LIFE.move(None, role, RoleState.CLOSED, reason="deadline")
    announce(RoleClosed(role))
    return True


@action
def _ask(key: int) -> bool:
    role = _locked(key)
    if role.nudged_at is not None or not queries.waiting_for(role):
        return False
    role.nudged_at = now()
    announce(DecisionDue(role))
    return True


@action
def _expire(key: int) -> bool:
    role = _locked(key)
    if role.state != RoleState.CLOSED or not queries.waiting_for(role):
        return False
    ROLE_LIFE.move(None, role, RoleState.EXPIRED, reason="no decisions")
    tell_everybody(None, role, ApplicationState.LAPSED)
    announce(RoleClosed(role))
    return True


def _roles(*conditions: ColumnElement[bool]) -> list[int]:
    return list(db.session.scalars(select(Role.id).where(*conditions).order_by(Role.id).limit(AT_ONCE)))


def _has_waiting() -> ColumnElement[bool]:
    waiting = select(Application.role_id).where(Application.state.in_(IN_CONSIDERATION))
    return Role.id.in_(waiting) & Role.state.in_(LIVE | {RoleState.CLOSED})


def _locked(key: int) -> Role:
    return lock(db.session.get_one(Role, key))
