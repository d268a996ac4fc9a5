"""A person, a pitch, a role, a studio as words to be found by. Nothing that its owner hides is among them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from babel import Locale

from app.hiring.models import Role, RoleState
from app.people.models import Person, Visibility
from app.pitches.models import SHOWN, Pitch, PitchState, PitchVisibility
from app.studios.models import Studio
from app.taxonomy.models import Position

TERRITORIES = Locale("en").territories
Document = dict[str, Any]

OUT = SHOWN - {PitchState.PAUSED}
_PITCH_AUDIENCE = {PitchVisibility.PUBLIC: "public", PitchVisibility.MEMBERS: "members"}


def of_person(person: Person) -> Document | None:
    """None for somebody whom others cannot find."""
    if person.listed_at is None or person.left_at is not None or person.visibility == Visibility.HIDDEN:
        return None
    positions = [row.position for row in person.positions if row.position]
    first = person.primary_position
    return _document(
        f"person:{person.id}",
        audience="public" if person.visibility == Visibility.PUBLIC else "members",
        name=[person.name, person.handle],
        headline=[person.headline, *(row.name for row in person.positions)],
        called=_names(positions),
        words=[
            person.bio,
            *(row.name for row in person.skills),
            *(f"{row.title} {row.credited_as} {row.genre}" for row in person.credits),
            *_departments(positions),
            *(word for base in person.bases for word in (base.name, TERRITORIES.get(base.country_code, ""))),
        ],
        first=[f"p{first.position_id}"] if first and first.position_id else [],
        keys=[
            *(f"p{row.position_id}" for row in person.positions if row.position_id),
            *(f"s{row.skill_id}" for row in person.skills if row.skill_id),
            *(f"c{base.city_id}" for base in person.bases if base.city_id),
        ],
        flags=["remote"] if person.works_remotely else [],
    )


def of_pitch(pitch: Pitch) -> Document | None:
    """None for a pitch that is not out; who may see it is asked again when results are loaded."""
    if pitch.state not in OUT:
        return None
    needs = [need.position for need in pitch.needs if need.position]
    return _document(
        f"pitch:{pitch.id}",
        audience=_PITCH_AUDIENCE.get(pitch.visibility, "members"),
        name=[pitch.title],
        headline=[
            pitch.logline,
            pitch.format.name if pitch.format else "",
            *(genre.name for genre in pitch.genres),
        ],
        called=_names(needs),
        words=[
            pitch.synopsis,
            pitch.comps,
            pitch.owner.name,
            *(need.name for need in pitch.needs),
            *(place.label for place in pitch.places),
        ],
        keys=[
            *(f"p{need.id}" for need in needs),
            *(f"c{row.city_id}" for row in pitch.places if row.city_id),
        ],
        flags=["remote"] if pitch.remote else [],
    )


def of_role(role: Role) -> Document | None:
    """None for a role that takes no applications; who may see it is asked again when results are loaded."""
    if role.state != RoleState.OPEN:
        return None
    position = [role.position] if role.position else []
    return _document(
        f"role:{role.id}",
        audience="public" if role.pitch is None else _PITCH_AUDIENCE.get(role.pitch.visibility, "members"),
        name=[role.title],
        headline=[role.production, role.studio.name if role.studio else "", *(row.name for row in position)],
        called=_names(position),
        words=[role.description, role.place, *(skill.name for skill in role.skills), *_departments(position)],
        first=[f"p{row.id}" for row in position],
        keys=[
            *(f"p{row.id}" for row in position),
            *(f"s{row.skill_id}" for row in role.skills if row.skill_id),
            *([f"c{role.city_id}"] if role.city_id else []),
        ],
        flags=["remote"] if role.place_mode in ("remote", "hybrid") else [],
    )


def of_studio(studio: Studio) -> Document | None:
    """None for a studio that has closed."""
    if studio.closed_at is not None:
        return None
    return _document(
        f"studio:{studio.id}",
        audience="public",
        name=[studio.name],
        headline=[studio.headline, studio.kind.replace("_", " ")],
        words=[studio.about, studio.place, TERRITORIES.get(studio.country_code, "")],
        keys=[f"c{studio.city_id}"] if studio.city_id else [],
    )


def _document(
    key: str,
    *,
    audience: str,
    first: Iterable[str] = (),
    keys: Iterable[str] = (),
    flags: Iterable[str] = (),
    **texts: Iterable[str],
) -> Document:
    document: Document = {field: "\n".join(part for part in parts if part) for field, parts in texts.items()}
    document.update(
        key=key,
        kind=key.partition(":")[0],
        audience=audience,
        first=" ".join(first),
        keys=" ".join(keys),
        flags=" ".join(flags),
    )
    fingerprint = json.dumps(document, sort_keys=True).encode()
    return {**document, "stamp": hashlib.sha256(fingerprint).hexdigest()[:16]}


def _names(positions: Iterable[Position]) -> list[str]:
    return [name for row in positions for name in (row.name, *(alias.label for alias in row.aliases))]


def _departments(positions: Iterable[Position]) -> list[str]:
    return [word for row in positions for word in (row.department.name, row.department.discipline.name)]
