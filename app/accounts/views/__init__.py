"""The web's doors to accounts: our own pages, beside those that Flask-Security serves."""

from __future__ import annotations

from flask import Flask

from app.accounts import security
from app.accounts.views import claims, letters, mailbox, settings

blueprints = [settings.blueprint]


def furnish(app: Flask) -> None:
    """Bind Flask-Security, with doors of our own where a link is asked for."""
    own = {
        "security.forgot_password": letters.forgot_password,
        "security.send_confirmation": letters.send_confirmation,
    }
    security.bind(app, own)
    app.context_processor(mailbox.offer)


__all__ = ["blueprints", "claims", "furnish", "letters", "mailbox", "settings"]
