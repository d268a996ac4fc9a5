"""Accounts, their sessions and open lines, and the claims of people who were brought in."""

from __future__ import annotations

from datetime import datetime

from flask_security import UserMixin
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.kit.database import Dated, Keyed
from app.people.models import Person


class Account(Keyed, Dated, UserMixin, Base):
    """How a person signs in. Named as Flask-Security wants its columns."""

    __tablename__ = "account"

    email: Mapped[str] = mapped_column(String(254), unique=True)
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    confirmed_at: Mapped[datetime | None]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), unique=True)

    person: Mapped[Person] = relationship(lazy="joined")


class Session(Keyed, Dated, Base):
    """One sign-in on one device. `token_hash` is SHA-256 of what the cookie holds."""

    __tablename__ = "session"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    device: Mapped[str] = mapped_column(String(200), default="")
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(lazy="joined")


class OpenLine(Base):
    """A socket that is open now, so that signing out can close it in whichever process holds it."""

    __tablename__ = "open_line"

    sid: Mapped[str] = mapped_column(String(64), primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    opened_at: Mapped[datetime]


class Claim(Keyed, Dated, Base):
    """An invitation to somebody who was brought in from a directory to take their profile over.

    `token_hash` is SHA-256 of what the mailed link holds; the link is good for 30 days from `mailed_at`.
    """

    __tablename__ = "claim"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), unique=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    mailed_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined")
