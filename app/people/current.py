"""Whose request this is."""

from __future__ import annotations

from typing import cast

from flask_login import current_user

from app.people.models import Person


def current_person() -> Person | None:
    """The person who is signed in, or nobody."""
    return cast(Person, current_user.person) if current_user.is_authenticated else None


def member() -> Person:
    """The person who is signed in, at doors that only members pass."""
    person = current_person()
    assert person is not None, "this door is for members"
    return person
