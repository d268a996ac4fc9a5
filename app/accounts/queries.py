"""Finding accounts, sessions and open lines."""

from __future__ import annotations

import hashlib

from sqlalchemy import select

from app.accounts.models import Account, OpenLine, Session
from app.extensions import db
from app.people.models import Person


def account_in_session(token: str) -> Account | None:
    """The account that this cookie's session belongs to, while it has not ended."""
    found = session_by(token)
    return found.account if found and found.account.active else None


def session_by(token: str) -> Session | None:
    """The session of this cookie, while it has not ended."""
    wanted = select(Session).where(Session.token_hash == hashed(token), Session.ended_at.is_(None))
    return db.session.scalar(wanted) if token else None


def hashed(token: str) -> str:
    """A session token as it is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def lines_of_session(session: Session) -> list[str]:
    """The sockets that this session holds open."""
    return list(db.session.scalars(select(OpenLine.sid).where(OpenLine.session_id == session.id)))


def lines_of(person: Person) -> list[str]:
    """The sockets that somebody holds open, on all devices."""
    return list(
        db.session.scalars(
            select(OpenLine.sid).join(Session).join(Account).where(Account.person_id == person.id)
        )
    )


def by_email(email: str) -> Account | None:
    """The account with this address, as normalised by Flask-Security."""
    return db.session.scalar(select(Account).where(Account.email == email))


def address_of(person: Person) -> str | None:
    """Where mail to somebody goes: their confirmed address."""
    return db.session.scalar(
        select(Account.email).where(
            Account.person_id == person.id, Account.confirmed_at.is_not(None), Account.active
        )
    )
