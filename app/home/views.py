"""The front page, the desk, and what this house is."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, render_template_string, url_for
from flask.typing import ResponseReturnValue

from app.home import queries
from app.kit.doors import public
from app.people import actions as people
from app.people.current import current_person, member

blueprint = Blueprint("home", __name__)
blueprints = [blueprint]


@blueprint.get("/")
@public
def index() -> ResponseReturnValue:
    person = current_person()
    if person is None:
        return render_template("home/front.html", board=queries.board())
    return render_template("home/desk.html", desk=queries.desk(person))


@blueprint.post("/desk/still-free")
def still_free() -> ResponseReturnValue:
    """Say with one press that one's days are as they were."""
    people.confirm_days(member())
    flash("Confirmed as of today.", "success")
    return redirect(url_for("home.index"), 303)


@blueprint.get("/about")
@public
def about() -> ResponseReturnValue:
    return render_template("home/about.html")


@blueprint.get("/robots.txt")
@public
def robots() -> ResponseReturnValue:
    return Response(render_template("home/robots.txt"), content_type="text/plain; charset=utf-8")


@blueprint.get("/favicon.ico")
@public
def favicon() -> ResponseReturnValue:
    """Where browsers look by themselves; the icon itself is among the built files."""
    return redirect(render_template_string("{{ asset('icon.svg') }}"), 302)
