"""Applications: sending one, reading them, answering."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.hiring import policy, queries
from app.hiring.actions import applications as actions
from app.hiring.forms import OUTCOMES, AcceptanceForm, ApplicationForm, RefusalForm
from app.hiring.models import Application
from app.hiring.queries import applications as sent
from app.hiring.views.blueprint import blueprint
from app.hiring.views.roles import role_page
from app.kit.policy import ensure
from app.people import queries as people
from app.people.availability import summary
from app.people.current import member


@blueprint.get("/applications")
def mine() -> ResponseReturnValue:
    page = sent.sent_by(member(), request.args.get("page", 1, type=int))
    states = {row.id: policy.shown_state(row, member()) for row in page.rows}
    return render_template("hiring/mine.html", page=page, states=states)


@blueprint.post("/roles/<int:id>/applications")
def apply(id: int) -> ResponseReturnValue:
    role = queries.by_id(member(), id)
    form = ApplicationForm().offer(member().credits)
    if not form.sent():
        return role_page(role, form)
    application = actions.apply(member(), role, **form.answers)
    flash("Sent. You will be told, whatever they decide.", "success")
    return _to(application)


@blueprint.get("/roles/<int:id>/applications")
def of_role(id: int) -> ResponseReturnValue:
    """Who applied, for the house."""
    role = queries.by_id(member(), id)
    ensure(policy.may_run(member(), role))
    group = request.args.get("state", "")
    page = sent.of_role(member(), role, group, request.args.get("page", 1, type=int))
    free = {row.applicant_id: summary(row.applicant) for row in page.rows}
    counts = sent.counts_of(member(), role)
    return render_template("hiring/applications.html", role=role, page=page, free=free, counts=counts, group=group)


@blueprint.get("/applications/<int:id>")
def application(id: int) -> ResponseReturnValue:
    """One application. Opened by the house, it counts as read; a page fetched ahead is not opened."""
    found = sent.by_id(member(), id)
    decides = policy.may_decide(member(), found)
    if decides and not _is_fetched_ahead():
        actions.view(member(), found)
    return _page(found)


@blueprint.post("/applications/<int:id>/shortlisting")
def shortlist(id: int) -> ResponseReturnValue:
    found = sent.by_id(member(), id)
    actions.shortlist(member(), found)
    flash(f"{found.applicant.name} is on the shortlist. They are not shown this.", "success")
    return _to(found)


@blueprint.post("/applications/<int:id>/acceptance")
def accept(id: int) -> ResponseReturnValue:
    found, form = sent.by_id(member(), id), AcceptanceForm()
    ensure(policy.may_decide(member(), found))
    if not form.sent():
        return _page(found, acceptance=form)
    actions.accept(member(), found, form.answer.data or "")
    flash(f"{found.applicant.name} is accepted and was told.", "success")
    return _to(found)


@blueprint.post("/applications/<int:id>/refusal")
def decline(id: int) -> ResponseReturnValue:
    found, form = sent.by_id(member(), id), RefusalForm()
    ensure(policy.may_decide(member(), found))
    if not form.sent():
        return _page(found, refusal=form)
    actions.decline(member(), found, form.answer.data or "")
    flash(f"{found.applicant.name} was told.", "success")
    return _to(found)


@blueprint.post("/applications/<int:id>/withdrawal")
def withdraw(id: int) -> ResponseReturnValue:
    found = sent.by_id(member(), id)
    actions.withdraw(member(), found)
    flash("Your application is withdrawn.", "success")
    return _to(found)


@blueprint.post("/applications/<int:id>/conversation")
def converse(id: int) -> ResponseReturnValue:
    conversation = actions.converse(member(), sent.by_id(member(), id))
    return redirect(url_for("messaging.show", id=conversation.id), 303)


def _page(
    found: Application, *, acceptance: AcceptanceForm | None = None, refusal: RefusalForm | None = None
) -> ResponseReturnValue:
    decides = policy.may_decide(member(), found)
    return render_template(
        "hiring/application.html",
        application=found,
        role=found.role,
        acceptance=acceptance or AcceptanceForm(formdata=None),
        refusal=refusal or RefusalForm(formdata=None),
        decides=decides,
        state=policy.shown_state(found, member()),
        free=summary(found.applicant) if decides else None,
        known=people.by_ids(member(), [found.applicant_id]),
        left=policy.places_left(found.role, list(sent.taken_for(found.role))) if decides else 0,
        role_is_seen=bool(queries.by_ids(member(), [found.role_id])),
        outcomes=OUTCOMES,
    ), 422 if acceptance or refusal else 200


def _is_fetched_ahead() -> bool:
    told = (request.headers.get(name, "") for name in ("Sec-Purpose", "X-Sec-Purpose"))
    return any("prefetch" in value for value in told)


def _to(found: Application) -> ResponseReturnValue:
    return redirect(url_for("hiring.application", id=found.id), 303)
