"""What is typed at the doors of accounts."""

from __future__ import annotations

from typing import Any

from flask_login import current_user
from flask_security import ChangeEmailForm as BaseChangeEmail
from flask_security import ChangePasswordForm as BaseChangePassword
from flask_security import LoginForm, RegisterFormV2, hash_password
from flask_security import ResetPasswordForm as BaseResetPassword
from flask_security.forms import EmailValidation
from wtforms import BooleanField, EmailField, PasswordField, StringField, ValidationError
from wtforms.validators import DataRequired, Length

from app.accounts.models import Account
from app.accounts.passwords import fault_in
from app.extensions import security
from app.kit.doors import own_path
from app.kit.forms import Form, honest_name
from app.kit.text import has_unseen

LONGEST_ADDRESS = Length(max=254, message="No email address is as long as this.")
HINT = "10 letters or more; a few words in a row are good."


def readable(form: Any, field: Any) -> None:
    """Refuse control characters."""
    if has_unseen(field.data or ""):
        raise ValidationError("This holds control characters, which cannot be kept. Please type it anew.")


def new_password(label: str) -> PasswordField:
    """A field for a password that is to be."""
    return PasswordField(
        label,
        [DataRequired("Please type a password.")],
        description=HINT,
        render_kw={"autocomplete": "new-password"},
    )


def present_password(label: str = "Your present password") -> PasswordField:
    """A field for the password that opens the account now."""
    return PasswordField(
        label,
        [DataRequired("Please type your present password.")],
        render_kw={"autocomplete": "current-password"},
    )


def must_open(account: Account, field: Any) -> None:
    """Refuse a password that does not open this account."""
    if not account.verify_and_update_password(security.password_util.normalize(field.data or "")):
        raise ValidationError("This is not your present password.")


class SignUpForm(RegisterFormV2):
    """Name, email address and password; everything else waits for the first-run path."""

    name = StringField(
        "Your name",
        [
            DataRequired("Please say what you are called."),
            Length(max=80, message="Please keep this to 80 letters."),
            honest_name,
            readable,
        ],
        render_kw={"autocomplete": "name"},
    )
    password = new_password("Password")

    def validate_next(self, field: Any) -> None:
        field.data = ""

    def to_dict(self, only_user: bool) -> dict[str, Any]:
        """What Flask-Security hands to the datastore."""
        return {**super().to_dict(only_user), "name": " ".join((self.name.data or "").split())}

    @property
    def data(self) -> dict[str, Any]:
        # Flask-Security judges the password by what it finds here under names of the account's columns.
        return {**super().data, "person": self.name.data or ""}


class SignInForm(LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email.label.text = "Email address"
        self.password.description = ""
        self.remember.label.text = "Stay signed in on this device"
        self.next.data = own_path(self.next.data, "")

    def validate_next(self, field: Any) -> None:
        field.data = own_path(field.data, "")


class ResetPasswordForm(BaseResetPassword):
    """A new password, typed once: it can be shown, and reset again."""

    password = new_password("New password")
    password_confirm = None


class ChangePasswordForm(BaseChangePassword):
    """The present password and a new one."""

    password = present_password()
    new_password = new_password("New password")
    new_password_confirm = None


class ChangeEmailForm(BaseChangeEmail):
    """A new address, and the password, so that nobody changes it on a screen that was left open."""

    password = present_password()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email.label.text = "New email address"

    def validate_password(self, field: Any) -> None:
        must_open(current_user, field)


class AddressForm(Form):
    """An address to which a link is mailed, if we know it."""

    email = EmailField(
        "Email address",
        [DataRequired("Please type your email address."), LONGEST_ADDRESS, EmailValidation()],
        render_kw={"autocomplete": "email"},
    )


class PresentPasswordForm(Form):
    """The password once more, before something that cannot be undone."""

    password = present_password()

    def __init__(self, account: Account) -> None:
        super().__init__()
        self.account = account

    def validate_password(self, field: Any) -> None:
        must_open(self.account, field)


class ClaimForm(Form):
    """A password for a profile that somebody takes over, and whether others may see it."""

    password = new_password("Choose a password")
    listed = BooleanField("List me, so that others find my page")

    def __init__(self, known: list[str]) -> None:
        super().__init__()
        self.known = known

    def validate_password(self, field: Any) -> None:
        if fault := fault_in(field.data or "", self.known):
            raise ValidationError(fault)

    @property
    def password_hash(self) -> str:
        return str(hash_password(security.password_util.normalize(self.password.data or "")))
