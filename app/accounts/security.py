"""Flask-Security, fitted into the house: its views run as actions, its mails are jobs, its sessions can be ended."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, request, session
from flask_login import user_logged_out
from flask_security import MailUtil, SQLAlchemyUserDatastore, user_authenticated

from app.accounts import actions, queries
from app.accounts.forms import SignUpForm
from app.accounts.models import Account
from app.extensions import db, security
from app.kit import mail
from app.kit.actions import action

COOKIE_KEY = "callboard_session"
OPEN_TO_ALL = {
    "security.login",
    "security.register",
    "security.confirm_email",
    "security.send_confirmation",
    "security.forgot_password",
    "security.reset_password",
    "security.change_email_confirm",
    "security.static",
}
WRITES_ON_GET = {"security.confirm_email", "security.change_email_confirm"}


class Datastore(SQLAlchemyUserDatastore):  # type: ignore[misc]
    """Accounts as Flask-Security reads and writes them. The action around its view commits."""

    def commit(self) -> None:
        self.db.session.flush()

    def create_user(self, **given: Any) -> Account:
        """Open an account, and introduce its person."""
        given.pop("roles", None)
        return actions.open_account(**self._prepare_create_user_args(**given))


class Mailbox(MailUtil):  # type: ignore[misc]
    """Flask-Security's mails, sent by the worker like all others."""

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: Any,
        sender: Any,
        body: str | None,
        html: str | None,
        **context: Any,
    ) -> None:
        mail.send_text(str(recipient), str(subject), body or "")


def bind(app: Flask) -> None:
    """Bind Flask-Security to `app`, and put our session list behind Flask-Login."""
    security.init_app(app, Datastore(db, Account, None), mail_util_cls=Mailbox, register_form=SignUpForm)
    app.login_manager.user_loader(_who)  # type: ignore[attr-defined]
    user_authenticated.connect(_signed_in, app)
    user_logged_out.connect(_signed_out, app)
    for endpoint, view in app.view_functions.items():
        if endpoint.startswith("security."):
            app.view_functions[endpoint] = _fitted(endpoint, view)


def _fitted(endpoint: str, view: Callable[..., Any]) -> Callable[..., Any]:
    in_action = action(view)

    @wraps(view)
    def fitted(*args: Any, **kwargs: Any) -> Any:
        reads_only = request.method in ("GET", "HEAD") and endpoint not in WRITES_ON_GET
        return (view if reads_only else in_action)(*args, **kwargs)

    fitted.is_public = endpoint in OPEN_TO_ALL  # type: ignore[attr-defined]
    return fitted


def _who(uniquifier: str) -> Account | None:
    # A signed cookie alone proves nothing: its session must not have been ended.
    account = queries.account_in_session(session.get(COOKIE_KEY, ""))
    return account if account and account.fs_uniquifier == uniquifier else None


def _signed_in(_: Flask, user: Account, **__: Any) -> None:
    session[COOKIE_KEY] = actions.begin_session(user, request.user_agent.string)


def _signed_out(_: Flask, **__: Any) -> None:
    actions.end_session(session.pop(COOKIE_KEY, ""))
