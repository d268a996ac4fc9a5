"""How somebody answers those who write to them for the first time, as far as messaging knows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.messaging.models import Conversation, ConversationKind, Message, Participant


def answered(ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Of each of these people: to how many others' first words they were asked for an answer, and how many they gave.

    Only conversations between two count, and only those that the other one began.
    """
    first, reply = aliased(Message), aliased(Message)
    gave = (
        select(reply.id)
        .where(reply.conversation_id == Conversation.id, reply.author_id == Participant.person_id)
        .exists()
    )
    asked = (
        select(Participant.person_id, func.count(), func.count().filter(gave))
        .join(Conversation, Conversation.id == Participant.conversation_id)
        .join(first, (first.conversation_id == Conversation.id) & (first.seq == 1))
        .where(Conversation.kind == ConversationKind.DIRECT, first.author_id != Participant.person_id)
        .where(Participant.person_id.in_(ids))
        .group_by(Participant.person_id)
    )
    return {person: (count, replies) for person, count, replies in db.session.execute(asked)}


def written_to_since(moment: datetime) -> list[int]:
    """The ids of the people in whose conversations something was said since."""
    spoken = select(Conversation.id).where(
        Conversation.kind == ConversationKind.DIRECT, Conversation.last_posted_at >= moment
    )
    there = select(Participant.person_id).where(Participant.conversation_id.in_(spoken))
    return list(db.session.scalars(there.distinct()))
