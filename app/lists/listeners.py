"""What happens below, as far as it concerns lists."""

from __future__ import annotations

from app.kit.facts import on
from app.lists import actions
from app.people.facts import PersonLeft


@on(PersonLeft)
def _forget(left: PersonLeft) -> None:
    actions.forget(left.person)
