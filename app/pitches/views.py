"""The doors of pitches: the wall of posters, one-sheets, and what their owners do with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import limiter
from app.kit.doors import public
from app.kit.errors import Malformed, Missing, NotNow
from app.kit.policy import ensure
from app.people import queries as people
from app.people.current import current_person, member
from app.people.models import Person
from app.pitches import actions, policy, queries
from app.pitches.forms import AskForm, FilterForm, HandleForm, PitchForm
from app.pitches.models import Pitch, PitchState, Unready
from app.pitches.queries import Filters

DONE = {
    PitchState.PUBLISHED: "Published. Whoever may see it finds it now.",
    PitchState.PAUSED: "Paused. It is off the wall until you publish it again.",
    PitchState.TEAM_COMPLETE: "The team is complete.",
    PitchState.IN_PRODUCTION: "In production. Good luck on set.",
    PitchState.WRAPPED: "That is a wrap.",
    PitchState.RELEASED: "Released.",
    PitchState.ARCHIVED: "Archived. Only you can see it now.",
    PitchState.REMOVED: "Removed. Only its owner and moderators can see it now.",
}

blueprint = Blueprint("pitches", __name__)
blueprints = [blueprint]


@blueprint.get("/pitches")
@public
def index() -> ResponseReturnValue:
    form = FilterForm(request.args)
    page = queries.listing(current_person(), Filters(**form.chosen), _page_number())
    return render_template("pitches/index.html", page=page, form=form)


@blueprint.get("/pitches/mine")
def mine() -> ResponseReturnValue:
    person = member()
    return render_template(
        "pitches/mine.html",
        page=queries.owned_by(person, _page_number()),
        parts=queries.parts_of(person),
        opened=queries.opened_to(person),
    )


@blueprint.get("/people/<handle>/pitches")
@public
def of_person(handle: str) -> ResponseReturnValue:
    viewer = current_person()
    person = people.by_handle(viewer, handle)
    page = queries.by(viewer, person, _page_number())
    return render_template("pitches/of_person.html", person=person, page=page)


@blueprint.route("/pitches/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    form, kept = PitchForm(), list[Pitch]()
    if _sent(form) and _taken(form, lambda: kept.append(actions.draft(member(), **_answers(form)))):
        return _written(kept[0], form)
    return render_template("pitches/new.html", form=form), 422 if form.errors else 200


@blueprint.route("/pitches/<slug>/edit", methods=["GET", "POST"])
def edit(slug: str) -> ResponseReturnValue:
    pitch = _own(slug)
    if not policy.may_edit(member(), pitch):
        raise NotNow("This pitch is closed, so it can no longer be changed.")
    form = PitchForm() if request.method == "POST" else PitchForm.of(pitch)
    if _sent(form) and _taken(form, lambda: actions.change(member(), pitch, **_answers(form))):
        return _written(pitch, form)
    return _edit_page(pitch, form)


@blueprint.get("/pitches/<slug>")
@public
def show(slug: str) -> ResponseReturnValue:
    viewer, pitch = current_person(), _seen(slug)
    invitation = pitch.invitation_of(viewer) if viewer else None
    if viewer and invitation and invitation.read_at is None:
        actions.note_reading(viewer, pitch)
        pitch = _seen(slug)
    return render_template(
        "pitches/show.html",
        pitch=pitch,
        team=queries.team_of(viewer, pitch),
        steps=policy.steps(viewer, pitch),
        part=pitch.part_of(viewer) if viewer else None,
    )


@blueprint.post("/pitches/<slug>/state")
def step(slug: str) -> ResponseReturnValue:
    """Take one step of the life cycle (`to`); what is missing for publishing is said at its fields."""
    pitch, to = _seen(slug), _state(request.form.get("to", ""))
    try:
        actions.move(member(), pitch, to, request.form.get("reason", "")[:500])
    except Unready as unready:
        form = PitchForm.of(_seen(slug))
        form.complain(unready.lacks)
        return _edit_page(pitch, form)
    flash(DONE[to], "success")
    return redirect(url_for("pitches.show", slug=slug), 303)


@blueprint.post("/pitches/<slug>/conversation")
@limiter.limit("60/hour")
def talk(slug: str) -> ResponseReturnValue:
    conversation = actions.talk(member(), _seen(slug))
    return redirect(url_for("messaging.show", id=conversation.id), 303)


@blueprint.route("/pitches/<slug>/team", methods=["GET", "POST"])
@limiter.limit("60/hour", methods=["POST"])
def team(slug: str) -> ResponseReturnValue:
    """The team, for its owner: who is in, who was asked; asking somebody."""
    pitch, form = _own(slug), AskForm()
    if _addressed(form, lambda person: actions.ask(member(), pitch, person, form.position.data or "")):
        flash("Asked. They find it among their notices.", "success")
        return redirect(url_for("pitches.team", slug=slug), 303)
    everybody = queries.team_of(member(), pitch)
    page = render_template("pitches/team.html", pitch=pitch, team=everybody, form=form)
    return page, 422 if form.errors else 200


@blueprint.post("/pitches/<slug>/team/<int:key>/removal")
def dismiss(slug: str, key: int) -> ResponseReturnValue:
    pitch = _own(slug)
    actions.dismiss(member(), queries.member_of(pitch, key))
    flash("They are no longer in the team.", "success")
    return redirect(url_for("pitches.team", slug=slug), 303)


@blueprint.post("/pitches/<slug>/team/answer")
def answer(slug: str) -> ResponseReturnValue:
    """Say `yes` or `no` to having been asked."""
    pitch, said = _seen(slug), request.form.get("say")
    if said not in ("yes", "no"):
        raise Malformed("Please answer with one of the two buttons.")
    actions.answer(member(), pitch, said == "yes")
    if said == "yes":
        flash(f"You are in the team of {pitch.title}.", "success")
        return redirect(url_for("pitches.show", slug=slug), 303)
    flash("You said no. The owner can see that.", "success")
    return redirect(url_for("pitches.mine"), 303)


@blueprint.post("/pitches/<slug>/team/leaving")
def leave(slug: str) -> ResponseReturnValue:
    pitch = _seen(slug)
    title = pitch.title
    actions.leave(member(), pitch)
    flash(f"You have left the team of {title}.", "success")
    return redirect(url_for("pitches.mine"), 303)


@blueprint.route("/pitches/<slug>/invitations", methods=["GET", "POST"])
@limiter.limit("120/hour", methods=["POST"])
def invitations(slug: str) -> ResponseReturnValue:
    """Who was invited to read, who has read, and inviting somebody."""
    pitch, form = _own(slug), HandleForm()
    if _addressed(form, lambda person: actions.invite(member(), pitch, person)):
        flash("They can read this pitch now, and find it among their notices.", "success")
        return redirect(url_for("pitches.invitations", slug=slug), 303)
    page = render_template("pitches/invitations.html", pitch=pitch, form=form)
    return page, 422 if form.errors else 200


@blueprint.post("/pitches/<slug>/invitations/<int:key>/withdrawal")
def withdraw(slug: str, key: int) -> ResponseReturnValue:
    actions.withdraw(member(), queries.invitation_of(_own(slug), key))
    flash("The invitation is withdrawn; they can no longer read this pitch.", "success")
    return redirect(url_for("pitches.invitations", slug=slug), 303)


def _seen(slug: str) -> Pitch:
    return queries.by_slug(current_person(), slug)


def _own(slug: str) -> Pitch:
    """The pitch, at doors that are its owner's; others who see it are refused."""
    pitch = _seen(slug)
    ensure(policy.may_manage(member(), pitch))
    return pitch


def _page_number() -> int:
    return request.args.get("page", 1, int)


def _state(word: str) -> PitchState:
    if word not in list(PitchState):
        raise Malformed("There is no such step.")
    return PitchState(word)


def _sent(form: PitchForm) -> bool:
    """Whether the whole form was sent and is good; a row more or less is neither."""
    if request.method == "POST" and (form.needs.rearranged() or form.places.rearranged()):
        return False
    return form.sent()


def _answers(form: PitchForm) -> dict[str, Any]:
    return {**form.answers, "publish": form.wants("publish")}


def _taken(form: HandleForm | PitchForm, deed: Callable[[], object]) -> bool:
    """Whether the action took what was typed; what it refused is said at its field, and nothing is lost."""
    try:
        deed()
    except Unready as unready:
        form.complain(unready.lacks)
    except Malformed as refusal:
        form.complain({"picture": refusal.sentence})
    except NotNow as refusal:
        form.complain({"handle" if "handle" in form else "title": refusal.sentence})
    return not form.errors


def _written(pitch: Pitch, form: PitchForm) -> ResponseReturnValue:
    published = form.wants("publish")
    flash(DONE[PitchState.PUBLISHED] if published else "Saved.", "success")
    return redirect(url_for("pitches.show", slug=pitch.slug), 303)


def _edit_page(pitch: Pitch, form: PitchForm) -> ResponseReturnValue:
    return render_template("pitches/edit.html", pitch=pitch, form=form), 422 if form.errors else 200


def _addressed(form: HandleForm, deed: Callable[[Person], object]) -> bool:
    """Whether the deed was done to who was typed; whom one may not see is as unknown as nobody."""
    if not form.sent():
        return False
    try:
        person = people.by_handle(member(), form.handle.data.removeprefix("@"))
    except Missing:
        form.complain({"handle": "Nobody here has this handle."})
        return False
    return _taken(form, lambda: deed(person))
