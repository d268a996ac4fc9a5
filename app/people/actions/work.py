"""What somebody can do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.kit.actions import action
from app.people.actions.changes import changed, position_for, replace, skill_for
from app.people.models import Person, PersonLanguage, PersonPosition, PersonSkill
from app.taxonomy.models import Discipline


@action
def say_work(
    person: Person,
    *,
    disciplines: Sequence[Discipline],
    positions: list[dict[str, Any]],
    skills: list[dict[str, Any]],
    languages: list[dict[str, Any]],
) -> None:
    """Say one's disciplines, positions (the first is the primary one), skills with levels, languages.

    `languages` are rows of `code` (BCP 47) and `level`.
    """
    person.disciplines = list(disciplines)
    replace(person, "positions", position_rows(positions))
    replace(person, "skills", [skill_row(row["label"], row["level"]) for row in skills])
    replace(person, "languages", [PersonLanguage(**row) for row in languages])
    changed(person)


def position_rows(rows: list[dict[str, Any]]) -> list[PersonPosition]:
    """Positions from what was typed, in this order; the first is the primary one."""
    return [
        PersonPosition(
            label=row["label"],
            position=position_for(row["label"]),
            years=row["years"],
            primary=number == 0,
        )
        for number, row in enumerate(row for row in rows if row["label"])
    ]


def skill_row(label: str, level: int | None) -> PersonSkill:
    """A skill from what was typed."""
    skill = skill_for(label)
    return PersonSkill(label=label, skill=skill, kind=skill.kind if skill else "craft", level=level)
