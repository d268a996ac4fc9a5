"""Letters, written by the worker: whether there is somebody to write to is found out unseen by who asked."""

from __future__ import annotations

from flask_security.confirmable import generate_confirmation_token
from flask_security.recoverable import generate_reset_password_token

from app.accounts import actions, queries
from app.accounts.models import Account
from app.kit import mail
from app.kit.actions import action
from app.kit.jobs import every, works


@works("confirm_letter")
@action
def _confirm(email: str) -> None:
    account = queries.by_email(email)
    if account and account.active and account.confirmed_at is None:
        _send_confirmation(account)


@works("reset_letter")
@action
def _reset(email: str) -> None:
    account = queries.by_email(email)
    if account and account.active and account.confirmed_at:
        token = generate_reset_password_token(account)  # type: ignore[no-untyped-call]
        mail.send(email, "accounts/mail/reset.txt", person=account.person, token=token)
    elif account and account.active and account.password is None:
        _send_confirmation(account)


@works("known_letter")
@action
def _known(email: str) -> None:
    account = queries.by_email(email)
    if account and account.active and account.confirmed_at:
        mail.send(email, "accounts/mail/known.txt", person=account.person)
    elif account and account.active:
        actions.ask_for_letter("confirm_letter", email)


def _send_confirmation(account: Account) -> None:
    if account.password is None:
        token = generate_reset_password_token(account)  # type: ignore[no-untyped-call]
        mail.send(account.email, "accounts/mail/begin.txt", token=token)
    else:
        token = generate_confirmation_token(account)  # type: ignore[no-untyped-call]
        mail.send(account.email, "accounts/mail/confirm.txt", person=account.person, token=token)


@every(hours=24)
def _tidy() -> None:
    actions.forget_old_sessions()
