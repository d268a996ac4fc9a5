"""A small town to measure: people from the crowd, a pitch, a conversation, and somebody who is signed in."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from app import create_app
from app.accounts import actions as accounts
from app.accounts.models import Account
from app.accounts.security import COOKIE_KEY
from app.kit.clock import now
from app.messaging import actions as messaging
from app.people.actions import directory, privacy
from app.people.entry import read
from app.people.matching import Matcher
from app.people.models import PayModel, Person
from app.pitches import actions as pitches
from app.pitches.models import PitchVisibility, Stage
from app.search import indexing
from app.taxonomy.loading import load
from benchmarks.crowd import people

AT_ONCE = 500
SAID = 60


@dataclass
class Town:
    """Where it lies, its pages, and the cookie of somebody who lives there."""

    folder: Path
    people: int
    pages: dict[str, str]
    cookie: str

    @property
    def settings(self) -> dict[str, str]:
        return {"CALLBOARD_DATA": str(self.folder), "CALLBOARD_DEMO": "0", "CALLBOARD_LOG_LEVEL": "ERROR"}


def house(folder: Path) -> Flask:
    """An application on an empty, migrated database with the taxonomy, all in `folder`."""
    app = create_app(DATA=str(folder), ENV="development", DEMO=False, LOG_LEVEL="ERROR", RATELIMIT_ENABLED=False)
    with app.app_context():
        upgrade()
        load()
    return app


def settle(count: int) -> None:
    """Bring `count` people of the crowd in, listed. Within an application context."""
    matcher, lines = Matcher.ready(), list(people(count))
    for start in range(0, count, AT_ONCE):
        directory.bring_in([read(line) for line in lines[start : start + AT_ONCE]], matcher, listed=True)


def build(folder: Path, count: int) -> Town:
    """Build the town and its index."""
    app = house(folder)
    with app.app_context():
        settle(count)
        mara, noor = member("Mara Bench"), member("Noor Bench")
        pages = {"people": "/people", "pitch": _pitch(mara.person), "conversation": _talk(mara.person, noor.person)}
        indexing.rebuild()
        token = accounts.begin_session(mara, "bench")
        uniquifier = mara.fs_uniquifier
    return Town(folder, count, pages, cookie_of(app, uniquifier, token))


def member(name: str) -> Account:
    """Somebody with an account, listed."""
    account = accounts.open_account(name=name, email=f"{uuid.uuid4().hex}@bench.example", confirmed_at=now())
    privacy.list_me(account.person)
    return account


def _pitch(owner: Person) -> str:
    pitch = pitches.draft(
        owner,
        publish=True,
        title="The Long Exposure",
        logline="A lighthouse keeper photographs one year.",
        synopsis="A year on a rock. " * 60,
        format="feature-film",
        genres=["Drama"],
        stage=Stage.DEVELOPMENT,
        comps="",
        starts_on=None,
        ends_on=None,
        dates_note="",
        places=["Berlin"],
        remote=False,
        pay_model=PayModel.PAID,
        pay_note="",
        visibility=PitchVisibility.PUBLIC,
        needs=[{"position": "Gaffer", "note": "", "filled": False}],
        just_sharing=False,
        picture=None,
        picture_alt="",
        no_picture=False,
    )
    return f"/pitches/{pitch.slug}"


def _talk(one: Person, other: Person) -> str:
    talk = messaging.open_direct(one, other)
    for number in range(SAID):
        messaging.post((one, other)[number % 2], talk, f"Word {number} about the light.", uuid.uuid4().hex)
    return f"/conversations/{talk.id}"


def cookie_of(app: Flask, uniquifier: str, token: str) -> str:
    """The cookie of a session, as a browser would hold it."""
    browser = app.test_client()
    with browser.session_transaction() as kept:
        kept["_user_id"], kept["_fresh"], kept[COOKIE_KEY] = uniquifier, True, token
    # A first page leaves the form token in the cookie, as it is in a browser's.
    browser.get("/about/data")
    held = browser.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert held is not None
    return f"{held.key}={held.value}"
