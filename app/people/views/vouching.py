"""Asking a colleague to confirm a credit, and answering such an asking."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.people import actions, queries
from app.people.current import member
from app.people.forms.papers import AskForm, DisputeForm
from app.people.views.blueprint import blueprint, page, saved


@blueprint.route("/profile/credits/<int:key>/asking", methods=["GET", "POST"])
def ask_to_confirm(key: int) -> ResponseReturnValue:
    credit, form = queries.own_credit(member(), key), AskForm()
    if form.sent():
        actions.ask_to_confirm(member(), key, form.handle.data)
        return saved("people.edit_credits", "They are asked, and you hear when they answer.")
    return page("edit/asking.html", form=form, credit=credit, colleagues=queries.colleagues_on(member(), credit))


@blueprint.post("/profile/credits/<int:key>/asking/end")
def take_back_asking(key: int) -> ResponseReturnValue:
    actions.take_back_asking(member(), key)
    return saved("people.edit_credits", "Nobody is asked any more.")


@blueprint.post("/profile/credits/<int:key>/withdrawal")
def withdraw_credit(key: int) -> ResponseReturnValue:
    actions.withdraw_credit(member(), key)
    return saved("people.edit_credits", "The credit is withdrawn: nobody but you sees it.")


@blueprint.get("/credits")
def askings() -> ResponseReturnValue:
    return render_template("people/askings.html", credits=queries.askings(member()))


@blueprint.get("/credits/<int:key>")
def asking(key: int) -> ResponseReturnValue:
    return page("asking.html", credit=queries.asking(member(), key), form=DisputeForm(formdata=None))


@blueprint.post("/credits/<int:key>/confirmation")
def confirm_credit(key: int) -> ResponseReturnValue:
    actions.confirm_credit(member(), queries.asking(member(), key))
    return saved("people.asking", "Confirmed. Thank you.", key=key)


@blueprint.post("/credits/<int:key>/dispute")
def dispute_credit(key: int) -> ResponseReturnValue:
    credit, form = queries.asking(member(), key), DisputeForm()
    if form.sent():
        actions.dispute_credit(member(), credit, form.why.data)
        return saved("people.asking", "Said. Only the two of you know.", key=key)
    return page("asking.html", credit=credit, form=form)
