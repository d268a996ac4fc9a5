"""The doors of studios: their list, their page, their team."""

from __future__ import annotations

from typing import IO, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.doors import public
from app.kit.errors import Malformed, Missing, NotNow
from app.kit.policy import ensure
from app.people import queries as people
from app.people.current import current_person, member
from app.studios import actions, policy, queries
from app.studios.forms import DUTIES, AskForm, DutyForm, StudioFilter, StudioForm
from app.studios.models import Studio
from app.taxonomy import queries as taxonomy

blueprint = Blueprint("studios", __name__)
blueprints = [blueprint]


@blueprint.get("/studios")
@public
def index() -> ResponseReturnValue:
    viewer, form = current_person(), StudioFilter(request.args)
    good = form.validate()
    wanted: dict[str, Any] = form.answers if good else {"q": "", "kind": None, "place": ""}
    city = taxonomy.city_named(wanted["place"]) if wanted["place"] else None
    page = queries.listing(viewer, _page_number(), words=wanted["q"] or "", kind=wanted["kind"], city=city)
    lost = bool(wanted["place"]) and city is None
    asking = queries.asking(viewer) if viewer else []
    mine = queries.of(viewer) if viewer else []
    return render_template(
        "studios/index.html", page=page, form=form, lost=lost, asking=asking, mine=mine
    ), 200 if good else 422


@blueprint.route("/studios/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    form = StudioForm()
    if form.sent():
        try:
            studio = actions.found(member(), **_typed(form))
        except Malformed as refusal:
            form.picture.errors = [refusal.sentence]
        else:
            flash("The studio has its page. Next, ask your team in.", "success")
            return redirect(url_for("studios.show", slug=studio.slug), 303)
    return render_template("studios/new.html", form=form), 422 if form.errors else 200


@blueprint.get("/studios/<slug>")
@public
def show(slug: str) -> ResponseReturnValue:
    viewer = current_person()
    studio = queries.by_slug(viewer, slug)
    team = queries.team_seen_by(viewer, studio)
    return render_template("studios/show.html", studio=studio, team=team, own=studio.membership_of(viewer))


@blueprint.route("/studios/<slug>/edit", methods=["GET", "POST"])
def edit(slug: str) -> ResponseReturnValue:
    studio = queries.by_slug(member(), slug)
    ensure(policy.may_edit(member(), studio))
    form = StudioForm(obj=studio)
    if form.sent():
        try:
            actions.edit(member(), studio, **_typed(form))
        except Malformed as refusal:
            form.picture.errors = [refusal.sentence]
        else:
            flash("Saved.", "success")
            return redirect(url_for("studios.show", slug=studio.slug), 303)
    return render_template("studios/edit.html", form=form, studio=studio), 422 if form.errors else 200


@blueprint.route("/studios/<slug>/team", methods=["GET", "POST"])
def team(slug: str) -> ResponseReturnValue:
    """The team, and the form that asks somebody in."""
    studio = queries.by_slug(member(), slug)
    ensure(policy.may_look_inside(member(), studio))
    form = AskForm()
    if request.method == "POST":
        ensure(policy.may_manage(member(), studio))
    if form.sent() and _asked(studio, form):
        return _to_team(studio)
    return render_template(
        "studios/team.html", studio=studio, asked=queries.asked_of(studio), form=form, duties=DUTIES
    ), 422 if form.errors else 200


def _asked(studio: Studio, form: AskForm) -> bool:
    try:
        person = people.by_handle(member(), form.handle.data.lstrip("@"))
        actions.ask(member(), studio, person, form.role.data, form.title.data or "")
    except Missing:
        form.handle.errors = ["Nobody here has this handle. It stands on their page, after the @."]
        return False
    except NotNow as refusal:
        form.handle.errors = [refusal.sentence]
        return False
    flash(f"{person.name} was asked and is in once they accept.", "success")
    return True


@blueprint.post("/studios/<slug>/team/<int:id>/acceptance")
def accept(slug: str, id: int) -> ResponseReturnValue:
    studio = queries.by_slug(member(), slug)
    actions.accept(member(), queries.member(member(), studio, id))
    flash(f"You are in the team of {studio.name}.", "success")
    return redirect(url_for("studios.show", slug=slug), 303)


@blueprint.post("/studios/<slug>/team/<int:id>/refusal")
def decline(slug: str, id: int) -> ResponseReturnValue:
    actions.decline(member(), queries.member(member(), queries.by_slug(member(), slug), id))
    flash("You declined. Nobody was told why.", "success")
    return redirect(url_for("studios.index"), 303)


@blueprint.post("/studios/<slug>/team/<int:id>/role")
def change_role(slug: str, id: int) -> ResponseReturnValue:
    studio = queries.by_slug(member(), slug)
    form = DutyForm()
    if not form.sent():
        raise Malformed("That is none of the roles in a team.")
    row = queries.member(member(), studio, id)
    actions.change_role(member(), row, form.role.data)
    flash(f"{row.person.name} is {row.role} now.", "success")
    return _to_team(studio)


@blueprint.post("/studios/<slug>/team/<int:id>/removal")
def remove(slug: str, id: int) -> ResponseReturnValue:
    studio = queries.by_slug(member(), slug)
    row = queries.member(member(), studio, id)
    actions.remove(member(), row)
    if row.person_id == member().id:
        flash(f"You have left {studio.name}.", "success")
        return redirect(url_for("studios.show", slug=slug), 303)
    flash(f"{row.person.name} is out of the team.", "success")
    return _to_team(studio)


def _typed(form: StudioForm) -> dict[str, Any]:
    return {**form.answers, "picture": _stream(form.picture.data)}


def _stream(upload: Any) -> IO[bytes] | None:
    return upload.stream if getattr(upload, "filename", "") else None


def _page_number() -> int:
    return request.args.get("page", 1, type=int)


def _to_team(studio: Studio) -> ResponseReturnValue:
    return redirect(url_for("studios.team", slug=studio.slug), 303)
