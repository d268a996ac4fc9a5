"""Lists, and the people on them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.kit.clock import now
from app.kit.database import Dated, Keyed
from app.people.models import Person
from app.studios.models import Studio


class Progress(StrEnum):
    """How far one has come with somebody on a list."""

    NONE = "none"
    TO_CALL = "to_call"
    CALLED = "called"
    MAYBE = "maybe"
    YES = "yes"
    NO = "no"


class Shortlist(Keyed, Dated, Base):
    """A list of people: somebody's own, or a studio's, which all of its team read."""

    __tablename__ = "shortlist"
    __table_args__ = (CheckConstraint("(person_id IS NULL) <> (studio_id IS NULL)", name="one_house"),)

    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    studio_id: Mapped[int | None] = mapped_column(ForeignKey("studio.id", ondelete="CASCADE"), index=True)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(String(100))
    description: Mapped[str] = mapped_column(String(500), default="")
    updated_at: Mapped[datetime] = mapped_column(default=now)
    archived_at: Mapped[datetime | None]

    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    studio: Mapped[Studio | None] = relationship()

    @property
    def is_open(self) -> bool:
        """Whether it is still worked with."""
        return self.archived_at is None


class Entry(Keyed, Dated, Base):
    """Somebody on a list, once. They never learn of it."""

    __tablename__ = "shortlist_entry"
    __table_args__ = (
        UniqueConstraint("shortlist_id", "person_id"),
        Index("ix_shortlist_entry_order", "shortlist_id", "sort"),
    )

    shortlist_id: Mapped[int] = mapped_column(ForeignKey("shortlist.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    sort: Mapped[int] = mapped_column(default=0)
    progress: Mapped[Progress] = mapped_column(default=Progress.NONE)
    note: Mapped[str] = mapped_column(String(1000), default="")
    note_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    note_at: Mapped[datetime | None]

    shortlist: Mapped[Shortlist] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
