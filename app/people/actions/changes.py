"""What every change of a profile has in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.extensions import db
from app.kit.clock import now
from app.kit.facts import announce
from app.people.facts import ProfileChanged
from app.people.models import Person
from app.taxonomy import actions as taxonomy
from app.taxonomy import queries as words
from app.taxonomy.models import Position, Skill, SuggestionKind


def changed(person: Person) -> None:
    """Note that others may see something new of `person`, and say so."""
    person.updated_at = now()
    announce(ProfileChanged(person))


def replace(person: Person, part: str, rows: Sequence[Any]) -> None:
    """Put `rows`, in this order, in the place of what `person.<part>` held."""
    setattr(person, part, [])
    # Gone before the new come, or a language said again would be there twice for a moment.
    db.session.flush()
    for number, row in enumerate(rows):
        row.sort = number
    setattr(person, part, list(rows))


def position_for(label: str) -> Position | None:
    """The position that a label names. An unknown one is suggested to the administrators."""
    meant = words.meanings(label) if label else []
    if label and not meant:
        taxonomy.suggest(SuggestionKind.POSITION, label)
    return meant[0] if len(meant) == 1 else None


def skill_for(label: str) -> Skill | None:
    """The skill that a label names. An unknown one is suggested to the administrators."""
    skill = words.skill_named(label)
    if skill is None:
        taxonomy.suggest(SuggestionKind.SKILL, label)
    return skill
