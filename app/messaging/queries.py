"""Finding conversations and what was said in them. The viewer comes first, and may be nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.extensions import db
from app.kit.badges import VIEWER
from app.kit.errors import Missing
from app.kit.pages import Page, page_of
from app.messaging.models import Conversation, Message, Participant
from app.people.models import Block, Person

AT_ONCE = 50
MOST_AT_ONCE = 200

Id = ColumnElement[int] | InstrumentedAttribute[int]


@dataclass(frozen=True)
class Entry:
    """A conversation as one line of an inbox."""

    conversation: Conversation
    latest: Message | None
    unread: int


def visible_to(viewer: Person | None) -> Select[Conversation]:
    """The conversations that `viewer` takes part in now, without those that a block has closed."""
    if viewer is None:
        return select(Conversation).where(false())
    return select(Conversation).where(
        Conversation.id.in_(_parts().where(Participant.person_id == viewer.id)),
    )


def conversation(viewer: Person | None, id: int) -> Conversation:
    """The conversation with this id, if `viewer` takes part in it. Raises `Missing`."""
    wanted = visible_to(viewer).where(Conversation.id == id).options(*_with_people())
    found = db.session.scalar(wanted)
    if found is None:
        raise Missing
    return found


def by_key(key: str) -> Conversation | None:
    """The conversation of this key, whoever takes part."""
    return db.session.scalar(select(Conversation).where(Conversation.key == key))


def inbox(viewer: Person, number: int = 1) -> Page[Entry]:
    """A page of the conversations in which something was said, the latest first."""
    spoken = visible_to(viewer).where(Conversation.last_seq > 0).options(*_with_people())
    page = page_of(spoken.order_by(Conversation.last_posted_at.desc(), Conversation.id.desc()), number)
    latest = _latest_of(page.rows)
    rows = [Entry(row, latest.get(row.id), row.unread_by(viewer)) for row in page.rows]
    return Page(rows, page.total, page.number, page.size)


def message(viewer: Person | None, id: int) -> Message:
    """The message with this id, if `viewer` takes part where it was said. Raises `Missing`."""
    found = db.session.scalar(_messages(viewer).where(Message.id == id))
    if found is None:
        raise Missing
    return found


def messages_before(
    viewer: Person, conversation: Conversation, seq: int | None = None, limit: int = AT_ONCE
) -> Sequence[Message]:
    """The last `limit` messages before `seq` (of all, without one), in the order in which they were said."""
    wanted = _messages(viewer).where(Message.conversation_id == conversation.id)
    if seq is not None:
        wanted = wanted.where(Message.seq < seq)
    return db.session.scalars(wanted.order_by(Message.seq.desc()).limit(limit)).all()[::-1]


def messages_after(
    viewer: Person, conversation: Conversation, seq: int, limit: int = MOST_AT_ONCE
) -> Sequence[Message]:
    """The first `limit` messages after `seq`, in the order in which they were said."""
    wanted = _messages(viewer).where(Message.conversation_id == conversation.id, Message.seq > seq)
    return db.session.scalars(wanted.order_by(Message.seq).limit(limit)).all()


def removed_up_to(viewer: Person, conversation: Conversation, seq: int) -> Sequence[Message]:
    """Which of the messages that a page may still show (the last ones up to `seq`) have been taken back."""
    wanted = _messages(viewer).where(
        Message.conversation_id == conversation.id,
        Message.seq.between(seq - MOST_AT_ONCE, seq),
        Message.removed_at.is_not(None),
    )
    return db.session.scalars(wanted.order_by(Message.seq)).all()


def sent_as(author: Person, client_id: str) -> Message | None:
    """What `author` has sent under this id of their own."""
    return db.session.scalar(select(Message).where(Message.author_id == author.id, Message.client_id == client_id))


def unread_of(viewer: Person | None) -> int:
    """How many messages `viewer` has not seen yet, in all conversations that they see."""
    return unread_by([viewer.id]).get(viewer.id, 0) if viewer else 0


def unread_by(people: Iterable[int]) -> dict[int, int]:
    """The same for several people (by id) at once."""
    people = list(people)
    found = db.session.execute(_UNREAD_BY, {"people": people})
    return {**dict.fromkeys(people, 0), **{person: int(count) for person, count in found}}


def present_in(conversation: Conversation) -> list[int]:
    """The ids of the people who take part now, asked of the database."""
    now_here = select(Participant.person_id).where(
        Participant.conversation_id == conversation.id, Participant.left_at.is_(None)
    )
    return list(db.session.scalars(now_here.order_by(Participant.id)))


def company_of(person: Person, conversation: Conversation) -> list[int]:
    """The ids of the others who take part now, without those whom a block parts from `person`."""
    others = select(Participant.person_id).where(
        Participant.conversation_id == conversation.id,
        Participant.left_at.is_(None),
        Participant.person_id != person.id,
        ~_blocked(Participant.person_id, person.id),
    )
    return list(db.session.scalars(others))


def acquainted(one: Person, other: Person) -> bool:
    """Whether two people take part in a conversation together."""
    theirs = _parts().where(Participant.person_id == other.id)
    return db.session.scalar(visible_to(one).where(Conversation.id.in_(theirs)).limit(1)) is not None


def between(one: Person, other: Person) -> list[int]:
    """The ids of the conversations that only these two ever took part in, seen or not."""
    pair = (one.id, other.id)
    of_both = (
        select(Participant.conversation_id)
        .group_by(Participant.conversation_id)
        .having(func.count() == 2, func.min(Participant.person_id) == min(pair))
        .having(func.max(Participant.person_id) == max(pair))
        .where(Participant.conversation_id.in_(_conversations_of(one.id)))
    )
    return list(db.session.scalars(of_both))


def _messages(viewer: Person | None) -> Select[Message]:
    seen = visible_to(viewer).with_only_columns(Conversation.id)
    return (
        select(Message)
        .where(Message.conversation_id.in_(seen))
        .options(joinedload(Message.author).selectinload(Person.portrait))
    )


def _latest_of(conversations: Sequence[Conversation]) -> dict[int, Message]:
    wanted = (
        select(Message)
        .join(
            Conversation,
            and_(Message.conversation_id == Conversation.id, Message.seq == Conversation.last_seq),
        )
        .where(Conversation.id.in_([row.id for row in conversations]))
    )
    return {message.conversation_id: message for message in db.session.scalars(wanted)}


def _with_people() -> Sequence[ORMOption]:
    people = selectinload(Conversation.participants).joinedload(Participant.person)
    return (people.selectinload(Person.portrait),)


def _parts() -> Select[int]:
    return select(Participant.conversation_id).where(Participant.left_at.is_(None), _in_company())


def _conversations_of(person: int) -> Select[int]:
    return select(Participant.conversation_id).where(Participant.person_id == person)


def _in_company() -> ColumnElement[bool]:
    """A `Participant` sees a conversation unless everybody else in it is behind a block."""
    other = aliased(Participant)
    others = exists().where(
        other.conversation_id == Participant.conversation_id, other.person_id != Participant.person_id
    )
    return or_(~others, others.where(~_blocked(Participant.person_id, other.person_id)))


def _blocked(one: Id, other: Id | int) -> ColumnElement[bool]:
    either_way = or_(
        and_(Block.blocker_id == one, Block.blocked_id == other),
        and_(Block.blocker_id == other, Block.blocked_id == one),
    )
    # However deep this is put: the two are people of the queries around it, never anybody who takes part.
    return exists().where(either_way).correlate_except(Block)


_UNREAD = func.coalesce(func.sum(Conversation.last_seq - Participant.read_up_to), 0)
_TAKING_PART = and_(Participant.left_at.is_(None), _in_company())
_UNREAD_BY = (
    select(Participant.person_id, _UNREAD)
    .join(Conversation)
    .where(Participant.person_id.in_(bindparam("people", expanding=True)), _TAKING_PART)
    .group_by(Participant.person_id)
)
# How many messages the one who looks has not seen yet, in all conversations that they see.
UNREAD = (
    select(_UNREAD)
    .join_from(Participant, Conversation)
    .where(Participant.person_id == VIEWER, _TAKING_PART)
    .scalar_subquery()
)
