"""The open line's own door."""

from sqlalchemy import select

from app.accounts.models import OpenLine, Session
from app.extensions import db


def test_members_get_a_line_and_nobody_else_does(ada, line):
    assert line(ada).is_open
    assert not line(None).is_open


def test_signing_out_closes_the_line_at_once(ada, visit, line, house):
    held = line(ada)
    assert db.session.scalar(select(OpenLine.sid))
    visitor = held.socket.flask_test_client
    assert visitor.post("/sign-out").status_code in (302, 303)
    assert not held.is_open
    assert db.session.scalars(select(Session).where(Session.ended_at.is_(None))).all() == []
