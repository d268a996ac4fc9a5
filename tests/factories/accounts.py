"""Accounts for tests."""

from __future__ import annotations

import uuid

from flask_security import hash_password
from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
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
