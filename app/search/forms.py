"""What is typed beside the results: days, place, money, and the least level of what is ticked."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, SelectField, StringField
from wtforms.widgets import DateInput

from app.hiring.forms import BASES, CURRENCIES
from app.kit.forms import Form
from app.search import address
from app.search.address import Asked
from app.search.question import Sort

SORTS = {
    Sort.RELEVANCE: "Best fit first",
    Sort.DISTANCE: "Nearest first",
    Sort.RATE: "Lowest rate first",
    Sort.AVAILABILITY: "Days confirmed last first",
    Sort.YEARS: "Most years first",
    Sort.ACTIVE: "Active last first",
}


class PanelForm(Form):
    """What was typed comes back as it was; what could not be read has its sentence."""

    since = StringField("From", name="from", widget=DateInput())
    until = StringField("Until", widget=DateInput())
    near = StringField("Near")
    km = SelectField("Within", choices={str(km): f"{km} km" for km in address.NEAR_KM}, default=str(address.USUAL_KM))
    local = BooleanField("Works as local there")
    remote = BooleanField("Can be done remotely")
    rate = StringField("Up to")
    currency = SelectField("Currency", choices={code: code for code in CURRENCIES}, default="EUR")
    per = SelectField("For", choices={str(basis): BASES[basis] for basis in address.BASES}, default="day")
    level = SelectField("At least", choices={"": "Any level", **{str(k): v for k, v in address.LEVELS.items()}})
    any = BooleanField("Any of them will do")
    fluency = SelectField("At least", choices={"": "Any level", **{str(k): v for k, v in address.FLUENCIES.items()}})

    @classmethod
    def showing(cls, typed: Any, asked: Asked) -> PanelForm:
        """The form with what stands in the address, and what was wrong with it."""
        form = cls(formdata=typed)
        for name, sentence in asked.problems.items():
            form["since" if name == "from" else name].errors = [sentence]
        return form
