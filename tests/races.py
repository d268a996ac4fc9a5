"""Several hands at once: real threads on a real database, SQLite's own or a PostgreSQL made for the test."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, Thread

from flask import Flask
from sqlalchemy import create_engine, text

from app.extensions import db
from app.kit.errors import Refusal
from tests.services import postgres_or_skip


@contextmanager
def on_postgres(app: Flask) -> Iterator[None]:
    """Have the house stand on a PostgreSQL database of its own for a while."""
    name = f"callboard_test_{uuid.uuid4().hex[:10]}"
    server = create_engine(postgres_or_skip(), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    own = db.engines[None]
    db.session.remove()
    db.engines[None] = create_engine(server.url.set(database=name))
    try:
        db.create_all()
        yield
    finally:
        db.session.remove()
        db.engine.dispose()
        db.engines[None] = own
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


def all_at_once(app: Flask, *deeds: Callable[[], object]) -> list[str]:
    """Do these at the same instant, in threads of their own; answers "done", or what was said instead."""
    said = ["" for _ in deeds]
    start = Barrier(len(deeds))

    def run(number: int, deed: Callable[[], object]) -> None:
        with app.app_context():
            start.wait(timeout=20)
            try:
                deed()
                said[number] = "done"
            except Refusal as refusal:
                said[number] = refusal.sentence
            except Exception as error:  # noqa: BLE001 - the test reads what went wrong
                said[number] = repr(error)
            finally:
                db.session.remove()

    db.session.rollback()
    threads = [Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    db.session.rollback()
    return said
