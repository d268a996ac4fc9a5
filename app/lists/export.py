"""A list to take along: as a table for a spreadsheet, and as sheets of paper. Only what the viewer may see."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from app.kit.paper import Item, printed
from app.kit.templating import day
from app.lists.forms import PROGRESS
from app.lists.models import Entry, Progress, Shortlist
from app.people.availability import summary
from app.people.models import Person
from app.people.policy import may_see_rate
from app.people.views.said import rate_line

COLUMNS = (
    "Name",
    "Positions",
    "Base",
    "Works as local in",
    "Availability",
    "Rate",
    "Progress",
    "Note",
    "Note by",
    "Page",
)
# What a spreadsheet would take for a formula.
_RUNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Line:
    """One person of a list, in words."""

    name: str
    positions: str
    base: str
    local: str
    availability: str
    rate: str
    progress: str
    note: str
    note_by: str
    page: str


def lines(viewer: Person, entries: Sequence[Entry], writers: dict[int, str], site: str) -> list[Line]:
    """What `viewer` may take along of these entries; `site` is where the house is."""
    return [_line(viewer, entry, writers, site) for entry in entries]


def as_table(rows: Sequence[Line]) -> bytes:
    """CSV in UTF-8 with its mark, which spreadsheets want, and no cell that runs."""
    file = io.StringIO()
    table = csv.writer(file)
    table.writerow(COLUMNS)
    for row in rows:
        table.writerow([_harmless(value) for value in vars(row).values()])
    return file.getvalue().encode("utf-8-sig")


def as_paper(shortlist: Shortlist, rows: Sequence[Line], foot: str) -> bytes:
    """PDF, a few lines a person."""
    return printed(shortlist.name, shortlist.description, [_item(row) for row in rows], foot)


def _line(viewer: Person, entry: Entry, writers: dict[int, str], site: str) -> Line:
    person = entry.person
    rates = [rate_line(rate) for rate in person.rates if may_see_rate(viewer, rate)]
    free = summary(person)
    by = writers.get(entry.note_by_id or 0, "a colleague") if entry.note else ""
    return Line(
        name=person.name,
        positions=", ".join(row.name for row in person.positions) or person.headline,
        base=person.home.place if person.home else "",
        local=", ".join(base.place for base in person.bases if base.works_as_local),
        availability=", ".join(filter(None, (free.words, free.age))),
        rate="; ".join(rates),
        progress=PROGRESS[entry.progress] if entry.progress != Progress.NONE else "",
        note=entry.note,
        note_by=f"{by}, {day(entry.note_at)}" if by and entry.note_at else by,
        page=f"{site}/people/{person.handle}",
    )


def _item(row: Line) -> Item:
    facts = [" · ".join(filter(None, part)) for part in ((row.positions, row.base), (row.availability, row.rate))]
    note = f"{row.note}\n({row.note_by})" if row.note else ""
    return Item(row.name, row.progress, [fact for fact in facts if fact], note)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RUNS) else cell
