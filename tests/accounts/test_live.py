"""The open line's own door."""

from datetime import timedelta

from sqlalchemy import func, select

from app.accounts import actions, queries
from app.accounts.live import MOST_LINES
from app.accounts.models import OpenLine, Session
from app.extensions import db, socketio
from app.kit.clock import now
from tests.factories.accounts import account_of


def noted():
    return db.session.scalar(select(func.count()).select_from(OpenLine))


def test_members_get_a_line_and_nobody_else_does(ada, line):
    assert line(ada).is_open
    assert not line(None).is_open
    assert noted() == 1


def test_signing_out_closes_the_line_at_once(ada, visit, line, house):
    held = line(ada)
    assert db.session.scalar(select(OpenLine.sid))
    visitor = held.socket.flask_test_client
    assert visitor.post("/sign-out").status_code in (302, 303)
    assert not held.is_open
    assert db.session.scalars(select(Session).where(Session.ended_at.is_(None))).all() == []
    assert noted() == 0


def test_signing_out_leaves_other_devices_and_other_people_alone(ada, ben, line):
    held, elsewhere, other = line(ada), line(ada), line(ben)
    held.socket.flask_test_client.post("/sign-out")
    assert not held.is_open
    assert elsewhere.is_open
    assert other.is_open


def test_a_cookie_kept_from_before_signing_out_opens_no_line(ada, line, app):
    held = line(ada)
    visitor = held.socket.flask_test_client
    kept = visitor.get_cookie(app.config["SESSION_COOKIE_NAME"]).value
    visitor.post("/sign-out")
    visitor.set_cookie(app.config["SESSION_COOKIE_NAME"], kept)
    with app.app_context():
        held.socket.connect()
    assert not held.is_open


def test_a_session_that_ends_while_a_line_opens_gets_none(ada, app):
    token = actions.begin_session(account_of(ada), "a test")
    held = queries.session_by(token)
    with app.app_context():
        actions.end_session(token)
    assert not actions.line_opened("some-sid", held)
    assert noted() == 0


def test_a_closed_line_is_forgotten(ada, line, app):
    held = line(ada)
    with app.app_context():
        held.socket.disconnect()
    db.session.rollback()
    assert noted() == 0


def test_the_oldest_page_gives_way_when_there_are_too_many(ada, line):
    held = line(ada)
    session = db.session.scalar(select(Session))
    for number in range(MOST_LINES - 1):
        # Lines that a process left behind when it died.
        db.session.add(OpenLine(sid=f"dead-{number}", session_id=session.id, opened_at=now()))
    db.session.commit()
    newest = line(ada)
    assert newest.is_open
    assert not held.is_open
    assert noted() == MOST_LINES


def test_a_line_hears_only_what_is_said_to_its_person(ada, ben, line):
    adas, bens = line(ada), line(ben)
    socketio.emit("hello", {}, to=f"person:{ada.id}")
    assert (len(adas.heard("hello")), bens.heard("hello")) == (1, [])


def test_what_ended_long_ago_is_forgotten(ada, visit):
    for _ in range(3):
        visit(ada)
    fresh, idle, ended = db.session.scalars(select(Session).order_by(Session.id)).all()
    kept = fresh.id
    idle.seen_at = now() - timedelta(days=50)
    ended.ended_at = now() - timedelta(days=31)
    db.session.commit()
    actions.forget_old_sessions()
    assert db.session.scalars(select(Session.id)).all() == [kept]
