"""How often and how quickly a studio answers: arithmetic over its latest applications."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

from sqlalchemy import and_, func, or_, select

from app.extensions import db
from app.hiring.models import IN_CONSIDERATION, Application, ApplicationState, Role
from app.kit.clock import now, today

FEWEST = 3
LATEST = 200
PERIOD = timedelta(days=365)


@dataclass(frozen=True)
class Answers:
    """Out of `due` applications `given` had an answer, half of them within `half_within`."""

    due: int = 0
    given: int = 0
    half_within: timedelta = timedelta(0)

    @property
    def is_enough(self) -> bool:
        """Whether there were enough answers to say anything."""
        return self.given >= FEWEST

    @property
    def share(self) -> int:
        """The answered in per cent."""
        return round(100 * self.given / self.due) if self.due else 0

    @property
    def speed(self) -> str:
        """The time in words: "within a day"."""
        days = -(-self.half_within // timedelta(days=1))
        return "within a day" if days <= 1 else f"within {days} days"


def answers_of(studio_ids: Sequence[int]) -> dict[int, Answers]:
    """How each of these studios answered the latest applications of a year: two hundred at most, of each."""
    took: dict[int, list[timedelta | None]] = defaultdict(list)
    for studio_id, sent, decided, state in _latest(studio_ids):
        answered = decided if state != ApplicationState.LAPSED else None
        took[studio_id].append(answered - sent if answered else None)
    return {key: _counted(took[key]) for key in studio_ids}


def _latest(studio_ids: Sequence[int]) -> Iterable[tuple[Any, ...]]:
    """Applications that were answered or should have been: neither the withdrawn nor those in good time."""
    overdue = and_(Application.state.in_(IN_CONSIDERATION), Role.decision_by < today())
    place = func.row_number().over(partition_by=Role.studio_id, order_by=Application.id.desc())
    ranked = (
        select(Role.studio_id, Application.created_at, Application.decided_at, Application.state)
        .add_columns(place.label("place"))
        .join(Role, Application.role_id == Role.id)
        .where(Role.studio_id.in_(studio_ids), Application.created_at > now() - PERIOD)
        .where(or_(Application.decided_at.is_not(None), overdue))
        .subquery()
    )
    wanted = select(ranked.c.studio_id, ranked.c.created_at, ranked.c.decided_at, ranked.c.state)
    return db.session.execute(wanted.where(ranked.c.place <= LATEST))


def _counted(took: list[timedelta | None]) -> Answers:
    times = [time for time in took if time is not None]
    half = median(time.total_seconds() for time in times) if times else 0
    return Answers(len(took), len(times), timedelta(seconds=half))
