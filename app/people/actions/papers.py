"""Where somebody may work, and which unions they are in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.kit.actions import action
from app.people.actions.changes import changed, replace
from app.people.models import Person, UnionMembership, WorkAuthorisation
from app.taxonomy.unions import union_named


@action
def say_papers(person: Person, *, countries: Sequence[str], unions: list[dict[str, Any]]) -> None:
    """Say the countries (ISO 3166 codes) one may work in, and one's unions.

    `unions` are rows of `name` (as typed), `branch`, `number`, `status` and `visibility`.
    """
    replace(person, "authorisations", [WorkAuthorisation(country_code=code) for code in countries])
    replace(person, "unions", [UnionMembership(**union_columns(row)) for row in unions])
    changed(person)


def union_columns(row: dict[str, Any]) -> dict[str, Any]:
    """A membership from what was typed, under the union's own name if the list has it."""
    union = union_named(row["name"])
    said = {name: value for name, value in row.items() if name != "name"}
    return {**said, "union_slug": union.slug if union else "", "label": union.name if union else row["name"]}
