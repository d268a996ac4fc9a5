"""When somebody is free. Days nothing is said about are unknown, never free."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.kit.database import Keyed


class AvailabilityKind(StrEnum):
    AVAILABLE = "available"
    TENTATIVE = "tentative"
    UNAVAILABLE = "unavailable"


class AvailabilityBlock(Keyed, Base):
    """The days from `starts_on` up to, not including, `ends_on`. The note is for its owner alone."""

    __tablename__ = "availability_block"
    __table_args__ = (
        CheckConstraint("starts_on < ends_on", name="has_days"),
        Index("ix_availability_block_person_days", "person_id", "starts_on"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    kind: Mapped[AvailabilityKind]
    note: Mapped[str] = mapped_column(String(140), default="")
