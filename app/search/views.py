"""One box over people, pitches, roles and studios."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Flask, render_template, request
from flask.typing import ResponseReturnValue

from app.kit.doors import public
from app.kit.pages import SIZE
from app.people.current import current_person
from app.search import exchange, fitting, indexing, panel, queries
from app.search.address import read, written
from app.search.forms import SORTS, PanelForm
from app.search.loosening import Looser, loosen
from app.search.queries import FACETS, KINDS, Results
from app.search.question import Filters
from app.search.ticked import ticked
from app.search.understanding import chips

blueprint = Blueprint("search", __name__)
blueprints = [blueprint]


def furnish(app: Flask) -> None:
    """Give the application its index, and the page of a role the people who fit it."""
    indexing.furnish_index(app)
    app.jinja_env.globals["people_for"] = fitting.people_for


@blueprint.get("/search")
@public
def index() -> ResponseReturnValue:
    viewer, typed, kind, asked = current_person(), request.args.get("q", ""), _kind(), read(request.args)
    results = queries.find(
        viewer, kind, typed, request.args.get("page", 1, int), SIZE, asked.filters, asked.sort, FACETS[kind]
    )
    if results.away:
        indexing.ask_for_rebuild()
    is_asked = bool(typed.strip()) or asked.filters != Filters()
    return render_template(
        "search/index.html",
        typed=typed,
        kind=kind,
        asked=asked,
        is_asked=is_asked,
        address=written(asked.filters, asked.sort),
        address_with=partial(written, sort=asked.sort),
        results=results,
        totals=_totals(typed, kind, results.page.total) if typed.strip() else {},
        chips=chips(results.reading),
        looser=_looser(results, kind, asked.filters),
        ticked=ticked(asked.filters),
        groups=panel.groups(results.facets, results.question.filters),
        days_are=dict(results.facets.get("availability", ())),
        form=PanelForm.showing(request.args, asked),
        sorts=SORTS,
        exchanged_on=exchange.table().as_of,
    )


def _looser(results: Results, kind: str, filters: Filters) -> list[Looser]:
    """What to ask less of, where nobody meets all of it."""
    if results.away or (results.page.total and not results.loosely):
        return []
    return loosen(results.reading, filters, partial(queries.exactly, current_person(), kind))


def _kind() -> str:
    kind = request.args.get("kind", "person")
    return kind if kind in KINDS else "person"


def _totals(typed: str, kind: str, total: int) -> dict[str, int]:
    """How many there are of each kind, by the words alone: filters are a kind's own."""
    others = {other: queries.total(current_person(), other, typed) for other in KINDS if other != kind}
    return {**others, kind: total}
