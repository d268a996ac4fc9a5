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

MOST_LINES = 20


@socketio.on("connect")
def _connect() -> None:
    held = queries.session_by(session.get(COOKIE_KEY, ""))
    if held is None or not held.account.active:
        refuse_line("Please sign in first.")
        return
    if len(queries.lines_of(held.account.person)) >= MOST_LINES:
        refuse_line("That is a lot of open pages. Please close some.")
    person_id = held.account.person_id
    actions.line_opened(request.sid, held)  # type: ignore[attr-defined]
    join_room(f"person:{person_id}")


@socketio.on("disconnect")
def _disconnect(_: str) -> None:
    actions.line_closed(request.sid)  # type: ignore[attr-defined]


@once_true(SessionEnded)
def _close_lines(ended: SessionEnded) -> None:
    hang_up(ended.lines)
