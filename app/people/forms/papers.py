"""Where somebody may work, and which unions they are in."""

from __future__ import annotations

from typing import Any

from wtforms import SelectField, ValidationError
from wtforms.validators import DataRequired

from app.kit.forms import Form, LineField, TagsField, choices, honest_name
from app.kit.text import fold
from app.people.forms.fields import Row, Rows, said
from app.people.models import Person, UnionStatus, UnionVisibility
from app.taxonomy import countries
from app.taxonomy.unions import union_named

MOST_COUNTRIES = 60
STATUSES = {
    UnionStatus.MEMBER: "Member",
    UnionStatus.ASSOCIATE: "Associate or trainee",
    UnionStatus.APPLYING: "Applying",
    UnionStatus.RETIRED: "Retired or honorary",
}
WHO_KNOWS = {
    UnionVisibility.ONLY_ME: "Only me",
    UnionVisibility.MEMBERS: "Members",
    UnionVisibility.PUBLIC: "Everybody who sees my profile",
}


class UnionRow(Row):
    name = LineField("Union or guild", 120, [said("Please say which union."), honest_name])
    branch = LineField("Branch", 100, [honest_name])
    number = LineField("Number", 40, [honest_name])
    status = SelectField("I am", choices=choices(UnionStatus, STATUSES.__getitem__), default="member")
    visibility = SelectField("Who may know", choices=choices(UnionVisibility, WHO_KNOWS.__getitem__), default="only_me")


class PapersForm(Form):
    countries = TagsField("Countries I may work in", most=MOST_COUNTRIES)
    unions = Rows(UnionRow, "Unions and guilds", 12)

    @classmethod
    def of(cls, person: Person) -> PapersForm:
        """The form with what stands in the profile."""
        codes = [row.country_code for row in person.authorisations]
        unions = [
            {
                "name": row.name,
                "branch": row.branch,
                "number": row.number,
                "status": row.status.value,
                "visibility": row.visibility.value,
            }
            for row in person.unions
        ]
        return cls(countries=[countries.said(code) for code in countries.grouped(codes)], unions=unions)

    def validate_countries(self, field: Any) -> None:
        unknown = next((typed for typed in field.data or [] if countries.codes_of(typed) is None), None)
        if unknown:
            raise ValidationError(f"“{unknown}” is no country known here. Type a country's English name, or EU or EEA.")

    def validate_unions(self, field: Any) -> None:
        named = [_same(row["name"] or "") for row in field.typed]
        if len(set(named)) < len(named):
            raise ValidationError("One union stands here twice.")

    @property
    def answers(self) -> dict[str, Any]:
        codes = {code for typed in self.countries.data or [] for code in countries.codes_of(typed) or ()}
        unions = [
            {**row, "status": UnionStatus(row["status"]), "visibility": UnionVisibility(row["visibility"])}
            for row in self.unions.typed
        ]
        return {"countries": sorted(codes), "unions": unions}


class AskForm(Form):
    """Whom one asks to confirm a credit."""

    handle = LineField("Their handle", 41, [DataRequired("Please choose whom you would like to ask.")])


class DisputeForm(Form):
    why = LineField("What is not right", 500, [DataRequired("Please say in a few words what is not right.")])


def _same(name: str) -> str:
    union = union_named(name)
    return union.slug if union else fold(name)
