"""The bell: what happened, and the way to it."""

from __future__ import annotations

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.routing import BuildError

from app.kit import badges
from app.kit.errors import Missing
from app.notifications import actions, queries
from app.notifications.models import Notice
from app.people.current import member

blueprint = Blueprint("notifications", __name__)
blueprints = [blueprint]


def furnish(app: Flask) -> None:
    """Have every page know how many notices were not seen yet."""
    badges.offer("unread_notices", queries.UNSEEN)


@blueprint.get("/notices")
def index() -> ResponseReturnValue:
    page = queries.listing(member(), request.args.get("page", 1, type=int))
    return render_template("notifications/index.html", page=page)


@blueprint.get("/notices/<int(max=9007199254740991):id>")
def follow(id: int) -> ResponseReturnValue:
    """Go where a notice leads, and count it as seen; a page fetched ahead is not followed."""
    notice = queries.notice(member(), id)
    way = _way_of(notice)
    if notice.seen_at is None and not _is_fetched_ahead():
        actions.open_notice(member(), notice)
    return redirect(way, 303)


@blueprint.post("/notices/seen")
def see_all() -> ResponseReturnValue:
    actions.see_all(member())
    return redirect(url_for("notifications.index"), 303)


def _way_of(notice: Notice) -> str:
    try:
        return url_for(notice.target["endpoint"], **notice.target["values"])
    except BuildError as gone:
        raise Missing from gone


def _is_fetched_ahead() -> bool:
    told = (request.headers.get(name, "") for name in ("Sec-Purpose", "X-Sec-Purpose"))
    return any("prefetch" in value for value in told)
