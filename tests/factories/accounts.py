"""Accounts for tests, and what the postman brings."""

from __future__ import annotations

import re
import uuid
from urllib.parse import urlsplit

from flask import current_app
from flask_security import hash_password
from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.kit import jobs
from app.kit.clock import now
from app.people.models import Person

PASSWORD = "a long walk to base camp"


def account_of(person: Person) -> Account:
    """The account of a person, opened and confirmed if there is none."""
    found = db.session.scalar(select(Account).where(Account.person_id == person.id))
    if found:
        return found
    account = Account(
        email=f"{person.handle}@example.org",
        password=hash_password(PASSWORD),
        confirmed_at=now(),
        fs_uniquifier=uuid.uuid4().hex,
        person_id=person.id,
    )
    db.session.add(account)
    db.session.commit()
    return account


def post() -> list:
    """The mails that were sent since the last look, once the worker has done its work."""
    jobs.run_all()
    mailman = current_app.extensions["mailman"]
    came = list(getattr(mailman, "outbox", []))
    mailman.outbox = []
    return came


def link_in(mail: object) -> str:
    """The first link of a mail, without its host."""
    found = re.search(r"https?://\S+", str(mail.body))
    assert found, "there is no link in this mail"
    parts = urlsplit(found.group())
    return parts.path + (f"?{parts.query}" if parts.query else "")
