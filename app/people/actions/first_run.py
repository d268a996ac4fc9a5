"""The first-run path: from nothing to being found, in three steps that touch only what they ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from app.kit.actions import action
from app.kit.clock import today
from app.people.actions.changes import changed, replace
from app.people.actions.days import say_days, say_word
from app.people.actions.places import say_places
from app.people.actions.privacy import list_me
from app.people.actions.profile import go_by
from app.people.actions.work import position_rows, skill_row
from app.people.models import AvailabilityKind, Link, Person, Visibility
from app.taxonomy.models import Discipline

_KINDS = {"available": AvailabilityKind.AVAILABLE, "busy": AvailabilityKind.UNAVAILABLE}


@action
def say_trade(person: Person, *, disciplines: Sequence[Discipline], position: str, skills: Sequence[str]) -> None:
    """What one does: disciplines, the primary position, the best skills."""
    person.disciplines = list(disciplines)
    further = [row for row in person.positions if row.label != position]
    kept = [{"label": row.label, "years": row.years} for row in further]
    levels = {row.label: row.level for row in person.skills}
    replace(person, "positions", position_rows([{"label": position, "years": None}, *kept]))
    replace(person, "skills", [skill_row(label, levels.get(label)) for label in skills])
    changed(person)


@action
def say_base(
    person: Person, *, base: str, works_as_local: bool, works_remotely: bool, word: str, until: date | None
) -> None:
    """Where one works from, and whether one is free now: in a word, or as days up to and with `until`."""
    further = [row for row in person.bases if row.place != base]
    kept = [{"name": row.place, "works_as_local": row.works_as_local} for row in further]
    say_places(
        person,
        bases=[{"name": base, "works_as_local": works_as_local}, *kept],
        travels=person.travels,
        travel_radius_km=person.travel_radius_km,
        works_remotely=works_remotely,
    )
    if until and word in _KINDS:
        say_days(person, starts_on=today(), ends_on=until + timedelta(days=1), kind=_KINDS[word])
    else:
        say_word(person, word or None)


@action
def appear(person: Person, *, handle: str, headline: str, visibility: Visibility, url: str) -> None:
    """The few words under which one is found, and be listed."""
    person.headline, person.visibility = headline, visibility
    go_by(person, handle)
    if url and url not in {link.url for link in person.links}:
        person.links.append(Link(url=url, sort=len(person.links)))
    list_me(person)
