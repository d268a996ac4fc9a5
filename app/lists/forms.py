"""What is typed about lists."""

from __future__ import annotations

from wtforms import RadioField, SelectField, ValidationError
from wtforms.validators import InputRequired

from app.kit.forms import Form, LineField, ProseField, choices, honest_name, straight
from app.lists.models import Progress, Shortlist
from app.studios.models import Studio

PROGRESS = {
    Progress.NONE: "Nothing yet",
    Progress.TO_CALL: "To call",
    Progress.CALLED: "Called",
    Progress.MAYBE: "Maybe",
    Progress.YES: "Yes",
    Progress.NO: "No",
}
NEW = "new"
MINE = ""


class ListForm(Form):
    name = LineField("Name", 100, [InputRequired("Please give the list a name."), honest_name])
    description = ProseField("What it is for", 500, [straight])


class NewListForm(ListForm):
    house = SelectField("Whose list it is", choices=[])

    def offer(self, houses: list[Studio]) -> NewListForm:
        """Have these studios to choose from, beside oneself."""
        self.houses = {studio.slug: studio for studio in houses}
        self.house.choices = {MINE: "Mine alone", **{slug: one.name for slug, one in self.houses.items()}}
        return self

    @property
    def studio(self) -> Studio | None:
        return self.houses.get(self.house.data)


class CopyForm(Form):
    studio = SelectField("Studio", choices=[])

    def offer(self, houses: list[Studio]) -> CopyForm:
        """Have these studios to choose from."""
        self.houses = {studio.slug: studio for studio in houses}
        self.studio.choices = {slug: one.name for slug, one in self.houses.items()}
        return self


class AddForm(Form):
    """Onto which list: one there is, or a new one under a name."""

    shortlist = RadioField("Put on", choices=[], validators=[InputRequired("Please choose a list.")])
    name = LineField("Name of the new list", 100, [honest_name])

    def offer(self, lists: list[Shortlist]) -> AddForm:
        """Have these lists to choose from, and a new one."""
        self.lists = {str(row.id): row for row in lists}
        self.shortlist.choices = {**{key: _said(row) for key, row in self.lists.items()}, NEW: "A new list of mine"}
        if not self.lists and not self.shortlist.data:
            self.shortlist.data = NEW
        return self

    def validate_name(self, field: LineField) -> None:
        if self.shortlist.data == NEW and not field.data:
            raise ValidationError("Please give the new list a name.")


class EntryForm(Form):
    progress = SelectField("How far you are", choices=choices(Progress, PROGRESS.__getitem__), coerce=Progress)
    note = ProseField("Note", 1_000, [straight])

    def at(self, key: int) -> EntryForm:
        """Have ids of their own for the fields: the form stands on the page once an entry."""
        for field in self:
            field.id = f"{field.name}-{key}"
        return self


def _said(shortlist: Shortlist) -> str:
    return f"{shortlist.name} · {shortlist.studio.name}" if shortlist.studio else shortlist.name
