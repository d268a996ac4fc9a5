"""Rows and fields that several forms of a profile share."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from wtforms import BooleanField, DateField, SelectField, ValidationError
from wtforms.validators import DataRequired, Optional, StopValidation

from app.kit.forms import Form, LineField, RowsField, honest_name
from app.people.handles import fault_in
from app.people.queries import handle_taken
from app.taxonomy import queries as words

# How many meanings of an ambiguous word are named when it is asked back.
NAMED = 6


class Row(Form):
    """One row of a repeating sub-form. An empty one is no fault: it is how the next is offered."""

    # What stands in a fresh row without anybody's doing.
    preset: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed; what merely stands selected is not counted."""
        return not any(
            _typed(field)
            for field in self
            if field.short_name not in self.preset and not isinstance(field, SelectField | BooleanField)
        )

    def validate(self, extra_validators: Any = None) -> bool:
        return self.is_blank or super().validate(extra_validators)


class Rows(RowsField):
    """Rows, of which those that hold something are `typed`."""

    @property
    def typed(self) -> list[dict[str, Any]]:
        return [row.form.data for row in self if not row.form.is_blank]


class DayField(DateField):
    """A day, as the browser's own calendar sends it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Please type a day as year-month-day, such as 2026-12-03.") from None
        if self.data and not 2000 <= self.data.year <= 2100:
            raise ValueError("Please type a day between the years 2000 and 2100.")


class PositionField(LineField):
    """A position by any of its names. One that means several is asked about, never guessed."""

    def __init__(self, label: str, longest: int = 100, validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, longest, [*validators, honest_name, means_one], **kwargs)


class AddressField(LineField):
    """The address of a page elsewhere; `example.org/reel` will do."""

    def __init__(self, label: str, longest: int = 300, validators: Any = (), **kwargs: Any) -> None:
        kwargs["filters"] = [*kwargs.get("filters", ()), _with_scheme]
        super().__init__(label, longest, [*validators, is_address], **kwargs)


def rearranged(form: Form) -> bool:
    """Whether a row was asked for or taken out, without script; and do it."""
    return any(field.rearranged() for field in form if isinstance(field, RowsField))


def needed(sentence: str) -> DataRequired:
    return DataRequired(sentence)


def said(sentence: str) -> Callable[[Any, Any], None]:
    """What a row that holds anything must hold. The browser is not told: an empty row may be sent."""

    def check(form: Any, field: Any) -> None:
        if not field.data:
            raise StopValidation(sentence)

    return check


def may_be_empty() -> Optional:
    return Optional()


def means_one(form: Any, field: Any) -> None:
    """Refuse a position that means several, with the question to ask."""
    meanings = words.meanings(field.data or "")
    if len(meanings) > 1:
        names = ", ".join(position.name for position in meanings[:NAMED])
        several = names + (" …" if len(meanings) > NAMED else ".")
        raise ValidationError(f"“{field.data}” may mean several positions: {several} Please type the one you mean.")


def is_address(form: Any, field: Any) -> None:
    """Refuse what is no address of a page."""
    try:
        url = urlsplit(field.data or "")
        good = url.scheme in ("http", "https") and "." in (url.hostname or "") and url.username is None
        good = good and (url.port is None or url.port > 0)
    except ValueError:
        good = False
    if field.data and (not good or re.search(r"[\s<>\"\\]", field.data)):
        raise ValidationError("This is no address of a page. It should look like https://example.org/reel.")


def is_handle(current: Callable[[Any], str]) -> Callable[[Any, Any], None]:
    """Refuse a handle that is misshapen, reserved or taken; `current(form)` is the one that they have."""

    def check(form: Any, field: Any) -> None:
        if field.data == current(form):
            return
        fault = fault_in(field.data or "")
        if fault is None and handle_taken(field.data):
            fault = "Somebody has this handle already. Please choose another."
        if fault:
            raise ValidationError(fault)

    return check


def lowered(value: Any) -> Any:
    return value.lower().removeprefix("@") if isinstance(value, str) else value


def _typed(field: Any) -> bool:
    # As it was sent: a number that is empty or no number at all has no data to go by.
    if field.raw_data:
        return any(str(value).strip() for value in field.raw_data)
    return bool(field.data)


def _with_scheme(value: Any) -> Any:
    if not isinstance(value, str) or not value or re.match(r"[a-z][a-z0-9+.-]*:", value, re.I):
        return value
    return f"https://{value}"
