"""The pitches of the town, their teams and their readers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from app.home.town.reading import Resident, Town, table
from app.kit.clock import at
from app.people.models import PayModel
from app.pitches import actions as pitches
from app.pitches.models import Pitch, PitchState, PitchVisibility, Stage
from app.taxonomy import queries as taxonomy

# How a pitch comes to where it is: step by step, as its life allows.
_STEPS = {
    "": [],
    "draft": [],
    "paused": [PitchState.PAUSED],
    "team_complete": [PitchState.TEAM_COMPLETE],
    "in_production": [PitchState.TEAM_COMPLETE, PitchState.IN_PRODUCTION],
    "wrapped": [PitchState.TEAM_COMPLETE, PitchState.IN_PRODUCTION, PitchState.WRAPPED],
    "released": [
        PitchState.TEAM_COMPLETE,
        PitchState.IN_PRODUCTION,
        PitchState.WRAPPED,
        PitchState.RELEASED,
    ],
    "archived": [PitchState.ARCHIVED],
}


def pitch(town: Town) -> list[tuple[Pitch, Resident]]:
    """Have the pitches written and published; answers with them and their owners, the newest first."""
    rows = town.share(table("pitches.csv"))
    formats = {row.name: row.slug for row in taxonomy.formats()}
    return [_write(town, row, number, formats) for number, row in enumerate(town.bar("Pitches", rows))]


def _write(town: Town, row: dict[str, str], number: int, formats: dict[str, str]) -> tuple[Pitch, Resident]:
    city = taxonomy.city_named(row["place"])
    owner = town.who(row["owner"], city.country_code if city else "")
    published = min(0.2 + number * 0.9 + town.chance.random(), 90.0)
    with at(town.ago(published)):
        made = pitches.draft(owner.person, publish=row["state"] != "draft", **_answers(town, row, formats))
    _gather_team(town, made, owner, row, published)
    _open_to_readers(town, made, owner, published)
    for step in _STEPS[row["state"]]:
        with at(town.ago(published / 4)):
            pitches.move(owner.person, made, step)
    return made, owner


def _answers(town: Town, row: dict[str, str], formats: dict[str, str]) -> dict[str, Any]:
    chance, needs = town.chance, row["needs"].split(";")
    first = town.began.date() + timedelta(days=chance.randrange(30, 240)) if row["stage"] in _DATED else None
    return {
        "title": row["title"],
        "logline": row["logline"],
        "synopsis": chance.choice(town.words["synopsis"][row["stage"]]),
        "format": formats[row["format"]],
        "genres": [genre for genre in row["genres"].split(";") if genre],
        "stage": Stage(row["stage"]),
        "comps": row["comps"],
        "starts_on": first,
        "ends_on": first + timedelta(days=chance.randrange(5, 40)) if first else None,
        "dates_note": "" if first else chance.choice(("", "Dates follow the money", "In spring, if we may choose")),
        "places": [row["place"]],
        "remote": bool({"Composer", "Colourist", "Concept Artist", "Editor"} & set(needs)),
        "pay_model": PayModel(row["pay"]),
        "pay_note": _PAY_NOTES.get(row["pay"], ""),
        "needs": [{"position": one, "note": chance.choice(town.words["needs"]), "filled": False} for one in needs],
        "just_sharing": False,
        "visibility": PitchVisibility(row["visibility"] or "public"),
        "picture": None,
        "picture_alt": "",
        "no_picture": False,
    }


_DATED = {"pre_production", "production", "financing"}
_PAY_NOTES = {
    "paid": "Union minimum or above",
    "deferred": "Deferred, first position, in writing",
    "expenses": "Travel, food and a bed",
    "unpaid": "Nobody earns anything here, the owner least of all",
    "student": "Degree film; food and travel are paid",
}


def _gather_team(town: Town, made: Pitch, owner: Resident, row: dict[str, str], published: float) -> None:
    """Some of those who are needed have said yes already, and somebody thinks about it."""
    if row["state"] == "draft":
        return
    inside = {owner.person.id}
    for position in [*row["needs"].split(";")[:2], *_USUAL][: town.chance.choice((0, 1, 2, 3, 4))]:
        one = town.who(position, owner.country, inside)
        inside.add(one.person.id)
        account = one in town.known.values()
        with at(town.ago(min(published, town.chance.uniform(0.5, 6)) if account else published * 0.8)):
            pitches.ask(owner.person, made, one.person, position)
        if not account and town.chance.random() < 0.85:
            with at(town.ago(published * 0.6)):
                pitches.answer(one.person, made, town.chance.random() < 0.93)


_USUAL = ("Screenwriter", "Producer", "Editor")


def _open_to_readers(town: Town, made: Pitch, owner: Resident, published: float) -> None:
    if made.visibility != PitchVisibility.INVITED or made.state == PitchState.DRAFT:
        return
    for _ in range(6):
        reader = town.chance.choice(town.residents).person
        if reader.id == owner.person.id or made.part_of(reader) or made.invitation_of(reader):
            continue
        with at(town.ago(published * 0.7)):
            pitches.invite(owner.person, made, reader)
        if town.chance.random() < 0.6:
            with at(town.ago(published * 0.3)):
                pitches.note_reading(reader, made)
