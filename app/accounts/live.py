"""The open line's own door: who is signed in listens under their own name, and only there."""

from __future__ import annotations

from flask import request, session
from flask_socketio import join_room

from app.accounts import actions, queries
from app.accounts.facts import SessionEnded
from app.accounts.security import COOKIE_KEY
from app.extensions import socketio
from app.kit.facts import once_true
from app.kit.live import hang_up, refuse_line
from app.people.models import Person

MOST_LINES = 20


@socketio.on("connect")  # type: ignore[untyped-decorator]
def _connect(_: object = None) -> None:
    held = queries.session_by(session.get(COOKIE_KEY, ""))
    if held is None or not held.account.active:
        refuse_line("Please sign in first.")
        return
    person = held.account.person
    _make_room(person)
    if not actions.line_opened(request.sid, held):  # type: ignore[attr-defined]
        refuse_line("Please sign in first.")
    join_room(f"person:{person.id}")


@socketio.on("disconnect")  # type: ignore[untyped-decorator]
def _disconnect(_: str) -> None:
    actions.line_closed(request.sid)  # type: ignore[attr-defined]


def _make_room(person: Person) -> None:
    # The oldest give way rather than the new one: after a crash, lines stay noted that nobody holds any more.
    oldest = queries.lines_of(person)[: 1 - MOST_LINES]
    if oldest:
        actions.line_closed(*oldest)
        hang_up(oldest)


@once_true(SessionEnded)
def _close_lines(ended: SessionEnded) -> None:
    hang_up(ended.lines)
