"""Who may speak where. Blocks are for `queries.visible_to`: what stands behind one is not there."""

from __future__ import annotations

from app.messaging.models import Conversation, Message
from app.people import policy as people
from app.people.models import ContactPolicy, Person


def may_open_direct(actor: Person | None, other: Person, *, acquainted: bool) -> bool:
    """`acquainted`: the two take part in a conversation already, which is what `known` asks for."""
    if people.may_write_to(actor, other):
        return True
    if actor is None or actor.id == other.id or other.claimed_at is None or other.left_at is not None:
        return False
    return acquainted and other.contact_policy == ContactPolicy.KNOWN


def may_read(viewer: Person | None, conversation: Conversation) -> bool:
    return viewer is not None and any(part.person_id == viewer.id for part in conversation.present)


def may_post(actor: Person | None, conversation: Conversation) -> bool:
    """Those who take part, as long as somebody else is there to read it."""
    return may_read(actor, conversation) and any(
        part.person_id != actor.id and part.person.left_at is None  # type: ignore[union-attr]
        for part in conversation.present
    )


def may_leave(actor: Person | None, conversation: Conversation) -> bool:
    return may_read(actor, conversation)


def may_remove(actor: Person | None, message: Message) -> bool:
    """One's own words, while one takes part."""
    return actor is not None and message.author_id == actor.id and may_read(actor, message.conversation)
