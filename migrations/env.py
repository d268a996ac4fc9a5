"""Runs the migrations, on SQLite and PostgreSQL alike. No model is imported into a migration."""

from typing import Any

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.types import TypeEngine

from app.extensions import Instant, db


def spell(kind: str, thing: Any, _: AutogenContext) -> str | bool:
    """Write our own types as plain ones, so that old migrations do not depend on today's code."""
    if kind == "type" and isinstance(thing, Instant):
        return "sa.DateTime(timezone=True)"
    return False


def same_type(_: Any, __: Any, ___: Any, inspected: TypeEngine[Any], declared: TypeEngine[Any]) -> bool | None:
    """Whether a column's type changed; None leaves the answer to Alembic. SQLite keeps instants as text."""
    if isinstance(declared, Instant):
        return False
    return None


def leave_out_when_empty(_: Any, __: Any, directives: list[Any]) -> None:
    """Write no migration where nothing changed."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


def run(connection: Connection) -> None:
    on_sqlite = connection.dialect.name == "sqlite"
    if on_sqlite:
        # A batch migration copies the table and drops the old one: with keys on, that would delete the children.
        switch_keys(connection, "OFF")
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=same_type,
        render_item=spell,
        process_revision_directives=leave_out_when_empty,
    )
    with context.begin_transaction():
        context.run_migrations()
    if on_sqlite:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"The migration left rows without their parents: {broken[:5]}")
        connection.rollback()
        switch_keys(connection, "ON")


def switch_keys(connection: Connection, to: str) -> None:
    """Said to the driver itself: SQLite passes over it within a transaction, and SQLAlchemy would begin one."""
    connection.connection.driver_connection.execute(f"PRAGMA foreign_keys={to}")  # type: ignore[union-attr]


with current_app.extensions["migrate"].db.engine.connect() as opened:
    run(opened)
