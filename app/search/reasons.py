"""Why something was found, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.hiring.models import Role
from app.kit.text import fold
from app.people.models import Person
from app.pitches.models import Pitch
from app.search.reading import Asked, Reading
from app.studios.models import Studio

MOST = 4
_TEXTS = ("name", "title", "headline", "logline", "bio", "synopsis", "about", "description", "production")


def why(thing: Any, reading: Reading) -> list[str]:
    """What of `thing` meets the demands: "Gaffer is their first position", "based in Leeds"."""
    known = _KNOWN[type(thing)](thing)
    reasons = [known[key] for asked in reading.wanted for key in asked.keys if key in known]
    reasons += [f"mentions “{asked.text}”" for asked in reading.wanted if _only_said(asked, known, thing)]
    if reading.remote:
        reasons.append("works remotely" if isinstance(thing, Person) else "can be done remotely")
    return list(dict.fromkeys(reasons))[:MOST] or _nearest(thing, reading)


def _only_said(asked: Asked, known: dict[str, str], thing: Any) -> bool:
    """Whether a demand is met by words alone: they stand there, and nothing that they mean does."""
    if any(key in known for key in asked.keys):
        return False
    texts = " ".join(str(getattr(thing, name, "")) for name in _TEXTS)
    return f" {fold(asked.text)} " in f" {fold(texts)} "


def _nearest(thing: Any, reading: Reading) -> list[str]:
    """For those found by a kindred or misspelt name: which of theirs it was close to."""
    first = thing.primary_position if isinstance(thing, Person) else None
    return [f"{first.name} is close to “{reading.wanted[0].text}”"] if first and reading.wanted else []


def _of_person(person: Person) -> dict[str, str]:
    known = {f"p{row.position_id}": f"also {row.name}" for row in person.positions if row.position_id}
    first = person.primary_position
    if first and first.position_id:
        known[f"p{first.position_id}"] = f"{first.name} is their first position"
    known.update({f"s{row.skill_id}": f"skilled in {row.name}" for row in person.skills if row.skill_id})
    for base in person.bases:
        known[f"c{base.city_id}"] = f"works as local in {base.name}" if base.works_as_local else f"based in {base.name}"
    if person.home and person.home.city_id:
        known[f"c{person.home.city_id}"] = f"based in {person.home.name}"
    return known


def _of_pitch(pitch: Pitch) -> dict[str, str]:
    known = {f"p{need.position_id}": f"needs a {need.name}" for need in pitch.needs if need.position_id}
    known.update({f"c{place.city_id}": f"made in {place.label}" for place in pitch.places if place.city_id})
    return known


def _of_role(role: Role) -> dict[str, str]:
    known = {f"s{row.skill_id}": f"asks for {row.name}" for row in role.skills if row.skill_id}
    if role.position:
        known[f"p{role.position_id}"] = f"is for a {role.position.name}"
    if role.city_id:
        known[f"c{role.city_id}"] = f"is in {role.place}"
    return known


def _of_studio(studio: Studio) -> dict[str, str]:
    return {f"c{studio.city_id}": f"is in {studio.place}"} if studio.city_id else {}


_KNOWN: dict[type, Callable[[Any], dict[str, str]]] = {
    Person: _of_person,
    Pitch: _of_pitch,
    Role: _of_role,
    Studio: _of_studio,
}
