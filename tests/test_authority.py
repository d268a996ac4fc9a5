"""Every door and every event, tried by everybody; docs/architecture.md tells where each "no" comes from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.extensions import csrf
from app.kit.live import events
from tests.authority import DOORS, EVENTS, FORMS, PAYLOADS, Line, lines
from tests.world import NO_ID, PEOPLE, World, settled

TABLE, SPOKEN = lines(DOORS), lines(EVENTS)
UNSAFE = sorted({(line.door, line.method): line for line in TABLE if line.is_unsafe}.values(), key=str)


@pytest.fixture(scope="module")
def built(app: Flask) -> Iterator[World]:
    world = World(app)
    yield world
    world.end()


@pytest.fixture(autouse=True)
def house() -> None:
    """Instead of the house that is emptied after each test: this one is put back as it was."""


@pytest.fixture
def world(built: World) -> Iterator[World]:
    yield built
    built.restore()


def asked(world: World, line: Line, person: str, path: str | None = None) -> TestResponse:
    """One request, in the world as it was built. A refusal may not have changed anything."""
    world.restore()
    path = path or world.path(line.door, line.thing)
    answer = world.ask(person, line.method, path, data=FORMS.get(line.door) if line.is_unsafe else None)
    assert answer.status_code < 400 or not world.changed, "a refusal has changed something"
    return answer


def heard(world: World, person: str, event: str, payload: dict[str, object]) -> dict[str, object]:
    """What the open line acknowledges, always with a status; 401 where there is no line."""
    world.restore()
    with world.line(person) as held:
        answer = held.emit(event, payload, callback=True) if held.is_connected() else {"status": 401}
    return {**answer, "status": str(answer.get("status", 200))}


def said(answer: TestResponse) -> str:
    at_the_door = answer.status_code == 303 and answer.location.startswith("/sign-in")
    return "door" if at_the_door else str(answer.status_code)


def doors_of(app: Flask) -> set[tuple[str, str]]:
    return {
        (rule.endpoint, method) for rule in app.url_map.iter_rules() for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def test_no_door_is_forgotten(app):
    listed = {(line.door, line.method) for line in TABLE}
    assert sorted(doors_of(app) - listed) == [], "these doors are not in tests/authority.py"
    assert sorted(listed - doors_of(app)) == [], "these lines of tests/authority.py have no door"


def test_no_event_is_forgotten(app):
    listed = {line.door for line in SPOKEN}
    assert sorted(set(events) - listed) == [], "these events are not in tests/authority.py"
    assert sorted(listed - set(events)) == [], "these lines of tests/authority.py have no event"


@pytest.mark.parametrize("line", TABLE, ids=str)
def test_everybody_gets_what_the_table_says(world, line):
    answers = {person: asked(world, line, person) for person in PEOPLE}
    assert {person: said(answer) for person, answer in answers.items()} == line.answers
    nowhere = world.path_to_nothing(line.door, line.thing)
    for person, answer in answers.items():
        if answer.status_code == 404:
            nothing = asked(world, line, person, nowhere)
            assert settled(nothing) == settled(answer), f"to the {person}, hidden and absent are not the same"


@pytest.mark.parametrize("line", SPOKEN, ids=str)
def test_everybody_is_answered_as_the_table_says(world, line):
    payload = {"conversation": world.things[line.thing].get("id"), **PAYLOADS.get(line.door, {})}
    assert {person: heard(world, person, line.door, payload)["status"] for person in PEOPLE} == line.answers


@pytest.mark.parametrize("line", [line for line in SPOKEN if "404" in line.answers.values()], ids=str)
def test_a_hidden_conversation_is_answered_like_none(world, line):
    payload = {"conversation": world.things[line.thing]["id"], **PAYLOADS.get(line.door, {})}
    hidden = heard(world, "stranger", line.door, payload)
    assert hidden == heard(world, "stranger", line.door, {**payload, "conversation": NO_ID})


@pytest.mark.parametrize("line", [line for line in TABLE if line.answers["nobody"] == "door"], ids=str)
def test_a_door_for_members_tells_a_program_to_sign_in(app, world, line):
    assert not getattr(app.view_functions[line.door], "is_public", False)
    answer = world.ask("nobody", line.method, world.path(line.door, line.thing), headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["status"]) == (401, 401)


def test_what_is_public_is_said_so_and_nothing_else_is(app):
    public = {line.door for line in TABLE if line.answers["nobody"] != "door"}
    marked = {name for name, view in app.view_functions.items() if getattr(view, "is_public", False)}
    assert public == marked


@pytest.mark.parametrize("line", UNSAFE, ids=str)
def test_nothing_is_taken_without_a_token(app, world, monkeypatch, line):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    for token in ({}, {"csrf_token": "made up"}):
        answer = world.ask(
            "owner", line.method, world.path(line.door, line.thing), data={**FORMS.get(line.door, {}), **token}
        )
        assert answer.status_code == 400
        assert "reload it and send it again" in answer.text
    assert not world.changed


def test_no_door_is_spared_the_token(app):
    assert not csrf._exempt_views
    assert not csrf._exempt_blueprints


@pytest.mark.parametrize("line", UNSAFE, ids=str)
def test_nothing_is_taken_from_another_site(world, line):
    refused_from(world, line, "https://evil.example")


@pytest.mark.parametrize(
    "origin", ["null", "http://localhost.evil.example", "http://localhost@evil.example", "file://"]
)
def test_no_spelling_of_another_site_helps(world, origin):
    refused_from(world, UNSAFE[0], origin)


def refused_from(world: World, line: Line, origin: str) -> None:
    path, form = world.path(line.door, line.thing), FORMS.get(line.door)
    answer = world.ask("owner", line.method, path, data=form, headers={"Origin": origin})
    assert answer.status_code == 400
    assert "from another site" in answer.text
    assert not world.changed


def test_one_may_say_a_token_of_ones_own(app, world, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    with app.app_context():
        browser = world.browser("owner")
        page = browser.get("/profile/privacy").text
        token = page.split('name="csrf-token" content="')[1].split('"')[0]
        answer = browser.post("/profile/listing", data={"csrf_token": token}, headers={"Origin": "http://localhost"})
    assert answer.status_code == 303


def test_the_world_is_put_back_as_it_was(app, world):
    world.ask("owner", "POST", world.path("people.edit_credit", "credit"), data={"title": "Changed"})
    assert world.changed
    world.restore()
    with app.app_context():
        assert {table: world._rows(table) for table in world._kept} == world._kept
