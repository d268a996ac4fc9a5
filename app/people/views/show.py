"""People to look at."""

from __future__ import annotations

from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue

from app.kit import media
from app.kit.doors import public
from app.kit.errors import Missing
from app.people import queries
from app.people.current import current_person
from app.people.views.blueprint import blueprint
from app.people.views.cards import drawn

FOR_EVER = 365 * 24 * 3600


@blueprint.get("/people")
@public
def index() -> ResponseReturnValue:
    viewer = current_person()
    page = queries.faces(viewer, request.args.get("page", 1, type=int))
    return render_template("people/index.html", page=page, cards=drawn(viewer, page.rows))


@blueprint.get("/people/<handle>")
@public
def show(handle: str) -> ResponseReturnValue:
    viewer = current_person()
    person = queries.whole(viewer, handle)
    return render_template("people/show.html", person=person, confirmers=queries.confirmers(viewer, person))


@blueprint.get("/pictures/<token>-<int:width>.webp")
@public
def picture(token: str, width: int) -> ResponseReturnValue:
    """A picture under a name that cannot be guessed: those who may see its page have learned it there."""
    path = media.found(token, width)
    if path is None:
        raise Missing
    answer = send_file(path, mimetype="image/webp")
    answer.headers["Cache-Control"] = f"public, max-age={FOR_EVER}, immutable"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
