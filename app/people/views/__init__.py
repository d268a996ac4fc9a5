"""Doors: profiles to look at, and the pages on which one's own is written."""

from __future__ import annotations

from typing import Any

from flask import Flask

from app.kit import badges
from app.people import languages
from app.people.availability import summary
from app.people.current import current_person
from app.people.views import (
    availability,
    blocks,
    credits,
    first_run,
    papers,
    portfolio,
    profile,
    show,
    vouching,
    work,
)
from app.people.views.blueprint import blueprint
from app.people.views.said import (
    activity_of,
    looks_as_member,
    picture_set,
    picture_url,
    rate_line,
    shown_credits,
    shown_rates,
    shown_unions,
)
from app.taxonomy import countries

blueprints = [blueprint]
__all__ = [
    "availability",
    "blocks",
    "blueprints",
    "credits",
    "first_run",
    "furnish",
    "papers",
    "portfolio",
    "profile",
    "show",
    "vouching",
    "work",
]


def furnish(app: Flask) -> None:
    """Give every template the person who is signed in, and what a card says of people."""
    app.context_processor(_who_looks)
    app.jinja_env.globals.update(
        availability_of=summary,
        shown_rates=shown_rates,
        shown_unions=shown_unions,
        shown_credits=shown_credits,
        activity_of=activity_of,
        looks_as_member=looks_as_member,
        picture_url=picture_url,
        picture_set=picture_set,
    )
    app.jinja_env.filters.update(
        rate=rate_line, language=languages.name_of, countries=countries.grouped, country=countries.said
    )


def _who_looks() -> dict[str, Any]:
    person = current_person()
    return {"current_person": person, **badges.shown_to(person.id if person else None)}
