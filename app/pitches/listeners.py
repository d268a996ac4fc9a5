"""What happens below, and what it means for pitches."""

from __future__ import annotations

from app.kit.facts import on
from app.people.facts import PersonBlocked, PersonLeft
from app.pitches import actions
from app.taxonomy.facts import WordSettled


@on(PersonBlocked)
def _part_ways(blocked: PersonBlocked) -> None:
    actions.part_ways(blocked.blocker, blocked.blocked)


@on(PersonLeft)
def _say_goodbye(left: PersonLeft) -> None:
    actions.say_goodbye(left.person)


@on(WordSettled)
def _mean_it(settled: WordSettled) -> None:
    if settled.position_id is not None:
        actions.settle_word(settled.folded, settled.position_id)
