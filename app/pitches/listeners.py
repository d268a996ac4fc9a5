"""What happens below, and what it means for pitches."""

from __future__ import annotations

from app.kit.facts import on
from app.people.facts import PersonBlocked
from app.pitches import actions


@on(PersonBlocked)
def _part_ways(blocked: PersonBlocked) -> None:
    actions.part_ways(blocked.blocker, blocked.blocked)
