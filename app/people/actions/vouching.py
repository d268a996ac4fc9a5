"""Having a credit confirmed by somebody else of the production. Nobody confirms their own."""

from __future__ import annotations

from app.kit.actions import action
from app.kit.database import lock
from app.kit.errors import NotNow
from app.kit.facts import announce
from app.kit.policy import ensure
from app.people import policy, queries
from app.people.actions.changes import changed
from app.people.facts import CreditAnswered, CreditAsked, CreditUnasked
from app.people.models import LIFE, Credit, CreditState, Person

MOST_ASKED = 20
# What a confirmed credit says. Said otherwise, it is another credit, which nobody has confirmed yet.
VOUCHED_FOR = ("production", "position_label", "year")


@action
def ask_to_confirm(person: Person, key: int, handle: str) -> None:
    """Ask a member who names the same production whether a credit is right. Raises `Missing`, `NotNow`."""
    credit = lock(queries.own_credit(person, key))
    colleague = queries.colleague_on(person, credit, handle)
    if queries.asked_by(person) >= MOST_ASKED:
        raise NotNow(f"{MOST_ASKED} of your credits wait for an answer. Please wait for some of them first.")
    LIFE.move(person, credit, CreditState.ASKED)
    credit.confirmer_id = colleague.id
    announce(CreditAsked(credit))


@action
def take_back_asking(person: Person, key: int) -> None:
    """Ask nobody any more. Raises `NotNow` where nobody's answer is awaited."""
    credit = lock(queries.own_credit(person, key))
    if credit.state != CreditState.ASKED:
        raise NotNow("This was answered meanwhile.")
    leave_to_own_word(person, credit)


@action
def withdraw_credit(person: Person, key: int) -> None:
    """Stand by a disputed credit no longer: others see it no more."""
    credit = lock(queries.own_credit(person, key))
    LIFE.move(person, credit, CreditState.WITHDRAWN)
    changed(person)


@action
def confirm_credit(actor: Person, credit: Credit) -> None:
    """Say that a credit is right; after a dispute, that it is so now."""
    ensure(policy.may_vouch(actor, lock(credit)))
    disputed = credit.state == CreditState.DISPUTED
    LIFE.move(actor, credit, CreditState.RESOLVED if disputed else CreditState.CONFIRMED)
    credit.confirmed_at, credit.dispute = credit.state_changed_at, ""
    _answered(actor, credit)


@action
def dispute_credit(actor: Person, credit: Credit, why: str) -> None:
    """Say that a credit is not right, and why. Only its owner learns of it."""
    ensure(policy.may_vouch(actor, lock(credit)))
    LIFE.move(actor, credit, CreditState.DISPUTED, why)
    credit.confirmed_at, credit.dispute = None, why
    _answered(actor, credit)


def said_anew(person: Person, credit: Credit, before: tuple[object, ...]) -> None:
    """A credit says something else than `before`: whoever vouched for that has not vouched for this."""
    if what_it_says(credit) == before or credit.state == CreditState.SELF_DECLARED:
        return
    if credit.state == CreditState.DISPUTED:
        announce(CreditAsked(credit))
    else:
        leave_to_own_word(person, credit)


def what_it_says(credit: Credit) -> tuple[object, ...]:
    """What a colleague would vouch for."""
    return tuple(getattr(credit, name) for name in VOUCHED_FOR)


def leave_to_own_word(actor: Person, credit: Credit) -> None:
    """Have a credit be what its owner says, and no more."""
    confirmer = credit.confirmer
    LIFE.move(actor, credit, CreditState.SELF_DECLARED)
    credit.confirmer_id, credit.confirmed_at, credit.dispute = None, None, ""
    weigh(credit.person)
    if confirmer is not None:
        announce(CreditUnasked(credit, confirmer))
    changed(credit.person)


def weigh(person: Person) -> None:
    """Note since when somebody has a credit that another member confirmed; or that they have none."""
    moments = (credit.confirmed_at for credit in person.credits if credit.is_confirmed)
    person.verified_at = min((moment for moment in moments if moment), default=None)


def _answered(actor: Person, credit: Credit) -> None:
    weigh(credit.person)
    announce(CreditAnswered(credit, actor))
    changed(credit.person)
