"""Notices: one for one person about one thing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.kit.database import Dated, Keyed
from app.people.models import Person


class Notice(Keyed, Dated, Base):
    """A sentence and the way to what it is about: `{"endpoint", "values"}`, as `key` in one word."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_person_seen", "person_id", "seen_at"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    about_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(200), default="")
    sentence: Mapped[str] = mapped_column(String(400))
    target: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    seen_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    about: Mapped[Person | None] = relationship(foreign_keys=[about_id], lazy="joined", innerjoin=False)
