"""Who may do what with roles and applications. Blocks aside, which `queries` knows."""

from __future__ import annotations

from app.hiring.models import LIVE, TAKEN, Application, ApplicationState, Role, RoleState
from app.people.models import Person
from app.pitches.models import Pitch
from app.studios import policy as studios
from app.studios.models import Studio


def may_post(actor: Person | None, house: Studio | Pitch) -> bool:
    """Post a role for a studio (its owners, admins and recruiters) or for a pitch (its owner)."""
    if isinstance(house, Studio):
        return studios.may_recruit(actor, house)
    return actor is not None and actor.id == house.owner_id


def may_run(actor: Person | None, role: Role) -> bool:
    """Publish, pause, close a role and decide about those who apply."""
    return may_post(actor, role.house)


def may_edit(actor: Person | None, role: Role) -> bool:
    return may_run(actor, role) and role.state in LIVE | {RoleState.DRAFT}


def belongs(actor: Person | None, role: Role) -> bool:
    """Whether somebody is of the house that posts the role."""
    if role.studio is not None:
        return role.studio.role_of(actor) is not None
    return (
        role.pitch is not None
        and actor is not None
        and (actor.id == role.pitch.owner_id or _is_in_team(actor, role.pitch))
    )


def may_apply(actor: Person | None, role: Role) -> bool:
    """Any member may, save those who would decide about themselves."""
    return actor is not None and not belongs(actor, role)


def may_read(viewer: Person | None, application: Application) -> bool:
    """The applicant reads their own, the house what was sent to it."""
    return is_applicant(viewer, application) or may_run(viewer, application.role)


def may_decide(actor: Person | None, application: Application) -> bool:
    return may_run(actor, application.role) and not is_applicant(actor, application)


def may_withdraw(actor: Person | None, application: Application) -> bool:
    return is_applicant(actor, application)


def may_converse(actor: Person | None, application: Application) -> bool:
    return may_read(actor, application)


def is_applicant(person: Person | None, application: Application) -> bool:
    return person is not None and person.id == application.applicant_id


def shown_state(application: Application, viewer: Person | None) -> str:
    """The state as `viewer` may know it: to the applicant, being shortlisted looks like being viewed."""
    state = application.state
    if may_decide(viewer, application) or state not in (
        ApplicationState.VIEWED,
        ApplicationState.SHORTLISTED,
    ):
        return state.value
    return "viewed" if application.role.takes_applications else "in_consideration"


def places_left(role: Role, applications: list[Application]) -> int:
    """How many more may be accepted."""
    return role.headcount - sum(1 for application in applications if application.state in TAKEN)


def _is_in_team(actor: Person, pitch: Pitch) -> bool:
    return any(
        part.person_id == actor.id and part.joined_at is not None and part.left_at is None for part in pitch.team
    )
