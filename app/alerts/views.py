"""The doors of saved searches."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.alerts import actions, policy, queries
from app.alerts.forms import CadenceForm, SaveForm
from app.alerts.models import SavedSearch
from app.kit.errors import Missing
from app.kit.pages import Page
from app.people.current import member
from app.people.models import Person
from app.search import queries as search
from app.search.address import read, written
from app.studios import queries as studios
from app.studios.models import Studio

blueprint = Blueprint("alerts", __name__)
blueprints = [blueprint]

ONE = "/searches/<int(max=9007199254740991):id>"


def furnish(app: Flask) -> None:
    """Give the pages the way back to the results."""
    app.jinja_env.globals["run_again"] = run_again


@blueprint.get("/searches")
def index() -> ResponseReturnValue:
    return render_template("alerts/index.html", searches=queries.listing(member()), forms=CadenceForm)


@blueprint.route("/searches/new", methods=["GET", "POST"])
def save() -> ResponseReturnValue:
    """Save the search that stands in the address."""
    actor, typed, kind = member(), request.args.get("q", ""), _kind()
    form = SaveForm(data={"name": typed[:80]})
    form.offer(_studios_of(actor))
    asked = read(request.args)
    if form.sent():
        actions.save(
            actor,
            name=form.name.data,
            kind=kind,
            typed=typed,
            address=written(asked.filters, asked.sort),
            studio=form.chosen_studio,
            cadence=form.cadence.data,
        )
        flash("Saved. You find it under Saved searches in your menu.", "success")
        return redirect(_results(), 303)
    status = 422 if form.errors else 200
    return render_template("alerts/new.html", form=form, typed=typed, kind=kind), status


@blueprint.route(ONE + "/edit", methods=["GET", "POST"])
def edit(id: int) -> ResponseReturnValue:
    actor = member()
    saved = queries.saved(actor, id)
    if not policy.may_change(actor, saved):
        raise Missing
    form = SaveForm(obj=saved, data={"studio": saved.studio_id, "cadence": saved.cadence_for(actor)})
    form.offer(_studios_of(actor, saved.studio))
    if form.sent():
        actions.change(actor, saved, name=form.name.data, studio=form.chosen_studio)
        actions.watch(actor, saved, form.cadence.data)
        flash("Changed.", "success")
        return redirect(url_for(".index"), 303)
    return render_template("alerts/edit.html", form=form, saved=saved), 422 if form.errors else 200


@blueprint.post(ONE + "/watch")
def watch(id: int) -> ResponseReturnValue:
    saved, form = queries.saved(member(), id), CadenceForm()
    if form.sent():
        actions.watch(member(), saved, form.cadence.data)
        flash("Changed.", "success")
    return redirect(url_for(".index"), 303)


@blueprint.post(ONE + "/removal")
def remove(id: int) -> ResponseReturnValue:
    saved = queries.saved(member(), id)
    actions.remove(member(), saved)
    flash(f"“{saved.name}” was removed.", "success")
    return redirect(url_for(".index"), 303)


@blueprint.get(ONE + "/found/<int(max=1000000):number>")
def found(id: int, number: int) -> ResponseReturnValue:
    """What was new in one round of telling."""
    actor = member()
    saved = queries.saved(actor, id)
    held = saved.watch_of(actor)
    if held is None or not 0 < number <= held.round:
        raise Missing
    things = search.KINDS[saved.kind].by_ids(actor, queries.found_in(held, number))
    page = Page([search.Match(thing, []) for thing in things], len(things))
    return render_template("alerts/found.html", saved=saved, kind=saved.kind, results={"page": page}, number=number)


def run_again(saved: SavedSearch) -> str:
    """The address of the results."""
    return url_for("search.index", q=saved.typed, kind=saved.kind, **saved.address)


def _studios_of(actor: Person, besides: Studio | None = None) -> list[Studio]:
    shareable = [studio for studio in studios.of(actor) if policy.may_share(actor, studio)]
    return shareable + [studio for studio in [besides] if studio and studio not in shareable]


def _results() -> str:
    there: dict[str, Any] = request.args.to_dict(flat=False)
    return url_for("search.index", **there)


def _kind() -> str:
    kind = request.args.get("kind", "person")
    return kind if kind in search.KINDS else "person"
