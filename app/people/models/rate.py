"""What somebody asks for their work, and who may know."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.kit.database import Keyed


class RateBasis(StrEnum):
    HOUR = "hour"
    HALF_DAY = "half_day"
    DAY = "day"
    WEEK = "week"
    FLAT = "flat"


class RateVisibility(StrEnum):
    PUBLIC = "public"
    MEMBERS = "members"
    ON_REQUEST = "on_request"


class PayModel(StrEnum):
    """How work is paid, said before anything else."""

    PAID = "paid"
    DEFERRED = "deferred"
    PROFIT_SHARE = "profit_share"
    EXPENSES = "expenses"
    UNPAID = "unpaid"
    STUDENT = "student"


class RateCard(Keyed, Base):
    """A rate: amounts in minor units of an ISO 4217 currency."""

    __tablename__ = "rate_card"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    basis: Mapped[RateBasis] = mapped_column(default=RateBasis.DAY)
    amount: Mapped[int]
    amount_to: Mapped[int | None]
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    hours_in_day: Mapped[int | None]
    kit_fee: Mapped[int | None]
    note: Mapped[str] = mapped_column(String(200), default="")
    visibility: Mapped[RateVisibility] = mapped_column(default=RateVisibility.MEMBERS)
