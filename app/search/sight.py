"""What a viewer may see of what the index holds. The last word is the database's; it is asked no more than needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, cast, false, func, not_, or_, select

from app.extensions import db
from app.hiring.models import Role
from app.hiring.queries import roles
from app.kit.clock import today
from app.kit.jobs import Job
from app.people import queries as people
from app.people.models import Block, Person
from app.pitches import queries as pitches
from app.pitches.models import Pitch
from app.search.engine.answering import Viewpoint
from app.studios import queries as studios
from app.studios.models import Studio

ASKED_AT_ONCE = 5_000


@dataclass(frozen=True)
class Kind:
    """One kind of thing to find: who may see which, how rows are loaded for their cards, and whose a block hides."""

    table: Any
    seen_by: Callable[[Person | None], ColumnElement[bool]]
    visible_to: Callable[[Person | None], Select[Any]]
    by_ids: Callable[[Person | None, Sequence[int]], list[Any]]
    of: Callable[[Sequence[int]], ColumnElement[bool]]


KINDS = {
    "person": Kind(Person, people.seen_by, people.visible_to, people.by_ids, Person.id.in_),
    "pitch": Kind(Pitch, pitches.seen_by, pitches.visible_to, pitches.by_ids, Pitch.owner_id.in_),
    "role": Kind(
        Role,
        roles.seen_by,
        roles.visible_to,
        roles.by_ids,
        lambda ids: or_(Role.posted_by_id.in_(ids), Role.pitch_id.in_(select(Pitch.id).where(Pitch.owner_id.in_(ids)))),
    ),
    "studio": Kind(Studio, studios.seen_by, studios.visible_to, studios.by_ids, lambda ids: false()),
}


def viewpoint(viewer: Person | None, kind: str) -> Viewpoint:
    """What `viewer` sees of a kind, today."""
    return Viewpoint(
        member=viewer is not None,
        today=today(),
        hidden=_hidden(viewer, kind),
        allowed=lambda ids: allowed(viewer, kind, ids),
    )


def allowed(viewer: Person | None, kind: str, ids: Sequence[int]) -> set[int]:
    """Those of `ids` that `viewer` may see now."""
    of = KINDS[kind]
    seen: set[int] = set()
    for start in range(0, len(ids), ASKED_AT_ONCE):
        chunk = ids[start : start + ASKED_AT_ONCE]
        seen.update(
            db.session.scalars(of.visible_to(viewer).with_only_columns(of.table.id).where(of.table.id.in_(chunk)))
        )
    return seen


def _hidden(viewer: Person | None, kind: str) -> frozenset[int]:
    """What the index would show and `viewer` may not see: behind a block, or changed since the index was written."""
    of = KINDS[kind]
    doubtful = []
    if waiting := _waiting(kind):
        doubtful.append(of.table.id.in_(waiting))
    if apart := _apart(viewer):
        doubtful.append(of.of(apart))
    if not doubtful:
        return frozenset()
    # A condition that is neither true nor false is no leave to see.
    unseen = not_(func.coalesce(of.seen_by(viewer), false()))
    return frozenset(db.session.scalars(select(of.table.id).where(or_(*doubtful), unseen)))


def _waiting(kind: str) -> Sequence[int] | Select[int]:
    """The ids of things that wait for their document to be written anew; of very many of them, how to find them."""
    keys = db.session.scalars(_KEYS_WAITING, {"first": f"{kind}:", "end": f"{kind};"}).all()
    if len(keys) <= ASKED_AT_ONCE:
        return [int(key[len(kind) + 1 :]) for key in keys]
    number = cast(func.substr(Job.key, len(kind) + 2), Integer)
    return select(number).where(Job.kind == "search.index", Job.key.startswith(f"{kind}:"))


def _apart(viewer: Person | None) -> Sequence[int]:
    """The ids of the people from whom a block parts `viewer`, whoever set it."""
    return db.session.scalars(_BEHIND_A_BLOCK, {"viewer": viewer.id}).all() if viewer else ()


# Made once: every search asks these.
_KEYS_WAITING = (
    select(Job.key)
    .where(Job.kind == "search.index", Job.key > bindparam("first"), Job.key < bindparam("end"))
    .limit(ASKED_AT_ONCE + 1)
)
_BEHIND_A_BLOCK = (
    select(Block.blocked_id)
    .where(Block.blocker_id == bindparam("viewer"))
    .union(select(Block.blocker_id).where(Block.blocked_id == bindparam("viewer")))
)
