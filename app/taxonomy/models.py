"""The trade's words as tables. They are loaded from `data/` and may be edited by an administrator."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.kit.database import Dated, Keyed


class Line(StrEnum):
    ABOVE = "above"
    BELOW = "below"
    POST = "post"
    NONE = "none"


class SkillKind(StrEnum):
    CRAFT = "craft"
    KNOWLEDGE = "knowledge"
    LICENCE = "licence"
    SOFTWARE = "software"
    EQUIPMENT = "equipment"
    INSTRUMENT = "instrument"
    LANGUAGE = "language"


class SuggestionKind(StrEnum):
    POSITION = "position"
    SKILL = "skill"


class Discipline(Keyed, Base):
    """Film & TV, music, games ...: the widest division."""

    __tablename__ = "discipline"

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    sort: Mapped[int] = mapped_column(default=0)


class Department(Keyed, Base):
    """Camera, Sound, Art ...: as on a crew list, in its order."""

    __tablename__ = "department"

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    discipline_id: Mapped[int] = mapped_column(ForeignKey("discipline.id"), index=True)
    sort: Mapped[int] = mapped_column(default=0)

    discipline: Mapped[Discipline] = relationship(lazy="joined")


class Position(Keyed, Base):
    """A job in the trade, under its usual name."""

    __tablename__ = "position"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    folded: Mapped[str] = mapped_column(String(100), index=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), index=True)
    line: Mapped[Line] = mapped_column(default=Line.NONE)
    seniority: Mapped[int] = mapped_column(default=3)
    also_in: Mapped[list[str]] = mapped_column(JSON, default=list)
    codes: Mapped[str] = mapped_column(String(400), default="")
    sources: Mapped[str] = mapped_column(String(120), default="CB")
    # An administrator's hand: from then on the data files leave this row alone.
    edited_at: Mapped[datetime | None]
    retired_at: Mapped[datetime | None]

    department: Mapped[Department] = relationship(lazy="joined")
    aliases: Mapped[list[PositionAlias]] = relationship(back_populates="position", cascade="all, delete-orphan")


class PositionAlias(Keyed, Base):
    """What a position is also called; `folded` is the label as search compares it."""

    __tablename__ = "position_alias"
    __table_args__ = (UniqueConstraint("position_id", "folded"),)

    position_id: Mapped[int] = mapped_column(ForeignKey("position.id", ondelete="CASCADE"))
    label: Mapped[str] = mapped_column(String(100))
    folded: Mapped[str] = mapped_column(String(100), index=True)
    kind: Mapped[str] = mapped_column(String(24), default="alias")
    region: Mapped[str] = mapped_column(String(8), default="")
    sources: Mapped[str] = mapped_column(String(120), default="CB")
    edited_at: Mapped[datetime | None]

    position: Mapped[Position] = relationship(back_populates="aliases")


class Ambiguity(Keyed, Base):
    """A label that means several positions, and the question to ask: never merged, never guessed."""

    __tablename__ = "ambiguity"

    label: Mapped[str] = mapped_column(String(100))
    folded: Mapped[str] = mapped_column(String(100), unique=True)
    question: Mapped[str] = mapped_column(String(300))
    position_slugs: Mapped[list[str]] = mapped_column(JSON)


class Skill(Keyed, Base):
    """A craft, licence, program, piece of equipment or instrument that somebody can handle."""

    __tablename__ = "skill"
    __table_args__ = (UniqueConstraint("slug", "kind"), Index("ix_skill_folded", "folded"))

    slug: Mapped[str] = mapped_column(String(120))
    name: Mapped[str] = mapped_column(String(140))
    folded: Mapped[str] = mapped_column(String(140))
    kind: Mapped[SkillKind]
    detail: Mapped[str] = mapped_column(String(120), default="")
    aliases: Mapped[list[str]] = mapped_column(JSON, default=list)
    sources: Mapped[str] = mapped_column(String(120), default="CB")


class Format(Keyed, Base):
    """What is being made: feature film, album, game ..."""

    __tablename__ = "format"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    field: Mapped[str] = mapped_column(String(40))
    sort: Mapped[int] = mapped_column(default=0)


class Genre(Keyed, Base):
    """The kind of story or music."""

    __tablename__ = "genre"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    field: Mapped[str] = mapped_column(String(40))


class City(Base):
    """A place of 15,000 people or more, after GeoNames; `id` is its GeoNames id."""

    __tablename__ = "city"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(120))
    folded: Mapped[str] = mapped_column(String(120), index=True)
    country_code: Mapped[str] = mapped_column(String(2))
    admin1: Mapped[str] = mapped_column(String(20), default="")
    lat: Mapped[float]
    lon: Mapped[float]
    timezone: Mapped[str] = mapped_column(String(64))
    population: Mapped[int] = mapped_column(default=0)
    other_names: Mapped[list[str]] = mapped_column(JSON, default=list)


class CityName(Keyed, Base):
    """One spelling under which a city is found."""

    __tablename__ = "city_name"

    city_id: Mapped[int] = mapped_column(ForeignKey("city.id", ondelete="CASCADE"), index=True)
    folded: Mapped[str] = mapped_column(String(120), index=True)

    city: Mapped[City] = relationship()


class DataCredit(Keyed, Base):
    """A source that the data came from, with the sentence that its licence wants shown."""

    __tablename__ = "data_credit"

    code: Mapped[str] = mapped_column(String(24), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    version: Mapped[str] = mapped_column(String(120), default="")
    licence: Mapped[str] = mapped_column(String(200))
    sentence: Mapped[str] = mapped_column(String(900), default="")
    sort: Mapped[int] = mapped_column(default=0)


class LoadedFile(Base):
    """Which state of a data file is in the tables, so that loading it again is quick."""

    __tablename__ = "loaded_file"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))


class Edition(Base):
    """A new mark at every change of the words, so that each process knows when to read them anew."""

    __tablename__ = "edition"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[str] = mapped_column(String(32))


class Suggestion(Keyed, Dated, Base):
    """A word that members typed and the taxonomy lacks, waiting for an administrator."""

    __tablename__ = "suggestion"
    __table_args__ = (UniqueConstraint("kind", "folded"),)

    kind: Mapped[SuggestionKind]
    label: Mapped[str] = mapped_column(String(100))
    folded: Mapped[str] = mapped_column(String(100))
    times: Mapped[int] = mapped_column(default=1)
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None]
    outcome: Mapped[str] = mapped_column(String(120), default="")
