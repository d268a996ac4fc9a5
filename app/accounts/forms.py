"""What is typed at the sign-up."""

from __future__ import annotations

from typing import Any

from flask_security import RegisterFormV2
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from app.kit.forms import honest_name


class SignUpForm(RegisterFormV2):  # type: ignore[misc]
    """Name, email address and password; everything else waits for the first-run path."""

    name = StringField(
        "Your name",
        [
            DataRequired("Please say what you are called."),
            Length(max=80, message="Please keep this to 80 letters."),
            honest_name,
        ],
    )

    def to_dict(self, only_user: bool) -> dict[str, Any]:
        """What Flask-Security hands to the datastore."""
        return {**super().to_dict(only_user), "name": " ".join((self.name.data or "").split())}
