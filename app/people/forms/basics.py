"""Who somebody is."""

from __future__ import annotations

from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, RadioField

from app.kit.forms import Form, LineField, ProseField, choices, honest_name, straight
from app.kit.text import MARKDOWN_LIMIT
from app.people.forms.fields import AddressField, Row, Rows, is_handle, lowered, needed, said
from app.people.models import ContactPolicy, Visibility

WHO_SEES = {
    Visibility.PUBLIC: "Everybody, also without an account",
    Visibility.MEMBERS: "Members of Callboard only",
    Visibility.HIDDEN: "Nobody but me",
}
WHO_WRITES = {
    ContactPolicy.MEMBERS: "Every member",
    ContactPolicy.KNOWN: "Only those I have talked or worked with",
    ContactPolicy.NOBODY: "Nobody",
}


class LinkRow(Row):
    url = AddressField("Address", validators=[said("Please type the address of the page.")])
    label = LineField("What it is", 80, [honest_name])


class HandledForm(Form):
    """A form with a handle; it remembers which one they have now."""

    handle = LineField(
        "Handle",
        40,
        [needed("Please choose a handle."), is_handle(lambda form: form.current_handle)],
        filters=[lowered],
    )

    def __init__(self, *args: Any, current_handle: str = "", **kwargs: Any) -> None:
        self.current_handle = current_handle
        super().__init__(*args, **kwargs)


class BasicsForm(HandledForm):
    name = LineField("Name", 80, [needed("Please say what you are called."), honest_name])
    pronouns = LineField("Pronouns", 40, [honest_name])
    headline = LineField("Headline", 140)
    bio = ProseField("About you", MARKDOWN_LIMIT, [straight])
    links = Rows(LinkRow, "Links", 12)

    @property
    def answers(self) -> dict[str, Any]:
        return {**super().answers, "links": self.links.typed}


class PortraitForm(Form):
    file = FileField("Portrait", [FileRequired("Please choose a picture.")])
    alt = LineField("What it shows", 300)


class PrivacyForm(Form):
    visibility = RadioField("Who may see your profile", choices=choices(Visibility, WHO_SEES.__getitem__), coerce=str)
    contact_policy = RadioField(
        "Who may write to you first", choices=choices(ContactPolicy, WHO_WRITES.__getitem__), coerce=str
    )
    shows_activity = BooleanField("Members may see that I was here this week, or this month")

    @property
    def answers(self) -> dict[str, Any]:
        return {
            "visibility": Visibility(self.visibility.data),
            "contact_policy": ContactPolicy(self.contact_policy.data),
            "shows_activity": self.shows_activity.data,
        }
