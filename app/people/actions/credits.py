"""What somebody has worked on."""

from __future__ import annotations

from typing import Any

from app.kit.actions import action
from app.kit.errors import NotNow
from app.people import queries
from app.people.actions.changes import changed, position_for
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
    """Say a credit anew."""
    credit = queries.own_credit(person, key)
    for name, value in said.items():
        setattr(credit, name, value)
    credit.position = position_for(credit.position_label)
    changed(person)


@action
def remove_credit(person: Person, key: int) -> None:
    person.credits.remove(queries.own_credit(person, key))
    changed(person)
