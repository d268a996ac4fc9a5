"""Changes of state: which are allowed, and the trace that each leaves."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base, db
from app.kit.clock import now
from app.kit.database import Dated, Keyed
from app.kit.errors import NotNow

S = TypeVar("S", bound=StrEnum)


class AuditEvent(Keyed, Dated, Base):
    """Who did what to which row, and when. `actor_id` is empty where the clock did it."""

    __tablename__ = "audit_event"

    actor_id: Mapped[int | None] = mapped_column(index=True)
    verb: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[int | None]
    before: Mapped[str | None] = mapped_column(String(32))
    after: Mapped[str | None] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(String(500), default="")


def record(
    actor: Any,
    verb: str,
    thing: Any,
    *,
    before: str | None = None,
    after: str | None = None,
    reason: str = "",
) -> None:
    """Leave a trace of `verb` in the open transaction."""
    db.session.add(
        AuditEvent(
            actor_id=actor.id if actor else None,
            verb=verb,
            subject_kind=thing.__tablename__,
            subject_id=thing.id,
            before=before,
            after=after,
            reason=reason,
        )
    )


class LifeCycle(Generic[S]):
    """The states that a thing goes through. What is not listed is refused."""

    def __init__(self, allowed: Mapping[S, set[S]]) -> None:
        self.allowed = allowed

    def can(self, thing: Any, to: S) -> bool:
        """Whether `thing` may go from where it is to `to`."""
        return to in self.allowed.get(thing.state, set())

    def move(self, actor: Any, thing: Any, to: S, reason: str = "") -> None:
        """Change `thing.state`, note the time and leave an audit row. Raises `NotNow` if the step is not listed."""
        if not self.can(thing, to):
            raise NotNow(f"This is {_said(thing.state)}, so it cannot become {_said(to)}.")
        before, thing.state, thing.state_changed_at = thing.state, to, now()
        record(actor, to, thing, before=before, after=to, reason=reason)


def _said(state: StrEnum) -> str:
    return state.replace("_", " ")
