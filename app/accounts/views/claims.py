"""Taking over a profile that was brought in."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_security import login_user, logout_user

from app.accounts import actions, queries
from app.accounts.forms import ClaimForm
from app.accounts.models import Claim
from app.accounts.views.settings import blueprint
from app.kit.doors import public
from app.kit.errors import Missing


@blueprint.route("/claim/<token>", methods=["GET", "POST"])
@public
def claim(token: str) -> ResponseReturnValue:
    found = _found(token)
    form = ClaimForm([found.email, found.person.name])
    if form.sent():
        account = actions.take_over(found, password_hash=form.password_hash, listed=bool(form.listed.data))
        if current_user.is_authenticated:
            logout_user()
        login_user(account, authn_via=["claim"])
        return redirect(url_for("people.edit"), 303)
    return render_template("accounts/claim.html", form=form, claim=found), 422 if form.errors else 200


def _found(token: str) -> Claim:
    try:
        return queries.claim_by(token)
    except Missing:
        raise Missing(
            "This link is not whole, has run out, or has been used. If you took your page over with it, please sign in."
        ) from None
