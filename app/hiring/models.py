"""Roles that studios and pitches post, and what becomes of those who apply."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.kit.audit import LifeCycle
from app.kit.clock import now
from app.kit.database import Dated, Keyed
from app.people.models import Credit, PayModel, Person, RateBasis
from app.pitches.models import Pitch
from app.studios.models import Studio
from app.taxonomy.models import City, Position, Skill


class RoleState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"
    FILLED = "filled"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REMOVED = "removed"


class PlaceMode(StrEnum):
    ON_SITE = "on_site"
    HYBRID = "hybrid"
    REMOTE = "remote"


class Engagement(StrEnum):
    FREELANCE = "freelance"
    FIXED_TERM = "fixed_term"
    PERMANENT = "permanent"
    INTERNSHIP = "internship"
    COLLABORATION = "collaboration"


class ApplicationState(StrEnum):
    SUBMITTED = "submitted"
    VIEWED = "viewed"
    SHORTLISTED = "shortlisted"
    INTERVIEW = "interview"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    HIRED = "hired"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    NOT_SELECTED = "not_selected"
    ROLE_CANCELLED = "role_cancelled"
    LAPSED = "lapsed"


_R, _A = RoleState, ApplicationState
ROLE_LIFE = LifeCycle(
    {
        _R.DRAFT: {_R.OPEN, _R.CANCELLED},
        _R.OPEN: {_R.PAUSED, _R.CLOSED, _R.REMOVED},
        _R.PAUSED: {_R.OPEN, _R.CLOSED, _R.REMOVED},
        _R.CLOSED: {_R.FILLED, _R.CANCELLED, _R.EXPIRED, _R.REMOVED},
    }
)

IN_CONSIDERATION = {_A.SUBMITTED, _A.VIEWED, _A.SHORTLISTED, _A.INTERVIEW, _A.OFFERED}
ENDED = set(_A) - IN_CONSIDERATION - {_A.ACCEPTED}
TAKEN = {_A.ACCEPTED, _A.HIRED}
_ENDS = {_A.WITHDRAWN, _A.NOT_SELECTED, _A.ROLE_CANCELLED, _A.LAPSED}
APPLICATION_LIFE = LifeCycle(
    {
        _A.SUBMITTED: {_A.VIEWED, _A.SHORTLISTED, _A.ACCEPTED} | _ENDS,
        _A.VIEWED: {_A.SHORTLISTED, _A.INTERVIEW, _A.OFFERED, _A.ACCEPTED} | _ENDS,
        _A.SHORTLISTED: {_A.INTERVIEW, _A.OFFERED, _A.ACCEPTED} | _ENDS,
        _A.INTERVIEW: {_A.OFFERED, _A.ACCEPTED} | _ENDS,
        _A.OFFERED: {_A.ACCEPTED, _A.DECLINED} | _ENDS,
        _A.ACCEPTED: {_A.HIRED, _A.WITHDRAWN, _A.ROLE_CANCELLED},
    }
)


# What everybody may read of, once it has been open. Drafts are the house's own, removed roles a moderator's.
SHOWN = set(_R) - {_R.DRAFT, _R.REMOVED}
LIVE = {_R.OPEN, _R.PAUSED}
GRACE = timedelta(days=30)


class Role(Keyed, Dated, Base):
    """A part to be filled, in a studio or in a pitch. Money in minor units."""

    __tablename__ = "role"
    __table_args__ = (
        CheckConstraint("studio_id IS NOT NULL OR pitch_id IS NOT NULL", name="has_a_house"),
        CheckConstraint("ends_on IS NULL OR starts_on < ends_on", name="has_days"),
        CheckConstraint("headcount > 0", name="needs_somebody"),
        Index("ix_role_state_deadline", "state", "deadline_at"),
    )

    studio_id: Mapped[int | None] = mapped_column(ForeignKey("studio.id"), index=True)
    pitch_id: Mapped[int | None] = mapped_column(ForeignKey("pitch.id"), index=True)
    posted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    position_id: Mapped[int | None] = mapped_column(ForeignKey("position.id"), index=True)
    title: Mapped[str] = mapped_column(String(120))
    production: Mapped[str] = mapped_column(String(120), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    headcount: Mapped[int] = mapped_column(default=1)
    engagement: Mapped[Engagement] = mapped_column(default=Engagement.FREELANCE)

    pay_model: Mapped[PayModel | None]
    pay_from: Mapped[int | None]
    pay_to: Mapped[int | None]
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    pay_basis: Mapped[RateBasis] = mapped_column(default=RateBasis.DAY)
    pay_note: Mapped[str] = mapped_column(String(200), default="")

    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    dates_flexible: Mapped[bool] = mapped_column(default=False)
    hours_per_day: Mapped[int | None]

    place_mode: Mapped[PlaceMode | None]
    city_id: Mapped[int | None] = mapped_column(ForeignKey("city.id"), index=True)
    place: Mapped[str] = mapped_column(String(120), default="")
    local_hire: Mapped[bool] = mapped_column(default=False)
    union_note: Mapped[str] = mapped_column(String(120), default="")
    access_note: Mapped[str] = mapped_column(String(500), default="")

    deadline_at: Mapped[datetime | None]
    decision_by: Mapped[date | None]
    state: Mapped[RoleState] = mapped_column(default=RoleState.DRAFT)
    state_changed_at: Mapped[datetime] = mapped_column(default=now)
    opened_at: Mapped[datetime | None]
    nudged_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=now)

    studio: Mapped[Studio | None] = relationship(lazy="joined", innerjoin=False)
    pitch: Mapped[Pitch | None] = relationship(lazy="joined", innerjoin=False)
    posted_by: Mapped[Person] = relationship(lazy="joined")
    position: Mapped[Position | None] = relationship(lazy="joined", innerjoin=False)
    city: Mapped[City | None] = relationship(lazy="joined", innerjoin=False)
    skills: Mapped[list[RoleSkill]] = relationship(cascade="all, delete-orphan", order_by="RoleSkill.id")

    @property
    def house(self) -> Studio | Pitch:
        """Who looks for somebody: a studio, or a pitch."""
        house = self.studio or self.pitch
        assert house is not None, "the table demands one"
        return house

    @property
    def house_name(self) -> str:
        return self.studio.name if self.studio else self.pitch.title if self.pitch else ""

    @property
    def made_for(self) -> str:
        """The production, and who makes it, as far as they are said."""
        return " · ".join(dict.fromkeys(part for part in (self.production, self.house_name) if part))

    @property
    def where(self) -> str:
        """The place in words: "Berlin", "Berlin, hybrid", "Remote"."""
        if self.place_mode == PlaceMode.REMOTE:
            return "Remote"
        return f"{self.place}, hybrid" if self.place_mode == PlaceMode.HYBRID else self.place

    @property
    def is_shown(self) -> bool:
        return self.state in SHOWN and self.opened_at is not None

    @property
    def is_overdue(self) -> bool:
        """Past the deadline, whether or not the clock has closed it yet."""
        return self.deadline_at is not None and now() > self.deadline_at

    @property
    def takes_applications(self) -> bool:
        return self.state == RoleState.OPEN and not self.is_overdue

    @property
    def said_state(self) -> str:
        """The state as it is said: closed from the deadline on, whether or not the clock has been here."""
        closed = self.state in LIVE and self.is_overdue
        return (RoleState.CLOSED if closed else self.state).capitalize()

    @property
    def deadline(self) -> date | None:
        """The last day on which one may apply, in UTC."""
        return self.deadline_at.date() if self.deadline_at else None

    @property
    def last_on(self) -> date | None:
        """The last day of work."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None

    def wanted(self, required: bool = True) -> list[str]:
        """The names of the skills that are required, or only desired."""
        return [skill.name for skill in self.skills if skill.required == required]

    def gaps(self) -> dict[str, str]:
        """What a role must say before it may be published and does not: a sentence for each field."""
        found = {
            "pay_model": self.pay_model is None and "Say how this is paid. Unpaid is an answer too.",
            "pay_from": self.pay_model == PayModel.PAID and not self.pay_from and "Say what it pays.",
            "starts_on": not (self.starts_on or self.dates_flexible) and "Give the dates, or say they are flexible.",
            "place_mode": self.place_mode is None and "Say whether it is on site, hybrid or remote.",
            "place": self.place_mode in _SOMEWHERE and not self.place and "Say where the work is.",
            "deadline": self._deadline_gap(),
            "decision_by": self._decision_gap(),
        }
        return {field: sentence for field, sentence in found.items() if sentence}

    def _deadline_gap(self) -> str:
        if self.deadline_at is None:
            return "Say until when one may apply."
        return "This day is over. Choose a later one." if self.is_overdue else ""

    def _decision_gap(self) -> str:
        if self.decision_by is None:
            return "Promise a day by which everybody has an answer."
        late = self.deadline is not None and self.decision_by < self.deadline
        return "Decisions come on the day of the deadline or later." if late else ""


_SOMEWHERE = {PlaceMode.ON_SITE, PlaceMode.HYBRID}


class RoleSkill(Keyed, Base):
    """A skill that a role asks for."""

    __tablename__ = "role_skill"

    role_id: Mapped[int] = mapped_column(ForeignKey("role.id", ondelete="CASCADE"), index=True)
    skill_id: Mapped[int | None] = mapped_column(ForeignKey("skill.id"))
    label: Mapped[str] = mapped_column(String(140))
    required: Mapped[bool] = mapped_column(default=True)

    skill: Mapped[Skill | None] = relationship(lazy="joined", innerjoin=False)

    @property
    def name(self) -> str:
        return self.skill.name if self.skill else self.label


application_credit = Table(
    "application_credit",
    Base.metadata,
    Column("application_id", ForeignKey("application.id", ondelete="CASCADE"), primary_key=True),
    Column("credit_id", ForeignKey("credit.id", ondelete="CASCADE"), primary_key=True),
)


class Application(Keyed, Dated, Base):
    """Somebody asking for a role: once each."""

    __tablename__ = "application"
    __table_args__ = (UniqueConstraint("role_id", "applicant_id"),)

    role_id: Mapped[int] = mapped_column(ForeignKey("role.id"))
    applicant_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    note: Mapped[str] = mapped_column(Text, default="")
    rate: Mapped[int | None]
    rate_basis: Mapped[RateBasis] = mapped_column(default=RateBasis.DAY)
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    state: Mapped[ApplicationState] = mapped_column(default=ApplicationState.SUBMITTED)
    state_changed_at: Mapped[datetime] = mapped_column(default=now)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answer: Mapped[str] = mapped_column(String(1000), default="")
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversation.id"))

    role: Mapped[Role] = relationship(lazy="joined")
    applicant: Mapped[Person] = relationship(lazy="joined", foreign_keys=[applicant_id])
    credits: Mapped[list[Credit]] = relationship(secondary=application_credit)

    @property
    def is_waiting(self) -> bool:
        """Whether the applicant has no answer yet."""
        return self.state in IN_CONSIDERATION
