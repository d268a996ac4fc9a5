"""People for tests: plain functions, nothing random."""

from __future__ import annotations

from typing import Any

from app.extensions import db
from app.kit.clock import now
from app.kit.text import slugify
from app.people.models import Block, Person, PersonBase, PersonPosition, PersonSkill


def save(row: Any) -> Any:
    """Keep a row that no action made."""
    db.session.add(row)
    db.session.commit()
    return row


def make_person(
    name: str = "Ada Lindqvist",
    *,
    positions: list[str] | None = None,
    skills: list[str] | None = None,
    city: str | None = None,
    listed: bool = True,
    **columns: Any,
) -> Person:
    """Somebody who has listed themselves; `positions` and `skills` are labels, the first position the primary one."""
    person = Person(
        name=name,
        handle=columns.pop("handle", slugify(name)),
        claimed_at=now(),
        listed_at=now() if listed else None,
        **columns,
    )
    person.positions = [
        PersonPosition(label=label, primary=i == 0, sort=i) for i, label in enumerate(positions or [])
    ]
    person.skills = [PersonSkill(label=label, sort=i) for i, label in enumerate(skills or [])]
    person.bases = [PersonBase(name=city)] if city else []
    return save(person)


def make_block(blocker: Person, blocked: Person) -> Block:
    return save(Block(blocker_id=blocker.id, blocked_id=blocked.id))
