"""What happens below, as far as it concerns people."""

from __future__ import annotations

from app.kit.facts import on
from app.people import actions
from app.taxonomy.facts import WordSettled


@on(WordSettled)
def _mean_it(settled: WordSettled) -> None:
    actions.settle_word(settled.folded, position_id=settled.position_id, skill_id=settled.skill_id)
