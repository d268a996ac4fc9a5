"""The migrations, from nothing to today, make what the models say; on both databases."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import create_engine, inspect, text

from app import create_app
from app.extensions import Instant, db
from tests.conftest import settings_in
from tests.services import postgres_or_skip


@pytest.fixture
def on_sqlite(tmp_path) -> Iterator[Flask]:
    yield from built(f"sqlite:///{tmp_path / 'm.sqlite'}", tmp_path)


@pytest.fixture
def on_postgres(tmp_path) -> Iterator[Flask]:
    url, name = postgres_or_skip(), f"callboard_test_{uuid.uuid4().hex[:10]}"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield from built(server.url.set(database=name).render_as_string(hide_password=False), tmp_path)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


def built(url: str, folder) -> Iterator[Flask]:
    app = create_app(**{**settings_in(folder), "SQLALCHEMY_DATABASE_URI": url})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def differences() -> list:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"compare_type": lambda *found: False if isinstance(found[-1], Instant) else None},
        )
        return compare_metadata(context, db.metadata)


def test_migrations_make_what_the_models_say_on_sqlite(on_sqlite):
    upgrade()
    assert differences() == []


@pytest.mark.services
def test_migrations_make_what_the_models_say_on_postgres(on_postgres):
    upgrade()
    assert differences() == []


def test_migrations_go_back_to_nothing(on_sqlite):
    upgrade()
    downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}


FILLED = {"INTEGER": 1, "JSON": "[]", "BOOLEAN": 0, "DATETIME": "2026-01-01 00:00:00", "DATE": "2026-01-01", "FLOAT": 0}


def put_one_into(table: str) -> None:
    """A row with as little in it as the table allows."""
    columns = [column for column in inspect(db.engine).get_columns(table) if not column["nullable"]]
    values = {column["name"]: FILLED.get(str(column["type"]).split("(")[0], "x") for column in columns}
    named, said = ", ".join(f'"{name}"' for name in values), ", ".join(f":{name}" for name in values)
    db.session.execute(text(f"INSERT INTO {table} ({named}) VALUES ({said})"), values)
    db.session.commit()


def test_a_house_that_is_lived_in_loses_nobody_and_nothing(on_sqlite):
    upgrade(revision="0001_the_house")
    lived_in = ("person", "account", "credit", "person_skill", "person_position", "rate_card")
    for name in lived_in:
        put_one_into(name)
    db.session.remove()
    upgrade()
    assert [db.session.scalar(text(f"SELECT count(*) FROM {name}")) for name in lived_in] == [1] * len(lived_in)
    assert db.session.scalar(text("PRAGMA foreign_keys")) == 1
