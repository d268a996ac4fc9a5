"""Work that can wait, written down in the transaction that asks for it: neither is there without the other."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import JSON, Index, String, Text, UniqueConstraint, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base, db
from app.kit.actions import action, after_commit
from app.kit.clock import now
from app.kit.database import Dated, Keyed, insert_into

TRIES = 5
CLAIM = timedelta(minutes=5)

log = structlog.get_logger()
work_is_waiting = threading.Event()


class Job(Keyed, Dated, Base):
    """One piece of work. Asked for again before it is done, it is still one row, of a later `version`."""

    __tablename__ = "job"
    __table_args__ = (UniqueConstraint("kind", "key"), Index("ix_job_due", "kind", "failed_at", "due_at"))

    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(80))
    version: Mapped[int] = mapped_column(default=1)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    due_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(Text)
    failed_at: Mapped[datetime | None]


class Schedule(Base):
    """When a periodic task last ran, so that several workers do it once."""

    __tablename__ = "schedule"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    ran_at: Mapped[datetime]


@dataclass(frozen=True)
class Worker:
    """What does the jobs of one kind, `batch` payloads at a time."""

    kind: str
    work: Callable[[list[dict[str, Any]]], object]
    batch: int


workers: dict[str, Worker] = {}
periodic: dict[str, tuple[timedelta, Callable[[], object]]] = {}


def works(kind: str, *, batch: int = 1) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Do jobs of `kind` with this function.

    It gets the payload as keyword arguments; with `batch` above 1, a list of payloads. It may run twice and in any
    order, so it takes ids and reads the present row.
    """

    def register(work: Callable[..., object]) -> Callable[..., object]:
        single: Callable[[list[dict[str, Any]]], object] = lambda payloads: work(**payloads[0])  # noqa: E731
        workers[kind] = Worker(kind, work if batch > 1 else single, batch)
        return work

    return register


def every(**period: float) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Run this function once in each period, as in `@every(minutes=1)`."""

    def register(task: Callable[[], object]) -> Callable[[], object]:
        periodic[f"{task.__module__}.{task.__name__}"] = (timedelta(**period), task)
        return task

    return register


def later(kind: str, key: str | None = None, *, due: datetime | None = None, **payload: Any) -> None:
    """Write down a job in the open transaction. The same `kind` and `key` twice is one job, done after the later."""
    later_all(kind, [(key or uuid.uuid4().hex, payload)], due=due)


def later_all(kind: str, wanted: list[tuple[str, dict[str, Any]]], *, due: datetime | None = None) -> None:
    """Write down many jobs of one kind: pairs of key and payload."""
    if not wanted:
        return
    rows = [
        {
            "kind": kind,
            "key": key,
            "payload": payload,
            "due_at": due or now(),
            "created_at": now(),
            "version": 1,
            "tries": 0,
        }
        for key, payload in wanted
    ]
    insert = insert_into(Job)
    again = {
        "version": Job.version + 1,
        "payload": insert.excluded.payload,
        "due_at": insert.excluded.due_at,
        "tries": 0,
        "failed_at": None,
    }
    db.session.execute(insert.on_conflict_do_update(index_elements=["kind", "key"], set_=again), rows)
    after_commit(work_is_waiting.set)


def run_due(kinds: list[str] | None = None) -> int:
    """Do what is due, one batch of each kind. Answers with the number of jobs taken up."""
    return sum(_run_batch(workers[kind]) for kind in (kinds or list(workers)))


def waiting(kind: str) -> int:
    """How many jobs of this kind are still to be done."""
    return db.session.scalar(select(func.count(Job.id)).where(Job.kind == kind)) or 0


def run_all() -> None:
    """Do everything that is due, and what that asks for in turn."""
    while run_due():
        pass


def tick() -> None:
    """Run the periodic tasks whose time has come."""
    for name, (period, task) in periodic.items():
        if _take_turn(name, period):
            _attempt(name, task)


def _run_batch(worker: Worker) -> int:
    jobs = _claim(worker)
    if not jobs:
        return 0
    try:
        worker.work([job.payload for job in jobs])
    except Exception as error:
        db.session.rollback()
        log.exception("job failed", kind=worker.kind, jobs=len(jobs))
        _put_back(jobs, error)
    else:
        _finish(jobs)
    return len(jobs)


@dataclass(frozen=True)
class Claimed:
    id: int
    version: int
    tries: int
    payload: dict[str, Any]


@action
def _claim(worker: Worker) -> list[Claimed]:
    # Tries are counted in a transaction of their own: a job that undoes its own count would run for ever.
    due = (
        select(Job)
        .where(Job.kind == worker.kind, Job.failed_at.is_(None), Job.due_at <= now())
        .where((Job.claimed_until.is_(None)) | (Job.claimed_until < now()))
        .order_by(Job.due_at, Job.id)
        .limit(worker.batch)
        .with_for_update(skip_locked=True)
    )
    jobs = db.session.scalars(due).all()
    for job in jobs:
        job.claimed_until = now() + CLAIM
        job.tries += 1
    return [Claimed(job.id, job.version, job.tries, dict(job.payload)) for job in jobs]


@action
def _finish(jobs: list[Claimed]) -> None:
    done = [(job.id, job.version) for job in jobs]
    for key, version in done:
        # Asked for again while it was being done: its version is higher, and it stays.
        db.session.execute(delete(Job).where(Job.id == key, Job.version == version))
    db.session.execute(update(Job).where(Job.id.in_([key for key, _ in done])).values(claimed_until=None))


@action
def _put_back(jobs: list[Claimed], error: Exception) -> None:
    for job in jobs:
        spent = job.tries >= TRIES
        db.session.execute(
            update(Job)
            .where(Job.id == job.id, Job.version == job.version)
            .values(
                claimed_until=None,
                last_error=repr(error)[:2000],
                failed_at=now() if spent else None,
                due_at=now() + timedelta(seconds=4**job.tries),
            )
        )


@action
def _take_turn(name: str, period: timedelta) -> bool:
    insert = insert_into(Schedule).values(name=name, ran_at=now())
    turn = insert.on_conflict_do_update(
        index_elements=["name"], set_={"ran_at": now()}, where=Schedule.ran_at <= now() - period
    ).returning(Schedule.name)
    return db.session.execute(turn).first() is not None


def _attempt(name: str, task: Callable[[], object]) -> None:
    try:
        task()
    except Exception:
        db.session.rollback()
        log.exception("periodic task failed", task=name)
