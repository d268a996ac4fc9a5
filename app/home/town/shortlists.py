"""The lists that a producer of the town keeps, for herself and for her studio."""

from __future__ import annotations

from app.home.town.reading import Town
from app.kit.clock import at
from app.lists import actions as lists
from app.lists.models import Progress, Shortlist
from app.people.models import Person, Visibility
from app.studios import queries as studios

KEEPER = "nora-brandt"
# What it is called, the position looked for, and how far she is with each.
LISTS = (
    ("Camera, winter shoot", "Director of Photography", (Progress.YES, Progress.CALLED, Progress.NONE)),
    ("Light, harbour film", "Gaffer", (Progress.MAYBE, Progress.TO_CALL, Progress.NO)),
)
NOTES = {
    Progress.YES: "In, if we keep the dates.",
    Progress.CALLED: "Rings back on Monday.",
    Progress.NO: "Away until spring. Ask again then.",
}


def keep(town: Town) -> None:
    """Have her make both, and share the first with her studio."""
    keeper = town.known[KEEPER].person
    with at(town.ago(4)):
        first, _ = [_make(town, keeper, *row) for row in LISTS]
        for studio in studios.of(keeper)[:1]:
            lists.copy(keeper, first, studio)


def _make(town: Town, keeper: Person, name: str, position: str, progress: tuple[Progress, ...]) -> Shortlist:
    shortlist = lists.make(keeper, name=name)
    able = [one.person for one in town.residents if position in one.positions and one.person.id != keeper.id]
    seen = [person for person in able if person.visibility != Visibility.HIDDEN]
    for person, word in zip(seen, progress, strict=False):
        entry = lists.add(keeper, shortlist, person)
        lists.note(keeper, entry, progress=word, text=NOTES.get(word, ""))
    return shortlist
