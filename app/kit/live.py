"""The open line. The only place that knows Socket.IO's insides: what may come in, and how a word goes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

import structlog
from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI
from flask import Flask, current_app
from flask_login import current_user
from flask_socketio import ConnectionRefusedError
from limits import parse
from socketio.packet import BINARY_ACK, BINARY_EVENT, Packet

from app.extensions import db, limiter, socketio
from app.kit.errors import Malformed, Refusal, SignInFirst, TooMany
from app.kit.text import has_unseen

LARGEST_FRAME = 64 * 1024

log = structlog.get_logger()
events: dict[str, Callable[..., Any]] = {}


class TextPacket(Packet):  # type: ignore[misc]
    """A packet that takes no binary parts: the library would keep announced parts in memory without end."""

    uses_binary_events = False

    def decode(self, encoded_packet: str) -> int:
        if encoded_packet[:1] in (str(BINARY_EVENT), str(BINARY_ACK)):
            raise ValueError("binary packets are not taken")
        return super().decode(encoded_packet) or 0


class BoundedSocket(SimpleWebSocketWSGI):  # type: ignore[misc]
    """A socket that refuses a frame by its announced size, before it is in memory."""

    def __init__(self, handler: Any, server: Any, **options: Any) -> None:
        super().__init__(handler, server, max_message_size=server.max_http_buffer_size, **options)


def open_line(app: Flask) -> None:
    """Bind the open line to `app`. Call it when all the handlers have been imported."""
    socketio.init_app(
        app,
        async_mode="threading",
        # In the order in which they were sent; a thread for each would let them overtake one another.
        async_handlers=False,
        manage_session=False,
        transports=["websocket"],
        serializer=TextPacket,
        cors_allowed_origins=_same_host,
        max_http_buffer_size=LARGEST_FRAME,
        message_queue=app.config["REDIS_URL"],
        ping_interval=25,
        ping_timeout=20,
    )
    socketio.server.eio._async["websocket"] = BoundedSocket


def answers(event: str, rate: str = "120/minute") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Answer the socket event `event` with what this function returns.

    It is called with the person who speaks and the payload, a dict. The acknowledgement is `{"ok": true, ...}`, or
    `{"ok": false, "status": n, "error": "a sentence"}`; whatever was sent, the line gets an answer.
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
        socketio.server.disconnect(line, namespace="/")


def refuse_line(sentence: str) -> None:
    """Refuse a socket that is connecting; the browser gets the sentence."""
    raise ConnectionRefusedError(sentence)


def _speaker() -> Any:
    # Asked anew at every word: who has signed out or was shut out speaks no more.
    if not current_user.is_authenticated:
        raise SignInFirst
    return current_user.person


def _hold_to(rate: str, event: str, person_id: int) -> None:
    if current_app.config["RATELIMIT_ENABLED"] and not limiter.limiter.hit(
        parse(rate), event, str(person_id)
    ):
        raise TooMany


def _read(payload: tuple[Any, ...]) -> dict[str, Any]:
    if len(payload) != 1 or not isinstance(payload[0], dict):
        raise Malformed("An event carries one object.")
    if any(isinstance(value, str) and has_unseen(value) for value in payload[0].values()):
        raise Malformed("This holds control characters, which cannot be kept.")
    return payload[0]


def _same_host(origin: str | None, environ: dict[str, Any]) -> bool:
    # The library's own check believes X-Forwarded-Host, which a visitor can send.
    return origin is None or urlsplit(origin).netloc == environ.get("HTTP_HOST")
