"""The development mailbox, where no mail leaves the machine. Elsewhere there is no such page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from app.accounts import queries
from app.accounts.mailbox import letter, letters
from app.accounts.views.settings import blueprint
from app.kit.doors import public
from app.kit.errors import Missing


@blueprint.get("/mailbox")
@public
def mailbox() -> ResponseReturnValue:
    return render_template("accounts/mailbox.html", letters=letters(_folder()))


@blueprint.get("/mailbox/<int:number>")
@public
def mailbox_letter(number: int) -> ResponseReturnValue:
    found = letter(_folder(), number)
    if found is None:
        raise Missing
    return render_template("accounts/letter.html", letter=found)


def offer() -> dict[str, Any]:
    """What the pages around signing in may offer: the mailbox, the accounts of the demo town."""
    return {"has_mailbox": _has_mailbox, "demo_accounts": _demo_accounts}


def _has_mailbox() -> bool:
    settings = current_app.config
    return (settings["ENV"], settings["MAIL_BACKEND"]) == ("development", "file")


def _demo_accounts() -> list[dict[str, str]]:
    if not current_app.config["DEMO"] or current_app.config["ENV"] == "production":
        return []
    return [
        {"email": account.email, "name": account.person.name, "headline": account.person.headline}
        for account in queries.demo_accounts()
    ]


def _folder() -> Path:
    if not _has_mailbox():
        raise Missing
    return Path(current_app.config["MAIL_FILE_PATH"])
