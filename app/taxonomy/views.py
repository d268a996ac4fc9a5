"""The credits of the data, and the pages on which administrators keep the trade's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kit.doors import public
from app.kit.errors import NotNow
from app.kit.policy import ensure
from app.taxonomy import actions, queries
from app.taxonomy.forms import AsAliasForm, AsPositionForm, AsSkillForm, PositionForm
from app.taxonomy.models import Department, Position
from app.taxonomy.policy import may_curate

LONGEST_TYPED = 80

blueprint = Blueprint("taxonomy", __name__)
blueprints = [blueprint]


@blueprint.get("/about/data")
@public
def credits() -> ResponseReturnValue:
    return render_template("taxonomy/credits.html", credits=queries.credits())


@blueprint.get("/api/v1/complete/<kind>")
@public
def complete(kind: str) -> ResponseReturnValue:
    """How the word typed so far (`q`) may go on: `[{"value", "label", "hint"}]`, at most eight."""
    answer = jsonify(queries.complete(kind, request.args.get("q", "")[:LONGEST_TYPED]))
    answer.cache_control.max_age = 300
    return answer


@blueprint.get("/taxonomy")
def index() -> ResponseReturnValue:
    _curator()
    words, department = request.args.get("q", "")[:80], request.args.get("department", "")[:80]
    return render_template(
        "taxonomy/index.html",
        positions=queries.positions(words, department, request.args.get("page", 1, int)),
        departments=queries.departments(),
        ambiguities=queries.ambiguities(),
        waiting=queries.queue().total,
        words=words,
        department=department,
    )


@blueprint.route("/taxonomy/positions/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    curator, form, added = _curator(), PositionForm(), list[Position]()
    if form.sent() and _taken(form, lambda: added.append(actions.add_position(curator, **_answers(form)))):
        flash(f"{added[0].name} is in the taxonomy.")
        return redirect(url_for(".edit", slug=added[0].slug), 303)
    return render_template("taxonomy/edit.html", form=form, position=None), 422 if form.errors else 200


@blueprint.route("/taxonomy/positions/<slug>", methods=["GET", "POST"])
def edit(slug: str) -> ResponseReturnValue:
    curator, position = _curator(), queries.position(slug)
    form = PositionForm(data=_as_typed(position)) if request.method == "GET" else PositionForm()
    if form.sent() and _taken(form, lambda: actions.edit(curator, position, **_answers(form))):
        flash(f"{position.name} was changed.")
        return redirect(url_for(".edit", slug=slug), 303)
    return render_template("taxonomy/edit.html", form=form, position=position), 422 if form.errors else 200


@blueprint.post("/taxonomy/positions/<slug>/retirement")
def retire(slug: str) -> ResponseReturnValue:
    actions.retire(_curator(), queries.position(slug))
    return redirect(url_for(".edit", slug=slug), 303)


@blueprint.post("/taxonomy/positions/<slug>/return")
def restore(slug: str) -> ResponseReturnValue:
    actions.restore(_curator(), queries.position(slug))
    return redirect(url_for(".edit", slug=slug), 303)


@blueprint.get("/taxonomy/queue")
def queue() -> ResponseReturnValue:
    _curator()
    return _queue_page()


@blueprint.post("/taxonomy/queue/<int:id>/position")
def settle_as_position(id: int) -> ResponseReturnValue:
    curator, form = _curator(), AsPositionForm()
    if not form.sent():
        return _queue_page(refused=id, form=form), 422
    actions.accept_as_position(curator, queries.suggestion(id), _chosen(form))
    return redirect(url_for(".queue"), 303)


@blueprint.post("/taxonomy/queue/<int:id>/alias")
def settle_as_alias(id: int) -> ResponseReturnValue:
    curator, form = _curator(), AsAliasForm()
    position = queries.position_named(form.position.data or "") if form.sent() else None
    if position is None:
        return _queue_page(refused=id, form=form), 422
    actions.accept_as_alias(curator, queries.suggestion(id), position)
    return redirect(url_for(".queue"), 303)


@blueprint.post("/taxonomy/queue/<int:id>/skill")
def settle_as_skill(id: int) -> ResponseReturnValue:
    curator, form = _curator(), AsSkillForm()
    if not form.sent():
        return _queue_page(refused=id, form=form), 422
    actions.accept_as_skill(curator, queries.suggestion(id), form.kind.data)
    return redirect(url_for(".queue"), 303)


@blueprint.post("/taxonomy/queue/<int:id>/dismissal")
def dismiss(id: int) -> ResponseReturnValue:
    actions.dismiss(_curator(), queries.suggestion(id))
    return redirect(url_for(".queue"), 303)


def _curator() -> Any:
    actor = current_user.person
    ensure(may_curate(actor))
    return actor


def _queue_page(refused: int | None = None, form: Any = None) -> str:
    return render_template(
        "taxonomy/queue.html",
        suggestions=queries.queue(request.args.get("page", 1, int)),
        refused=refused,
        refused_form=form,
        as_position=AsPositionForm(formdata=None),
        as_skill=AsSkillForm(formdata=None),
    )


def _answers(form: PositionForm) -> dict[str, Any]:
    return {"name": form.name.data, "department": _chosen(form), "aliases": form.names()}


def _taken(form: PositionForm, deed: Callable[[], object]) -> bool:
    """Whether the action took what was typed; what it refused is said at the name, and nothing is lost."""
    try:
        deed()
    except NotNow as refusal:
        form.name.errors = [refusal.sentence]
    return not form.errors


def _chosen(form: Any) -> Department:
    return next(row for row in queries.departments() if row.slug == form.department.data)


def _as_typed(position: Position) -> dict[str, str]:
    return {
        "name": position.name,
        "department": position.department.slug,
        "aliases": "\n".join(alias.label for alias in position.aliases),
    }
