"""Handles: the name in a person's address. Plain letters only, so that none passes for another."""

from __future__ import annotations

import re
from collections.abc import Callable

from app.kit.text import slugify, unused

LONGEST = 34
_SHAPE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

# Words of the house, and what its people might be taken for.
_WORDS = """
    about abuse account accounts admin administrator all anonymous anybody api app assets callboard contact
    delete deleted edit everybody everyone feed help hiring home house index jobs legal login logout mail
    me member members messages mod moderation moderator moderators new news nobody noreply notices null
    official owner pages people pictures pitch pitches postmaster privacy profile register robots role
    roles root rules safety search security settings sign-in sign-out sign-up someone somebody staff
    static status studio studios support system team terms test undefined welcome www
"""
RESERVED = frozenset(_WORDS.split())
# What stands for another letter at a glance.
_LIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "3": "e", "4": "a", "5": "s", "7": "t", "-": None})


def fault_in(handle: str) -> str | None:
    """The sentence about what is wrong with a handle, or nothing."""
    if not 3 <= len(handle) <= LONGEST:
        return f"A handle has from 3 to {LONGEST} letters."
    if not _SHAPE.fullmatch(handle):
        return "A handle has the letters a to z, figures, and single hyphens between them."
    if is_reserved(handle):
        return "This word is kept for Callboard itself. Please choose another handle."
    return None


def is_reserved(handle: str) -> bool:
    """Whether a handle is a word of the house, or looks like one."""
    return _look(handle) in _RESERVED_LOOKS


def made_from(name: str, taken: Callable[[str], bool]) -> str:
    """A free handle made from a name."""
    wish = slugify(name, LONGEST - 4)
    return unused(wish if len(wish) >= 3 else "member-1", lambda handle: is_reserved(handle) or taken(handle))


def _look(handle: str) -> str:
    return handle.translate(_LIKE).replace("rn", "m").replace("vv", "w")


_RESERVED_LOOKS = frozenset(_look(word) for word in RESERVED)
