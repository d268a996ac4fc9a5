"""The shape of what is typed about a pitch."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, DateField, SelectField, ValidationError
from wtforms.validators import DataRequired, Optional

from app.kit.forms import Form, LineField, ProseField, RowsField, TagsField, choices, honest_name, in_words
from app.kit.text import fold
from app.people.forms.fields import means_one
from app.people.models import PayModel
from app.pitches.models import (
    LOGLINE,
    MOST_GENRES,
    MOST_NEEDS,
    MOST_PLACES,
    PLAIN,
    Pitch,
    PitchNeed,
    PitchVisibility,
    Stage,
)
from app.taxonomy import queries as taxonomy

LONGEST_SYNOPSIS = 10_000
YEARS = range(2000, 2101)
STAGES: dict[str, str] = dict(choices(Stage))
PAY: dict[str, str] = {
    PayModel.PAID: "Paid",
    PayModel.DEFERRED: "Deferred pay",
    PayModel.PROFIT_SHARE: "Profit share",
    PayModel.EXPENSES: "Expenses only",
    PayModel.UNPAID: "Unpaid collaboration",
    PayModel.STUDENT: "Student work",
}
WHO_SEES: dict[str, str] = {
    PitchVisibility.PUBLIC: "Everybody, search engines too",
    PitchVisibility.MEMBERS: "Members of Callboard",
    PitchVisibility.INVITED: "Only people I invite, and my team",
    PitchVisibility.PRIVATE: "Only my team and I",
}


def formats_by_field() -> dict[str, dict[str, str]]:
    """The formats as choices, in groups."""
    groups: dict[str, dict[str, str]] = {}
    for format in taxonomy.formats():
        groups.setdefault(in_words(format.field), {})[format.slug] = format.name
    return groups


class Sentences(Form):
    """A form at whose fields a refusal can be said."""

    def complain(self, sentences: dict[str, str]) -> None:
        """Put sentences at fields, by name."""
        for name, sentence in sentences.items():
            self[name].errors = [*self[name].errors, sentence]


class NeedForm(Form):
    """Somebody the team needs."""

    position = LineField("Position", 100)
    note = LineField("What matters", 200)
    filled = BooleanField("Filled")

    def validate_position(self, field: Any) -> None:
        """Nothing is guessed: a label with several meanings is asked back."""
        if not field.data and (self.note.data or self.filled.data):
            raise ValidationError("Say which position this is about.")
        means_one(self, field)


class PlaceForm(Form):
    """Where it is to be made."""

    place = LineField("City or place", 120)


class PitchForm(Sentences):
    """A whole pitch. Publishing asks for more than keeping a draft; the model knows what."""

    title = LineField("Title", 120, [DataRequired("Give it a title, a working one will do."), honest_name])
    logline = ProseField("Logline", LOGLINE)
    synopsis = ProseField("Synopsis", LONGEST_SYNOPSIS)
    format = SelectField("Format", [Optional(strip_whitespace=False)])
    genres = TagsField("Genres", most=MOST_GENRES, longest=100)
    stage = SelectField("Stage", [Optional(strip_whitespace=False)], choices={"": "Choose a stage", **STAGES})
    comps = LineField("In the spirit of", 200)
    starts_on = DateField("From", [Optional()])
    last_on = DateField("Last day", [Optional()])
    dates_note = LineField("About the dates", 140)
    places = RowsField(PlaceForm, "Places", most=MOST_PLACES)
    remote = BooleanField("People can work on it from anywhere")
    pay_model = SelectField(
        "How people are paid", [Optional(strip_whitespace=False)], choices={"": "Choose one", **PAY}
    )
    pay_note = LineField("About the pay", 200)
    needs = RowsField(NeedForm, "Positions", most=MOST_NEEDS)
    just_sharing = BooleanField("Just sharing: nobody is needed at the moment")
    visibility = SelectField("Visible to", choices=dict(WHO_SEES), default=PitchVisibility.MEMBERS)
    picture = FileField("Picture")
    picture_alt = LineField("What the picture shows", 300)
    no_picture = BooleanField("Take the picture off, and show the drawn poster")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.format.choices = {"": "Choose a format", **formats_by_field()}

    @classmethod
    def of(cls, pitch: Pitch) -> PitchForm:
        """The form filled with what a pitch says now."""
        said = {name: getattr(pitch, name) for name in PLAIN if hasattr(cls, name)}
        rest = {
            "format": pitch.format.slug if pitch.format else "",
            "genres": [genre.name for genre in pitch.genres],
            "last_on": pitch.ends_on - timedelta(days=1) if pitch.ends_on else None,
            "places": [{"place": place.label} for place in pitch.places],
            "needs": [_row_of(need) for need in pitch.needs],
            "picture_alt": pitch.picture.alt if pitch.picture else "",
        }
        return cls(data={**said, **rest})

    @property
    def answers(self) -> dict[str, Any]:
        """As the actions want them: days half-open, empty rows left out."""
        last_on = self.last_on.data
        return {
            **{name: field.data for name, field in self._fields.items() if name != "last_on"},
            "stage": _one_of(Stage, self.stage.data),
            "pay_model": _one_of(PayModel, self.pay_model.data),
            "visibility": PitchVisibility(self.visibility.data),
            "ends_on": last_on + timedelta(days=1) if last_on else None,
            "needs": [row for row in self.needs.data if row["position"]],
            "places": list(dict.fromkeys(row["place"] for row in self.places.data if row["place"])),
            "picture": self.picture.data or None,
        }

    def validate_genres(self, field: Any) -> None:
        known = {fold(genre.name) for genre in taxonomy.genres()}
        unknown = [name for name in field.data or [] if fold(name) not in known]
        if unknown:
            raise ValidationError(f"“{unknown[0][:40]}” is not among our genres. Please pick from the list.")

    def validate_starts_on(self, field: Any) -> None:
        _within_reach(field.data)

    def validate_last_on(self, field: Any) -> None:
        _within_reach(field.data)
        first, last = self.starts_on, field.data
        if last and first.data is None and not first.errors:
            raise ValidationError("Say on which day it begins, too.")
        if last and first.data and last < first.data:
            raise ValidationError("The last day is before the first.")


class HandleForm(Sentences):
    """Naming a person by their handle: whom to open a pitch to."""

    handle = LineField("Whom", 41, [DataRequired("Say whom, by their handle.")])


class AskForm(HandleForm):
    """Asking somebody into the team."""

    position = LineField("As what", 100, [means_one])


class FilterForm(Form):
    """What narrows the list of pitches; what makes no sense narrows nothing."""

    format = SelectField("Format")
    genre = SelectField("Genre")
    stage = SelectField("Stage", choices={"": "Any stage", **STAGES})
    pay = SelectField("Pay", choices={"": "Any pay", **PAY})
    needs = LineField("Needs a", 100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.format.choices = {"": "Any format", **formats_by_field()}
        self.genre.choices = {"": "Any genre", **{genre.slug: genre.name for genre in taxonomy.genres()}}

    @property
    def chosen(self) -> dict[str, str]:
        """What narrows the list, by name: the same words go into the links to further pages."""
        return {name: value[:100] for name, value in self.data.items() if value}


def _within_reach(day: date | None) -> None:
    if day is not None and day.year not in YEARS:
        raise ValidationError(f"Please give a day between {YEARS[0]} and {YEARS[-1]}.")


def _one_of(words: type[StrEnum], value: str | None) -> StrEnum | None:
    return words(value) if value else None


def _row_of(need: PitchNeed) -> dict[str, Any]:
    return {"position": need.label, "note": need.note, "filled": need.filled_at is not None}
