"""The shape of what is said."""

from __future__ import annotations

from wtforms import HiddenField, IntegerField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Regexp

from app.kit.forms import Form, ProseField
from app.messaging.models import LONGEST_MESSAGE

CLIENT_ID = r"[A-Za-z0-9-]{8,40}"


class MessageForm(Form):
    """What is said, and the page's own id for it."""

    body = ProseField("Message", LONGEST_MESSAGE, [DataRequired("Please write something first.")])
    client_id = HiddenField(
        "Its id", [Regexp(rf"{CLIENT_ID}\Z", message="This page was sent incompletely. Please reload it.")]
    )


class ReadingForm(Form):
    """How far somebody has read."""

    seq = IntegerField("Read up to", [InputRequired(), NumberRange(min=0)])
