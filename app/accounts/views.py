"""Account pages of our own, beside those that Flask-Security serves."""

from __future__ import annotations

from flask import Blueprint, Flask, render_template
from flask.typing import ResponseReturnValue

from app.accounts import security

blueprint = Blueprint("accounts", __name__, url_prefix="/account")
blueprints = [blueprint]


def furnish(app: Flask) -> None:
    """Bind Flask-Security."""
    security.bind(app)


@blueprint.get("")
def settings() -> ResponseReturnValue:
    return render_template("accounts/settings.html")
