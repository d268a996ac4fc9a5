"""Lists as a whole: made, renamed, put away, copied, deleted."""

from __future__ import annotations

from itertools import groupby

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Malformed
from app.kit.policy import ensure
from app.lists import actions, policy, queries
from app.lists.forms import CopyForm, ListForm, NewListForm
from app.lists.views.blueprint import blueprint, list_page, to_list
from app.people.current import member


@blueprint.get("/lists")
def index() -> ResponseReturnValue:
    archived = "archived" in request.args
    found = queries.listing(member(), archived=archived)
    houses = [(house, list(rows)) for house, rows in groupby(found, key=lambda row: row.shortlist.studio)]
    return render_template("lists/index.html", houses=houses, archived=archived)


@blueprint.route("/lists/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    form = NewListForm().offer(queries.houses(member()))
    if form.sent():
        said = {"name": form.name.data, "description": form.description.data}
        made = actions.make(member(), **said, studio=form.studio)
        return to_list(made, "The list is there. Add people from their pages.")
    return render_template("lists/new.html", form=form), 422 if form.errors else 200


@blueprint.get("/lists/<int:id>")
def show(id: int) -> ResponseReturnValue:
    return list_page(queries.by_id(member(), id))


@blueprint.route("/lists/<int:id>/edit", methods=["GET", "POST"])
def edit(id: int) -> ResponseReturnValue:
    shortlist = queries.by_id(member(), id)
    ensure(policy.may_write(member(), shortlist))
    form = ListForm(obj=shortlist)
    if form.sent():
        actions.describe(member(), shortlist, **form.answers)
        return to_list(shortlist, "Saved.")
    return render_template("lists/edit.html", form=form, shortlist=shortlist), 422 if form.errors else 200


@blueprint.post("/lists/<int:id>/archive")
def archive(id: int) -> ResponseReturnValue:
    shortlist = queries.by_id(member(), id)
    actions.archive(member(), shortlist)
    return to_list(shortlist, "The list is put away. You can bring it back.")


@blueprint.post("/lists/<int:id>/return")
def bring_back(id: int) -> ResponseReturnValue:
    shortlist = queries.by_id(member(), id)
    actions.bring_back(member(), shortlist)
    return to_list(shortlist, "The list is back.")


@blueprint.post("/lists/<int:id>/copies")
def copy(id: int) -> ResponseReturnValue:
    """Give a studio a copy of one's own list."""
    shortlist, form = queries.by_id(member(), id), CopyForm().offer(queries.houses(member()))
    if not form.sent():
        raise Malformed("Please choose one of your studios.")
    given = actions.copy(member(), shortlist, form.houses[form.studio.data])
    return to_list(given, "The studio has its own copy now, and its team is told.")


@blueprint.route("/lists/<int:id>/removal", methods=["GET", "POST"])
def delete(id: int) -> ResponseReturnValue:
    shortlist = queries.by_id(member(), id)
    ensure(policy.may_delete(member(), shortlist))
    if request.method == "GET":
        return render_template("lists/delete.html", shortlist=shortlist)
    actions.delete(member(), shortlist)
    flash("The list is gone.", "success")
    return redirect(url_for("lists.index"), 303)
