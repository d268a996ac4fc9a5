"""A person, and how much of them is seen."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Column, ForeignKey, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.kit.clock import now
from app.kit.database import Dated, Keyed
from app.kit.media import Picture
from app.taxonomy.models import Discipline

if TYPE_CHECKING:
    from app.people.models.availability import AvailabilityBlock
    from app.people.models.credit import Credit
    from app.people.models.papers import UnionMembership, WorkAuthorisation
    from app.people.models.profile import (
        Link,
        PersonBase,
        PersonLanguage,
        PersonPosition,
        PersonSkill,
    )
    from app.people.models.rate import RateCard
    from app.people.models.work import PortfolioItem

person_discipline = Table(
    "person_discipline",
    Base.metadata,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("discipline_id", ForeignKey("discipline.id"), primary_key=True),
)


class Standing(StrEnum):
    """What a person is in the house."""

    MEMBER = "member"
    MODERATOR = "moderator"
    ADMIN = "admin"


class Visibility(StrEnum):
    """Who may see a profile."""

    PUBLIC = "public"
    MEMBERS = "members"
    HIDDEN = "hidden"


class ContactPolicy(StrEnum):
    """Who may open a conversation with a person."""

    MEMBERS = "members"
    KNOWN = "known"
    NOBODY = "nobody"


class Person(Keyed, Dated, Base):
    """Somebody of the trade. Seen by others once `listed_at` is set: by themselves, or with their consent."""

    __tablename__ = "person"

    handle: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    pronouns: Mapped[str] = mapped_column(String(40), default="")
    headline: Mapped[str] = mapped_column(String(140), default="")
    bio: Mapped[str] = mapped_column(Text, default="")
    standing: Mapped[Standing] = mapped_column(default=Standing.MEMBER)
    visibility: Mapped[Visibility] = mapped_column(default=Visibility.PUBLIC)
    contact_policy: Mapped[ContactPolicy] = mapped_column(default=ContactPolicy.MEMBERS)
    travel_radius_km: Mapped[int | None]
    travels: Mapped[bool] = mapped_column(default=False)
    works_remotely: Mapped[bool] = mapped_column(default=False)
    pay_models: Mapped[list[str]] = mapped_column(JSON, default=list)
    # What an import said in one word (available, busy, ask) where there are no days to show for it.
    availability_word: Mapped[str | None] = mapped_column(String(12))
    availability_confirmed_at: Mapped[datetime | None]
    portrait_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"))
    listed_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    # The day, at its beginning: when somebody was here is nobody's business to the minute.
    seen_at: Mapped[datetime | None]
    shows_activity: Mapped[bool] = mapped_column(default=True)
    # Since when at least one credit has been confirmed by another member.
    verified_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=now)
    kept_aside: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # SHA-256 of the directory's line that this person was brought in by, to know when it says something new.
    brought_in_as: Mapped[str | None] = mapped_column(String(64))

    portrait: Mapped[Picture | None] = relationship()
    disciplines: Mapped[list[Discipline]] = relationship(secondary=person_discipline, order_by=Discipline.sort)
    positions: Mapped[list[PersonPosition]] = relationship(cascade="all, delete-orphan", order_by="PersonPosition.sort")
    skills: Mapped[list[PersonSkill]] = relationship(cascade="all, delete-orphan", order_by="PersonSkill.sort")
    languages: Mapped[list[PersonLanguage]] = relationship(cascade="all, delete-orphan", order_by="PersonLanguage.id")
    bases: Mapped[list[PersonBase]] = relationship(cascade="all, delete-orphan", order_by="PersonBase.sort")
    rates: Mapped[list[RateCard]] = relationship(cascade="all, delete-orphan", order_by="RateCard.id")
    days: Mapped[list[AvailabilityBlock]] = relationship(
        cascade="all, delete-orphan", order_by="AvailabilityBlock.starts_on"
    )
    credits: Mapped[list[Credit]] = relationship(
        cascade="all, delete-orphan",
        order_by="Credit.sort",
        foreign_keys="Credit.person_id",
        back_populates="person",
    )
    authorisations: Mapped[list[WorkAuthorisation]] = relationship(
        cascade="all, delete-orphan", order_by="WorkAuthorisation.sort"
    )
    unions: Mapped[list[UnionMembership]] = relationship(cascade="all, delete-orphan", order_by="UnionMembership.sort")
    links: Mapped[list[Link]] = relationship(cascade="all, delete-orphan", order_by="Link.id")
    portfolio: Mapped[list[PortfolioItem]] = relationship(cascade="all, delete-orphan", order_by="PortfolioItem.sort")

    @property
    def is_admin(self) -> bool:
        return self.standing == Standing.ADMIN

    @property
    def is_new(self) -> bool:
        """Whether nothing has been said yet: whom the first-run path is for."""
        return self.listed_at is None and not self.headline and not self.positions

    @property
    def primary_position(self) -> PersonPosition | None:
        return self.positions[0] if self.positions else None

    @property
    def shown_credits(self) -> list[Credit]:
        """Their credits but for those that they withdrew, which are for them alone."""
        return [credit for credit in self.credits if credit.is_shown]

    @property
    def home(self) -> PersonBase | None:
        return self.bases[0] if self.bases else None

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
