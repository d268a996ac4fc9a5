"""What an administrator types about the trade's words."""

from __future__ import annotations

from wtforms import SelectField, ValidationError
from wtforms.validators import DataRequired

from app.kit.forms import Form, LineField, ProseField, choices
from app.kit.text import fold
from app.taxonomy import queries
from app.taxonomy.models import SkillKind

MOST_NAMES = 60


class DepartmentField(SelectField):
    """One of the departments, by its slug."""

    def __init__(self, label: str = "Department", **kwargs: object) -> None:
        super().__init__(label, choices=self._offered, validate_choice=True, **kwargs)

    @staticmethod
    def _offered() -> list[tuple[str, str]]:
        return [(row.slug, f"{row.name} ({row.discipline.name})") for row in queries.departments()]


class PositionForm(Form):
    """A position's name, department and other names, one a line."""

    name = LineField("Name", 100, [DataRequired("A position needs a name.")])
    department = DepartmentField()
    aliases = ProseField("Other names, one a line", 6000)

    def validate_name(self, field: LineField) -> None:
        if not fold(field.data or ""):
            raise ValidationError("A name has letters or figures.")

    def validate_aliases(self, field: ProseField) -> None:
        if len(self.names()) > MOST_NAMES:
            raise ValidationError(f"At most {MOST_NAMES} other names are kept.")
        if any(len(name) > 100 for name in self.names()):
            raise ValidationError("Each name may have 100 letters.")

    def names(self) -> list[str]:
        """The other names, without empty lines."""
        return [line.strip() for line in (self.aliases.data or "").splitlines() if line.strip()]


class AsPositionForm(Form):
    """Make a suggested word a position of this department."""

    department = DepartmentField()


class AsAliasForm(Form):
    """Make a suggested word another name of this position."""

    position = LineField("Position", 100, [DataRequired("Which position is it another name of?")])

    def validate_position(self, field: LineField) -> None:
        if queries.position_named(field.data or "") is None:
            raise ValidationError("No position goes by exactly this name.")


class AsSkillForm(Form):
    """Make a suggested word a skill of this kind."""

    kind = SelectField("Kind", choices=choices(SkillKind))
