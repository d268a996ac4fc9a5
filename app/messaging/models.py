"""Conversations: who takes part, what was said, in which order, read up to where."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.kit.database import Dated, Keyed
from app.people.models import Person

LONGEST_MESSAGE = 4_000


class ConversationKind(StrEnum):
    """What a conversation was opened from."""

    DIRECT = "direct"
    PITCH = "pitch"
    APPLICATION = "application"


class Conversation(Keyed, Dated, Base):
    """People talking about something.

    `key` makes it one of its kind ("direct:3:8", "application:9"). `context` is the way back to the thing it
    was opened from: `{"endpoint", "values", "label"}`. Messages count up from 1 without a gap to `last_seq`.
    """

    __tablename__ = "conversation"

    kind: Mapped[ConversationKind]
    key: Mapped[str] = mapped_column(String(80), unique=True)
    subject: Mapped[str] = mapped_column(String(200), default="")
    context: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    last_seq: Mapped[int] = mapped_column(default=0)
    last_posted_at: Mapped[datetime | None] = mapped_column(index=True)

    participants: Mapped[list[Participant]] = relationship(
        back_populates="conversation", cascade="all, delete-orphan", order_by="Participant.id"
    )

    @property
    def present(self) -> list[Participant]:
        """Those who take part now."""
        return [participant for participant in self.participants if participant.left_at is None]

    @property
    def is_direct(self) -> bool:
        return self.kind == ConversationKind.DIRECT

    def part_of(self, person: Person) -> Participant | None:
        """The part that `person` has or had in it."""
        return next((part for part in self.participants if part.person_id == person.id), None)

    def others(self, viewer: Person) -> list[Person]:
        """Everybody else who takes part; in a direct conversation the other one, gone or not."""
        parts = self.participants if self.is_direct else self.present
        return [part.person for part in parts if part.person_id != viewer.id]

    def title_for(self, viewer: Person) -> str:
        """What `viewer` calls it: its subject, or whom they talk to."""
        names = [person.name for person in self.others(viewer)]
        return self.subject or ", ".join(names) or "Nobody else"

    def unread_by(self, viewer: Person) -> int:
        """How many messages `viewer` has not seen yet."""
        part = self.part_of(viewer)
        return self.last_seq - part.read_up_to if part else 0


class Participant(Keyed, Base):
    """Somebody's part in a conversation; `left_at` ends it at once, on open lines too."""

    __tablename__ = "participant"
    __table_args__ = (UniqueConstraint("conversation_id", "person_id"),)

    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    read_up_to: Mapped[int] = mapped_column(default=0)

    conversation: Mapped[Conversation] = relationship(back_populates="participants")
    person: Mapped[Person] = relationship(lazy="joined")


class Message(Keyed, Base):
    """What somebody said. `client_id` is the sender's own id for it: sent twice, it is one message."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("conversation_id", "seq"),
        UniqueConstraint("author_id", "client_id"),
        CheckConstraint("seq > 0", name="counts_from_one"),
    )

    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"))
    seq: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    client_id: Mapped[str] = mapped_column(String(40))
    body: Mapped[str] = mapped_column(Text)
    posted_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    conversation: Mapped[Conversation] = relationship()
    author: Mapped[Person] = relationship(lazy="joined")

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None
