"""What is typed about roles and applications."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from wtforms import BooleanField, DateField, Field, SelectField, SelectMultipleField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.hiring.actions.applications import KIND_ANSWER, MOST_CREDITS
from app.hiring.models import ApplicationState, Engagement, PlaceMode, Role
from app.hiring.queries import Wishes
from app.kit.forms import CountField, Form, LineField, MoneyField, ProseField, TagsField, choices
from app.people.forms.fields import means_one
from app.people.models import Credit, PayModel, RateBasis
from app.taxonomy import queries as taxonomy

YEARS = range(2000, 2101)
# Currencies that work is paid in; each has cents, or is written as if it had.
CURRENCIES = tuple(
    "EUR GBP USD CHF SEK NOK DKK PLN CZK HUF RON BGN TRY UAH ILS AED ZAR NGN KES EGP MAD INR JPY CNY "  # noqa: SIM905
    "HKD TWD KRW SGD MYR THB IDR PHP AUD NZD CAD MXN BRL ARS CLP COP PEN".split()
)
PAY: dict[str, str] = {
    PayModel.PAID: "Paid",
    PayModel.DEFERRED: "Deferred: paid once the work earns",
    PayModel.PROFIT_SHARE: "Profit share",
    PayModel.EXPENSES: "Expenses only",
    PayModel.UNPAID: "Unpaid",
    PayModel.STUDENT: "Student work",
}
# What a reader should know of each model before applying.
TRUTHS: dict[str, str] = {
    PayModel.PAID: "Paid.",
    PayModel.DEFERRED: "Deferred: paid only if and when the work earns. It may never.",
    PayModel.PROFIT_SHARE: "A share of the profit, if there is one.",
    PayModel.EXPENSES: "Expenses only, the work itself is unpaid.",
    PayModel.UNPAID: "Unpaid.",
    PayModel.STUDENT: "Student work, on a student production's terms.",
}
# What an outcome says to both sides.
OUTCOMES: dict[str, str] = {
    ApplicationState.ACCEPTED: "Accepted.",
    ApplicationState.HIRED: "Hired.",
    ApplicationState.DECLINED: "The offer was declined.",
    ApplicationState.WITHDRAWN: "Withdrawn by the applicant.",
    ApplicationState.NOT_SELECTED: "Not selected this time.",
    ApplicationState.ROLE_CANCELLED: "The role was cancelled, so nobody was chosen.",
    ApplicationState.LAPSED: "No decision was made in thirty days after the deadline, so this has lapsed.",
}
BASES: dict[str, str] = {
    RateBasis.HOUR: "an hour",
    RateBasis.HALF_DAY: "half a day",
    RateBasis.DAY: "a day",
    RateBasis.WEEK: "a week",
    RateBasis.FLAT: "for all of it",
}


def _or_none(kind: type[StrEnum]) -> Callable[[Any], StrEnum | None]:
    return lambda value: kind(value) if value else None


def sensible_day(form: Any, field: Any) -> None:
    """Refuse days that nobody means."""
    if field.data and field.data.year not in YEARS:
        raise ValidationError(f"Please choose a year from {YEARS[0]} to {YEARS[-1]}.")


def _day(label: str) -> DateField:
    return DateField(label, [Optional(), sensible_day])


class RoleForm(Form):
    """A role, as a draft with gaps or, with `is_complete`, ready to be read by everybody."""

    title = LineField("Position", 120, [DataRequired("Every role has a name."), means_one])
    production = LineField("Production", 120)
    description = ProseField("The work", 6_000)
    headcount = CountField("How many people", 1, 200, [InputRequired("At least one.")], default=1)
    engagement = SelectField("Engagement", choices=choices(Engagement), coerce=Engagement)
    required = TagsField("Needed skills", most=20, longest=140)
    desired = TagsField("Welcome skills", most=20, longest=140)

    pay_model = SelectField("How it is paid", choices={"": "Please choose", **PAY}, coerce=_or_none(PayModel))
    pay_from = MoneyField("From")
    pay_to = MoneyField("Up to")
    currency = SelectField("Currency", choices={code: code for code in CURRENCIES}, default="EUR")
    pay_basis = SelectField("Each amount is", choices=dict(BASES), coerce=RateBasis, default=RateBasis.DAY)
    pay_note = LineField("What else is paid", 200)

    starts_on = _day("First day")
    last_on = _day("Last day")
    dates_flexible = BooleanField("The dates are flexible")
    hours_per_day = CountField("Hours a day", 1, 24, [Optional()])

    place_mode = SelectField(
        "Where one works",
        choices={"": "Please choose", **choices(PlaceMode)},
        coerce=_or_none(PlaceMode),
    )
    place = LineField("Place", 120)
    local_hire = BooleanField("Local hire: travel and lodging are not paid")
    union_note = LineField("Union agreement", 120)
    access_note = ProseField("Access", 500)

    deadline = _day("Apply until")
    decision_by = _day("Everybody has an answer by")

    def validate_pay_from(self, field: Field) -> None:
        if self.pay_model.data == PayModel.UNPAID and (field.data or self.pay_to.data):
            raise ValidationError("Unpaid work has no amount. Leave it empty, or choose how it is paid.")

    def validate_pay_to(self, field: Field) -> None:
        if field.data is not None and (self.pay_from.data is None or field.data < self.pay_from.data):
            raise ValidationError("The upper amount is higher than the lower one. Please look at both.")

    def validate_last_on(self, field: Field) -> None:
        if field.data and (self.starts_on.data is None or field.data < self.starts_on.data):
            raise ValidationError("The last day comes after a first one.")

    def is_complete(self) -> bool:
        """Whether everything is said that a published role must say; what is missing stands at its field."""
        gaps = Role(**self.columns).gaps()
        for name, sentence in gaps.items():
            self[name].errors = [*self[name].errors, sentence]
        return not gaps

    @property
    def columns(self) -> dict[str, Any]:
        """What was typed, as columns of a role."""
        typed = {name: value for name, value in self.answers.items() if name not in _NOT_COLUMNS}
        last, deadline = self.last_on.data, self.deadline.data
        return typed | {
            "ends_on": last + timedelta(days=1) if last else None,
            "deadline_at": datetime.combine(deadline, time(23, 59, 59), UTC) if deadline else None,
        }

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, to hand to an action."""
        return self.columns | {"required": self.required.data or [], "desired": self.desired.data or []}


_NOT_COLUMNS = {"required", "desired", "last_on", "deadline"}


class ApplicationForm(Form):
    note = ProseField("A few words", 2_000)
    credits = SelectMultipleField(
        "Credits to show",
        coerce=int,
        choices={},
        default=(),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    rate = MoneyField("Your rate")
    rate_basis = SelectField("It is", choices=dict(BASES), coerce=RateBasis, default=RateBasis.DAY)
    currency = SelectField("Currency", choices={code: code for code in CURRENCIES}, default="EUR")

    def offer(self, credits: list[Credit]) -> ApplicationForm:
        """Have these credits to choose from."""
        self.credits.choices = {credit.id: _said(credit) for credit in credits}
        return self

    def validate_credits(self, field: Field) -> None:
        if len(field.data or []) > MOST_CREDITS:
            raise ValidationError(f"Please choose {MOST_CREDITS} at most: the best ones say the most.")


class AcceptanceForm(Form):
    answer = ProseField("A few words with it", 1_000, id="acceptance-answer")


class RefusalForm(Form):
    answer = ProseField("What they are told", 1_000, id="refusal-answer", default=KIND_ANSWER)


class RoleFilter(Form):
    """The narrowing of the list, read from the address."""

    q = LineField("Words", 120)
    position = LineField("Position", 120)
    department = SelectField("Department", choices={"": "Any"}, default="")
    pay = SelectField("Pay", choices={"": "Any", **PAY}, coerce=_or_none(PayModel))
    place = LineField("Place", 120)
    remote = BooleanField("Remote or hybrid")
    studio = LineField("Studio", 80)

    def offer(self) -> RoleFilter:
        """Have the departments to choose from."""
        found = {department.slug: department.name for department in taxonomy.departments()}
        self.department.choices = {"": "Any", **found}
        return self

    @property
    def wishes(self) -> Wishes:
        """What was asked for, with positions and cities looked up."""
        position = taxonomy.position_named(self.position.data) if self.position.data else None
        return Wishes(
            words=self.q.data or "",
            position=self.position.data or "",
            position_id=position.id if position else None,
            department=self.department.data or "",
            pay_model=self.pay.data,
            place=self.place.data or "",
            city=taxonomy.city_named(self.place.data) if self.place.data else None,
            remote=self.remote.data,
            studio=self.studio.data or "",
        )


def _said(credit: Credit) -> str:
    parts = (credit.credited_as, credit.title, str(credit.year or ""))
    return ", ".join(part for part in parts if part)
