"""What stands beside the results: every filter with its choices, and how many there are of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from babel import Locale
from sqlalchemy import select

from app.extensions import db
from app.kit.forms import in_words
from app.people.languages import name_of
from app.search.question import Filters
from app.taxonomy.models import City, Department, Discipline, Position, Skill

SHOWN_AT_ONCE = 6
MOST_CHOICES = 60
TERRITORIES = Locale("en").territories

Counts = Mapping[str, Sequence[tuple[str, int]]]


@dataclass(frozen=True)
class Choice:
    """One value that can be ticked: with how many there are then. `count` is empty where nobody has it now."""

    value: str
    label: str
    count: int
    ticked: bool = False


@dataclass(frozen=True)
class Group:
    """The choices of one filter, the most frequent first; `name` is its name in an address."""

    facet: str
    name: str
    title: str
    choices: list[Choice]

    @property
    def first(self) -> list[Choice]:
        """Those that are shown at once: what is ticked, then the most frequent."""
        return self.choices[: max(SHOWN_AT_ONCE, sum(choice.ticked for choice in self.choices))]

    @property
    def further(self) -> list[Choice]:
        """Those that open on demand."""
        return self.choices[len(self.first) :]

    @property
    def is_open(self) -> bool:
        """Whether something is ticked in it."""
        return any(choice.ticked for choice in self.choices)


@dataclass(frozen=True)
class Kind:
    """How one facet is shown: its title, its name in an address, its field of `Filters`, and what values are called."""

    title: str
    name: str
    field: str
    called: Callable[[Iterable[str]], dict[str, str]]


def groups(facets: Counts, filters: Filters) -> list[Group]:
    """The filters that can be ticked, with what `facets` counted. What has nothing to choose from is left out."""
    made = (_group(facet, kind, facets.get(facet, ()), filters) for facet, kind in KINDS.items() if facet in facets)
    return [group for group in made if group.choices]


def labels(facet: str, values: Iterable[str]) -> dict[str, str]:
    """What the values of a facet are called: for chips and choices alike."""
    return KINDS[facet].called(values)


def _group(facet: str, kind: Kind, counts: Sequence[tuple[str, int]], filters: Filters) -> Group:
    ticked = _ticked(filters, kind.field, dict(counts), facet)
    counted = {**dict.fromkeys(ticked, 0), **dict(counts[:MOST_CHOICES])}
    names = kind.called(counted)
    choices = [
        Choice(value, names[value], count, value in ticked) for value, count in counted.items() if value in names
    ]
    choices.sort(key=lambda choice: (not choice.ticked, -choice.count, choice.label))
    return Group(facet, kind.name, kind.title, choices)


def _ticked(filters: Filters, field: str, counted: Mapping[str, int], facet: str) -> list[str]:
    held = getattr(filters, field)
    if isinstance(held, tuple):
        values = [str(value[0] if isinstance(value, tuple) else value) for value in held]
        # Skills and tools are one filter and two lists: each ticks its own.
        return [value for value in values if facet not in ("skill", "tool") or value in counted]
    return ["yes"] if held is True else [str(held)] if held else []


def _rows(table: type[Discipline | Department | Position | Skill | City]) -> Callable[[Iterable[str]], dict[str, str]]:
    def called(values: Iterable[str]) -> dict[str, str]:
        keys = [int(value) for value in values if value.isdecimal()]
        found = db.session.execute(select(table.id, table.name).where(table.id.in_(keys))) if keys else ()
        return {str(key): name for key, name in found}

    return called


def _said(words: Callable[[str], str]) -> Callable[[Iterable[str]], dict[str, str]]:
    return lambda values: {value: words(value) for value in values}


KINDS: dict[str, Kind] = {
    "discipline": Kind("Discipline", "discipline", "disciplines", _rows(Discipline)),
    "department": Kind("Department", "department", "departments", _rows(Department)),
    "position": Kind("Position", "position", "positions", _rows(Position)),
    "skill": Kind("Skills", "skill", "skills", _rows(Skill)),
    "tool": Kind("Tools and instruments", "skill", "skills", _rows(Skill)),
    "language": Kind("Languages", "language", "languages", _said(name_of)),
    "years": Kind("Years in the trade", "years", "years", _said(lambda least: f"{least} and more")),
    "format": Kind("Credits: formats", "format", "formats", _said(lambda code: in_words(code).replace("-", " "))),
    "genre": Kind("Credits: genres", "genre", "genres", _said(lambda code: in_words(code).replace("-", " "))),
    "city": Kind("Place", "city", "cities", _rows(City)),
    "country": Kind("Country", "country", "countries", _said(lambda code: TERRITORIES.get(code, code))),
    "remote": Kind("Remote", "remote", "remote", _said(lambda _: "Can be done remotely")),
    "pay_model": Kind("Pay", "pay", "pay_models", _said(in_words)),
    "union": Kind("Union", "union", "unions", _said(str)),
    "authorised": Kind("May work in", "authorised", "authorised", _said(lambda code: TERRITORIES.get(code, code))),
    "stage": Kind("Stage", "stage", "stages", _said(in_words)),
    "kind": Kind("Kind of studio", "house", "kinds", _said(in_words)),
    "verified": Kind("Verified", "verified", "verified", _said(lambda _: "A colleague confirmed a credit")),
    "active": Kind("Last active", "active", "active_days", _said(lambda days: f"in the last {days} days")),
}
