"""Where, when and for what somebody works."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any

from babel.core import get_global
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from app.kit.clock import today
from app.kit.forms import CountField, Form, LineField, MoneyField, choices, honest_name
from app.people.forms.fields import DayField, Row, Rows, may_be_empty, said
from app.people.models import AvailabilityKind, PayModel, Person, RateBasis, RateVisibility

FURTHEST = timedelta(days=3 * 366)
KINDS = {
    AvailabilityKind.AVAILABLE: "Free",
    AvailabilityKind.TENTATIVE: "Perhaps free",
    AvailabilityKind.UNAVAILABLE: "Busy",
}
WORDS = [
    SelectChoice("", "Nothing"),
    SelectChoice("available", "Free for work"),
    SelectChoice("busy", "Busy"),
    SelectChoice("ask", "Ask me about dates"),
]
BASES = {
    RateBasis.HOUR: "an hour",
    RateBasis.HALF_DAY: "a half day",
    RateBasis.DAY: "a day",
    RateBasis.WEEK: "a week",
    RateBasis.FLAT: "flat, for the job",
}
WHO_KNOWS = {
    RateVisibility.PUBLIC: "Everybody who sees my profile",
    RateVisibility.MEMBERS: "Members",
    RateVisibility.ON_REQUEST: "On request only",
}


@cache
def currencies() -> frozenset[str]:
    """The currencies that are tender somewhere now."""
    held = get_global("territory_currencies").values()
    return frozenset(code for rows in held for code, _, until, tender in rows if tender and until is None)


class BaseRow(Row):
    name = LineField("Place", 120, [said("Please say which place."), honest_name])
    works_as_local = BooleanField("Works as local")


class RateRow(Row):
    preset = ("currency",)

    amount = MoneyField("From")
    amount_to = MoneyField("To")
    currency = LineField("Currency", 3, default="EUR", filters=[lambda value: value and value.upper()])
    basis = SelectField("For", choices=choices(RateBasis, BASES.__getitem__), default="day")
    hours_in_day = CountField("Hours in a day", 1, 24, [may_be_empty()])
    kit_fee = MoneyField("Kit fee a day")
    note = LineField("Note", 200)
    visibility = SelectField("Who may know", choices=choices(RateVisibility, WHO_KNOWS.__getitem__), default="members")

    def validate_amount(self, field: Any) -> None:
        if field.data is None:
            raise ValidationError("Please type an amount.")

    def validate_amount_to(self, field: Any) -> None:
        if field.data is not None and self.amount.data is not None and field.data < self.amount.data:
            raise ValidationError("This is less than where the rate begins.")

    def validate_currency(self, field: Any) -> None:
        if field.data not in currencies():
            raise ValidationError("Please type the three letters of a currency, such as EUR.")


class PlacesForm(Form):
    bases = Rows(BaseRow, "Bases", 8)
    travels = BooleanField("I travel for work")
    travel_radius_km = CountField("How far, in kilometres", 1, 20_000, [may_be_empty()])
    works_remotely = BooleanField("I work remotely")
    rates = Rows(RateRow, "Rates", 6)
    pay_models = SelectMultipleField(
        "Pay I accept",
        choices=choices(PayModel),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    @classmethod
    def of(cls, person: Person) -> PlacesForm:
        """The form with what stands in the profile."""
        return cls(
            bases=[{"name": base.place, "works_as_local": base.works_as_local} for base in person.bases],
            travels=person.travels,
            travel_radius_km=person.travel_radius_km,
            works_remotely=person.works_remotely,
            rates=person.rates,
            pay_models=person.pay_models,
        )

    @property
    def answers(self) -> dict[str, Any]:
        rates = [
            {**row, "basis": RateBasis(row["basis"]), "visibility": RateVisibility(row["visibility"])}
            for row in self.rates.typed
        ]
        return {**super().answers, "bases": self.bases.typed, "rates": rates}


class WordForm(Form):
    word = RadioField("Where no days are named, say", choices=WORDS)


class DaysForm(Form):
    kind = RadioField("I am", choices=choices(AvailabilityKind, KINDS.__getitem__), default="available")
    starts_on = DayField("From", [InputRequired("Please say from which day.")])
    last_day = DayField("Up to and including", [InputRequired("Please say up to which day.")])
    note = LineField("Note for yourself", 140)

    def validate_starts_on(self, field: Any) -> None:
        if field.data and field.data < today() - FURTHEST:
            raise ValidationError("That is long past. Please type a later day.")

    def validate_last_day(self, field: Any) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("This day comes before the first one.")
        if field.data and field.data > today() + FURTHEST:
            raise ValidationError("Days are kept for the three years to come. Please type an earlier one.")

    @property
    def answers(self) -> dict[str, Any]:
        return {
            "starts_on": self.starts_on.data,
            "ends_on": self.last_day.data + timedelta(days=1),
            "kind": AvailabilityKind(self.kind.data),
            "note": self.note.data,
        }
