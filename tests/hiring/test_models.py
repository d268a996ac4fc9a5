"""What a role says by itself, and the changes of state that are allowed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.hiring.models import (
    APPLICATION_LIFE,
    ROLE_LIFE,
    ApplicationState,
    PlaceMode,
    Role,
    RoleState,
)
from app.kit.clock import now, today
from app.kit.errors import NotNow
from app.people.models import PayModel
from tests.factories.hiring import complete_facts, end_of, make_role

LIVES = [(ROLE_LIFE, RoleState), (APPLICATION_LIFE, ApplicationState)]
STEPS = [(life, start, to) for life, states in LIVES for start in states for to in states]


@pytest.mark.parametrize(("life", "start", "to"), STEPS, ids=lambda word: str(word) if isinstance(word, str) else "")
def test_every_step_is_listed_or_refused(studio, role, application, ada, life, start, to):
    thing = role if life is ROLE_LIFE else application
    thing.state = start
    if to in life.allowed.get(start, set()):
        life.move(ada, thing, to)
        assert thing.state == to
        return
    with pytest.raises(NotNow, match="so it cannot become"):
        life.move(ada, thing, to)
    assert thing.state == start


def test_what_has_ended_stays_ended():
    for state in (RoleState.FILLED, RoleState.CANCELLED, RoleState.EXPIRED, RoleState.REMOVED):
        assert state not in ROLE_LIFE.allowed
    ended = {"hired", "declined", "withdrawn", "not_selected", "role_cancelled", "lapsed"}
    assert {state for state in ApplicationState if state not in APPLICATION_LIFE.allowed} == ended


def test_a_role_with_all_its_facts_has_no_gaps():
    assert Role(**complete_facts()).gaps() == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"pay_model": None, "pay_from": None}, "pay_model"),
        ({"pay_from": None, "pay_to": None}, "pay_from"),
        ({"pay_from": 0, "pay_to": None}, "pay_from"),
        ({"starts_on": None, "ends_on": None}, "starts_on"),
        ({"place_mode": None}, "place_mode"),
        ({"place": ""}, "place"),
        ({"place_mode": PlaceMode.HYBRID, "place": ""}, "place"),
        ({"deadline_at": None}, "deadline"),
        ({"deadline_at": now() - timedelta(days=1)}, "deadline"),
        ({"decision_by": None}, "decision_by"),
        ({"decision_by": today() + timedelta(days=13)}, "decision_by"),
    ],
)
def test_each_missing_fact_is_named_at_its_field(changes, field):
    assert list(Role(**complete_facts(**changes)).gaps()) == [field]


@pytest.mark.parametrize(
    "changes",
    [
        {"pay_model": PayModel.UNPAID, "pay_from": None, "pay_to": None},
        {"pay_model": PayModel.DEFERRED, "pay_from": None, "pay_to": None},
        {"starts_on": None, "ends_on": None, "dates_flexible": True},
        {"place_mode": PlaceMode.REMOTE, "place": ""},
        {"decision_by": today() + timedelta(days=14)},
    ],
)
def test_what_may_be_left_out_may_be_left_out(changes):
    assert Role(**complete_facts(**changes)).gaps() == {}


def test_a_role_takes_applications_to_the_last_second_and_not_one_longer():
    role = Role(state=RoleState.OPEN, deadline_at=now() + timedelta(seconds=2))
    assert role.takes_applications
    role.deadline_at = now() - timedelta(seconds=1)
    assert not role.takes_applications
    assert role.said_state == "Closed"
    assert not Role(state=RoleState.PAUSED, deadline_at=end_of(today())).takes_applications


def test_a_role_is_said_in_words(studio, ada):
    assert make_role(studio, ada, place_mode=PlaceMode.HYBRID).where == "Berlin, hybrid"
    assert make_role(studio, ada, place_mode=PlaceMode.REMOTE).where == "Remote"
    assert make_role(studio, ada).made_for == "The Long Night · Northlight Pictures"
    assert make_role(studio, ada, production="").made_for == "Northlight Pictures"


def test_an_application_waits_until_somebody_decided(application):
    waiting = set()
    for state in ApplicationState:
        application.state = state
        waiting |= {state} if application.is_waiting else set()
    assert waiting == {"submitted", "viewed", "shortlisted", "interview", "offered"}
