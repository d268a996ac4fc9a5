"""Work that waits is lost by nobody and done until it is done."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.extensions import db
from app.kit import jobs
from app.kit.actions import action
from app.kit.clock import now
from app.kit.jobs import Job, later, run_all, run_due, tick


@pytest.fixture
def done(monkeypatch):
    """A kind of work that writes down what it was given."""
    took = []
    monkeypatch.setitem(jobs.workers, "test", jobs.Worker("test", lambda batch: took.extend(batch), 10))
    return took


@pytest.fixture
def stumbling(monkeypatch):
    """A kind of work that fails as often as `falls` says."""
    state = {"falls": 1, "tries": 0}

    def work(_):
        state["tries"] += 1
        if state["tries"] <= state["falls"]:
            raise ValueError("stumbled")

    monkeypatch.setitem(jobs.workers, "test", jobs.Worker("test", work, 1))
    return state


@action
def ask(key=None, **payload):
    later("test", key, **payload)


def waiting():
    return db.session.scalars(select(Job).where(Job.kind == "test")).all()


def test_what_is_asked_for_is_done_once(done):
    ask(thing=1)
    run_all()
    run_all()
    assert done == [{"thing": 1}]
    assert waiting() == []


def test_a_failed_action_asks_for_nothing(done):
    @action
    def fail():
        later("test", thing=1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    run_all()
    assert done == []


def test_the_same_thing_asked_for_twice_is_one_job_with_the_later_words(done):
    ask("a", thing=1)
    ask("a", thing=2)
    run_all()
    assert done == [{"thing": 2}]


def test_what_is_asked_for_again_while_it_is_being_done_is_done_again(monkeypatch):
    took = []

    def work(batch):
        took.extend(batch)
        if len(took) == 1:
            ask("a", thing=2)

    monkeypatch.setitem(jobs.workers, "test", jobs.Worker("test", work, 1))
    ask("a", thing=1)
    run_all()
    assert took == [{"thing": 1}, {"thing": 2}]


def test_a_stumbling_job_is_tried_again_after_a_while(stumbling, capsys):
    ask()
    with time_machine.travel(now(), tick=False) as clock:
        run_due(["test"])
        assert run_due(["test"]) == 0
        clock.shift(timedelta(seconds=5))
        assert run_due(["test"]) == 1
    assert waiting() == []


def test_after_five_tries_a_job_waits_for_a_person(stumbling, capsys):
    stumbling["falls"] = 99
    ask()
    with time_machine.travel(now(), tick=False) as clock:
        for _ in range(8):
            run_due(["test"])
            clock.shift(timedelta(hours=1))
    (job,) = waiting()
    assert stumbling["tries"] == job.tries == 5
    assert job.failed_at is not None
    assert "stumbled" in job.last_error


def test_a_job_of_a_worker_that_died_is_taken_up_again(done):
    ask(thing=1)
    with time_machine.travel(now(), tick=False) as clock:
        jobs._claim(jobs.workers["test"])
        assert run_due(["test"]) == 0
        clock.shift(timedelta(minutes=6))
        assert run_due(["test"]) == 1
    assert done == [{"thing": 1}]


def test_a_job_waits_for_its_time(done):
    @action
    def ask_for_tomorrow():
        later("test", due=now() + timedelta(days=1))

    with time_machine.travel(now(), tick=False) as clock:
        ask_for_tomorrow()
        assert run_due(["test"]) == 0
        clock.shift(timedelta(days=1, seconds=1))
        assert run_due(["test"]) == 1


def test_a_periodic_task_runs_once_a_period_whoever_asks(monkeypatch):
    ran = []
    monkeypatch.setattr(jobs, "periodic", {"test.task": (timedelta(minutes=1), lambda: ran.append(1))})
    with time_machine.travel(now(), tick=False) as clock:
        tick()
        tick()
        assert len(ran) == 1
        clock.shift(timedelta(seconds=61))
        tick()
        assert len(ran) == 2


def test_a_periodic_task_that_stumbles_stops_nothing(monkeypatch, capsys):
    ran = []
    tasks = {"a": (timedelta(minutes=1), lambda: 1 / 0), "b": (timedelta(minutes=1), lambda: ran.append(1))}
    monkeypatch.setattr(jobs, "periodic", tasks)
    tick()
    assert ran == [1]
