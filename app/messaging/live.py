"""Conversations over the open line. docs/live-protocol.md says every event and its answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.kit.facts import once_true
from app.kit.live import answers, number_in, tell, token_in, words_in
from app.kit.policy import ensure
from app.messaging import actions, policy, queries
from app.messaging.facts import ConversationRead, MessagePosted, MessageRemoved, ParticipantLeft
from app.messaging.forms import CLIENT_ID
from app.messaging.models import LONGEST_MESSAGE, Conversation, Message
from app.messaging.wire import as_heard_by
from app.people.facts import PersonBlocked
from app.people.models import Person

Payload = dict[str, Any]


@answers("post", rate="60/minute")
def post(person: Person, payload: Payload) -> Payload:
    """Say something."""
    message = actions.post(
        person,
        _conversation(person, payload),
        words_in(payload, "body", LONGEST_MESSAGE),
        token_in(payload, "client_id", CLIENT_ID),
    )
    return {"id": message.id, "seq": message.seq}


@answers("read", rate="120/minute")
def read(person: Person, payload: Payload) -> Payload:
    """Have seen everything up to a place in the order."""
    actions.read_up_to(person, _conversation(person, payload), number_in(payload, "seq"))
    return {"unread": queries.unread_of(person)}


@answers("unread", rate="60/minute")
def unread(person: Person, _: Payload) -> Payload:
    """How much there is to read, in all conversations."""
    return {"total": queries.unread_of(person)}


@answers("typing", rate="40/minute")
def typing(person: Person, payload: Payload) -> Payload:
    """Be about to say something: told to the others who are here, and kept nowhere."""
    conversation = _conversation(person, payload)
    ensure(policy.may_post(person, conversation))
    said = {"conversation": conversation.id, "person": person.id, "name": person.name}
    tell(queries.company_of(person, conversation), "typing", said)
    return {}


@answers("catch_up", rate="60/minute")
def catch_up(person: Person, payload: Payload) -> Payload:
    """What was said after a place in the order, and what was taken back before it."""
    conversation, after = _conversation(person, payload), number_in(payload, "after")
    return {
        "messages": [as_heard_by(person, row) for row in queries.messages_after(person, conversation, after)],
        "removed": [as_heard_by(person, row) for row in queries.removed_up_to(person, conversation, after)],
        "last_seq": conversation.last_seq,
    }


@once_true(MessagePosted)
def _tell_posted(posted: MessagePosted) -> None:
    _tell_message("message_posted", posted.message)
    _tell_unread(queries.present_in(posted.message.conversation))


@once_true(MessageRemoved)
def _tell_removed(removed: MessageRemoved) -> None:
    _tell_message("message_removed", removed.message)


@once_true(ConversationRead)
def _tell_read(read: ConversationRead) -> None:
    # To the reader's own other pages; who has read what is nobody else's business.
    tell([read.reader.id], "conversation_read", {"conversation": read.conversation.id, "seq": read.seq})
    _tell_unread([read.reader.id])


@once_true(ParticipantLeft)
def _tell_left(left: ParticipantLeft) -> None:
    _close(left.conversation.id, [left.person.id])


@once_true(PersonBlocked)
def _tell_closed(block: PersonBlocked) -> None:
    for conversation in queries.between(block.blocker, block.blocked):
        _close(conversation, [block.blocker.id, block.blocked.id])


def _conversation(person: Person, payload: Payload) -> Conversation:
    return queries.conversation(person, number_in(payload, "conversation"))


def _tell_message(event: str, message: Message) -> None:
    """To those who take part now; the author's pages get it as their own."""
    present = queries.present_in(message.conversation)
    author = [person for person in present if person == message.author_id]
    tell((person for person in present if person != message.author_id), event, as_heard_by(None, message))
    tell(author, event, as_heard_by(message.author, message))


def _tell_unread(people: Iterable[int]) -> None:
    for person, total in queries.unread_by(people).items():
        tell([person], "unread", {"total": total})


def _close(conversation: int, people: list[int]) -> None:
    tell(people, "conversation_closed", {"conversation": conversation})
    _tell_unread(people)
