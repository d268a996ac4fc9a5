"""Saved searches for tests."""

from __future__ import annotations

from typing import Any

from app.alerts.models import Cadence, SavedSearch, Watch
from app.kit.clock import now
from app.people.models import Person
from app.studios.models import Studio
from tests.factories.people import save


def make_saved(owner: Person, typed: str = "gaffer", studio: Studio | None = None, **columns: Any) -> SavedSearch:
    given = {"name": typed.capitalize(), "kind": "person", "address": {}, **columns}
    return save(SavedSearch(owner=owner, studio=studio, typed=typed, **given))


def make_watch(saved: SavedSearch, person: Person, cadence: Cadence = Cadence.DAILY, **columns: Any) -> Watch:
    return save(Watch(search=saved, person=person, cadence=cadence, **{"looked_at": now(), **columns}))
