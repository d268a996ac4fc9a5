"""Studios and who works in them, with which role."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.kit.clock import now
from app.kit.database import Dated, Keyed
from app.kit.media import Picture
from app.people.models import Person
from app.taxonomy.models import City


class StudioKind(StrEnum):
    PRODUCTION = "production_company"
    RECORDING = "recording_studio"
    POST = "post_house"
    VFX = "vfx_studio"
    ANIMATION = "animation_studio"
    GAMES = "games_studio"
    BROADCASTER = "broadcaster"
    RENTAL = "rental_house"
    THEATRE = "theatre"
    LABEL = "label"
    AGENCY = "agency"
    SCHOOL = "school"
    COMMISSION = "film_commission"
    OTHER = "other"


class StudioRole(StrEnum):
    """What a member may do for the studio."""

    OWNER = "owner"
    ADMIN = "admin"
    RECRUITER = "recruiter"
    BOOKER = "booker"
    EDITOR = "editor"
    VIEWER = "viewer"


class Studio(Keyed, Dated, Base):
    """A company that makes things and hires people."""

    __tablename__ = "studio"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[StudioKind] = mapped_column(default=StudioKind.PRODUCTION)
    headline: Mapped[str] = mapped_column(String(140), default="")
    about: Mapped[str] = mapped_column(Text, default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)
    place: Mapped[str] = mapped_column(String(120), default="")
    country_code: Mapped[str] = mapped_column(String(2), default="")
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"))
    updated_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]

    city: Mapped[City | None] = relationship(lazy="joined", innerjoin=False)
    picture: Mapped[Picture | None] = relationship(lazy="joined", innerjoin=False)
    members: Mapped[list[StudioMember]] = relationship(
        back_populates="studio", cascade="all, delete-orphan", order_by="StudioMember.id"
    )

    @property
    def team(self) -> list[StudioMember]:
        """Those who are in now, owners first."""
        ranks = list(StudioRole)
        return sorted((member for member in self.members if member.is_in), key=lambda m: ranks.index(m.role))

    @property
    def owners(self) -> list[StudioMember]:
        return [member for member in self.team if member.role == StudioRole.OWNER]

    def role_of(self, person: Person | None) -> StudioRole | None:
        """What somebody may do here; None for strangers, the asked and the gone."""
        held = (member.role for member in self.team if person is not None and member.person_id == person.id)
        return next(held, None)

    def membership_of(self, person: Person | None) -> StudioMember | None:
        """Somebody's row here, be they asked, in or gone."""
        rows = (member for member in self.members if person is not None and member.person_id == person.id)
        return next(rows, None)


class StudioMember(Keyed, Dated, Base):
    """Somebody's part in a studio: asked (`joined_at` empty), in, or gone (`left_at`)."""

    __tablename__ = "studio_member"
    __table_args__ = (UniqueConstraint("studio_id", "person_id"),)

    studio_id: Mapped[int] = mapped_column(ForeignKey("studio.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[StudioRole] = mapped_column(default=StudioRole.VIEWER)
    title: Mapped[str] = mapped_column(String(100), default="")
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    joined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]

    studio: Mapped[Studio] = relationship(back_populates="members")
    person: Mapped[Person] = relationship(lazy="joined", foreign_keys=[person_id])

    @property
    def is_in(self) -> bool:
        return self.joined_at is not None and self.left_at is None

    @property
    def is_asked(self) -> bool:
        return self.joined_at is None and self.left_at is None
