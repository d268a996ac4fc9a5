"""When somebody is free."""

from __future__ import annotations

from datetime import date

from app.extensions import db
from app.kit.actions import action
from app.kit.clock import now
from app.kit.errors import NotNow
from app.people import queries
from app.people.actions.changes import changed
from app.people.models import AvailabilityBlock, AvailabilityKind, Person

MOST_BLOCKS = 100


@action
def say_days(person: Person, *, starts_on: date, ends_on: date, kind: AvailabilityKind, note: str = "") -> None:
    """Say how the days from `starts_on` up to, not including, `ends_on` are. Raises `NotNow` beyond 100."""
    if len(person.days) >= MOST_BLOCKS:
        raise NotNow(f"{MOST_BLOCKS} entries are kept at most. Please remove one that is past.")
    person.days.append(AvailabilityBlock(starts_on=starts_on, ends_on=ends_on, kind=kind, note=note))
    _confirmed(person)


@action
def take_back_days(person: Person, key: int) -> None:
    """Remove one of one's entries of days."""
    person.days.remove(queries.own_days(person, key))
    _confirmed(person)


@action
def say_word(person: Person, word: str | None) -> None:
    """Say in one word (available, busy, ask, or nothing) how things are where no days are named."""
    person.availability_word = word
    _confirmed(person)


@action
def confirm_days(person: Person) -> None:
    """Say that what was said is still true. Raises `NotNow` where nothing was said."""
    if not person.days and not person.availability_word:
        raise NotNow("Nothing has been said yet that could be confirmed. Add some days first.")
    _confirmed(person)


def _confirmed(person: Person) -> None:
    db.session.flush()
    person.availability_confirmed_at = now() if person.days or person.availability_word else None
    changed(person)
