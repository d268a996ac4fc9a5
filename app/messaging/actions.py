"""Opening conversations, taking part in them, and talking."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import update

from app.extensions import db
from app.kit.actions import action
from app.kit.clock import now
from app.kit.database import insert_into, lock
from app.kit.errors import Missing, NotNow
from app.kit.facts import announce
from app.kit.policy import ensure
from app.messaging import policy, queries
from app.messaging.facts import ConversationRead, MessagePosted, MessageRemoved, ParticipantLeft
from app.messaging.models import Conversation, ConversationKind, Message, Participant
from app.people import queries as people
from app.people.models import Person


@action
def open_direct(actor: Person, other: Person) -> Conversation:
    """The conversation of these two, opened if there is none or if one of them had left it.

    Raises `Missing` where a block stands between them, `NotAllowed` where `other` wishes no such letters.
    """
    if people.are_blocked(actor, other):
        raise Missing
    key = f"direct:{min(actor.id, other.id)}:{max(actor.id, other.id)}"
    there = queries.by_key(key)
    if there and len(there.present) == 2:
        return there
    ensure(policy.may_open_direct(actor, other, acquainted=queries.acquainted(actor, other)))
    conversation = _founded(key, kind=ConversationKind.DIRECT)
    for person in (actor, other):
        _seat(conversation, person)
    return conversation


@action
def open_about(
    actor: Person,
    people: Iterable[Person],
    *,
    kind: ConversationKind,
    key: str,
    subject: str,
    context: dict[str, Any],
    first_words: str = "",
) -> Conversation:
    """The conversation about a thing of an upper floor, which decides who may open it and calls this.

    `key` names the thing ("application:9", 80 letters at most), `context` is the way back to it:
    `{"endpoint", "values", "label"}`. Called again it is the same conversation: people who are missing join
    (who has left stays out; the actor comes back), and each actor's `first_words` are said once.
    """
    conversation = _founded(key, kind=kind, subject=subject[:200], context=context)
    _seat(conversation, actor)
    for person in people:
        if conversation.part_of(person) is None:
            _seat(conversation, person)
    opening = f"first:{conversation.id}"
    if first_words and queries.sent_as(actor, opening) is None:
        _say(conversation, actor, first_words, opening)
    return conversation


@action
def invite(conversation: Conversation, person: Person) -> None:
    """Let `person` take part, for upper floors. What was said so far can be read, and counts as seen."""
    if _seat(_held(conversation), person):
        _part(conversation, person).read_up_to = conversation.last_seq


@action
def leave(actor: Person, conversation: Conversation) -> None:
    """Take part no longer."""
    ensure(policy.may_leave(actor, _held(conversation)))
    _unseat(conversation, actor)


@action
def remove(conversation: Conversation, person: Person) -> None:
    """Let `person` take part no longer, for upper floors. It holds at once, on open pages too."""
    part = _held(conversation).part_of(person)
    if part and part.left_at is None:
        _unseat(conversation, person)


@action
def post(actor: Person, conversation: Conversation, body: str, client_id: str) -> Message:
    """Say something. The same `client_id` of the same person again gives back the message that is there.

    Raises `Missing` for those who do not see the conversation, `NotAllowed` where nobody is left to read it.
    """
    _held(conversation)
    ensure(policy.may_post(actor, queries.conversation(actor, conversation.id)))
    sent = queries.sent_as(actor, client_id)
    if sent is None:
        return _say(conversation, actor, body, client_id)
    if sent.conversation_id != conversation.id:
        raise NotNow("This was sent in another conversation already.")
    return sent


@action
def remove_message(actor: Person, message: Message) -> None:
    """Take one's own words back. The place in the order stays, so that nobody's count is upset."""
    ensure(policy.may_remove(actor, message))
    if message.removed_at is not None:
        return
    message.removed_at, message.body = now(), ""
    announce(MessageRemoved(message))


@action
def read_up_to(actor: Person, conversation: Conversation, seq: int) -> None:
    """Note that `actor` has seen everything up to `seq`: never backwards, never beyond what was said."""
    seq = min(seq, queries.conversation(actor, conversation.id).last_seq)
    further = (
        update(Participant)
        .where(Participant.conversation_id == conversation.id, Participant.person_id == actor.id)
        .where(Participant.read_up_to < seq)
        .values(read_up_to=seq)
        .returning(Participant.id)
    )
    if db.session.execute(further).first():
        announce(ConversationRead(conversation, actor, seq))


def _founded(key: str, **columns: Any) -> Conversation:
    # Two hands may found it at once; the second finds what the first has made.
    wanted = insert_into(Conversation).values(key=key, **columns)
    db.session.execute(wanted.on_conflict_do_nothing(index_elements=["key"]))
    found = queries.by_key(key)
    assert found is not None, "it was there or has just been made"
    return _held(found)


def _held(conversation: Conversation) -> Conversation:
    """Hold the conversation: whoever speaks, joins or leaves comes after the one before."""
    lock(conversation)
    db.session.expire(conversation, ["participants"])
    return conversation


def _seat(conversation: Conversation, person: Person) -> bool:
    """Let `person` take part. Answers whether that is new."""
    part = conversation.part_of(person)
    if part is None:
        conversation.participants.append(Participant(person_id=person.id, person=person, joined_at=now()))
    elif part.left_at is not None:
        part.left_at = None
    else:
        return False
    db.session.flush()
    return True


def _unseat(conversation: Conversation, person: Person) -> None:
    _part(conversation, person).left_at = now()
    announce(ParticipantLeft(conversation, person))


def _part(conversation: Conversation, person: Person) -> Participant:
    part = conversation.part_of(person)
    assert part is not None, "asked of those who take part"
    return part


def _say(conversation: Conversation, author: Person, body: str, client_id: str) -> Message:
    message = Message(
        conversation=conversation,
        seq=conversation.last_seq + 1,
        author=author,
        client_id=client_id,
        body=body,
        posted_at=now(),
    )
    conversation.last_seq, conversation.last_posted_at = message.seq, message.posted_at
    _part(conversation, author).read_up_to = message.seq
    db.session.add(message)
    db.session.flush()
    announce(MessagePosted(message))
    return message
