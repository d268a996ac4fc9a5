"""The shape of what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField, IntegerField, StringField, TextAreaField, ValidationError
from wtforms.validators import Length
from wtforms.widgets import TextInput

from app.kit.text import deceives, has_unseen, turns

MOST_MONEY = 100_000_000_00
_TURNED = "This holds marks that turn the text round. Please type it anew."


class Form(FlaskForm):
    """A form of the house. The token is checked at the door, for every form alike."""

    class Meta(FlaskForm.Meta):
        csrf = False

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            if issubclass(unbound_field.field_class, StringField):
                filters = [_stripped, *unbound_field.kwargs.get("filters", ())]
                unbound_field.kwargs["filters"] = list(dict.fromkeys(filters))
            return unbound_field.bind(form=form, **options)

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators=extra_validators)
        readable = [_readable(field) for field in self]
        return all(readable) and good

    def sent(self) -> bool:
        """Whether this request sends the form and all of it can be used."""
        return bool(self.validate_on_submit())

    @property
    def answers(self) -> dict[str, Any]:
        """Every field's value by name, to hand to an action."""
        return {name: field.data for name, field in self._fields.items()}

    def wants(self, button: str) -> bool:
        """Whether the button called `button` was pressed: "add a row" without script."""
        return button in request.form


class TagsField(Field):
    """Several short values: typed with commas, or one input each."""

    widget = TextInput()

    def __init__(self, *args: Any, most: int = 40, longest: int = 80, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most, self.longest = most, longest

    def _value(self) -> str:
        return ", ".join(self.data or [])

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        typed = (part.strip() for value in valuelist for part in re.split(r"[,\n]", value))
        self.data = list(dict.fromkeys(part for part in typed if part))

    def pre_validate(self, form: Any) -> None:
        if len(self.data or []) > self.most:
            raise ValidationError(f"That is {len(self.data)}; at most {self.most} are kept here.")
        for value in self.data or []:
            if len(value) > self.longest:
                raise ValidationError(f"“{value[:20]}…” is longer than {self.longest} letters.")
            if turns(value):
                raise ValidationError(_TURNED)


class MoneyField(Field):
    """An amount as people type it ("1,250" or "1250.50"), kept in minor units (cents)."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{Decimal(self.data) / 100:.2f}".removesuffix(".00")

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = None
        typed = re.sub(r"[\s'’]", "", valuelist[0]) if valuelist else ""
        if not typed:
            return
        # A comma before exactly two last digits is a decimal comma; any other one parts thousands.
        typed = re.sub(r",(\d{2})$", r".\1", typed).replace(",", "")
        try:
            amount = Decimal(typed) * 100
            # Compared before it is counted out: "1e400000" has more figures than anybody waits for.
            fits = 0 <= amount <= MOST_MONEY
        except ArithmeticError:
            raise ValueError("Please type an amount in figures, such as 450 or 1250.50.") from None
        if not fits:
            raise ValueError("Please type an amount between 0 and 100,000,000.")
        self.data = int(amount.to_integral_value())


class RowsField(FieldList):
    """Sub-forms that repeat; an empty one is always offered. More than `most` are refused, not dropped."""

    def __init__(self, row: type[Form], label: str, most: int = 20, **kwargs: Any) -> None:
        super().__init__(FormField(row), label, [self._check_count], 1, most * 4, **kwargs)
        self.most = most

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        # The library takes any digit of Unicode, of any length, and stumbles over it.
        numbered = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,4}})-")
        for name in formdata:
            if found := numbered.match(name):
                yield int(found[1])

    def _check_count(self, form: Any, field: Any) -> None:
        if len(self.typed) > self.most:
            raise ValidationError(f"That is {len(self.typed)} rows; at most {self.most} are kept here.")

    @property
    def typed(self) -> list[dict[str, Any]]:
        """The rows that hold anything."""
        return [row for row in self.data if any(row.values())]

    def rearranged(self) -> bool:
        """Whether "add a row" or "remove" was pressed, without script; and do it."""
        if request.form.get("add_row") == self.name and len(self) < self.most:
            self.append_entry()
            return True
        taken = [number for number, row in enumerate(self) if row.name == request.form.get("remove_row")]
        for number in taken:
            self.pop_entry(number)
        if not len(self):
            self.append_entry()
        return bool(taken) or request.form.get("add_row") == self.name


class LineField(StringField):
    """One line of text, `longest` letters at most, which leaves what stands beside it as it is."""

    def __init__(self, label: str, longest: int, validators: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(label, [*validators, straight, _at_most(longest)], **kwargs)


class ProseField(TextAreaField):
    """Several lines of text, `longest` letters at most."""

    def __init__(self, label: str, longest: int, validators: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(label, [*validators, _at_most(longest)], **kwargs)


class CountField(IntegerField):
    """A whole number between `least` and `most`."""

    def __init__(self, label: str, least: int, most: int, validators: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(label, [*validators, self._check_range], **kwargs)
        self.least, self.most = least, most

    def _check_range(self, form: Any, field: Any) -> None:
        if self.data is not None and not self.least <= self.data <= self.most:
            raise ValidationError(f"Please type a number from {self.least} to {self.most}.")


def honest_name(form: Any, field: Any) -> None:
    """Refuse names with marks that cannot be seen or that turn the text round."""
    if deceives(field.data or ""):
        raise ValidationError("This name holds characters that cannot be seen. Please type it anew.")


def straight(form: Any, field: Any) -> None:
    """Refuse text with marks that turn it round; once, where a stricter rule has spoken already."""
    if turns(field.data or "") and not field.errors:
        raise ValidationError(_TURNED)


def choices(words: type, say: Callable[[Any], str] | None = None) -> dict[str, str]:
    """The members of a StrEnum as choices, said in words."""
    return {member.value: say(member) if say else in_words(member) for member in words}  # type: ignore[attr-defined]


def in_words(state: str) -> str:
    """`in_production` as "In production", `pre_production` as "Pre-production"."""
    return state.replace("pre_", "pre-").replace("_", " ").capitalize()


def _at_most(longest: int) -> Length:
    return Length(max=longest, message=f"Please keep this to {longest:,} letters.")


def _stripped(value: Any) -> Any:
    return value.strip().replace("\r\n", "\n") if isinstance(value, str) else value


def _readable(field: Any) -> bool:
    values = field.data if isinstance(field.data, list) else [field.data]
    if not any(isinstance(value, str) and has_unseen(value) for value in values):
        return True
    field.errors = [
        *field.errors,
        "This holds control characters, which cannot be kept. Please type it anew.",
    ]
    return False
