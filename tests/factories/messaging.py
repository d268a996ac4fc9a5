"""Conversations for tests."""

from __future__ import annotations

import uuid

from app.messaging import actions
from app.messaging.models import Conversation, ConversationKind, Message
from app.people.models import Person


def make_direct(one: Person, other: Person) -> Conversation:
    """The two in a conversation of their own."""
    return actions.open_direct(one, other)


def make_conversation(*people: Person, key: str = "application:1", subject: str = "Gaffer") -> Conversation:
    """Several people talking about something."""
    context = {"endpoint": "hiring.show", "values": {"id": 1}, "label": "Gaffer"}
    return actions.open_about(
        people[0],
        people[1:],
        kind=ConversationKind.APPLICATION,
        key=key,
        subject=subject,
        context=context,
    )


def say(author: Person, conversation: Conversation, body: str = "Hello") -> Message:
    """A message under an id of its own."""
    return actions.post(author, conversation, body, uuid.uuid4().hex)
