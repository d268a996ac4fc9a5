"""Notices for tests."""

from __future__ import annotations

from typing import Any

from app.notifications import actions
from app.notifications.models import Notice
from app.people.models import Person


def make_notice(person: Person, sentence: str = "Something happened.", **given: Any) -> Notice | None:
    """A notice that leads to the wall of pitches, unless said otherwise."""
    target = {"endpoint": given.pop("endpoint", "pitches.index"), "values": given.pop("values", {})}
    return actions.tell(person, given.pop("kind", "test"), sentence, target, **given)
