"""The open line: what is said over it. With `kit.porter` the only place that knows Socket.IO."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import structlog
from flask import Flask, current_app
from flask_login import current_user
from flask_socketio import ConnectionRefusedError
from limits import parse

from app.extensions import db, limiter, socketio
from app.kit.errors import Malformed, Refusal, SignInFirst, TooMany
from app.kit.porter import LARGEST_FRAME, BoundedSocket, Porter, TextPacket, same_host
from app.kit.text import has_unseen
from app.kit.turnstile import Turnstile

log = structlog.get_logger()
events: dict[str, Callable[..., Any]] = {}


def open_line(app: Flask) -> None:
    """Bind the open line to `app`. Call it when all the handlers have been imported."""
    pages = app.wsgi_app
    socketio.init_app(
        app,
        async_mode="threading",
        # In the order in which they were sent; a thread for each would let them overtake one another.
        async_handlers=False,
        manage_session=False,
        transports=["websocket"],
        serializer=TextPacket,
        cors_allowed_origins=same_host,
        max_http_buffer_size=LARGEST_FRAME,
        message_queue=app.config["REDIS_URL"],
        ping_interval=25,
        ping_timeout=20,
    )
    socketio.server.eio._async["websocket"] = BoundedSocket
    socketio.server.eio.on("message", _or_hang_up(socketio.server._handle_eio_message))
    socketio.on_event("*", _answer_unknown)
    app.wsgi_app = Porter(app, app.wsgi_app, Turnstile(pages))  # type: ignore[method-assign]


def answers(event: str, rate: str = "120/minute") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Answer the socket event `event` with what this function returns.

    It is called with the person who speaks and the payload, a dict. The acknowledgement is `{"ok": true, ...}`
    or `{"ok": false, "status": n, "error": "a sentence"}`; whatever was sent, the line gets an answer.
    """

    def register(handler: Callable[..., dict[str, Any] | None]) -> Callable[..., Any]:
        @wraps(handler)
        def answer(*payload: Any) -> dict[str, Any]:
            structlog.contextvars.clear_contextvars()
            structlog.contextvars.bind_contextvars(event_name=event)
            try:
                person = _speaker()
                _hold_to(rate, event, person.id)
                return {"ok": True, **(handler(person, _read(payload)) or {})}
            except Refusal as refusal:
                return {"ok": False, "status": refusal.status, "error": refusal.sentence}
            except Exception:
                db.session.rollback()
                log.exception("event failed")
                return {
                    "ok": False,
                    "status": 500,
                    "error": "Something went wrong on our side. Please try again.",
                }

        events[event] = answer
        socketio.on_event(event, answer)
        return answer

    return register


def tell(people: Iterable[int], event: str, payload: dict[str, Any]) -> None:
    """Say something to every open page of these people (by id). Call it after the commit."""
    rooms = [f"person:{person}" for person in people]
    if rooms:
        socketio.emit(event, payload, to=rooms)


def hang_up(lines: Iterable[str]) -> None:
    """Close these sockets (by sid), in whichever process they are held."""
    for line in lines:
        try:
            socketio.server.disconnect(line, namespace="/")
        except Exception as error:  # noqa: BLE001 - one may have closed by itself; the rest must close all the same
            log.info("line was gone", error=repr(error))


def refuse_line(sentence: str) -> None:
    """Refuse a socket that is connecting; the browser gets the sentence."""
    raise ConnectionRefusedError(sentence)


def number_in(payload: dict[str, Any], name: str) -> int:
    """The whole number called `name`, not below 0. Raises `Malformed`."""
    value = payload.get(name)
    # `True` is an int to Python, and what JSON calls a number may be larger than any database counts.
    if type(value) is not int or not 0 <= value < 2**53:
        raise Malformed(f"“{name}” must be a whole number.")
    return value


def words_in(payload: dict[str, Any], name: str, longest: int) -> str:
    """The words called `name`, trimmed: some, and at most `longest` letters. Raises `Malformed`."""
    value = payload.get(name)
    if not isinstance(value, str) or not value.strip():
        raise Malformed(f"“{name}” must be some words.")
    value = value.strip().replace("\r\n", "\n")
    if len(value) > longest:
        raise Malformed(f"Please keep this to {longest:,} letters.")
    return value


def token_in(payload: dict[str, Any], name: str, pattern: str) -> str:
    """The short text called `name`, which matches `pattern` as a whole. Raises `Malformed`."""
    value = payload.get(name)
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise Malformed(f"“{name}” cannot be read.")
    return value


def _speaker() -> Any:
    # Asked anew at every word: who has signed out or was shut out speaks no more.
    if not current_user.is_authenticated:
        raise SignInFirst
    return current_user.person


def _hold_to(rate: str, event: str, person_id: int) -> None:
    if current_app.config["RATELIMIT_ENABLED"] and not limiter.limiter.hit(parse(rate), event, str(person_id)):
        raise TooMany


def _read(payload: tuple[Any, ...]) -> dict[str, Any]:
    if len(payload) != 1 or not isinstance(payload[0], dict):
        raise Malformed("An event carries one object.")
    if any(isinstance(value, str) and has_unseen(value) for value in payload[0].values()):
        raise Malformed("This holds control characters, which cannot be kept.")
    return payload[0]


def _or_hang_up(handle: Callable[[str, Any], None]) -> Callable[[str, Any], None]:
    """A frame that cannot be read costs the line: one line in the log instead of a traceback for each."""

    def received(line: str, data: Any) -> None:
        try:
            handle(line, data)
        except Exception as error:  # noqa: BLE001 - the parser raises all sorts
            log.warning("unreadable frame", error=repr(error)[:200])
            socketio.server.eio.disconnect(line)

    return received


def _answer_unknown(*_: Any) -> dict[str, Any]:
    return {"ok": False, "status": 404, "error": "There is no such event."}
