"""Lists to take along."""

from __future__ import annotations

from flask import current_app, make_response
from flask.typing import ResponseReturnValue

from app.extensions import limiter
from app.kit.clock import today
from app.kit.templating import day
from app.kit.text import slugify
from app.lists import export, queries
from app.lists.export import Line
from app.lists.models import Shortlist
from app.lists.views.blueprint import blueprint
from app.people.current import member


@blueprint.get("/lists/<int:id>/people.csv")
@limiter.limit("60/hour")
def as_table(id: int) -> ResponseReturnValue:
    shortlist = queries.by_id(member(), id)
    return _file(export.as_table(_lines(shortlist)), "text/csv; charset=utf-8", shortlist, "csv")


@blueprint.get("/lists/<int:id>/people.pdf")
@limiter.limit("60/hour")
def as_paper(id: int) -> ResponseReturnValue:
    shortlist = queries.by_id(member(), id)
    house = f", {shortlist.studio.name}" if shortlist.studio else ""
    foot = f"For {member().name}{house} · {day(today())}"
    return _file(export.as_paper(shortlist, _lines(shortlist), foot), "application/pdf", shortlist, "pdf")


def _lines(shortlist: Shortlist) -> list[Line]:
    rows = queries.all_entries(member(), shortlist)
    return export.lines(member(), rows, queries.writers(member(), rows), current_app.config["BASE_URL"])


def _file(data: bytes, kind: str, shortlist: Shortlist, ending: str) -> ResponseReturnValue:
    answer = make_response(data)
    answer.content_type = kind
    name = slugify(shortlist.name) or "list"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer
