"""What a profile says: positions, skills, languages, bases, links."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlsplit

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.kit.database import Keyed
from app.taxonomy.models import City, Position, Skill


class LanguageLevel(StrEnum):
    """The levels of the Common European Framework, and native."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"
    NATIVE = "native"


class OfPerson(Keyed):
    """A row of one person's profile, in their order."""

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    sort: Mapped[int] = mapped_column(default=0)


class PersonPosition(OfPerson, Base):
    """A position that somebody fills; the first is the primary one. `position` is empty for own words."""

    __tablename__ = "person_position"
    __table_args__ = (Index("ix_person_position_position_id", "position_id"),)

    position_id: Mapped[int | None] = mapped_column(ForeignKey("position.id"))
    label: Mapped[str] = mapped_column(String(100))
    primary: Mapped[bool] = mapped_column(default=False)
    years: Mapped[int | None]

    position: Mapped[Position | None] = relationship(lazy="joined", innerjoin=False)

    @property
    def name(self) -> str:
        return self.position.name if self.position else self.label


class PersonSkill(OfPerson, Base):
    """A skill, tool or instrument with a level of 1 (learning) to 5 (teaching it)."""

    __tablename__ = "person_skill"
    __table_args__ = (Index("ix_person_skill_skill_id", "skill_id"),)

    skill_id: Mapped[int | None] = mapped_column(ForeignKey("skill.id"))
    label: Mapped[str] = mapped_column(String(140))
    kind: Mapped[str] = mapped_column(String(24), default="craft")
    level: Mapped[int | None]

    skill: Mapped[Skill | None] = relationship(lazy="joined", innerjoin=False)

    @property
    def name(self) -> str:
        return self.skill.name if self.skill else self.label


class PersonLanguage(OfPerson, Base):
    """A language by its BCP 47 tag."""

    __tablename__ = "person_language"
    __table_args__ = (UniqueConstraint("person_id", "code"),)

    code: Mapped[str] = mapped_column(String(16))
    level: Mapped[LanguageLevel] = mapped_column(default=LanguageLevel.B2)


class PersonBase(OfPerson, Base):
    """A place somebody works from; the first is home. `works_as_local`: no travel or lodging to pay there."""

    __tablename__ = "person_base"

    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    country_code: Mapped[str] = mapped_column(String(2), default="")
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    timezone: Mapped[str] = mapped_column(String(64), default="")
    works_as_local: Mapped[bool] = mapped_column(default=True)

    city: Mapped[City | None] = relationship()

    @property
    def place(self) -> str:
        """The place as it may be typed again: "Berlin, DE"."""
        return f"{self.name}, {self.country_code}" if self.country_code else self.name


class Link(OfPerson, Base):
    """A page elsewhere."""

    __tablename__ = "link"

    url: Mapped[str] = mapped_column(String(300))
    label: Mapped[str] = mapped_column(String(80), default="")

    @property
    def site(self) -> str:
        """Where the page lies: "example.org"."""
        return (urlsplit(self.url).hostname or self.url).removeprefix("www.")
