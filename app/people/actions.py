"""What people do with their profiles."""

from __future__ import annotations

from app.extensions import db
from app.kit.actions import action
from app.kit.clock import now
from app.kit.facts import announce
from app.kit.text import slugify, unused
from app.people import queries
from app.people.facts import PersonIntroduced
from app.people.models import Person


@action
def introduce(name: str) -> Person:
    """Bring a person into the house, under a handle made from their name, seen by nobody yet."""
    handle = unused(slugify(name, 34) or "member", queries.handle_taken)
    person = Person(name=name, handle=handle, claimed_at=now())
    db.session.add(person)
    db.session.flush()
    announce(PersonIntroduced(person))
    return person
