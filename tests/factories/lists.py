"""Lists for tests: plain functions, nothing random."""

from __future__ import annotations

from typing import Any

from app.lists.models import Entry, Shortlist
from app.people.models import Person
from app.studios.models import Studio
from tests.factories.people import save


def make_list(house: Person | Studio, *people: Person, name: str = "Camera", **columns: Any) -> Shortlist:
    """A list of somebody or of a studio, with these people on it in this order."""
    owner = {"studio_id": house.id} if isinstance(house, Studio) else {"person_id": house.id, "made_by_id": house.id}
    shortlist = save(Shortlist(name=name, **{**owner, **columns}))
    for person in people:
        put(shortlist, person)
    return shortlist


def put(shortlist: Shortlist, person: Person, **columns: Any) -> Entry:
    """Somebody at the end of a list."""
    return save(Entry(shortlist_id=shortlist.id, person_id=person.id, **{"sort": person.id, **columns}))
