"""Commands of the house: the worker and its jobs."""

from __future__ import annotations

import signal
import threading

import click
from flask import Flask, current_app
from sqlalchemy import select

from app.extensions import db
from app.kit import jobs, worker
from app.kit.actions import action
from app.kit.clock import now
from app.kit.facts import afterwards, inside


def offer(app: Flask) -> None:
    """Add the commands to `bin/flask`."""
    app.cli.add_command(_work)
    app.cli.add_command(_jobs)
    app.cli.add_command(_facts)


@click.command("worker")
def _work() -> None:
    """Do what waits, until told to stop."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    worker.run(current_app._get_current_object(), stop)  # type: ignore[attr-defined]


@click.command("jobs")
@click.option("--retry", is_flag=True, help="Try the failed ones again.")
def _jobs(retry: bool) -> None:
    """List what waits and what failed."""
    if retry:
        _try_again()
    for job in db.session.scalars(select(jobs.Job).order_by(jobs.Job.due_at).limit(200)):
        state = f"failed: {job.last_error}" if job.failed_at else f"due {job.due_at:%Y-%m-%d %H:%M:%S}"
        click.echo(f"{job.id:>8}  {job.kind:<20} {job.key:<34} tries {job.tries}  {state}")


@click.command("facts")
def _facts() -> None:
    """Show which facts are announced and who listens."""
    for fact in sorted({*inside, *afterwards}, key=lambda kind: kind.__module__ + kind.__name__):
        click.echo(f"{fact.__module__.split('.')[1]}.{fact.__name__}")
        for book, when in ((inside, "within"), (afterwards, "after")):
            for listener in book.get(fact, []):
                click.echo(f"    {when:<7} {listener.__module__}.{listener.__name__}")


@action
def _try_again() -> None:
    for job in db.session.scalars(select(jobs.Job).where(jobs.Job.failed_at.is_not(None))):
        job.failed_at, job.tries, job.due_at = None, 0, now()
