"""Asking whether somebody may do something."""

from __future__ import annotations

import sys
from typing import Any, Protocol

from app.kit.errors import NotAllowed


class Actor(Protocol):
    """Who acts, as far as the lower floors need to know."""

    id: Any

    @property
    def is_admin(self) -> bool: ...


def ensure(allowed: bool) -> None:
    """Go on if allowed, else raise `NotAllowed`."""
    if not allowed:
        raise NotAllowed


def may(verb: str, actor: object, thing: object) -> bool:
    """Ask the floor of `thing` (its policy room) whether `actor` may `verb` it: how templates hide a button."""
    floor = ".".join(type(thing).__module__.split(".")[:2])
    return bool(getattr(sys.modules[f"{floor}.policy"], f"may_{verb}")(actor, thing))
