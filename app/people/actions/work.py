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
    replace(person, "positions", _positions(positions))
    replace(person, "skills", [_skill(row["label"], row["level"]) for row in skills])
    replace(person, "languages", [PersonLanguage(**row) for row in languages])
    changed(person)


@action
def say_trade(
    person: Person, *, disciplines: Sequence[Discipline], position: str, skills: Sequence[str]
) -> None:
    """The first step of the first-run path: discipline, primary position, top skills."""
    person.disciplines = list(disciplines)
    further = [row for row in person.positions if row.label != position][:19]
    kept = [{"label": row.label, "years": row.years} for row in further]
    levels = {row.label: row.level for row in person.skills}
    replace(person, "positions", _positions([{"label": position, "years": None}, *kept]))
    replace(person, "skills", [_skill(label, levels.get(label)) for label in skills])
    changed(person)


def _positions(rows: list[dict[str, Any]]) -> list[PersonPosition]:
    return [
        PersonPosition(
            label=row["label"],
            position=position_for(row["label"]),
            years=row["years"],
            primary=number == 0,
        )
        for number, row in enumerate(row for row in rows if row["label"])
    ]


def _skill(label: str, level: int | None) -> PersonSkill:
    skill = skill_for(label)
    return PersonSkill(label=label, skill=skill, kind=skill.kind if skill else "craft", level=level)
