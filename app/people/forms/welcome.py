"""The first-run path: three short steps."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, RadioField, ValidationError
from wtforms.fields.choices import SelectChoice

from app.kit.clock import today
from app.kit.forms import Form, LineField, TagsField, choices, honest_name
from app.kit.text import deceives
from app.people.forms.basics import WHO_SEES, HandledForm
from app.people.forms.fields import AddressField, DayField, PositionField, may_be_empty, needed
from app.people.forms.places import FURTHEST, WORDS
from app.people.forms.work import DisciplinesField
from app.people.models import Person, Visibility

FREE_NOW = [*WORDS[1:], SelectChoice("", "Rather not say")]


class TradeForm(Form):
    disciplines = DisciplinesField("What do you work in?")
    position = PositionField("Your main position", validators=[needed("Please say what you do.")])
    skills = TagsField("Your best skills", most=20, longest=140)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.disciplines.offer()

    @classmethod
    def of(cls, person: Person) -> TradeForm:
        first = person.primary_position
        return cls(
            disciplines=[row.slug for row in person.disciplines],
            position=first.label if first else "",
            skills=[row.label for row in person.skills],
        )

    def validate_skills(self, field: Any) -> None:
        if any(deceives(skill) for skill in field.data or []):
            raise ValidationError("This holds characters that cannot be seen. Please type it anew.")

    @property
    def answers(self) -> dict[str, Any]:
        return {**super().answers, "disciplines": self.disciplines.chosen}


class PlaceForm(Form):
    base = LineField("Where are you based?", 120, [needed("Please say where."), honest_name])
    works_as_local = BooleanField("I work as local there: no travel or lodging to pay")
    works_remotely = BooleanField("I also work remotely")
    word = RadioField("Are you free for work now?", choices=FREE_NOW, default="")
    until = DayField("Until", [may_be_empty()])

    @classmethod
    def of(cls, person: Person) -> PlaceForm:
        home = person.home
        return cls(
            base=home.place if home else "",
            works_as_local=home.works_as_local if home else True,
            works_remotely=person.works_remotely,
            word=person.availability_word or "",
        )

    def validate_until(self, field: Any) -> None:
        if field.data and not today() <= field.data <= today() + FURTHEST:
            raise ValidationError("Please type a day from today on, within three years.")


class YouForm(HandledForm):
    headline = LineField("Your headline", 140, [needed("Please say it in a line.")])
    visibility = RadioField(
        "Who may see your profile", choices=choices(Visibility, WHO_SEES.__getitem__), default="public"
    )
    url = AddressField("One link to your work")

    @classmethod
    def of(cls, person: Person) -> YouForm:
        return cls(
            current_handle=person.handle,
            handle=person.handle,
            headline=person.headline,
            visibility=person.visibility.value,
        )

    @property
    def answers(self) -> dict[str, Any]:
        return {**super().answers, "visibility": Visibility(self.visibility.data)}
