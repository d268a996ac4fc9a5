"""What is typed about saved searches."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import SelectField
from wtforms.validators import DataRequired

from app.alerts.models import Cadence
from app.kit.forms import Form, LineField
from app.studios.models import Studio

CADENCES = {
    Cadence.AT_ONCE: "At once",
    Cadence.DAILY: "Once a day",
    Cadence.WEEKLY: "Once a week",
    Cadence.NEVER: "Never",
}


class SaveForm(Form):
    """`studios` are those that the search can be shared with."""

    name = LineField("Name", 80, [DataRequired("Give it a name to find it by.")])
    studio = SelectField("Share with", coerce=lambda value: int(value) if str(value).isdecimal() else None)
    cadence = SelectField("Tell me of new matches", choices=dict(CADENCES), coerce=Cadence, default=Cadence.DAILY)

    def offer(self, studios: Sequence[Studio]) -> None:
        """Fill in what it can be shared with."""
        self.studio.choices = [("", "Nobody"), *((studio.id, studio.name) for studio in studios)]
        self.shared = {studio.id: studio for studio in studios}

    @property
    def chosen_studio(self) -> Studio | None:
        return self.shared.get(self.studio.data)


class CadenceForm(Form):
    cadence = SelectField("Tell me of new matches", choices=dict(CADENCES), coerce=Cadence)
