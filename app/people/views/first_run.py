"""The first-run path: what you do, where and when, who you are. Each step may be skipped."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from app.people import actions
from app.people.current import member
from app.people.forms.welcome import PlaceForm, TradeForm, YouForm
from app.people.views.blueprint import blueprint, page, saved


@blueprint.get("/arrival")
def arrive() -> ResponseReturnValue:
    """Where signing in leads: newcomers to their first steps, everybody else to their desk."""
    return redirect(url_for("people.welcome" if member().is_new else "home.index"), 303)


@blueprint.route("/welcome", methods=["GET", "POST"])
def welcome() -> ResponseReturnValue:
    form = TradeForm.of(member())
    if form.sent():
        actions.say_trade(member(), **form.answers)
        return redirect(url_for("people.welcome_place"), 303)
    return page("welcome/trade.html", form=form)


@blueprint.route("/welcome/place", methods=["GET", "POST"])
def welcome_place() -> ResponseReturnValue:
    form = PlaceForm.of(member())
    if form.sent():
        actions.say_base(member(), **form.answers)
        return redirect(url_for("people.welcome_you"), 303)
    return page("welcome/place.html", form=form)


@blueprint.route("/welcome/you", methods=["GET", "POST"])
def welcome_you() -> ResponseReturnValue:
    form = YouForm.of(member())
    if form.sent():
        actions.appear(member(), **form.answers)
        return saved("people.show", "You are listed. This is how others see you.", handle=member().handle)
    return page("welcome/you.html", form=form)
