"""Telling people of messages that came while they were away: once a conversation, until they have read it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from app.extensions import db
from app.kit.actions import action
from app.kit.clock import now
from app.kit.errors import Missing
from app.kit.jobs import later, works
from app.messaging import queries as messaging
from app.messaging.models import Conversation
from app.notifications import actions, queries
from app.people.models import Person

PAUSE = timedelta(minutes=5)
# Somebody whose page is open may just not have looked yet; after half an hour they are told all the same.
PATIENCE = 6


def tell_later(person_id: int, conversation_id: int, waited: int = 0) -> None:
    """Look again in a few minutes whether this is still unread. Within an action."""
    later(
        "message_away",
        f"{conversation_id}:{person_id}",
        due=now() + PAUSE,
        person_id=person_id,
        conversation_id=conversation_id,
        waited=waited,
    )


def target_of(conversation: Conversation) -> dict[str, Any]:
    """The way to a conversation."""
    return {"endpoint": "messaging.show", "values": {"id": conversation.id}}


@works("message_away")
@action
def tell_if_unread(person_id: int, conversation_id: int, waited: int = 0) -> None:
    """Give notice of what is unread still; of what was read meanwhile, say nothing."""
    person = db.session.get(Person, person_id)
    conversation = _unread(person, conversation_id) if person else None
    if person is None or conversation is None:
        return
    if queries.is_here(person) and waited < PATIENCE:
        tell_later(person_id, conversation_id, waited + 1)
        return
    target = target_of(conversation)
    # A notice that was seen counts as well: only reading the conversation makes room for the next.
    if not queries.about(person, "message", actions.key_of(target)):
        author = messaging.messages_before(person, conversation, limit=1)[0].author
        subject = f" about “{conversation.subject}”" if conversation.subject else ""
        actions.tell(person, "message", f"{author.name} has written to you{subject}.", target, author)


def _unread(person: Person, conversation_id: int) -> Conversation | None:
    try:
        conversation = messaging.conversation(person, conversation_id)
    except Missing:
        return None
    return conversation if conversation.unread_by(person) else None
