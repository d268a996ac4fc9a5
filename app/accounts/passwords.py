"""Which passwords are taken: long enough, not a common one, not made of what is known about its owner."""

from __future__ import annotations

import re
from typing import Any

from flask_security import PasswordUtil, hash_password
from zxcvbn import zxcvbn

SHORTEST, LONGEST = 10, 128
HARD_ENOUGH = 3
# Beyond this the judge would take long; whatever begins so well is good.
JUDGED = 72


def fault_in(password: str, known: list[str]) -> str | None:
    """The sentence about what is wrong with a password, or nothing. `known`: the owner's name and address."""
    if len(password) < SHORTEST:
        return f"Please use {SHORTEST} letters or more. A few words in a row are good."
    if len(password) > LONGEST:
        return f"Please keep this to {LONGEST} letters."
    if zxcvbn(password[:JUDGED], user_inputs=_pieces(known))["score"] < HARD_ENOUGH:
        return "This is easy to guess. A few words in a row that have nothing to do with you are good."
    return None


def hashed(password: str) -> str:
    """A password as it is kept."""
    return str(hash_password(password))


class Passwords(PasswordUtil):
    """Flask-Security's judge of passwords."""

    def validate(self, password: str, is_register: bool, **about: Any) -> tuple[list[str] | None, str]:
        """The faults, or None, and the password as it is hashed."""
        password = self.normalize(password)
        account = about.get("user")
        known = [account.email, account.person.name] if account else [str(word) for word in about.values()]
        fault = fault_in(password, known)
        return ([fault] if fault else None), password


def _pieces(known: list[str]) -> list[str]:
    words = [word.lower() for text in known for word in re.split(r"[\W_]+", text) if len(word) > 2]
    return ["callboard", *words, *("".join(re.findall(r"\w", text.lower())) for text in known)]
