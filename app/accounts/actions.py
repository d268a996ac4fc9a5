"""Opening accounts, and beginning and ending sessions."""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import delete

from app.accounts import queries
from app.accounts.facts import AccountOpened, SessionEnded
from app.accounts.models import Account, OpenLine, Session
from app.extensions import db
from app.kit.actions import action
from app.kit.clock import now
from app.kit.facts import announce
from app.people import actions as people


@action
def open_account(*, name: str, email: str, **columns: Any) -> Account:
    """Open an account and introduce its person, seen by nobody until they list themselves."""
    account = Account(email=email, person=people.introduce(name), **columns)
    db.session.add(account)
    db.session.flush()
    announce(AccountOpened(account))
    return account


@action
def begin_session(account: Account, device: str) -> str:
    """Begin a session; the token that comes back goes into the cookie and is kept nowhere else."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        Session(account_id=account.id, token_hash=queries.hashed(token), device=device[:200], seen_at=now())
    )
    return token


@action
def end_session(token: str) -> None:
    """End the session of this cookie, and close its open lines."""
    session = queries.session_by(token)
    if session is None:
        return
    session.ended_at = now()
    announce(SessionEnded(queries.lines_of_session(session)))


@action
def line_opened(sid: str, session: Session) -> None:
    """Note a socket, so that ending its session can close it."""
    db.session.add(OpenLine(sid=sid, session_id=session.id, opened_at=now()))


@action
def line_closed(sid: str) -> None:
    """Forget a socket."""
    db.session.execute(delete(OpenLine).where(OpenLine.sid == sid))
