"""One's own account: address, password, where one is signed in, and the way out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_security import logout_user

from app.accounts import actions, queries
from app.accounts.devices import in_words
from app.accounts.forms import PresentPasswordForm
from app.accounts.security import COOKIE_KEY
from app.kit.doors import public

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/account")
def settings() -> ResponseReturnValue:
    here = queries.session_by(session[COOKIE_KEY])
    sessions = queries.sessions_of(current_user)
    return render_template("accounts/settings.html", sessions=sessions, here=here, device=in_words)


@blueprint.post("/account/sessions/<int:key>/end")
def end_session(key: int) -> ResponseReturnValue:
    actions.end_session_of(current_user, key)
    flash("That device is signed out.", "success")
    return redirect(url_for("accounts.settings", _anchor="devices"), 303)


@blueprint.post("/account/sessions/end-others")
def end_other_sessions() -> ResponseReturnValue:
    actions.end_sessions(current_user, but=session[COOKIE_KEY])
    flash("All other devices are signed out.", "success")
    return redirect(url_for("accounts.settings", _anchor="devices"), 303)


@blueprint.route("/account/close", methods=["GET", "POST"])
def close() -> ResponseReturnValue:
    account = current_user._get_current_object()
    form = PresentPasswordForm(account)
    if form.sent():
        actions.close_account(account)
        logout_user()
        flash("Your account is closed and your page is gone. Good luck with your work.", "success")
        return redirect(url_for("home.index"), 303)
    return render_template("accounts/close.html", form=form), 422 if form.errors else 200


@blueprint.get("/mailed")
@public
def mailed() -> ResponseReturnValue:
    """Says the same whether a mail was sent or not."""
    return render_template("accounts/mailed.html")
