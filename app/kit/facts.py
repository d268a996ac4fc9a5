"""What happened, said upward. A floor announces a fact and does not ask who listens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from app.kit.actions import after_commit

Fact = TypeVar("Fact")
Listener = Callable[[Any], object]

inside: dict[type, list[Listener]] = defaultdict(list)
afterwards: dict[type, list[Listener]] = defaultdict(list)


def on(*kinds: type) -> Callable[[Listener], Listener]:
    """Hear these facts inside the transaction: what the listener writes is kept or lost together with the fact."""
    return _register(inside, kinds)


def once_true(*kinds: type) -> Callable[[Listener], Listener]:
    """Hear these facts after the commit: for telling open browsers, never for writing."""
    return _register(afterwards, kinds)


def announce(fact: Fact) -> Fact:
    """Tell whoever listens. Only within an action."""
    for listener in inside[type(fact)]:
        listener(fact)
    for listener in afterwards[type(fact)]:
        after_commit(partial(listener, fact))
    return fact


def _register(book: dict[type, list[Listener]], kinds: tuple[type, ...]) -> Callable[[Listener], Listener]:
    def write_down(listener: Listener) -> Listener:
        for kind in kinds:
            book[kind].append(listener)
        return listener

    return write_down
