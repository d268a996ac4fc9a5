"""Finding applications: the applicant's own, and those sent to the houses one decides for."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.extensions import db
from app.hiring import policy
from app.hiring.models import IN_CONSIDERATION, TAKEN, Application, ApplicationState, Role, RoleSkill
from app.kit.errors import Missing
from app.kit.pages import Page, page_of
from app.messaging.models import Conversation, Participant
from app.people import queries as people
from app.people.models import Person
from app.pitches.models import Pitch
from app.studios.models import Studio, StudioMember
from app.studios.policy import RECRUITERS
from app.studios.queries import IN

GROUPS: dict[str, set[ApplicationState]] = {
    "waiting": IN_CONSIDERATION,
    "shortlisted": {ApplicationState.SHORTLISTED},
    "accepted": TAKEN,
    "ended": set(ApplicationState) - IN_CONSIDERATION - TAKEN,
}


def visible_to(viewer: Person) -> Select[Application]:
    """Those that `viewer` sent, and those they may decide about, save from people behind a block."""
    return select(Application).where(or_(Application.applicant_id == viewer.id, _decided_by(viewer)))


def by_id(viewer: Person, key: int) -> Application:
    """The application with this id. Raises `Missing`."""
    found = visible_to(viewer).where(Application.id == key).options(*_with_applicant())
    application = db.session.scalar(found)
    if application is None:
        raise Missing
    return application


def of_role(viewer: Person, role: Role, group: str = "", number: int = 1) -> Page[Application]:
    """A page of what was sent for a role, first come first; `group` is one of `GROUPS`."""
    found = select(Application).where(Application.role_id == role.id, _decided_by(viewer))
    if group in GROUPS:
        found = found.where(Application.state.in_(GROUPS[group]))
    return page_of(found.options(*_with_applicant()).order_by(Application.id), number)


def counts_of(viewer: Person, role: Role) -> dict[str, int]:
    """How many applications a role has, all together ("") and in each of `GROUPS`."""
    states = select(Application.state, func.count()).where(Application.role_id == role.id, _decided_by(viewer))
    counted = dict(db.session.execute(states.group_by(Application.state)).all())
    groups = {name: sum(counted.get(state, 0) for state in group) for name, group in GROUPS.items()}
    return {"": sum(counted.values()), **groups}


def sent_by(person: Person, number: int = 1) -> Page[Application]:
    """Somebody's own applications, those that still wait first, then the latest."""
    mine = select(Application).where(Application.applicant_id == person.id)
    waiting = Application.state.in_(IN_CONSIDERATION)
    return page_of(mine.order_by(waiting.desc(), Application.id.desc()), number)


def sent_for(person: Person | None, role: Role) -> Application | None:
    """What somebody sent for this role."""
    if person is None:
        return None
    return db.session.scalar(
        select(Application).where(Application.role_id == role.id, Application.applicant_id == person.id)
    )


def waiting_for(role: Role) -> Sequence[Application]:
    """Everybody who has no answer yet."""
    return _in_states(role, IN_CONSIDERATION)


def taken_for(role: Role) -> Sequence[Application]:
    """Everybody who was accepted."""
    return _in_states(role, TAKEN)


def who_decides(role: Role) -> list[Person]:
    """Who answers for a role: whoever posted it while they may, else the owners of the studio."""
    if role.studio is None or policy.may_run(role.posted_by, role):
        return [role.posted_by]
    return [member.person for member in role.studio.owners]


def roles_of(house: Studio | Pitch) -> Sequence[Role]:
    """Every role of a house, whoever may see it: for the house's own changes."""
    mine = Role.studio_id == house.id if isinstance(house, Studio) else Role.pitch_id == house.id
    return db.session.scalars(select(Role).where(mine).order_by(Role.id)).all()


def roles_in_own_words() -> Sequence[Role]:
    """The roles whose position is not of the taxonomy."""
    return db.session.scalars(select(Role).where(Role.position_id.is_(None)).order_by(Role.id)).all()


def skills_in_own_words() -> Sequence[RoleSkill]:
    """The wanted skills that are not of the taxonomy."""
    return db.session.scalars(select(RoleSkill).where(RoleSkill.skill_id.is_(None))).all()


def conversations_of(studio: Studio, person: Person) -> Sequence[Conversation]:
    """The conversations about applications to `studio` in which `person` takes part for it."""
    mine = select(Participant.conversation_id).where(Participant.person_id == person.id, Participant.left_at.is_(None))
    about = (
        select(Conversation)
        .join(Application, Application.conversation_id == Conversation.id)
        .join(Role, Application.role_id == Role.id)
        .where(Role.studio_id == studio.id, Application.applicant_id != person.id)
    )
    return db.session.scalars(about.where(Conversation.id.in_(mine))).all()


def _in_states(role: Role, states: set[ApplicationState]) -> Sequence[Application]:
    found = select(Application).where(Application.role_id == role.id, Application.state.in_(states))
    return db.session.scalars(found.order_by(Application.id)).all()


def _decided_by(viewer: Person) -> ColumnElement[bool]:
    recruits = select(StudioMember.studio_id).where(
        StudioMember.person_id == viewer.id, StudioMember.role.in_(RECRUITERS), IN
    )
    owned = select(Pitch.id).where(Pitch.owner_id == viewer.id)
    roles = select(Role.id).where(or_(Role.studio_id.in_(recruits), Role.pitch_id.in_(owned)))
    unblocked = select(Person.id).where(people.unblocked(viewer))
    return and_(
        Application.role_id.in_(roles),
        Application.applicant_id.in_(unblocked),
        Application.applicant_id != viewer.id,
    )


def _with_applicant() -> Sequence[ORMOption]:
    applicant = selectinload(Application.applicant)
    return (
        selectinload(Application.credits),
        applicant.selectinload(Person.positions),
        applicant.selectinload(Person.bases),
        applicant.selectinload(Person.days),
        applicant.selectinload(Person.portrait),
    )
