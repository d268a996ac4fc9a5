"""Editing the trade's words, and settling those that members typed."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, select, true

from app.extensions import db
from app.kit.actions import action
from app.kit.audit import record
from app.kit.clock import now
from app.kit.database import insert_into, lock
from app.kit.errors import NotNow
from app.kit.facts import announce
from app.kit.policy import Actor, ensure
from app.kit.text import fold, slugify, unused
from app.taxonomy.facts import WordsChanged, WordSettled
from app.taxonomy.lexicon import squash
from app.taxonomy.models import (
    Department,
    Edition,
    Position,
    PositionAlias,
    Skill,
    SkillKind,
    Suggestion,
    SuggestionKind,
)
from app.taxonomy.policy import may_curate

LONGEST = 100


@action
def suggest(kind: SuggestionKind | str, label: str) -> None:
    """Put a word that the taxonomy lacks into the administrators' queue; typed again, it only counts up."""
    row = {
        "kind": SuggestionKind(kind),
        "label": label[:LONGEST],
        "folded": fold(label)[:LONGEST],
        "times": 1,
        "created_at": now(),
        "outcome": "",
    }
    insert = insert_into(Suggestion).values(**row)
    db.session.execute(
        insert.on_conflict_do_update(index_elements=["kind", "folded"], set_={"times": Suggestion.times + 1})
    )


@action
def edit(actor: Actor, position: Position, *, name: str, department: Department, aliases: Sequence[str]) -> None:
    """Rename a position, move it, set its other names. From then on the data files leave it alone.

    Raises `NotNow` if another position has this name.
    """
    ensure(may_curate(actor))
    _demand_free(name, position)
    position.name, position.folded, position.department = name, fold(name), department
    _call(position, aliases)
    position.edited_at = now()
    _changed(actor, "edited", position)


@action
def retire(actor: Actor, position: Position) -> None:
    """Offer a position no more. Those who have it keep it."""
    ensure(may_curate(actor))
    position.retired_at = position.edited_at = now()
    _changed(actor, "retired", position)


@action
def restore(actor: Actor, position: Position) -> None:
    """Offer a retired position again."""
    ensure(may_curate(actor))
    position.retired_at, position.edited_at = None, now()
    _changed(actor, "restored", position)


@action
def add_position(actor: Actor, *, name: str, department: Department, aliases: Sequence[str] = ()) -> Position:
    """Add a position. Raises `NotNow` if its name is taken."""
    ensure(may_curate(actor))
    _demand_free(name)
    slug = unused(slugify(name, 70) or "position", _slug_taken)
    position = Position(slug=slug, name=name, folded=fold(name), department=department, also_in=[], edited_at=now())
    db.session.add(position)
    _call(position, aliases)
    db.session.flush()
    _changed(actor, "added", position)
    return position


@action
def accept_as_position(actor: Actor, suggestion: Suggestion, department: Department) -> Position:
    """Make a suggested word a position of its own."""
    position = add_position(actor, name=suggestion.label, department=department)
    _settle(actor, suggestion, f"position {position.slug}", position_id=position.id)
    return position


@action
def accept_as_alias(actor: Actor, suggestion: Suggestion, position: Position) -> None:
    """Make a suggested word another name of a position that is there."""
    ensure(may_curate(actor))
    if squash(suggestion.label) not in {squash(alias.label) for alias in position.aliases}:
        position.aliases.append(_alias(suggestion.label))
    position.edited_at = now()
    _changed(actor, "alias added", position)
    _settle(actor, suggestion, f"alias of {position.slug}", position_id=position.id)


@action
def accept_as_skill(actor: Actor, suggestion: Suggestion, kind: SkillKind) -> None:
    """Make a suggested word a skill of its own."""
    ensure(may_curate(actor))
    skill = Skill(
        slug=unused(slugify(suggestion.label, 70) or "skill", lambda slug: _is_there(Skill.slug == slug)),
        name=suggestion.label,
        folded=fold(suggestion.label),
        kind=kind,
        aliases=[],
    )
    db.session.add(skill)
    db.session.flush()
    _changed(actor, "added", skill)
    _settle(actor, suggestion, f"skill {skill.slug}", skill_id=skill.id)


@action
def dismiss(actor: Actor, suggestion: Suggestion) -> None:
    """Leave a suggested word as its typist's own."""
    ensure(may_curate(actor))
    _settle(actor, suggestion, "dismissed")


def _settle(
    actor: Actor,
    suggestion: Suggestion,
    outcome: str,
    *,
    position_id: int | None = None,
    skill_id: int | None = None,
) -> None:
    if lock(suggestion).settled_at is not None:
        raise NotNow("Somebody has settled this word already.")
    suggestion.settled_at, suggestion.settled_by, suggestion.outcome = now(), actor.id, outcome
    record(actor, "settled", suggestion, reason=outcome)
    announce(WordSettled(suggestion.kind, suggestion.folded, position_id, skill_id, suggestion))


def _call(position: Position, aliases: Sequence[str]) -> None:
    """Give `position` these other names and no more."""
    name = position.name
    kept = {squash(alias): alias for alias in aliases if squash(alias) not in ("", squash(name))}
    for alias in list(position.aliases):
        if kept.pop(squash(alias.label), None) is None:
            position.aliases.remove(alias)
    for label in kept.values():
        position.aliases.append(_alias(label))


def _changed(actor: Actor, verb: str, thing: Position | Skill) -> None:
    record(actor, verb, thing)
    new_edition()
    announce(WordsChanged())


def new_edition() -> None:
    """Have every process read the words anew. Within an action."""
    mark = uuid.uuid4().hex
    insert = insert_into(Edition).values(id=1, mark=mark)
    db.session.execute(insert.on_conflict_do_update(index_elements=["id"], set_={"mark": mark}))


def _alias(label: str) -> PositionAlias:
    return PositionAlias(label=label[:LONGEST], folded=fold(label)[:LONGEST], edited_at=now())


def _demand_free(name: str, position: Position | None = None) -> None:
    others = Position.id != position.id if position is not None else true()
    if _is_there(Position.folded == fold(name), others):
        raise NotNow(f"There is a position called “{name}” already.")


def _slug_taken(slug: str) -> bool:
    # Its address would be that of the page on which positions are added.
    return slug == "new" or _is_there(Position.slug == slug)


def _is_there(*what: ColumnElement[bool]) -> bool:
    return bool(db.session.scalar(select(exists().where(*what))))
