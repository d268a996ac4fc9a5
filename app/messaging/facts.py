"""What happens in conversations."""

from dataclasses import dataclass

from app.messaging.models import Conversation, Message
from app.people.models import Person


@dataclass(frozen=True)
class MessagePosted:
    message: Message


@dataclass(frozen=True)
class MessageRemoved:
    """Taken back by its author: its words are gone, its place in the order stays."""

    message: Message


@dataclass(frozen=True)
class ConversationRead:
    """`reader` has seen everything up to `seq`."""

    conversation: Conversation
    reader: Person
    seq: int


@dataclass(frozen=True)
class ParticipantLeft:
    """Somebody left by themselves, or was taken out: they hear nothing more from here."""

    conversation: Conversation
    person: Person
