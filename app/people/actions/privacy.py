"""Who may see somebody, who may write to them, and with whom they want nothing to do."""

from __future__ import annotations

from app.extensions import db
from app.kit.actions import action
from app.kit.clock import now
from app.kit.facts import announce
from app.kit.policy import ensure
from app.people import queries
from app.people.actions.changes import changed
from app.people.facts import PersonBlocked
from app.people.models import Block, ContactPolicy, Person, Visibility
from app.people.policy import may_block


@action
def set_privacy(
    person: Person,
    *,
    visibility: Visibility,
    contact_policy: ContactPolicy,
    shows_activity: bool | None = None,
) -> None:
    """Say who may see the profile, who may open a conversation, and whether members see that one was here lately."""
    person.visibility, person.contact_policy = visibility, contact_policy
    if shows_activity is not None:
        person.shows_activity = shows_activity
    changed(person)


@action
def list_me(person: Person) -> None:
    """Be found from now on, as far as the visibility says."""
    person.listed_at = person.listed_at or now()
    changed(person)


@action
def unlist_me(person: Person) -> None:
    """Be found no more. What was said stays."""
    person.listed_at = None
    changed(person)


@action
def block(actor: Person, handle: str) -> None:
    """Have nothing more to do with somebody: neither sees, finds or writes to the other."""
    other = queries.by_handle(actor, handle)
    ensure(may_block(actor, other))
    db.session.add(Block(blocker_id=actor.id, blocked_id=other.id))
    db.session.flush()
    announce(PersonBlocked(actor, other))


@action
def unblock(actor: Person, handle: str) -> None:
    """Take one's own block back. One that the other has set stays."""
    db.session.delete(queries.block_on(actor, handle))
