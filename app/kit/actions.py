"""One verb, one transaction. Nothing else in the house commits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

import structlog
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.kit.database import writing
from app.kit.errors import NotNow

P = ParamSpec("P")
R = TypeVar("R")
Effect = Callable[[], object]

log = structlog.get_logger()
_effects: ContextVar[list[Effect] | None] = ContextVar("effects", default=None)


def action(verb: Callable[P, R]) -> Callable[P, R]:
    """Run `verb` in a transaction of its own, or join the one that is open.

    The outermost action starts from what is true now (rows read before it are read again), commits once, and only
    then lets the effects happen. Raises `NotNow` where the database refused a second of something.
    """

    @wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _effects.get() is not None:
            return verb(*args, **kwargs)
        return _transact(lambda: verb(*args, **kwargs))

    return run


def after_commit(effect: Effect) -> None:
    """Have `effect` happen once the open action has been committed; never if it fails."""
    effects = _effects.get()
    if effects is None:
        raise RuntimeError("There is no open action that this could follow.")
    effects.append(effect)


@contextmanager
def unheard() -> Iterator[None]:
    """Within an action: let no effects follow. For bringing in much at once, while nobody is looking."""
    token = _effects.set([])
    try:
        yield
    finally:
        _effects.reset(token)


def _transact(verb: Callable[[], R]) -> R:
    db.session.rollback()
    effects: list[Effect] = []
    opened, write = _effects.set(effects), writing.set(True)
    try:
        answer = verb()
        db.session.commit()
    except IntegrityError as clash:
        db.session.rollback()
        log.info("clash", error=str(clash.orig))
        raise NotNow from clash
    except BaseException:
        db.session.rollback()
        raise
    finally:
        writing.reset(write)
        _effects.reset(opened)
    for effect in effects:
        _attempt(effect)
    return answer


def _attempt(effect: Effect) -> None:
    try:
        effect()
    except Exception:
        # What was done is done; a listener that stumbles hurts neither it nor the next listener.
        db.session.rollback()
        log.exception("effect failed")
