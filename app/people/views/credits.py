"""What one has worked on."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.people import actions, queries
from app.people.current import member
from app.people.forms.work import CreditForm
from app.people.views.blueprint import blueprint, page, saved


@blueprint.route("/profile/credits", methods=["GET", "POST"])
def edit_credits() -> ResponseReturnValue:
    form = CreditForm()
    if form.sent():
        actions.add_credit(member(), **form.answers)
        return saved("people.edit_credits", "The credit is on your page.")
    asked = queries.confirmers(member(), member())
    return page("edit/credits.html", form=form, person=member(), confirmers=asked)


@blueprint.route("/profile/credits/<int:key>", methods=["GET", "POST"])
def edit_credit(key: int) -> ResponseReturnValue:
    credit = queries.own_credit(member(), key)
    form = CreditForm(obj=credit)
    if form.sent():
        actions.change_credit(member(), key, **form.answers)
        return saved("people.edit_credits")
    return page("edit/credit.html", form=form, credit=credit)


@blueprint.post("/profile/credits/<int:key>/removal")
def remove_credit(key: int) -> ResponseReturnValue:
    actions.remove_credit(member(), key)
    return saved("people.edit_credits", "The credit is gone.")
