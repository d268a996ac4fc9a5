"""Why something was found, and what it lacks, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.extensions import db
from app.hiring.models import Role
from app.kit.text import fold, slugify
from app.people.languages import name_of
from app.people.models import Person
from app.pitches.models import Pitch
from app.search.conditions import conditions
from app.search.engine.answering import Hit
from app.search.question import Demand, Question, Way
from app.studios.models import Studio
from app.taxonomy.countries import name_of as country_of

MOST = 5
# Below it a way is only related to what was asked.
RELATED = 0.64
_TEXTS = ("name", "title", "headline", "logline", "bio", "synopsis", "about", "description", "production")


def why(thing: Any, question: Question, hit: Hit, exactly: bool = True) -> list[str]:
    """What of `thing` meets the question: "Gaffer is their first position", "speaks French (B2)".

    `exactly`: it is known to meet all of it; else each condition is looked at, as far as anybody may know.
    """
    known = _KNOWN[type(thing)](thing)
    met = zip(question.wanted, hit.met, strict=False)
    reasons = [_reason(demand, way, known, thing) for demand, way in met if way is not None]
    if isinstance(thing, Person):
        reasons += [each.reason for each in conditions(thing, question.filters, hit.km) if exactly or each.met]
    return list(dict.fromkeys(reasons))[:MOST]


def missing(thing: Any, question: Question, hit: Hit, exactly: bool = True) -> list[str]:
    """What was asked for and is not there or not known: "Nuke", "in Leeds", "rate is on request"."""
    lacks = [demand.said or demand.text for demand, way in zip(question.wanted, hit.met, strict=False) if way is None]
    if isinstance(thing, Person) and not exactly:
        lacks += [each.lack for each in conditions(thing, question.filters, hit.km) if not each.met]
    return list(dict.fromkeys(lacks))[:MOST]


def prepare(things: Sequence[Any], question: Question) -> None:
    """Load at once what the reasons of a page of people will look at, and cards do not show."""
    asked = question.filters
    demanded = {way.key.partition(":")[0] for demand in question.wanted for way in demand.ways}
    wanted: list[ORMOption] = []
    if asked.languages or "language" in demanded:
        wanted.append(selectinload(Person.languages))
    if asked.formats or asked.genres or demanded & {"format", "genre"}:
        wanted.append(selectinload(Person.credits))
    if asked.unions:
        wanted.append(selectinload(Person.unions))
    ids = [thing.id for thing in things if isinstance(thing, Person)]
    if ids and wanted:
        db.session.scalars(select(Person).where(Person.id.in_(ids)).options(*wanted)).all()


def _reason(demand: Demand, way: Way, known: dict[str, str], thing: Any) -> str:
    if way.key:
        reason = known.get(way.key, f"fits {demand.said or demand.text}")
        return reason if way.weight >= RELATED else f"{reason}, close to “{demand.text}”"
    texts = " ".join(str(getattr(thing, name, "") or "") for name in _TEXTS)
    words = way.words.rstrip("*")
    if f" {fold(words)} " in f" {fold(texts)} " or len(words.split()) > 1:
        return f"mentions “{words}”"
    return f"says “{words}”, or a word like it"


def _of_person(person: Person) -> dict[str, str]:
    known: dict[str, str] = {"flag:remote": "works remotely"}
    for row in reversed(person.positions):
        reason = f"also {row.name}" if row is not person.primary_position else f"{row.name} is their first position"
        if row.position:
            department = row.position.department
            known[f"d{department.id}"] = f"works in {department.name}"
            known[f"discipline:{department.discipline_id}"] = f"works in {department.discipline.name}"
            known[f"p{row.position_id}"] = reason
    known.update({f"s{row.skill_id}": f"skilled in {row.name}" for row in person.skills if row.skill_id})
    for base in person.bases:
        known[f"c{base.city_id}"] = f"works as local in {base.name}" if base.works_as_local else f"based in {base.name}"
        known[f"country:{base.country_code}"] = f"based in {country_of(base.country_code)}"
    if person.home and person.home.city_id:
        known[f"c{person.home.city_id}"] = f"based in {person.home.name}"
    return known | _as_loaded(person)


def _as_loaded(person: Person) -> dict[str, str]:
    """What `prepare` has loaded, and only that."""
    known: dict[str, str] = {}
    if "languages" in person.__dict__:
        known |= {f"language:{row.code}": f"speaks {name_of(row.code)} ({row.level.value})" for row in person.languages}
    for row in person.shown_credits if "credits" in person.__dict__ else ():
        for column, value in (("format", row.format), ("genre", row.genre)):
            known.setdefault(f"{column}:{slugify(value)}", f"worked on “{row.title}”")
    return known


def _of_pitch(pitch: Pitch) -> dict[str, str]:
    known = {f"p{need.position_id}": f"needs a {need.name}" for need in pitch.needs if need.position_id}
    known.update({f"c{place.city_id}": f"made in {place.label}" for place in pitch.places if place.city_id})
    return known | {"flag:remote": "can be done remotely"}


def _of_role(role: Role) -> dict[str, str]:
    known = {f"s{row.skill_id}": f"asks for {row.name}" for row in role.skills if row.skill_id}
    if role.position:
        known[f"p{role.position_id}"] = f"is for a {role.position.name}"
    if role.city_id:
        known[f"c{role.city_id}"] = f"is in {role.place}"
    return known | {"flag:remote": "can be done remotely"}


def _of_studio(studio: Studio) -> dict[str, str]:
    return {f"c{studio.city_id}": f"is in {studio.place}"} if studio.city_id else {}


_KNOWN: dict[type, Callable[[Any], dict[str, str]]] = {
    Person: _of_person,
    Pitch: _of_pitch,
    Role: _of_role,
    Studio: _of_studio,
}
