"""Taking over a profile that was brought in, being given a standing, leaving."""

from __future__ import annotations

from sqlalchemy import select

from app.extensions import db
from app.kit import media
from app.kit.actions import action
from app.kit.audit import record
from app.kit.clock import now
from app.kit.errors import Missing
from app.kit.facts import announce
from app.people import queries
from app.people.actions.changes import changed
from app.people.actions.vouching import leave_to_own_word
from app.people.facts import PersonLeft, ProfileChanged
from app.people.models import Person, Standing

ALL_ROWS = (
    *("positions", "skills", "languages", "bases", "rates", "days"),
    *("credits", "links", "portfolio", "authorisations", "unions"),
)


@action
def claim(person: Person, *, listed: bool) -> None:
    """Hand a profile that was brought in to its own person, seen by others only if `listed`."""
    person.claimed_at = now()
    person.listed_at = now() if listed else None
    changed(person)


@action
def be_here(person: Person) -> None:
    """Note the day on which somebody was here last."""
    day = now().replace(hour=0, minute=0, second=0, microsecond=0)
    if person.seen_at == day:
        return
    person.seen_at = day
    # Being here is not a change of the page: it stays where it is among the latest.
    announce(ProfileChanged(person))


@action
def make_admin(handle: str) -> Person:
    """Let somebody look after the house, by an operator's hand. Raises `Missing`."""
    person = db.session.scalar(select(Person).where(Person.handle == handle, Person.left_at.is_(None)))
    if person is None:
        raise Missing
    person.standing = Standing.ADMIN
    record(None, "made admin", person)
    return person


@action
def leave(person: Person) -> None:
    """Let somebody go. What they wrote with others stays, under "Someone who left"; all else is deleted."""
    pictures = [item.picture for item in person.portfolio if item.picture]
    pictures += [person.portrait] if person.portrait else []
    person.left_at = person.updated_at = now()
    person.listed_at = person.portrait = person.availability_word = person.availability_confirmed_at = None
    person.seen_at = person.verified_at = None
    person.name, person.handle, person.standing = "Someone who left", f"left-{person.id}", Standing.MEMBER
    person.pronouns = person.headline = person.bio = ""
    person.pay_models, person.kept_aside, person.disciplines = [], {}, []
    for credit in queries.hanging_on(person):
        leave_to_own_word(person, credit)
    for rows in ALL_ROWS:
        setattr(person, rows, [])
    db.session.flush()
    for picture in pictures:
        media.drop(picture)
    record(person, "left", person)
    announce(PersonLeft(person))
