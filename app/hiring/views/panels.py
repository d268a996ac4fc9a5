"""What this floor shows on pages of the floors below, whose templates call it by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.hiring import queries
from app.hiring.models import Role
from app.people.current import current_person
from app.pitches.models import Pitch
from app.studios.models import Studio


@dataclass(frozen=True)
class Figures:
    """What a studio's card says about its hiring."""

    open_roles: int
    answers: queries.Answers


def open_roles_of(house: Studio | Pitch) -> list[Role]:
    """The open roles to list on the page of a studio or pitch."""
    return queries.open_in(current_person(), house)


def answers_of_studios(studios: Sequence[Studio]) -> dict[int, Figures]:
    """For each studio, by id: how many roles it has open and how it answers."""
    ids = [studio.id for studio in studios]
    counts, answers = queries.open_counts(current_person(), ids), queries.answers_of(ids)
    return {key: Figures(counts.get(key, 0), answers[key]) for key in ids}
