"""Roles: the list, the page, writing one down, and its life."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.hiring import policy, queries
from app.hiring.actions import roles as actions
from app.hiring.forms import TRUTHS, ApplicationForm, RoleFilter, RoleForm
from app.hiring.models import LIVE, Role, RoleState
from app.hiring.queries import Wishes
from app.hiring.queries import applications as sent
from app.hiring.views.blueprint import blueprint
from app.kit.doors import public
from app.kit.errors import Malformed, NotNow
from app.kit.policy import ensure
from app.people import queries as people
from app.people.availability import summary
from app.people.current import current_person, member
from app.people.models import Person
from app.pitches import queries as pitches
from app.pitches.models import Pitch
from app.studios import queries as studios
from app.studios.models import Studio


@blueprint.get("/roles")
@public
def index() -> ResponseReturnValue:
    form = RoleFilter(request.args).offer()
    good = form.validate()
    wishes = form.wishes if good else Wishes()
    page = queries.listing(current_person(), wishes, request.args.get("page", 1, type=int))
    asked = {name: value for name, value in request.args.items() if name != "page" and value}
    return render_template("hiring/index.html", page=page, form=form, asked=asked), 200 if good else 422


@blueprint.get("/roles/<int:id>")
@public
def show(id: int) -> ResponseReturnValue:
    return role_page(queries.by_id(current_person(), id))


def role_page(role: Role, form: ApplicationForm | None = None) -> ResponseReturnValue:
    """A role's page: everything it says, and the box to apply in, or why there is none."""
    viewer = current_person()
    form = form or ApplicationForm(formdata=None, rate_basis=role.pay_basis, currency=role.currency)
    runs = policy.may_run(viewer, role)
    return render_template(
        "hiring/show.html",
        role=role,
        form=form.offer(viewer.credits if viewer else []),
        poster=_known(viewer, role.posted_by),
        own=sent.sent_for(viewer, role),
        free=summary(viewer) if viewer else None,
        counts=sent.counts_of(member(), role) if runs else None,
        truths=TRUTHS,
        gaps=role.gaps() if runs and role.state == RoleState.DRAFT else {},
    ), 422 if form.errors else 200


@blueprint.get("/studios/<slug>/roles")
@public
def of_studio(slug: str) -> ResponseReturnValue:
    return _roles_of(studios.by_slug(current_person(), slug))


@blueprint.get("/pitches/<slug>/roles")
@public
def of_pitch(slug: str) -> ResponseReturnValue:
    return _roles_of(pitches.by_slug(current_person(), slug))


@blueprint.route("/studios/<slug>/roles/new", methods=["GET", "POST"])
def new(slug: str) -> ResponseReturnValue:
    """A new role of a studio."""
    return _draft_for(studios.by_slug(member(), slug))


@blueprint.route("/pitches/<slug>/roles/new", methods=["GET", "POST"])
def new_for_pitch(slug: str) -> ResponseReturnValue:
    """A new role of a pitch."""
    return _draft_for(pitches.by_slug(member(), slug))


@blueprint.route("/roles/<int:id>/edit", methods=["GET", "POST"])
def edit(id: int) -> ResponseReturnValue:
    role = queries.by_id(member(), id)
    ensure(policy.may_run(member(), role))
    if not policy.may_edit(member(), role):
        raise NotNow("This role is closed, so it can no longer be changed.")
    form = RoleForm(obj=role, required=role.wanted(), desired=role.wanted(False))
    if form.sent() and (_stays_draft(role, form) or form.is_complete()):
        actions.edit(member(), role, **form.facts)
        return _saved(role, form)
    return _form_page(form, role.house, role)


@blueprint.post("/roles/<int:id>/publication")
def publish(id: int) -> ResponseReturnValue:
    """Publish a draft as it is, or show its form with what is missing at each field."""
    role = queries.by_id(member(), id)
    ensure(policy.may_run(member(), role))
    form = RoleForm(formdata=None, obj=role, required=role.wanted(), desired=role.wanted(False))
    for field in form:
        field.errors = []
    if not form.is_complete():
        return _form_page(form, role.house, role)
    return _step(role, actions.publish, "The role is open.")


@blueprint.post("/roles/<int:id>/pause")
def pause(id: int) -> ResponseReturnValue:
    return _step(queries.by_id(member(), id), actions.pause, "The role takes no applications for now.")


_ENDINGS: dict[str, tuple[Callable[[Person, Role], None], str]] = {
    "closed": (
        actions.close,
        "The role takes no more applications. Everybody who applied waits for an answer.",
    ),
    "filled": (actions.fill, "The role is filled. Everybody who waited was told."),
    "cancelled": (actions.cancel, "The role is cancelled. Everybody who applied was told."),
}


@blueprint.post("/roles/<int:id>/closing")
def close(id: int) -> ResponseReturnValue:
    """End a role: `outcome` is closed, filled or cancelled."""
    role = queries.by_id(member(), id)
    if request.form.get("outcome") not in _ENDINGS:
        raise Malformed("A role is closed, filled or cancelled.")
    return _step(role, *_ENDINGS[request.form["outcome"]])


def _draft_for(house: Studio | Pitch) -> ResponseReturnValue:
    ensure(policy.may_post(member(), house))
    form = RoleForm(production=house.title if isinstance(house, Pitch) else "")
    if form.sent() and (not form.wants("publish") or form.is_complete()):
        return _saved(actions.draft(member(), house, **form.facts), form)
    return _form_page(form, house)


def _saved(role: Role, form: RoleForm) -> ResponseReturnValue:
    if form.wants("publish") and role.state == RoleState.DRAFT:
        return _step(role, actions.publish, "The role is open.")
    flash("Saved." if role.state in LIVE else "Kept as a draft. Only your team sees it.", "success")
    return redirect(url_for("hiring.show", id=role.id), 303)


def _step(role: Role, step: Callable[[Person, Role], None], sentence: str) -> ResponseReturnValue:
    step(member(), role)
    flash(sentence, "success")
    return redirect(url_for("hiring.show", id=role.id), 303)


def _stays_draft(role: Role, form: RoleForm) -> bool:
    return role.state == RoleState.DRAFT and not form.wants("publish")


def _form_page(form: RoleForm, house: Studio | Pitch, role: Role | None = None) -> ResponseReturnValue:
    return render_template("hiring/form.html", form=form, house=house, role=role), 422 if form.errors else 200


def _roles_of(house: Studio | Pitch) -> ResponseReturnValue:
    found = queries.of_house(current_person(), house)
    posts = policy.may_post(current_person(), house)
    return render_template("hiring/house.html", house=house, roles=found, posts=posts)


def _known(viewer: Person | None, person: Person) -> Person | None:
    seen = people.by_ids(viewer, [person.id])
    return seen[0] if seen else None
