"""Asking for a link by mail: what is answered tells nobody who has an account."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import actions
from app.accounts.forms import AddressForm


def forgot_password() -> ResponseReturnValue:
    return _ask("reset_letter", "accounts/forgot_password.html")


def send_confirmation() -> ResponseReturnValue:
    return _ask("confirm_letter", "accounts/send_confirmation.html")


def _ask(kind: str, template: str) -> ResponseReturnValue:
    form = AddressForm(email=request.args.get("email", ""))
    if form.sent():
        actions.ask_for_letter(kind, str(form.email.data))
        flash(f"If {form.email.data} is known here, a mail is on its way to it.", "success")
        return redirect(url_for("accounts.mailed"), 303)
    return render_template(template, form=form), 422 if form.errors else 200
