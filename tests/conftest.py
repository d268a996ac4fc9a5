"""The house, built once a process and emptied after every test; browsers and open lines into it."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_socketio import SocketIOTestClient

with warnings.catch_warnings():
    # Whoosh was written before Python minded its escapes.
    warnings.simplefilter("ignore")
    import whoosh.analysis
    import whoosh.index  # noqa: F401

from app import create_app
from app.accounts.actions import begin_session
from app.accounts.security import COOKIE_KEY
from app.extensions import db, limiter, socketio
from app.people.models import Person
from tests.factories.accounts import account_of
from tests.factories.people import make_person


class Visitor(FlaskClient):
    """A browser without a screen. Each request gets a fresh context, as from a real server."""

    def open(self, *args: object, **kwargs: object) -> object:
        with self.application.app_context():
            answer = super().open(*args, **kwargs)
        # What the test holds is read again, so that it sees what the request changed.
        db.session.rollback()
        return answer


class Line:
    """An open line into the house, as the browser's script holds it."""

    def __init__(self, app: Flask, visitor: Visitor) -> None:
        self.app = app
        with app.app_context():
            self.socket = SocketIOTestClient(app, socketio, flask_test_client=visitor)
        db.session.rollback()

    def say(self, event: str, payload: object) -> dict:
        """Emit and wait for the acknowledgement."""
        with self.app.app_context():
            answer = self.socket.emit(event, payload, callback=True)
        db.session.rollback()
        return answer

    def heard(self, event: str | None = None) -> list[dict]:
        """What has come in since the last look: payloads of `event`, or whole packets."""
        came = self.socket.get_received() if self.socket.is_connected() else []
        return [packet["args"][0] for packet in came if packet["name"] == event] if event else came

    @property
    def is_open(self) -> bool:
        return bool(self.socket.is_connected())


@pytest.fixture(scope="session")
def app() -> Iterator[Flask]:
    with tempfile.TemporaryDirectory(prefix="callboard-test-") as folder:
        built = create_app(**settings_in(Path(folder)))
        built.test_client_class = Visitor
        with built.app_context():
            db.create_all()
        yield built
        with built.app_context():
            db.engine.dispose()


def settings_in(folder: Path) -> dict[str, object]:
    """The settings of a house under test, with all its data in `folder`."""
    return {
        "ENV": "test",
        "DATA": str(folder),
        "SECRET_KEY": "not secret",
        "SECURITY_PASSWORD_SALT": "nor this",
        "SQLALCHEMY_DATABASE_URI": os.environ.get("CALLBOARD_TEST_DATABASE", f"sqlite:///{folder / 'test.sqlite'}"),
        "WTF_CSRF_ENABLED": False,
        "MAIL_BACKEND": "locmem",
        "RATELIMIT_ENABLED": False,
        "LOG_LEVEL": "ERROR",
        "REDIS_URL": None,
        "WORKER": "apart",
        "DEMO": False,
        "SERVER_NAME": None,
    }


@pytest.fixture(autouse=True)
def house(app: Flask) -> Iterator[Flask]:
    """An empty house with its door open, so that a test can call actions and queries."""
    with app.app_context():
        yield app
        db.session.rollback()
        for table in reversed(db.metadata.sorted_tables):
            db.session.execute(table.delete())
        db.session.commit()
    limiter.reset() if limiter._storage else None


@pytest.fixture
def visit(app: Flask) -> Callable[[Person | None], Visitor]:
    """A browser, signed in as somebody or as nobody: `visit(ada).get("/")`."""

    def open_browser(person: Person | None = None) -> Visitor:
        visitor = app.test_client()
        if person is not None:
            account = account_of(person)
            token = begin_session(account, "a test")
            with visitor.session_transaction() as kept:
                kept["_user_id"], kept["_fresh"], kept[COOKIE_KEY] = account.fs_uniquifier, True, token
        return visitor

    return open_browser


@pytest.fixture
def line(app: Flask, visit: Callable[[Person | None], Visitor]) -> Iterator[Callable[[Person | None], Line]]:
    """An open line of somebody: `line(ada).say("post", {...})`."""
    opened: list[Line] = []

    def open_line(person: Person | None = None) -> Line:
        opened.append(Line(app, visit(person)))
        return opened[-1]

    yield open_line
    for held in opened:
        if held.is_open:
            with app.app_context():
                held.socket.disconnect()


@pytest.fixture
def ada() -> Person:
    return make_person("Ada Lindqvist")


@pytest.fixture
def ben() -> Person:
    return make_person("Ben Okafor")


@pytest.fixture
def cy() -> Person:
    return make_person("Cy Moreau")
