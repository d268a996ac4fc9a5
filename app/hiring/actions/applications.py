"""Applying, and answering those who applied."""

from __future__ import annotations

from collections.abc import Sequence

from app.extensions import db
from app.hiring import policy
from app.hiring.actions.outcomes import give
from app.hiring.facts import ApplicationReceived, ApplicationViewed, ApplicationWithdrawn
from app.hiring.models import APPLICATION_LIFE, Application, ApplicationState, Role
from app.hiring.queries import applications as queries
from app.hiring.queries import roles
from app.kit.actions import action
from app.kit.audit import record
from app.kit.database import lock
from app.kit.errors import NotNow
from app.kit.facts import announce
from app.kit.policy import ensure
from app.messaging import actions as messaging
from app.messaging.models import Conversation, ConversationKind
from app.people import queries as people
from app.people.models import Person, RateBasis

MOST_CREDITS = 12
KIND_ANSWER = "Thank you for applying. We have chosen somebody else this time, and were glad to read of your work."


@action
def apply(
    actor: Person,
    role: Role,
    *,
    note: str = "",
    credits: Sequence[int] = (),
    rate: int | None = None,
    rate_basis: RateBasis = RateBasis.DAY,
    currency: str = "EUR",
) -> Application:
    """Apply for a role: once, and only while it takes applications.

    `credits` are ids of the applicant's own credits, `rate` is in minor units of `currency`.
    """
    role = lock(roles.by_id(actor, role.id))
    ensure(policy.may_apply(actor, role))
    if queries.sent_for(actor, role):
        raise NotNow("You have applied for this role. Each role can be applied for once.")
    if not role.takes_applications:
        raise NotNow("This role takes no more applications.")
    application = Application(
        role=role, applicant=actor, note=note, rate=rate, rate_basis=rate_basis, currency=currency
    )
    application.credits = [credit for credit in actor.credits if credit.id in set(credits)][:MOST_CREDITS]
    db.session.add(application)
    db.session.flush()
    record(actor, "applied", application, after=application.state)
    announce(ApplicationReceived(application))
    return application


@action
def view(actor: Person, application: Application) -> None:
    """Open an application: the applicant sees that it was read."""
    lock(application)
    ensure(policy.may_decide(actor, application))
    _seen(actor, application)


@action
def shortlist(actor: Person, application: Application) -> None:
    """Put somebody on the shortlist. The applicant is not shown it."""
    lock(application)
    ensure(policy.may_decide(actor, application))
    _seen(actor, application)
    APPLICATION_LIFE.move(actor, application, ApplicationState.SHORTLISTED)


@action
def accept(actor: Person, application: Application, answer: str = "") -> None:
    """Accept somebody. Raises `NotNow` when all places are taken, or somebody decided before."""
    role = lock(application.role)
    lock(application)
    ensure(policy.may_decide(actor, application))
    if policy.places_left(role, list(queries.taken_for(role))) < 1:
        raise NotNow("All the places of this role are taken.")
    give(actor, application, ApplicationState.ACCEPTED, answer)


@action
def decline(actor: Person, application: Application, answer: str = "") -> None:
    """Tell somebody that they were not selected, with a few words if there are any."""
    lock(application)
    ensure(policy.may_decide(actor, application))
    give(actor, application, ApplicationState.NOT_SELECTED, answer)


@action
def withdraw(actor: Person, application: Application) -> None:
    """Take one's application back, an accepted one too. It cannot be sent again."""
    lock(application)
    ensure(policy.may_withdraw(actor, application))
    APPLICATION_LIFE.move(actor, application, ApplicationState.WITHDRAWN)
    announce(ApplicationWithdrawn(application))


@action
def converse(actor: Person, application: Application) -> Conversation:
    """Open the conversation about an application: the applicant, who answers for the role, and `actor`.

    Raises `NotNow` where blocks leave nobody to talk to.
    """
    ensure(policy.may_converse(actor, application))
    role = application.role
    company = _company(actor, application)
    if len(company) < 2:
        raise NotNow("There is nobody here whom you could write to about this.")
    conversation = messaging.open_about(
        actor,
        company,
        kind=ConversationKind.APPLICATION,
        key=f"application:{application.id}",
        subject=f"{application.applicant.name} for {role.title}",
        context={
            "endpoint": "hiring.application",
            "values": {"id": application.id},
            "label": f"{role.title}, {role.house_name}",
        },
    )
    application.conversation_id = conversation.id
    return conversation


def _company(actor: Person, application: Application) -> list[Person]:
    """Who talks about an application; nobody is seated beside an applicant from whom a block parts them."""
    applicant = application.applicant
    house = (*queries.who_decides(application.role), actor)
    near = [person for person in house if not people.are_blocked(person, applicant)]
    return list({person.id: person for person in (applicant, *near)}.values())


def _seen(actor: Person, application: Application) -> None:
    if application.state == ApplicationState.SUBMITTED:
        APPLICATION_LIFE.move(actor, application, ApplicationState.VIEWED)
        announce(ApplicationViewed(application))
