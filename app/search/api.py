"""People by what they can do, as JSON: the same answer as the page, to the same people."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.doors import public
from app.kit.pages import SIZE
from app.people.availability import summary
from app.people.current import current_person
from app.people.models import Person
from app.search import completing, queries
from app.search.queries import Match

blueprint = Blueprint("search_api", __name__, url_prefix="/api/v1")
blueprints = [blueprint]


@blueprint.get("/people")
@public
def people() -> ResponseReturnValue:
    """People for the words `q`, `limit` at a time (20, at most 100), from `page` 1 on."""
    typed, size = request.args.get("q", ""), request.args.get("limit", SIZE, int)
    results = queries.find(current_person(), "person", typed, request.args.get("page", 1, int), size)
    if results.away:
        return jsonify(error="The search is being put in order. Please try again in a moment.", status=503), 503
    page = results.page
    beyond = url_for(".people", q=typed, limit=page.size, page=page.next) if page.next else None
    return jsonify(total=page.total, took_ms=results.took_ms, items=[_item(match) for match in page.rows], next=beyond)


@blueprint.get("/complete")
@public
def complete() -> ResponseReturnValue:
    """How the search typed so far (`q`) may go on: `[{"value", "label", "hint"}]`, at most eight.

    `value` is the whole search with the suggestion in it.
    """
    return jsonify(completing.complete(current_person(), request.args.get("q", "")))


def _item(match: Match) -> dict[str, Any]:
    person: Person = match.thing
    days = summary(person)
    return {
        "handle": person.handle,
        "name": person.name,
        "headline": person.headline,
        "positions": [row.name for row in person.positions],
        "base": person.home.name if person.home else None,
        "availability": {"state": days.kind, "words": days.words, "age": days.age},
        "url": url_for("people.show", handle=person.handle, _external=True),
        "why": match.why,
        "missing": match.missing,
    }
