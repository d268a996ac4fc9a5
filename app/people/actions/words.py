"""Words that members typed and the taxonomy has learned since."""

from __future__ import annotations

from app.kit.actions import action
from app.kit.text import fold
from app.people import queries
from app.people.actions.changes import changed
from app.people.models import PersonPosition, PersonSkill


@action
def settle_word(folded: str, *, position_id: int | None = None, skill_id: int | None = None) -> None:
    """Have everybody who uses a free word mean the position or skill that it names from now on."""
    if position_id is not None:
        _settle_positions(folded, position_id)
    if skill_id is not None:
        _settle_skills(folded, skill_id)


def _settle_positions(folded: str, position_id: int) -> None:
    for person in queries.own_words(PersonPosition, folded):
        for row in person.positions:
            if row.position_id is None and fold(row.label) == folded:
                row.position_id = position_id
        changed(person)


def _settle_skills(folded: str, skill_id: int) -> None:
    for person in queries.own_words(PersonSkill, folded):
        for row in person.skills:
            if row.skill_id is None and fold(row.label) == folded:
                row.skill_id = skill_id
        changed(person)
