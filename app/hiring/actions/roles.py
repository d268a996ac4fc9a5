"""Posting roles, and what becomes of them."""

from __future__ import annotations

from typing import Any

from app.extensions import db
from app.hiring import policy
from app.hiring.actions.outcomes import tell_everybody
from app.hiring.facts import RoleChanged, RoleClosed, RoleOpened
from app.hiring.models import LIVE, ROLE_LIFE, ApplicationState, Role, RoleSkill, RoleState
from app.kit.actions import action
from app.kit.audit import record
from app.kit.clock import now
from app.kit.database import lock
from app.kit.errors import NotNow
from app.kit.facts import announce
from app.kit.policy import ensure
from app.people.models import Person
from app.pitches.models import SHOWN as SHOWN_PITCHES
from app.pitches.models import Pitch
from app.studios.models import Studio
from app.taxonomy import actions as taxonomy_actions
from app.taxonomy import queries as taxonomy
from app.taxonomy.models import SuggestionKind


@action
def draft(actor: Person, house: Studio | Pitch, **facts: Any) -> Role:
    """Write a role down, gaps and all, for its house alone to see. `facts` are those of `edit`."""
    ensure(policy.may_post(actor, house))
    role = Role(posted_by=actor)
    if isinstance(house, Studio):
        role.studio = house
    else:
        role.pitch = house
    db.session.add(role)
    _describe(role, **facts)
    db.session.flush()
    record(actor, "drafted", role)
    return role


@action
def edit(actor: Person, role: Role, **facts: Any) -> None:
    """Change a role: its columns by name, `required` and `desired` skills as labels, `place` as words.

    A role that is published stays complete. Raises `NotNow` once it has been closed.
    """
    lock(role)
    ensure(policy.may_run(actor, role))
    if role.state not in LIVE | {RoleState.DRAFT}:
        raise NotNow("This role is closed, so it can no longer be changed.")
    promised = role.decision_by
    _describe(role, **facts)
    role.updated_at = now()
    if role.decision_by != promised:
        role.nudged_at = None
    record(actor, "edited", role)
    if role.state in LIVE:
        _demand_complete(role)
        announce(RoleChanged(role))


@action
def publish(actor: Person, role: Role) -> None:
    """Open a draft, or a paused role again, for applications. Raises `NotNow` naming what is missing."""
    lock(role)
    ensure(policy.may_run(actor, role))
    _demand_complete(role)
    if role.pitch is not None and role.pitch.state not in SHOWN_PITCHES:
        raise NotNow("Publish the pitch first: until then nobody could read this role.")
    ROLE_LIFE.move(actor, role, RoleState.OPEN)
    role.opened_at = role.opened_at or now()
    announce(RoleOpened(role))


@action
def pause(actor: Person, role: Role) -> None:
    """Take no applications for a while."""
    _move(actor, role, RoleState.PAUSED)


@action
def close(actor: Person, role: Role) -> None:
    """Take no more applications. Those who applied still get their answers."""
    _move(actor, role, RoleState.CLOSED)


@action
def fill(actor: Person, role: Role) -> None:
    """Say that somebody was found: everybody who still waits is told that they were not selected."""
    _end(actor, role, RoleState.FILLED, ApplicationState.NOT_SELECTED)


@action
def cancel(actor: Person, role: Role) -> None:
    """Say that nobody is looked for any more: everybody is told, the accepted among them."""
    _end(actor, role, RoleState.CANCELLED, ApplicationState.ROLE_CANCELLED)


def _move(actor: Person, role: Role, to: RoleState) -> None:
    lock(role)
    ensure(policy.may_run(actor, role))
    ROLE_LIFE.move(actor, role, to)
    announce(RoleClosed(role))


def _end(actor: Person, role: Role, to: RoleState, outcome: ApplicationState) -> None:
    lock(role)
    ensure(policy.may_run(actor, role))
    if role.state in LIVE:
        ROLE_LIFE.move(actor, role, RoleState.CLOSED)
    ROLE_LIFE.move(actor, role, to)
    tell_everybody(actor, role, outcome)
    announce(RoleClosed(role))


def _demand_complete(role: Role) -> None:
    gaps = role.gaps()
    if gaps:
        raise NotNow(" ".join(gaps.values()))


def _describe(
    role: Role, *, required: list[str] | None = None, desired: list[str] | None = None, **columns: Any
) -> None:
    for name, value in columns.items():
        setattr(role, name, value)
    if "title" in columns:
        role.position = taxonomy.position_named(role.title)
        if role.position is None:
            taxonomy_actions.suggest(SuggestionKind.POSITION, role.title)
    if "place" in columns:
        role.city = taxonomy.city_named(role.place) if role.place else None
    if required is not None or desired is not None:
        role.skills = _skills(required or [], True) + _skills(desired or [], False)


def _skills(labels: list[str], required: bool) -> list[RoleSkill]:
    return [_skill(label, required) for label in labels]


def _skill(label: str, required: bool) -> RoleSkill:
    known = taxonomy.skill_named(label)
    if known is None:
        taxonomy_actions.suggest(SuggestionKind.SKILL, label)
    return RoleSkill(skill_id=known.id if known else None, label=label, required=required)
