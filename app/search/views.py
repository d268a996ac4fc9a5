"""One box over people, pitches, roles and studios."""

from __future__ import annotations

from flask import Blueprint, Flask, render_template, request
from flask.typing import ResponseReturnValue

from app.kit.doors import public
from app.people.current import current_person
from app.search import indexing, queries
from app.search.queries import KINDS

blueprint = Blueprint("search", __name__)
blueprints = [blueprint]


def furnish(app: Flask) -> None:
    """Give the application its index."""
    indexing.furnish_index(app)


@blueprint.get("/search")
@public
def index() -> ResponseReturnValue:
    viewer, typed = current_person(), request.args.get("q", "")
    kind = request.args.get("kind", "person")
    kind = kind if kind in KINDS else "person"
    results = queries.find(viewer, kind, typed, request.args.get("page", 1, int))
    if results.away:
        indexing.ask_for_rebuild()
    totals = {other: queries.total(viewer, other, typed) for other in KINDS if other != kind} if results.reading else {}
    return render_template(
        "search/index.html",
        typed=typed,
        kind=kind,
        results=results,
        totals={**totals, kind: results.page.total},
    )
