"""Saved searches, who watches them, and what each of them was told of."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.kit.database import Dated, Keyed
from app.people.models import Person
from app.studios.models import Studio


class Cadence(StrEnum):
    """How soon somebody is told of new matches."""

    NEVER = "never"
    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"


class SavedSearch(Keyed, Dated, Base):
    """A question with a name. `typed` are the words, `address` the filters as `search.address` writes them."""

    __tablename__ = "saved_search"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    studio_id: Mapped[int | None] = mapped_column(ForeignKey("studio.id", ondelete="SET NULL"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(12))
    typed: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    owner: Mapped[Person] = relationship(lazy="joined")
    studio: Mapped[Studio | None] = relationship()
    watches: Mapped[list[Watch]] = relationship(back_populates="search", cascade="all, delete-orphan")

    def watch_of(self, person: Person) -> Watch | None:
        """How somebody watches this, if they do."""
        return next((watch for watch in self.watches if watch.person_id == person.id), None)

    def cadence_for(self, person: Person) -> Cadence:
        watch = self.watch_of(person)
        return watch.cadence if watch else Cadence.NEVER


class Watch(Keyed, Dated, Base):
    """Somebody is to be told of new matches. `known` holds the ids that matched when they began, eight bytes each."""

    __tablename__ = "watch"
    __table_args__ = (UniqueConstraint("saved_search_id", "person_id"), Index("ix_watch_due", "cadence", "looked_at"))

    saved_search_id: Mapped[int] = mapped_column(ForeignKey("saved_search.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    cadence: Mapped[Cadence]
    looked_at: Mapped[datetime]
    round: Mapped[int] = mapped_column(default=0)
    known: Mapped[bytes] = mapped_column(LargeBinary, default=b"")

    search: Mapped[SavedSearch] = relationship(back_populates="watches")
    person: Mapped[Person] = relationship()


class Find(Keyed, Dated, Base):
    """A thing that somebody was told of, in which round: each thing once."""

    __tablename__ = "find"
    __table_args__ = (UniqueConstraint("watch_id", "thing_id"),)

    watch_id: Mapped[int] = mapped_column(ForeignKey("watch.id", ondelete="CASCADE"))
    thing_id: Mapped[int]
    round: Mapped[int]
