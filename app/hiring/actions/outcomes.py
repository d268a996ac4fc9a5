"""The end of an application: one place that gives it, so that everybody is told."""

from __future__ import annotations

from app.hiring.facts import ApplicationDecided
from app.hiring.models import APPLICATION_LIFE, Application, ApplicationState, Role
from app.hiring.queries import applications as queries
from app.kit.clock import now
from app.kit.facts import announce
from app.people.models import Person


def give(actor: Person | None, application: Application, outcome: ApplicationState, answer: str = "") -> None:
    """Decide about one application, in the open transaction. `actor` is nobody where the clock decides."""
    APPLICATION_LIFE.move(actor, application, outcome)
    # Whoever was accepted before the role was cancelled had an answer then.
    application.decided_at = application.decided_at or now()
    application.decided_by_id = actor.id if actor else None
    application.answer = answer
    announce(ApplicationDecided(application, actor))


def tell_everybody(actor: Person | None, role: Role, outcome: ApplicationState) -> None:
    """Give everybody who still waits this outcome; when the role is cancelled, the accepted too."""
    concerned = list(queries.waiting_for(role))
    if outcome == ApplicationState.ROLE_CANCELLED:
        concerned += queries.taken_for(role)
    for application in concerned:
        give(actor, application, outcome)
