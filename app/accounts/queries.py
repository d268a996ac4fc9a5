"""Finding accounts, sessions, open lines and claims."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, bindparam, func, select
from sqlalchemy.orm import lazyload
from sqlalchemy.orm.attributes import set_committed_value

from app.accounts.models import Account, Claim, OpenLine, Session
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Missing
from app.people.models import Person

LONGEST_SESSION = timedelta(days=60)
LONGEST_IDLE = timedelta(days=14)
CLAIM_HOLDS = timedelta(days=30)
DEMO_ADDRESSES = "%@demo.callboard.example"


# Made once: every request of every member asks this first.
_HELD = (
    select(Session.seen_at, Account, Person)
    .join(Session.account)
    .join(Account.person)
    .options(lazyload(Account.person))
    .where(
        Session.token_hash == bindparam("token"),
        Session.ended_at.is_(None),
        Session.created_at > bindparam("begun"),
        Session.seen_at > bindparam("used"),
    )
)


def session_by(token: str) -> Session | None:
    """The session of this cookie, while it lasts."""
    return db.session.scalar(select(Session).where(Session.token_hash == hashed(token), _lasts())) if token else None


def held_by(token: str) -> tuple[datetime, Account] | None:
    """When the session of this cookie was last seen, and whose it is, while it lasts."""
    if not token:
        return None
    since = {"begun": now() - LONGEST_SESSION, "used": now() - LONGEST_IDLE}
    held = db.session.execute(_HELD, {"token": hashed(token), **since}).first()
    if held is None:
        return None
    set_committed_value(held.Account, "person", held.Person)
    return held.seen_at, held.Account


def sessions_of(account: Account) -> Sequence[Session]:
    """The sessions that last, the one used last first."""
    mine = select(Session).where(Session.account_id == account.id, _lasts())
    return db.session.scalars(mine.order_by(Session.seen_at.desc(), Session.id.desc()).limit(100)).all()


def session_of(account: Account, key: int) -> Session:
    """One of somebody's own sessions. Raises `Missing`."""
    mine = select(Session).where(Session.id == key, Session.account_id == account.id, _lasts())
    found = db.session.scalar(mine)
    if found is None:
        raise Missing
    return found


def hashed(token: str) -> str:
    """A token as it is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def lines_of_sessions(keys: Sequence[int]) -> list[str]:
    """The sockets that these sessions hold open."""
    return list(db.session.scalars(select(OpenLine.sid).where(OpenLine.session_id.in_(keys))))


def lines_of(person: Person) -> list[str]:
    """The sockets that somebody holds open, on all devices, the oldest first."""
    return list(
        db.session.scalars(
            select(OpenLine.sid)
            .join(Session)
            .join(Account)
            .where(Account.person_id == person.id)
            .order_by(OpenLine.opened_at)
        )
    )


def by_email(email: str) -> Account | None:
    """The account with this address, as normalised by `security.Mailbox`."""
    return db.session.scalar(select(Account).where(Account.email == email))


def address_of(person: Person) -> str | None:
    """Where mail to somebody goes: their confirmed address."""
    return db.session.scalar(
        select(Account.email).where(Account.person_id == person.id, Account.confirmed_at.is_not(None), Account.active)
    )


def demo_accounts() -> Sequence[Account]:
    """Up to six accounts of the demo town, to sign in with."""
    demo = select(Account).where(Account.email.like(DEMO_ADDRESSES), Account.active)
    return db.session.scalars(demo.order_by(Account.id).limit(6)).all()


def claim_by(token: str) -> Claim:
    """The claim of a mailed link, while it holds and nobody has taken it. Raises `Missing`."""
    found = db.session.scalar(
        select(Claim).where(
            Claim.token_hash == hashed(token),
            Claim.claimed_at.is_(None),
            Claim.mailed_at > now() - CLAIM_HOLDS,
        )
    )
    if found is None or found.person.claimed_at is not None or found.person.left_at is not None:
        raise Missing
    return found


def claims_waiting(limit: int) -> Sequence[Claim]:
    """Claims that have not been mailed yet."""
    return db.session.scalars(select(Claim).where(_waits()).order_by(Claim.id).limit(limit)).all()


def claims_waiting_of(person_ids: Sequence[int]) -> Sequence[Claim]:
    """Claims of these people that have not been mailed yet."""
    return db.session.scalars(select(Claim).where(_waits(), Claim.person_id.in_(person_ids))).all()


def addresses_known(emails: Sequence[str]) -> set[str]:
    """Those of these addresses that have an account."""
    return set(db.session.scalars(select(Account.email).where(Account.email.in_(emails))))


def count_claims_waiting() -> int:
    return db.session.scalar(select(func.count()).select_from(Claim).where(_waits())) or 0


def _waits() -> ColumnElement[bool]:
    # Whoever is listed already has agreed to that, not to mail.
    unseen = Claim.person.has(Person.listed_at.is_(None))
    return and_(Claim.mailed_at.is_(None), Claim.claimed_at.is_(None), unseen)


def _lasts() -> ColumnElement[bool]:
    return and_(
        Session.ended_at.is_(None),
        Session.created_at > now() - LONGEST_SESSION,
        Session.seen_at > now() - LONGEST_IDLE,
    )
