"""What the clock does by itself, and what facts from below mean for roles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from app.extensions import db
from app.hiring.actions import houses
from app.hiring.facts import ApplicationDecided, DecisionDue, RoleChanged, RoleClosed
from app.hiring.listeners import keep_hours
from app.hiring.models import ApplicationState, RoleState
from app.kit import jobs
from app.kit.facts import inside
from app.people.models import Standing
from app.pitches import actions as pitches
from app.pitches.models import PitchState
from app.studios import actions as studios
from app.taxonomy import actions as words
from app.taxonomy.models import Department, Discipline, Suggestion
from tests.factories.hiring import make_application, make_role
from tests.factories.people import make_person, save
from tests.factories.pitches import make_pitch

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
KINDS = (RoleClosed, DecisionDue, ApplicationDecided, RoleChanged)


@pytest.fixture
def heard(monkeypatch):
    names: list[str] = []
    for kind in KINDS:
        monkeypatch.setitem(inside, kind, [*inside[kind], lambda fact: names.append(type(fact).__name__)])
    return names


@pytest.fixture
def role(studio, ada):
    """Open; its deadline is the last second of 3 December, its promise 10 December 2026."""
    return make_role(
        studio,
        ada,
        deadline_at=datetime(2026, 12, 3, 23, 59, 59, tzinfo=UTC),
        decision_by=datetime(2026, 12, 10, tzinfo=UTC).date(),
    )


def at(day):
    """Noon of a day in December, the clock having run."""
    with time_machine.travel(NOON + timedelta(days=day - 1), tick=False):
        keep_hours()
    db.session.rollback()


def test_a_role_closes_by_itself_at_the_deadline(role, heard):
    at(3)
    assert role.state == RoleState.OPEN
    at(4)
    at(5)
    assert role.state == RoleState.CLOSED
    assert heard == ["RoleClosed"]


def test_a_paused_role_closes_too_and_a_draft_does_not(studio, ada, role):
    role.state = RoleState.PAUSED
    draft = make_role(studio, ada, state=RoleState.DRAFT, deadline_at=role.deadline_at)
    at(4)
    assert (role.state, draft.state) == (RoleState.CLOSED, RoleState.DRAFT)


def test_a_promise_that_was_broken_is_said_once(role, application, heard):
    at(10)
    assert heard == ["RoleClosed"]
    at(11)
    at(12)
    assert heard == ["RoleClosed", "DecisionDue"]


def test_a_promise_that_was_kept_is_not_asked_about(role, application, heard):
    application.state = ApplicationState.NOT_SELECTED
    db.session.commit()
    at(11)
    assert "DecisionDue" not in heard


def test_after_thirty_days_without_an_answer_everybody_is_told(role, application, heard):
    taken = make_application(role, make_person("Taken"), state=ApplicationState.ACCEPTED)
    at(4)
    at(33)
    assert role.state == RoleState.CLOSED
    heard.clear()
    at(34)
    assert role.state == RoleState.EXPIRED
    assert (application.state, application.decided_by_id) == (ApplicationState.LAPSED, None)
    assert taken.state == ApplicationState.ACCEPTED
    assert heard == ["ApplicationDecided", "RoleClosed"]


def test_a_role_whose_applicants_were_all_answered_does_not_expire(role, application):
    application.state = ApplicationState.ACCEPTED
    db.session.commit()
    at(4)
    at(90)
    assert role.state == RoleState.CLOSED


def test_the_house_keeps_its_hours_every_minute():
    period, task = jobs.periodic["app.hiring.listeners.keep_hours"]
    assert (period, task) == (timedelta(minutes=1), keep_hours)


def test_all_the_roles_of_a_day_are_closed(studio, ada, role):
    others = [make_role(studio, ada, deadline_at=role.deadline_at) for _ in range(2)]
    at(4)
    assert {other.state for other in (role, *others)} == {RoleState.CLOSED}


def test_archiving_a_pitch_cancels_its_roles_and_tells_everybody(ada, ben, heard):
    pitch = make_pitch(ada)
    open_role, draft = make_role(pitch, ada), make_role(pitch, ada, state=RoleState.DRAFT)
    sent = make_application(open_role, ben)
    pitches.move(ada, pitch, PitchState.ARCHIVED)
    assert (open_role.state, draft.state) == (RoleState.CANCELLED, RoleState.DRAFT)
    assert sent.state == ApplicationState.ROLE_CANCELLED
    assert {"ApplicationDecided", "RoleClosed"} <= set(heard)


def test_when_a_house_changes_so_do_its_roles(ada, studio, role, heard):
    studios.edit(ada, studio, name="Southlight", place="")
    assert heard == ["RoleChanged"]


def test_a_word_of_one_s_own_becomes_a_position_once_it_is_settled(studio, ada, ben, role):
    department = save(Department(slug="grip", name="Grip", discipline=Discipline(slug="film", name="Film")))
    cranes = make_role(studio, ada, title="Crane Swinger")
    ben.standing = Standing.ADMIN
    db.session.commit()
    words.suggest("position", "Crane swinger")
    words.accept_as_position(ben, db.session.query(Suggestion).one(), department)
    assert cranes.position.name == "Crane swinger"
    assert role.position is None


def test_who_leaves_callboard_takes_their_applications_back(studio, ada, ben, application):
    decided = make_application(make_role(studio, ada), ben, state=ApplicationState.NOT_SELECTED)
    houses.withdraw_all(ben)
    assert application.state == ApplicationState.WITHDRAWN
    assert decided.state == ApplicationState.NOT_SELECTED
