"""Flask-Security, fitted into the house: views run as actions, mails are jobs, sessions can be ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import Flask, Response, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, user_logged_out
from flask_security import (
    MailUtil,
    SQLAlchemyUserDatastore,
    change_email_confirmed,
    password_changed,
    password_reset,
    uia_email_mapper,
    user_authenticated,
    user_not_registered,
    user_registered,
)
from flask_security.utils import set_request_attr
from flask_wtf import FlaskForm

from app.accounts import actions, forms, queries
from app.accounts.models import Account
from app.accounts.passwords import Passwords
from app.accounts.rates import address, hold_to
from app.accounts.words import WORDS
from app.extensions import db, security
from app.kit import mail
from app.kit.actions import action
from app.kit.clock import now
from app.kit.doors import own_path
from app.people import actions as people

COOKIE_KEY = "callboard_session"
NOTED_EVERY = timedelta(hours=1)
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
# How often: from one network address, and about one account or mail address, however it is spelled.
RATES = {
    "security.login": ("30 per 15 minutes", "10 per 15 minutes"),
    "security.register": ("20 per 30 minutes", "5 per hour"),
    "security.forgot_password": ("20 per 30 minutes", "5 per hour"),
    "security.send_confirmation": ("20 per 30 minutes", "5 per hour"),
    "security.reset_password": ("30 per 15 minutes", "30 per 15 minutes"),
    "security.change_password": ("30 per 15 minutes", "10 per 15 minutes"),
    "security.change_email": ("30 per 15 minutes", "10 per 15 minutes"),
    "accounts.close": ("30 per 15 minutes", "10 per 15 minutes"),
    "accounts.claim": ("30 per 15 minutes", "30 per 15 minutes"),
}


class Datastore(SQLAlchemyUserDatastore):
    """Accounts as Flask-Security reads and writes them. The action around its view commits."""

    def commit(self) -> None:
        self.db.session.flush()

    def create_user(self, **given: Any) -> Account:
        """Open an account, and introduce its person."""
        columns = self._prepare_create_user_args(**given)  # type: ignore[no-untyped-call]
        return actions.open_account(**{name: value for name, value in columns.items() if name != "roles"})


class Mailbox(MailUtil):
    """Flask-Security's mails, sent by the worker like all others; and how an address is spelled here."""

    def normalize(self, email: str) -> str:
        return str(super().normalize(email.strip())).lower()

    def validate(self, email: str) -> str:
        return str(super().validate(email.strip())).lower()

    def send_mail(self, template: str, subject: str, recipient: Any, *_: Any, **context: Any) -> None:
        context.pop("security", None)
        mail.send(str(recipient), f"{template}.txt", **context)


def bind(app: Flask, own_views: Mapping[str, Callable[..., Any]]) -> None:
    """Bind Flask-Security to `app`, with `own_views` in the place of some of its own."""
    app.config.update(WORDS)
    app.config["SECURITY_DATETIME_FACTORY"] = now
    app.config["SECURITY_USER_IDENTITY_ATTRIBUTES"] = [{"email": {"mapper": uia_email_mapper}}]
    # These two are read when Flask-Security is made, which the unbound one was long ago.
    security._mail_util_cls, security._password_util_cls = Mailbox, Passwords
    security.init_app(
        app,
        Datastore(db, Account, None),  # type: ignore[arg-type]
        render_template=_show,
        login_form=forms.SignInForm,
        register_form=forms.SignUpForm,
        reset_password_form=forms.ResetPasswordForm,
        change_password_form=forms.ChangePasswordForm,
        change_email_form=forms.ChangeEmailForm,
    )
    security.want_json(lambda _: False)
    app.login_manager.user_loader(_who)  # type: ignore[attr-defined]
    app.login_manager.request_loader(lambda _: None)  # type: ignore[attr-defined]
    app.before_request(_knock)
    app.before_request(_note_use)
    _listen(app)
    app.view_functions.update(own_views)
    for endpoint, view in app.view_functions.items():
        if endpoint.startswith("security."):
            app.view_functions[endpoint] = _fitted(endpoint, view)


def _listen(app: Flask) -> None:
    user_authenticated.connect(_signed_in, app)
    user_logged_out.connect(_signed_out, app)
    user_registered.connect(_registered, app)
    user_not_registered.connect(_known_already, app)
    password_changed.connect(_new_password, app)
    password_reset.connect(_reset, app)
    change_email_confirmed.connect(_new_address, app)


def _fitted(endpoint: str, view: Callable[..., Any]) -> Callable[..., Any]:
    in_action = action(view)

    @wraps(view)
    def fitted(*args: Any, **kwargs: Any) -> Any:
        reads_only = request.method in ("GET", "HEAD") and endpoint not in WRITES_ON_GET
        answer = (view if reads_only else in_action)(*args, **kwargs)
        return _onward(endpoint, answer) if isinstance(answer, Response) else answer

    fitted.is_public = endpoint in OPEN_TO_ALL  # type: ignore[attr-defined]
    return fitted


def _onward(endpoint: str, answer: Response) -> Response:
    """Where a redirect of Flask-Security really goes: never where a visitor's `next` leads off the site."""
    if answer.status_code != 302:
        return answer
    answer.status_code = 303
    if endpoint == "security.login":
        answer.location = own_path(request.values.get("next"), url_for("people.arrive"))
    if endpoint == "security.register":
        known = current_user.is_authenticated
        answer.location = url_for("home.index" if known else "accounts.mailed")
    if endpoint == "security.logout":
        answer.location = url_for("home.index")
    return answer


def _show(template: str, **context: Any) -> ResponseReturnValue:
    """A page of Flask-Security, which answers good and bad forms alike. Here the bad ones get 422."""
    form = next(value for value in context.values() if isinstance(value, FlaskForm))
    if request.method == "POST" and not form.errors:
        return redirect(url_for("accounts.mailed"), 303)
    return render_template(template, form=form, **context), 422 if form.errors else 200


def _knock() -> None:
    if request.method != "POST" or request.endpoint not in RATES:
        return
    by_address, by_account = RATES[request.endpoint]
    hold_to(by_address, request.endpoint, "from", address())
    whom = current_user.get_id() if current_user.is_authenticated else _spelled(request.form.get("email", ""))
    if whom:
        hold_to(by_account, request.endpoint, "about", whom)


def _spelled(email: str) -> str:
    return uia_email_mapper(email) or email.strip().lower()[:254]


def _note_use() -> None:
    if current_user.is_authenticated and g.session_used_at < now() - NOTED_EVERY:
        actions.note_use(session[COOKIE_KEY])
        people.be_here(current_user.person)


def _who(uniquifier: str) -> Account | None:
    # A signed cookie alone proves nothing: its session must not have been ended.
    held = queries.held_by(session.get(COOKIE_KEY, ""))
    if held is None:
        return None
    used_at, account = held
    if not account.active or account.fs_uniquifier != uniquifier:
        return None
    g.session_used_at = used_at
    set_request_attr("fs_authn_via", "session")
    return account


def _signed_in(_: Flask, user: Account, authn_via: list[str] | None = None, **__: Any) -> None:
    stays = session.pop("_remember", None) == "set"
    session.permanent = stays or (session.permanent and authn_via == ["change"])
    # Whoever laid a cookie into this browser before knows its token no longer.
    session.pop("csrf_token", None)
    g.pop("csrf_token", None)
    session[COOKIE_KEY] = actions.begin_session(user, request.user_agent.string)
    people.be_here(user.person)


def _signed_out(_: Flask, **__: Any) -> None:
    actions.end_session(session.pop(COOKIE_KEY, ""))
    session.permanent = False


def _registered(_: Flask, user: Account, **__: Any) -> None:
    actions.ask_for_letter("confirm_letter", user.email)


def _known_already(_: Flask, user: Account, **__: Any) -> None:
    actions.begin_anew(user)
    actions.ask_for_letter("known_letter", user.email)


def _new_password(_: Flask, user: Account, **__: Any) -> None:
    actions.end_sessions(user, but=session.get(COOKIE_KEY, ""))


def _reset(_: Flask, user: Account, **__: Any) -> None:
    # The link came by mail, so the address is theirs.
    user.confirmed_at = user.confirmed_at or now()
    actions.end_sessions(user, but=session.get(COOKIE_KEY, ""))


def _new_address(_: Flask, user: Account, old_email: str, **__: Any) -> None:
    mail.send(old_email, "accounts/mail/address_changed.txt", user=user)
