"""What is typed about studios and their teams."""

from __future__ import annotations

import re
from typing import Any

from flask_wtf.file import FileField
from wtforms import SelectField, ValidationError
from wtforms.validators import DataRequired

from app.kit.forms import Form, LineField, ProseField, choices, honest_name
from app.kit.text import MARKDOWN_LIMIT
from app.studios.models import StudioKind, StudioRole

_ADDRESS = re.compile(r"https?://[^\s/.@:]+(\.[^\s/.@:]+)+(:\d{1,5})?(/\S*)?", re.IGNORECASE)

DUTIES = {
    StudioRole.OWNER: "Owner: everything, the team and its owners included",
    StudioRole.ADMIN: "Admin: the page, the team and the roles",
    StudioRole.RECRUITER: "Recruiter: posts roles and decides about applications",
    StudioRole.BOOKER: "Booker: books people and places",
    StudioRole.EDITOR: "Editor: keeps the page",
    StudioRole.VIEWER: "Viewer: sees drafts",
}


def web_address(form: Any, field: Any) -> None:
    """Refuse what is not the address of a page."""
    if field.data and not _ADDRESS.fullmatch(field.data):
        raise ValidationError("Please type the whole address, such as https://example.org.")


class StudioForm(Form):
    name = LineField("Name", 100, [DataRequired("Every studio has a name."), honest_name])
    kind = SelectField("What kind of house it is", choices=choices(StudioKind), coerce=StudioKind)
    headline = LineField("In one line", 140)
    about = ProseField("What it makes", MARKDOWN_LIMIT)
    website = LineField("Website", 300, [web_address])
    place = LineField("Where it is", 120)
    picture = FileField("Picture or logo")


class AskForm(Form):
    handle = LineField("Their handle", 41, [DataRequired("Whom would you like to ask?")])
    role = SelectField(
        "What they may do",
        choices=choices(StudioRole, DUTIES.__getitem__),
        coerce=StudioRole,
        default=StudioRole.VIEWER,
    )
    title = LineField("Their title", 100)


class DutyForm(Form):
    role = SelectField("What they may do", choices=choices(StudioRole), coerce=StudioRole)


class StudioFilter(Form):
    """The narrowing of a list, read from the address."""

    q = LineField("Name", 80)
    kind = SelectField(
        "Kind",
        choices={"": "Every kind", **choices(StudioKind)},
        coerce=lambda value: StudioKind(value) if value else None,
    )
    place = LineField("Place", 120)
