"""What changes in a studio, a pitch or a person mean for roles and applications."""

from __future__ import annotations

from sqlalchemy import select

from app.extensions import db
from app.hiring.actions.outcomes import tell_everybody
from app.hiring.facts import ApplicationWithdrawn, RoleChanged, RoleClosed
from app.hiring.models import (
    APPLICATION_LIFE,
    LIVE,
    ROLE_LIFE,
    Application,
    ApplicationState,
    RoleState,
)
from app.hiring.queries import applications as queries
from app.kit.actions import action
from app.kit.database import lock
from app.kit.facts import announce
from app.kit.text import fold
from app.messaging import actions as messaging
from app.people.models import Person
from app.pitches.models import Pitch
from app.studios.models import Studio, StudioMember


@action
def show_anew(house: Studio | Pitch) -> None:
    """The house is seen by others, or otherwise: so are its roles."""
    for role in queries.roles_of(house):
        if role.is_shown:
            announce(RoleChanged(role))


@action
def give_up(pitch: Pitch) -> None:
    """The pitch was archived: nobody is looked for any more, and everybody who applied is told."""
    for role in queries.roles_of(pitch):
        lock(role)
        if role.state in LIVE:
            ROLE_LIFE.move(None, role, RoleState.CLOSED, reason="pitch archived")
        if role.state == RoleState.CLOSED:
            ROLE_LIFE.move(None, role, RoleState.CANCELLED, reason="pitch archived")
            tell_everybody(None, role, ApplicationState.ROLE_CANCELLED)
            announce(RoleClosed(role))


@action
def shut_out(member: StudioMember) -> None:
    """Somebody is no longer of the studio: they leave the conversations about its applications."""
    for conversation in queries.conversations_of(member.studio, member.person):
        messaging.remove(conversation, member.person)


@action
def settle_word(folded: str, position_id: int | None, skill_id: int | None) -> None:
    """A word that members had typed means a position or a skill from now on: so it does in their roles."""
    for role in queries.roles_in_own_words() if position_id else []:
        if fold(role.title) == folded:
            role.position_id = position_id
            announce(RoleChanged(role))
    for skill in queries.skills_in_own_words() if skill_id else []:
        if fold(skill.label) == folded:
            skill.skill_id = skill_id


@action
def withdraw_all(person: Person) -> None:
    """Somebody left Callboard: what they sent and was not decided is withdrawn."""
    mine = select(Application).where(Application.applicant_id == person.id)
    for application in db.session.scalars(mine):
        if APPLICATION_LIFE.can(application, ApplicationState.WITHDRAWN):
            APPLICATION_LIFE.move(None, application, ApplicationState.WITHDRAWN, reason="left")
            announce(ApplicationWithdrawn(application))
