"""Two hands on the same thing at the same instant: one gets it, the other a sentence. On both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from app.extensions import db
from app.hiring.actions import applications, hours, roles
from app.hiring.models import Application, ApplicationState, Role, RoleState
from app.kit.audit import AuditEvent
from app.kit.clock import now
from app.people.models import Person
from app.studios.models import StudioRole
from tests.factories.hiring import make_application, make_role
from tests.factories.people import make_person
from tests.factories.studios import make_colleague, make_studio
from tests.races import all_at_once, on_postgres

TURNS = 4


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.services)])
def database(request, app, house):
    if request.param == "sqlite":
        yield
        return
    with on_postgres(app):
        yield


@pytest.fixture
def people(database):
    """A studio's owner and recruiter."""
    owner = make_person("Ada Lindqvist")
    studio = make_studio(owner)
    return studio, owner, make_colleague(studio, StudioRole.RECRUITER)


def person(key):
    return db.session.get_one(Person, key)


def application(key):
    return db.session.get_one(Application, key)


def test_two_who_accept_the_same_application_accept_it_once(app, people):
    studio, owner, recruiter = people
    for turn in range(TURNS):
        one = make_application(make_role(studio, owner, headcount=3), make_person(f"Applicant {turn}")).id
        said = all_at_once(
            app,
            *(
                lambda key=key, one=one: applications.accept(person(key), application(one))
                for key in (owner.id, recruiter.id)
            ),
        )
        assert said.count("done") == 1, said
        assert "so it cannot become" in next(word for word in said if word != "done")
        decided = select(func.count()).where(
            AuditEvent.subject_kind == "application",
            AuditEvent.subject_id == one,
            AuditEvent.after == "accepted",
        )
        assert db.session.scalar(decided) == 1


def test_one_place_is_given_once_though_two_are_accepted_at_once(app, people):
    studio, owner, recruiter = people
    for turn in range(TURNS):
        role = make_role(studio, owner, headcount=1)
        keys = [make_application(role, make_person(f"Applicant {turn} {n}")).id for n in range(2)]
        hands = (owner.id, recruiter.id)
        said = all_at_once(
            app,
            *(
                lambda key=key, hand=hand: applications.accept(person(hand), application(key))
                for key, hand in zip(keys, hands, strict=True)
            ),
        )
        assert sorted(said) == ["All the places of this role are taken.", "done"]
        accepted = [key for key in keys if application(key).state == ApplicationState.ACCEPTED]
        assert len(accepted) == 1


def test_applying_twice_at_once_is_applying_once(app, people):
    studio, owner, _ = people
    for turn in range(TURNS):
        role, ben = make_role(studio, owner).id, make_person(f"Applicant {turn}").id
        send = lambda role=role, ben=ben: applications.apply(person(ben), db.session.get_one(Role, role))  # noqa: E731
        said = all_at_once(app, send, send, send)
        assert said.count("done") == 1, said
        assert sum("once" in word for word in said) == 2
        assert db.session.scalar(select(func.count()).where(Application.role_id == role)) == 1


def test_nobody_gets_in_while_the_role_is_cancelled(app, people):
    """Whoever applied before was told; whoever came after was refused. Nobody waits for ever."""
    studio, owner, _ = people
    for turn in range(TURNS):
        role, ben, hand = make_role(studio, owner).id, make_person(f"Applicant {turn}").id, owner.id
        said = all_at_once(
            app,
            lambda role=role, ben=ben: applications.apply(person(ben), db.session.get_one(Role, role)),
            lambda role=role, hand=hand: roles.cancel(person(hand), db.session.get_one(Role, role)),
        )
        assert said[1] == "done"
        sent = db.session.scalar(select(Application).where(Application.role_id == role))
        assert (sent is None) == (said[0] != "done")
        assert sent is None or sent.state == ApplicationState.ROLE_CANCELLED


def test_closing_at_the_deadline_and_applying_at_the_same_instant_agree(app, people):
    studio, owner, _ = people
    role, ben = make_role(studio, owner, deadline_at=now() + timedelta(seconds=60)).id, make_person("Ben").id
    with time_machine.travel(now() + timedelta(seconds=61), tick=True):
        said = all_at_once(
            app,
            lambda: applications.apply(person(ben), db.session.get_one(Role, role)),
            hours.close_at_deadline,
            hours.close_at_deadline,
        )
    assert said == ["This role takes no more applications.", "done", "done"]
    assert db.session.get_one(Role, role).state == RoleState.CLOSED
    closed = select(func.count()).where(AuditEvent.subject_kind == "role", AuditEvent.after == "closed")
    assert db.session.scalar(closed) == 1


def test_accepting_and_withdrawing_at_once_leave_one_truth(app, people):
    studio, owner, _ = people
    for turn in range(TURNS):
        ben = make_person(f"Applicant {turn}")
        one, ben_id, hand = make_application(make_role(studio, owner), ben).id, ben.id, owner.id
        said = all_at_once(
            app,
            lambda one=one, hand=hand: applications.accept(person(hand), application(one)),
            lambda one=one, ben_id=ben_id: applications.withdraw(person(ben_id), application(one)),
        )
        assert said[1] == "done", said
        assert application(one).state == ApplicationState.WITHDRAWN
