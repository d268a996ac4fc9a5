"""Opening and closing accounts, beginning and ending sessions, taking over a profile that was brought in."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, or_, update

from app.accounts import queries
from app.accounts.facts import AccountOpened, SessionEnded
from app.accounts.models import Account, Claim, OpenLine, Session
from app.extensions import db
from app.kit import mail
from app.kit.actions import action
from app.kit.audit import record
from app.kit.clock import now
from app.kit.database import insert_into, lock
from app.kit.errors import Missing, NotNow
from app.kit.facts import announce
from app.kit.jobs import later
from app.people import actions as people
from app.people.actions.directory import Brought
from app.people.entry import Entry
from app.people.matching import Matcher
from app.people.models import Person

KEPT_AFTER_END = timedelta(days=30)


@action
def open_account(*, email: str, name: str = "", person: Person | None = None, **columns: Any) -> Account:
    """Open an account for `person`, or for somebody new called `name`, whom nobody sees yet."""
    columns.setdefault("fs_uniquifier", uuid.uuid4().hex)
    account = Account(email=email, person=person or people.introduce(name), **columns)
    db.session.add(account)
    db.session.flush()
    announce(AccountOpened(account))
    return account


@action
def close_account(account: Account) -> None:
    """Close an account: address and password are forgotten, its sessions end, its person leaves."""
    account = lock(account)
    mail.send(account.email, "accounts/mail/closed.txt", person=account.person)
    people.leave(account.person)
    end_sessions(account)
    db.session.execute(delete(Claim).where(Claim.person_id == account.person_id))
    account.active, account.password = False, None
    account.email, account.fs_uniquifier = f"left-{account.id}@closed.invalid", uuid.uuid4().hex
    record(account.person, "closed", account)


@action
def begin_anew(account: Account) -> None:
    """Somebody joins with an address that nobody has confirmed: no password counts until a mailed link sets one.

    Whoever joined first may not be whose address it is, and would keep a password to what becomes somebody else's.
    """
    if account.confirmed_at is None:
        account.password, account.fs_uniquifier = None, uuid.uuid4().hex
        end_sessions(account)


@action
def ask_for_letter(kind: str, email: str) -> None:
    """Have a link mailed if somebody has this address. Only the job finds out; the asker learns nothing."""
    later(kind, email=email)


@action
def begin_session(account: Account, device: str) -> str:
    """Begin a session; the token that comes back goes into the cookie and is kept nowhere else."""
    token = secrets.token_urlsafe(32)
    db.session.add(Session(account_id=account.id, token_hash=queries.hashed(token), device=device[:200], seen_at=now()))
    return token


@action
def note_use(token: str) -> None:
    """Note that a session is in use."""
    db.session.execute(update(Session).where(Session.token_hash == queries.hashed(token)).values(seen_at=now()))


@action
def end_session(token: str) -> None:
    """End the session of this cookie, and close its open lines."""
    held = queries.session_by(token)
    if held is not None:
        _end([held])


@action
def end_session_of(account: Account, key: int) -> None:
    """End one of one's own sessions. Raises `Missing` for anybody else's."""
    _end([queries.session_of(account, key)])


@action
def end_sessions(account: Account, but: str = "") -> None:
    """End all of somebody's sessions, but not the one of this cookie."""
    kept = queries.hashed(but) if but else None
    _end([held for held in queries.sessions_of(account) if held.token_hash != kept])


@action
def forget_old_sessions() -> None:
    """Delete what ended or ran out a month ago, and lines that a stopped process left open."""
    long_ago = now() - KEPT_AFTER_END
    ended = or_(
        Session.ended_at < long_ago,
        Session.created_at < long_ago - queries.LONGEST_SESSION,
        Session.seen_at < long_ago - queries.LONGEST_IDLE,
    )
    db.session.execute(delete(Session).where(ended))
    db.session.execute(delete(OpenLine).where(OpenLine.opened_at < now() - queries.LONGEST_IDLE))


@action
def line_opened(sid: str, held: Session) -> bool:
    """Note a socket, so that ending its session can close it. Answers whether the session still lasts."""
    # Held until the socket is noted: a session that ends meanwhile finds it, or is found ended here.
    if lock(held).ended_at is not None:
        return False
    db.session.add(OpenLine(sid=sid, session_id=held.id, opened_at=now()))
    return True


@action
def line_closed(*sids: str) -> None:
    """Forget sockets."""
    db.session.execute(delete(OpenLine).where(OpenLine.sid.in_(sids)))


@action
def invite_to_claim(person: Person, email: str) -> None:
    """Mail somebody who was brought in a link with which they take their profile over, for 30 days."""
    if person.claimed_at is not None:
        raise NotNow("Somebody has taken this profile over already.")
    claim = db.session.scalar(db.select(Claim).where(Claim.person_id == person.id))
    if claim is None:
        claim = Claim(person=person)
        db.session.add(claim)
    claim.email = email
    mail_claims([claim])


@action
def bring_in(
    entries: Sequence[Entry], emails: dict[str, str], matcher: Matcher, *, listed: bool, mails: bool
) -> Brought:
    """Bring people in from a directory; `emails`, by handle, are where they may claim their profiles."""
    brought = people.bring_in(entries, matcher, listed=listed)
    known = queries.addresses_known(list(emails.values()))
    wanted = {brought.ids[handle]: email for handle, email in emails.items() if handle in brought.ids}
    _note_claims({key: email for key, email in wanted.items() if email not in known})
    if mails:
        mail_claims(queries.claims_waiting_of(list(wanted)))
    return brought


@action
def mail_waiting_claims(most: int) -> int:
    """Mail claims that wait, `most` of them; answers with how many these were."""
    waiting = queries.claims_waiting(most)
    mail_claims(waiting)
    return len(waiting)


@action
def mail_claims(claims: Sequence[Claim]) -> None:
    """Mail these claims; links that were mailed for them before are worth nothing from now on."""
    for claim in claims:
        token = secrets.token_urlsafe(32)
        claim.token_hash, claim.mailed_at = queries.hashed(token), now()
        mail.send(claim.email, "accounts/mail/claim.txt", person=claim.person, token=token)


@action
def take_over(claim: Claim, *, password_hash: str, listed: bool) -> Account:
    """Make the profile of a claim its own person's: with an account, and seen by others only if they wish so.

    Raises `Missing` if somebody was quicker, `NotNow` if the address has an account of its own already.
    """
    claim = lock(claim)
    if claim.claimed_at is not None or claim.person.left_at is not None:
        raise Missing
    if queries.by_email(claim.email):
        raise NotNow("There is an account with this address already. Please sign in with it.")
    claim.claimed_at, claim.token_hash = now(), None
    people.claim(claim.person, listed=listed)
    return open_account(email=claim.email, person=claim.person, password=password_hash, confirmed_at=now())


def _note_claims(emails: dict[int, str]) -> None:
    rows = [{"person_id": key, "email": email, "created_at": now()} for key, email in emails.items()]
    if not rows:
        return
    insert = insert_into(Claim)
    # A new address makes the link that went to the old one worthless.
    moved = {"email": insert.excluded.email, "token_hash": None, "mailed_at": None}
    other = Claim.email != insert.excluded.email
    db.session.execute(insert.on_conflict_do_update(index_elements=["person_id"], set_=moved, where=other), rows)


def _end(sessions: Sequence[Session]) -> None:
    for held in sessions:
        lock(held).ended_at = now()
    lines = queries.lines_of_sessions([held.id for held in sessions])
    announce(SessionEnded(lines))
