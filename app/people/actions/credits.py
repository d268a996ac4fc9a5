"""What somebody has worked on."""

from __future__ import annotations

from typing import Any

from app.kit.actions import action
from app.kit.database import lock
from app.kit.errors import NotNow
from app.kit.facts import announce
from app.people import queries
from app.people.actions.changes import changed, position_for
from app.people.actions.vouching import said_anew, weigh, what_it_says
from app.people.facts import CreditUnasked
from app.people.models import Credit, Person

MOST_CREDITS = 200


@action
def add_credit(person: Person, **said: Any) -> Credit:
    """Add a credit: title, position_label, format, genre, year, company, url. Raises `NotNow` beyond 200."""
    if len(person.credits) >= MOST_CREDITS:
        raise NotNow(f"{MOST_CREDITS} credits are kept at most. Please remove one first.")
    credit = Credit(sort=len(person.credits), position=position_for(said["position_label"]), **said)
    person.credits.append(credit)
    changed(person)
    return credit


@action
def change_credit(person: Person, key: int, **said: Any) -> None:
    """Say a credit anew. One that was confirmed and says something else now is not confirmed any more."""
    credit = lock(queries.own_credit(person, key))
    before = what_it_says(credit)
    for name, value in said.items():
        setattr(credit, name, value)
    credit.position = position_for(credit.position_label)
    said_anew(person, credit, before)
    changed(person)


@action
def remove_credit(person: Person, key: int) -> None:
    """Take a credit out, and whatever was said about it."""
    credit = queries.own_credit(person, key)
    person.credits.remove(credit)
    if credit.confirmer is not None:
        announce(CreditUnasked(credit, credit.confirmer))
    weigh(person)
    changed(person)
