"""The worker: a loop over what is due, as a thread of the embedded server or as a process of its own."""

from __future__ import annotations

import atexit
import threading

import structlog
from flask import Flask

from app.extensions import db
from app.kit import jobs

log = structlog.get_logger()


def run(app: Flask, stop: threading.Event) -> None:
    """Work until `stop` is set. Sleeps until something is written down, half a second at most."""
    while not stop.is_set():
        jobs.work_is_waiting.clear()
        busy = _one_round(app)
        if not busy:
            jobs.work_is_waiting.wait(0.5)


def start_inside(app: Flask) -> threading.Thread:
    """Work in a thread of this process, as the embedded set-up does."""
    stop = threading.Event()
    thread = threading.Thread(target=run, args=(app, stop), name="worker", daemon=True)
    thread.start()
    atexit.register(_end, stop, thread)
    return thread


def _end(stop: threading.Event, thread: threading.Thread) -> None:
    stop.set()
    jobs.work_is_waiting.set()
    thread.join(timeout=10)


def _one_round(app: Flask) -> int:
    with app.app_context():
        try:
            jobs.tick()
            return jobs.run_due()
        except Exception:
            # The database may be away for a moment; what is written down waits.
            log.exception("worker stumbled")
            return 0
        finally:
            db.session.remove()
