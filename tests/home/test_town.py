"""The demo town, on a small scale: whole, once, and with nothing that could not have happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask_security import verify_password
from sqlalchemy import func, select

from app.extensions import db
from app.hiring.models import Application, Role
from app.home.town import faces
from app.home.town.build import PASSWORD, accounts_of_town
from app.home.town.reading import table, written
from app.kit.audit import AuditEvent
from app.kit.clock import now
from app.kit.jobs import Job
from app.messaging.models import Conversation, Message
from app.people.models import Person, Standing
from app.pitches.models import Pitch, PitchState
from app.studios.models import Studio

TABLES = (Person, Studio, Pitch, Role, Application, Message, AuditEvent)


def load(app: Flask, *options: str) -> Any:
    return app.test_cli_runner().invoke(args=["demo", "load", "--people", "30", *options])


def count_rows() -> list[int]:
    return [db.session.scalar(select(func.count()).select_from(kind)) or 0 for kind in TABLES]


def everything(kind: type) -> list[Any]:
    return list(db.session.scalars(select(kind)))


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_town_is_whole_believable_and_built_once(app: Flask, visit: Callable[..., Any]) -> None:
    first = load(app)
    assert first.exit_code == 0, first.output
    assert "The demo town stands after" in first.output
    assert PASSWORD in first.output
    built = count_rows()
    assert built[0] == 30
    assert min(built) > 0

    nothing_could_not_have_happened()
    those_who_can_sign_in_have_something_to_do(visit)

    second = load(app)
    assert "nothing was changed" in second.output
    assert count_rows() == built


def nothing_could_not_have_happened() -> None:
    assert not everything(Job), "neither mails nor anything else may be left to do"
    assert all(person.created_at < now() for person in everything(Person))
    assert all(message.posted_at < now() for message in everything(Message))
    for application in everything(Application):
        role = application.role
        assert role.opened_at <= application.created_at <= role.deadline_at
        assert application.decided_at is None or application.decided_at >= application.created_at
        assert application.applicant.created_at < application.created_at
    for pitch in everything(Pitch):
        assert (pitch.published_at is None) == (pitch.state == PitchState.DRAFT)
        assert pitch.published_at is None or pitch.published_at < now()
    for conversation in everything(Conversation):
        said = select(Message).where(Message.conversation_id == conversation.id).order_by(Message.seq)
        times = [message.posted_at for message in db.session.scalars(said)]
        assert times == sorted(times)


def those_who_can_sign_in_have_something_to_do(visit: Callable[..., Any]) -> None:
    accounts = accounts_of_town()
    assert len(accounts) == 12
    assert all(verify_password(PASSWORD, account.password) for account in accounts)
    people = {account.person.handle: account.person for account in accounts}
    assert people["jo-whitfield"].standing == Standing.ADMIN
    assert people["pat-holloway"].listed_at is None
    assert everything(Studio)[0].owners[0].person == people["nora-brandt"]
    desk = visit(people["nora-brandt"]).get("/").get_data(as_text=True)
    assert "Emeka Obi" in desk
    assert "Nothing." not in desk


def test_production_is_not_moved_into_by_mistake(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "ENV", "production")
    answer = load(app)
    assert answer.exit_code == 1
    assert "--yes-this-is-a-demo" in answer.output
    assert not everything(Person)


def test_the_same_handle_has_the_same_face() -> None:
    first, again = faces.drawn("nora-brandt"), faces.drawn("nora-brandt")
    assert first.getvalue() == again.getvalue()
    assert first.getvalue() != faces.drawn("emeka-obi").getvalue()


def test_what_is_written_of_the_town_fits_together() -> None:
    book = written("talks.toml")
    assert len(book["talk"]) >= 30
    assert max(len(row["lines"].strip().splitlines()) for row in book["talk"]) >= 120
    handles = {row["handle"] for row in written("accounts.toml")["account"]}
    named = {row[who] for row in book["talk"] for who in "ab" if row[who] == row[who].lower()}
    assert named <= handles
    pitches = table("pitches.csv")
    assert len(pitches) == len({row["title"] for row in pitches}) >= 80
    assert all(0 < len(row["logline"]) <= 280 for row in pitches)
    assert len(table("studios.csv")) == 40
    stages = written("words.toml")["synopsis"]
    assert {row["stage"] for row in pitches} <= set(stages)
