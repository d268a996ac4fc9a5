"""How the database is spoken to: real transactions on SQLite, and columns that many tables share."""

from __future__ import annotations

import sqlite3
from contextvars import ContextVar
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry

from app.extensions import Base, db
from app.kit.clock import now

writing: ContextVar[bool] = ContextVar("writing", default=False)

Row = TypeVar("Row", bound=Base)


class Keyed:
    """An integer key."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-10)


class Dated:
    """When the row was made."""

    created_at: Mapped[datetime] = mapped_column(default=now, sort_order=90)


def lock(row: Row) -> Row:
    """Read `row` again and hold it until the transaction ends, so that two hands cannot decide at once."""
    # Its own row only: PostgreSQL refuses to hold what an outer join may leave empty.
    db.session.refresh(row, with_for_update={"of": type(row)})
    return row


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    # The driver's own BEGIN comes too late (reads run outside it); `_begin` says it instead.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        # A transaction that reads first and writes later fails or books twice; one that will write says so at once.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing.get() else "BEGIN")


def is_postgres() -> bool:
    """Whether the bound database is PostgreSQL (else it is SQLite)."""
    return bool(db.engine.dialect.name == "postgresql")


def insert_into(table: Any) -> Any:
    """An INSERT that knows ON CONFLICT, in the dialect of the bound database."""
    return postgresql_insert(table) if is_postgres() else sqlite_insert(table)
