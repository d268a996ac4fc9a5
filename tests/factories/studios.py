"""Studios for tests: plain functions, nothing random."""

from __future__ import annotations

from typing import Any

from app.kit.clock import now
from app.kit.text import slugify
from app.people.models import Person
from app.studios.models import Studio, StudioMember, StudioRole
from tests.factories.people import make_person, save


def make_studio(owner: Person, name: str = "Northlight Pictures", **columns: Any) -> Studio:
    """A studio with its owner in it."""
    studio = Studio(name=name, slug=columns.pop("slug", slugify(name)), **columns)
    studio.members.append(StudioMember(person=owner, role=StudioRole.OWNER, joined_at=now()))
    return save(studio)


def make_member(
    studio: Studio, person: Person, role: StudioRole = StudioRole.VIEWER, *, joined: bool = True
) -> StudioMember:
    """Somebody in the team, or with `joined=False` only asked."""
    return save(StudioMember(studio=studio, person=person, role=role, joined_at=now() if joined else None))


def make_colleague(studio: Studio, role: StudioRole) -> Person:
    """A new person in the team, called after their role."""
    person = make_person(f"{role.capitalize()} Colleague")
    make_member(studio, person, role)
    return person
