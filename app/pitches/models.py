"""Pitches: what is to be made, who is in it, whom it still needs, and who may know."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.kit.audit import LifeCycle
from app.kit.clock import now
from app.kit.database import Dated, Keyed
from app.kit.errors import NotNow
from app.kit.media import Picture
from app.people.models import PayModel, Person
from app.taxonomy.models import City, Format, Genre, Position

LOGLINE = 280
MOST_NEEDS = 30
MOST_PLACES = 10
MOST_GENRES = 5

pitch_genre = Table(
    "pitch_genre",
    Base.metadata,
    Column("pitch_id", ForeignKey("pitch.id", ondelete="CASCADE"), primary_key=True),
    Column("genre_id", ForeignKey("genre.id"), primary_key=True),
)


class Stage(StrEnum):
    """How far the project itself is."""

    IDEA = "idea"
    DEVELOPMENT = "development"
    FINANCING = "financing"
    PRE_PRODUCTION = "pre_production"
    PRODUCTION = "production"
    POST = "post"
    DISTRIBUTION = "distribution"
    RELEASED = "released"


class PitchVisibility(StrEnum):
    PUBLIC = "public"
    MEMBERS = "members"
    INVITED = "invited"
    PRIVATE = "private"


class PitchState(StrEnum):
    """How far the looking for people is."""

    DRAFT = "draft"
    PUBLISHED = "published"
    PAUSED = "paused"
    TEAM_COMPLETE = "team_complete"
    IN_PRODUCTION = "in_production"
    WRAPPED = "wrapped"
    RELEASED = "released"
    ARCHIVED = "archived"
    REMOVED = "removed"


LIFE = LifeCycle(
    {
        PitchState.DRAFT: {PitchState.PUBLISHED, PitchState.ARCHIVED},
        PitchState.PUBLISHED: {
            PitchState.PAUSED,
            PitchState.TEAM_COMPLETE,
            PitchState.ARCHIVED,
            PitchState.REMOVED,
        },
        PitchState.PAUSED: {PitchState.PUBLISHED, PitchState.ARCHIVED, PitchState.REMOVED},
        PitchState.TEAM_COMPLETE: {PitchState.IN_PRODUCTION, PitchState.ARCHIVED, PitchState.REMOVED},
        PitchState.IN_PRODUCTION: {PitchState.WRAPPED, PitchState.ARCHIVED, PitchState.REMOVED},
        PitchState.WRAPPED: {PitchState.RELEASED, PitchState.ARCHIVED, PitchState.REMOVED},
        PitchState.RELEASED: {PitchState.ARCHIVED, PitchState.REMOVED},
        PitchState.REMOVED: {PitchState.PUBLISHED},
    }
)


# The states in which others than the team may see a pitch, as its visibility says.
SHOWN = frozenset(set(PitchState) - {PitchState.DRAFT, PitchState.ARCHIVED, PitchState.REMOVED})

# The columns that hold what was typed, as it was typed.
PLAIN = (
    "title",
    "logline",
    "synopsis",
    "stage",
    "comps",
    "starts_on",
    "ends_on",
    "dates_note",
    "remote",
    "pay_model",
    "pay_note",
    "just_sharing",
    "visibility",
)

TO_PUBLISH = {
    "title": "A pitch needs a title.",
    "logline": "Say in a sentence or two what it is.",
    "format": "Say what is being made.",
    "stage": "Say how far the project is.",
    "pay_model": "Say how people are paid, or that they are not.",
}
NEEDS_OR_SHARING = "Name at least one position, or tick “just sharing”."


class Unready(NotNow):
    """A pitch that cannot be published yet; `lacks` holds a sentence for each field that wants filling."""

    sentence = "This pitch cannot be published yet: something is missing."

    def __init__(self, lacks: dict[str, str]) -> None:
        super().__init__()
        self.lacks = lacks


class Pitch(Keyed, Dated, Base):
    """A project as its owner pitches it."""

    __tablename__ = "pitch"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR starts_on < ends_on", name="has_days"),)

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    title: Mapped[str] = mapped_column(String(120))
    logline: Mapped[str] = mapped_column(String(LOGLINE), default="")
    synopsis: Mapped[str] = mapped_column(Text, default="")
    format_id: Mapped[int | None] = mapped_column(ForeignKey("format.id"))
    stage: Mapped[Stage | None]
    comps: Mapped[str] = mapped_column(String(200), default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    dates_note: Mapped[str] = mapped_column(String(140), default="")
    remote: Mapped[bool] = mapped_column(default=False)
    pay_model: Mapped[PayModel | None]
    pay_note: Mapped[str] = mapped_column(String(200), default="")
    just_sharing: Mapped[bool] = mapped_column(default=False)
    visibility: Mapped[PitchVisibility] = mapped_column(default=PitchVisibility.MEMBERS)
    state: Mapped[PitchState] = mapped_column(default=PitchState.DRAFT)
    state_changed_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=now)
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"))

    owner: Mapped[Person] = relationship(lazy="joined")
    format: Mapped[Format | None] = relationship(lazy="joined", innerjoin=False)
    picture: Mapped[Picture | None] = relationship(lazy="joined", innerjoin=False)
    genres: Mapped[list[Genre]] = relationship(secondary=pitch_genre, order_by=Genre.name)
    places: Mapped[list[PitchPlace]] = relationship(cascade="all, delete-orphan", order_by="PitchPlace.id")
    needs: Mapped[list[PitchNeed]] = relationship(
        back_populates="pitch", cascade="all, delete-orphan", order_by="PitchNeed.id"
    )
    team: Mapped[list[TeamMember]] = relationship(
        back_populates="pitch", cascade="all, delete-orphan", order_by="TeamMember.id"
    )
    invitations: Mapped[list[PitchInvitation]] = relationship(
        back_populates="pitch", cascade="all, delete-orphan", order_by="PitchInvitation.id"
    )

    @property
    def open_needs(self) -> list[PitchNeed]:
        """Whom the team is still looking for."""
        return [need for need in self.needs if need.filled_at is None]

    @property
    def is_open_to_all(self) -> bool:
        """Whether anybody at all, search engines too, may come across it."""
        return self.state == PitchState.PUBLISHED and self.visibility == PitchVisibility.PUBLIC

    @property
    def lacks(self) -> dict[str, str]:
        """What is missing before it can be published: a sentence for each field."""
        missing = {field: sentence for field, sentence in TO_PUBLISH.items() if not getattr(self, field)}
        if not (self.needs or self.just_sharing):
            missing["needs"] = NEEDS_OR_SHARING
        return missing

    def part_of(self, person: Person) -> TeamMember | None:
        """Somebody's part in the team, asked for or taken up, while it lasts."""
        return next((part for part in self.team if part.person_id == person.id and not part.left_at), None)

    def invitation_of(self, person: Person) -> PitchInvitation | None:
        """Somebody's leave to read this."""
        return next((leave for leave in self.invitations if leave.person_id == person.id), None)


class PitchPlace(Keyed, Base):
    """Where it is to be made."""

    __tablename__ = "pitch_place"

    pitch_id: Mapped[int] = mapped_column(ForeignKey("pitch.id", ondelete="CASCADE"), index=True)
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"))
    label: Mapped[str] = mapped_column(String(120))

    city: Mapped[City | None] = relationship(lazy="joined", innerjoin=False)


class PitchNeed(Keyed, Base):
    """Somebody the team still needs."""

    __tablename__ = "pitch_need"

    pitch_id: Mapped[int] = mapped_column(ForeignKey("pitch.id", ondelete="CASCADE"), index=True)
    position_id: Mapped[int | None] = mapped_column(ForeignKey("position.id"), index=True)
    label: Mapped[str] = mapped_column(String(100))
    note: Mapped[str] = mapped_column(String(200), default="")
    filled_at: Mapped[datetime | None]

    pitch: Mapped[Pitch] = relationship(back_populates="needs")
    position: Mapped[Position | None] = relationship(lazy="joined", innerjoin=False)

    @property
    def name(self) -> str:
        return self.position.name if self.position else self.label


class TeamMember(Keyed, Dated, Base):
    """Somebody in the team, or asked to be: `joined_at` is empty until they say yes, `left_at` ends it."""

    __tablename__ = "team_member"
    __table_args__ = (UniqueConstraint("pitch_id", "person_id"),)

    pitch_id: Mapped[int] = mapped_column(ForeignKey("pitch.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    position_label: Mapped[str] = mapped_column(String(100), default="")
    joined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]

    pitch: Mapped[Pitch] = relationship(back_populates="team")
    person: Mapped[Person] = relationship(lazy="joined")


class PitchInvitation(Keyed, Dated, Base):
    """Leave for one person to read a pitch that not everybody may see."""

    __tablename__ = "pitch_invitation"
    __table_args__ = (UniqueConstraint("pitch_id", "person_id"),)

    pitch_id: Mapped[int] = mapped_column(ForeignKey("pitch.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    read_at: Mapped[datetime | None]

    pitch: Mapped[Pitch] = relationship(back_populates="invitations")
    person: Mapped[Person] = relationship(lazy="joined")
