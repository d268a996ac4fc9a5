"""Many hands at once, on both databases."""

import os
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest
from flask import Flask
from psycopg import sql
from sqlalchemy import URL, make_url, select

from app.extensions import db
from app.kit import facts
from app.kit.errors import Missing, NotAllowed
from app.messaging import actions, queries
from app.messaging.facts import MessagePosted
from app.messaging.models import Conversation, Message, Participant
from app.people.models import Person
from tests.factories.messaging import make_conversation
from tests.factories.people import make_person

HANDS = 20
SERVER = os.environ.get("CALLBOARD_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.services)])
def town(request, app, monkeypatch):
    """A house on one of the databases, in which nobody is told anything."""
    monkeypatch.setattr(facts, "afterwards", {kind: [] for kind in facts.afterwards})
    return app if request.param == "sqlite" else request.getfixturevalue("on_postgres")


@pytest.fixture
def on_postgres():
    """A house with a PostgreSQL database of its own, dropped afterwards."""
    server = make_url(SERVER)
    try:
        keeper = psycopg.connect(_plain(server), autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        pytest.skip(f"NOT TESTED ON POSTGRESQL, there is none at CALLBOARD_TEST_POSTGRES ({error})")
    name = f"callboard_test_{uuid.uuid4().hex[:12]}"
    keeper.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    bound = Flask("app")
    bound.config["SQLALCHEMY_DATABASE_URI"] = server.set(drivername="postgresql+psycopg", database=name)
    bound.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_size": HANDS, "max_overflow": 5}
    db.init_app(bound)
    with bound.app_context():
        db.create_all()
        yield bound
        db.session.remove()
        db.engine.dispose()
    keeper.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
    keeper.close()


def _plain(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def at_once(town, hands, work):
    """Have so many threads do `work(number)` at the same moment; what each came to."""
    start = Barrier(hands)

    def hand(number):
        with town.app_context():
            start.wait(20)
            try:
                return work(number)
            except (Missing, NotAllowed) as refusal:
                return type(refusal)

    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(hand, range(hands)))


def two_and_a_conversation():
    people = [make_person("Ada"), make_person("Ben")]
    conversation = make_conversation(*people)
    return people[0].id, people[1].id, conversation.id


def test_twenty_hands_with_ten_messages_leave_ten(town):
    ada, ben, room = two_and_a_conversation()
    told = []
    facts.inside[MessagePosted].append(told.append)

    def work(number):
        author = db.session.get(Person, (ada, ben)[number % 2])
        conversation = db.session.get(Conversation, room)
        message = actions.post(author, conversation, "Call at seven", f"client-id-{number % 10}")
        return message.seq

    try:
        seqs = at_once(town, HANDS, work)
    finally:
        facts.inside[MessagePosted].remove(told.append)
    assert Counter(seqs) == dict.fromkeys(range(1, 11), 2)
    db.session.rollback()
    assert sorted(db.session.scalars(select(Message.seq))) == list(range(1, 11))
    assert db.session.get(Conversation, room).last_seq == 10
    assert len(told) == 10


def test_many_messages_of_several_people_leave_no_gap(town):
    ada, ben, room = two_and_a_conversation()

    def work(number):
        author = db.session.get(Person, (ada, ben)[number % 2])
        conversation = db.session.get(Conversation, room)
        return [actions.post(author, conversation, "x", f"client-id-{number}-{turn}").seq for turn in range(5)]

    answers = at_once(town, 8, work)
    assert sorted(seq for answer in answers for seq in answer) == list(range(1, 41))
    assert all(answer == sorted(answer) for answer in answers)


def test_a_direct_conversation_opened_by_many_hands_is_one(town):
    ada, ben = make_person("Ada").id, make_person("Ben").id

    def work(number):
        pair = [db.session.get(Person, one) for one in (ada, ben)]
        return actions.open_direct(*(pair if number % 2 else reversed(pair))).id

    assert len(set(at_once(town, HANDS, work))) == 1
    db.session.rollback()
    assert len(db.session.scalars(select(Participant)).all()) == 2


def test_nothing_is_said_after_one_was_removed(town):
    _, ben, room = two_and_a_conversation()

    def work(number):
        conversation = db.session.get(Conversation, room)
        if number == 5:
            actions.remove(conversation, db.session.get(Person, ben))
            return conversation.last_seq
        return actions.post(db.session.get(Person, ben), conversation, "x", f"client-id-{number}").seq

    answers = at_once(town, 12, work)
    said = [answer for number, answer in enumerate(answers) if number != 5 and isinstance(answer, int)]
    refused = [answer for answer in answers if not isinstance(answer, int)]
    assert len(said) + len(refused) == 11
    db.session.rollback()
    assert sorted(said) == list(range(1, len(said) + 1))
    assert db.session.get(Conversation, room).last_seq == len(said)


def test_reading_at_once_ends_at_the_furthest(town):
    ada, ben, room = two_and_a_conversation()
    conversation, author = db.session.get(Conversation, room), db.session.get(Person, ada)
    for number in range(10):
        actions.post(author, conversation, "x", f"client-id-{number}")

    def work(number):
        reader, read = db.session.get(Person, ben), db.session.get(Conversation, room)
        actions.read_up_to(reader, read, number + 1)

    at_once(town, 10, work)
    db.session.rollback()
    assert queries.unread_of(db.session.get(Person, ben)) == 0
