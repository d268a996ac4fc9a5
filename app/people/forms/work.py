"""What somebody can do, has done, and shows."""

from __future__ import annotations

from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from app.kit.clock import today
from app.kit.forms import CountField, Form, LineField, choices, honest_name
from app.people import languages
from app.people.embeds import Embed, embed_of
from app.people.forms.fields import (
    AddressField,
    PositionField,
    Row,
    Rows,
    may_be_empty,
    needed,
    said,
)
from app.people.models import LanguageLevel, Person
from app.taxonomy import queries as words

LEVELS = [
    SelectChoice("", "not said"),
    SelectChoice("1", "1 · learning"),
    SelectChoice("2", "2 · helps out"),
    SelectChoice("3", "3 · works alone"),
    SelectChoice("4", "4 · leads"),
    SelectChoice("5", "5 · teaches"),
]


class DisciplinesField(SelectMultipleField):
    """Checkboxes, one a discipline."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str = "Disciplines", **kwargs: Any) -> None:
        super().__init__(label, coerce=str, choices=[], **kwargs)

    def offer(self) -> None:
        self.known = {row.slug: row for row in words.disciplines()}
        self.choices = [SelectChoice(slug, row.name) for slug, row in self.known.items()]

    @property
    def chosen(self) -> list[Any]:
        return [row for slug, row in self.known.items() if slug in (self.data or [])]


class PositionRow(Row):
    label = PositionField("Position", validators=[said("Please say which position.")])
    years = CountField("Years", 0, 80, [may_be_empty()])


class SkillRow(Row):
    label = LineField("Skill", 140, [said("Please say which skill."), honest_name])
    level = SelectField("Level", choices=LEVELS, coerce=lambda value: "" if value is None else str(value))


class LanguageRow(Row):
    name = LineField("Language", 80, [said("Please say which language.")])
    level = SelectField("Level", choices=choices(LanguageLevel, str), default=LanguageLevel.B2.value)

    def validate_name(self, field: Any) -> None:
        if languages.code_of(field.data or "") is None:
            raise ValidationError("This language is not known here. Type its English name, or its tag such as pt-BR.")


class WorkForm(Form):
    disciplines = DisciplinesField()
    positions = Rows(PositionRow, "Positions", 20)
    skills = Rows(SkillRow, "Skills", 60)
    languages = Rows(LanguageRow, "Languages", 20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.disciplines.offer()

    @classmethod
    def of(cls, person: Person) -> WorkForm:
        """The form with what stands in the profile."""
        spoken = [{"name": languages.typed_as(row.code), "level": row.level.value} for row in person.languages]
        return cls(
            disciplines=[row.slug for row in person.disciplines],
            positions=person.positions,
            skills=person.skills,
            languages=spoken,
        )

    def validate_languages(self, field: Any) -> None:
        tags = [languages.code_of(row["name"] or "") for row in field.typed]
        if len(set(tags)) < len(tags):
            raise ValidationError("One language stands here twice.")

    @property
    def answers(self) -> dict[str, Any]:
        return {
            "disciplines": self.disciplines.chosen,
            "positions": self.positions.typed,
            "skills": [
                {"label": row["label"], "level": int(row["level"]) if row["level"] else None}
                for row in self.skills.typed
            ],
            "languages": [
                {"code": languages.code_of(row["name"]), "level": LanguageLevel(row["level"])}
                for row in self.languages.typed
            ],
        }


class CreditForm(Form):
    title = LineField("Production", 160, [needed("Please say what it was called."), honest_name])
    position_label = PositionField("Your position")
    format = LineField("Format", 100, [honest_name])
    genre = LineField("Genre", 100, [honest_name])
    year = CountField("Year", 1900, 2100, [may_be_empty()])
    company = LineField("Company", 120, [honest_name])
    url = AddressField("Page about it")

    def validate_year(self, field: Any) -> None:
        if field.data is not None and field.data > today().year + 5:
            raise ValidationError("That is too far ahead for a credit.")


class PictureForm(Form):
    file = FileField("Picture", [FileRequired("Please choose a picture.")])
    title = LineField("Title", 120, [needed("Please give it a title."), honest_name])
    my_role = LineField("What I did on it", 120, [honest_name])
    alt = LineField("What it shows", 300)


class ReelForm(Form):
    address = LineField("Address of the reel", 500, [needed("Please paste the address of the reel.")])
    # Ids of their own: a form for pictures with the same questions stands on the page too.
    title = LineField("Title", 120, [needed("Please give it a title."), honest_name], id="reel-title")
    my_role = LineField("What I did on it", 120, [honest_name], id="reel-my_role")

    def validate_address(self, field: Any) -> None:
        if embed_of(field.data or "") is None:
            raise ValidationError(
                "Reels are shown from YouTube, Vimeo, SoundCloud, Bandcamp, Spotify and Sketchfab. "
                "Please paste the address of one film, track or model, beginning with https://."
            )

    @property
    def embed(self) -> Embed:
        found = embed_of(self.address.data)
        assert found is not None, "asked before the form was found good"
        return found


class PieceForm(Form):
    title = LineField("Title", 120, [needed("Please give it a title."), honest_name])
    my_role = LineField("What I did on it", 120, [honest_name])
    alt = LineField("What it shows", 300)
