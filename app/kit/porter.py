"""The open line's gate: which sockets are let in, and which frames are taken from them."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import suppress
from socket import SHUT_RDWR
from typing import Any
from urllib.parse import urlsplit

import simple_websocket
from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI
from flask import Flask
from flask_login import current_user
from socketio.packet import BINARY_ACK, BINARY_EVENT, EVENT, Packet

LARGEST_FRAME = 64 * 1024
# A few more than accounts keeps open for a person, so that a new page can push the oldest out.
MOST_LINES = 24
# Events that the library calls by itself: said by a visitor they would run our handlers for them.
NOT_SAID = {"connect", "disconnect", "connect_error", "*"}


class TextPacket(Packet):  # type: ignore[misc]
    """A packet of text, with an event that may be said.

    Binary parts are refused: the library would keep announced parts in memory without end.
    """

    uses_binary_events = False

    def decode(self, encoded_packet: Any) -> int:
        if not isinstance(encoded_packet, str) or encoded_packet[:1] in (str(BINARY_EVENT), str(BINARY_ACK)):
            raise ValueError("binary packets are not taken")
        super().decode(encoded_packet)
        if self.packet_type > BINARY_ACK or (self.packet_type == EVENT and not _may_be_said(self.data)):
            raise ValueError("this is no event")
        return 0


class Reader(simple_websocket.Server):  # type: ignore[misc]
    """A socket whose reader always hears of its end: the library wakes it a moment before it is said."""

    def _thread(self) -> None:
        super()._thread()
        self.event.set()


class BoundedSocket(SimpleWebSocketWSGI):  # type: ignore[misc]
    """A socket that takes text, and refuses a frame by its announced size, before it is in memory."""

    def __init__(self, handler: Any, server: Any, **options: Any) -> None:
        # Its own pings find out who has gone without a word, and give the thread back.
        options |= {"max_message_size": server.max_http_buffer_size, "ping_interval": server.ping_interval}
        super().__init__(handler, server, **options)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.ws = Reader(environ, **self.server_args)
        answer = self.app(self)
        # How each server is told that the answer has been given.
        if self.ws.mode == "gunicorn":
            raise StopIteration
        if self.ws.mode == "werkzeug":
            raise ConnectionError
        return answer

    def wait(self) -> str | None:
        """The next frame; none closes the socket."""
        frame = super().wait()
        return frame if isinstance(frame, str) and frame[:1] in tuple("0123456") else None

    def close(self) -> None:
        """Close now: a browser that is asleep would never answer the farewell, and keep its thread here."""
        with suppress(OSError):
            super().close()
            self.ws.sock.shutdown(SHUT_RDWR)


class Porter:
    """Stands before the open line: lets members in, so many sockets each, so many in this process.

    Each open socket holds a thread; strangers, and members with too many, must not hold them all. The count
    is this process's own, because its threads are.
    """

    def __init__(self, app: Flask, line: Any, otherwise: Any) -> None:
        self.app, self.line, self.otherwise = app, line, otherwise
        self.held: Counter[str] = Counter()
        self.turn = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        if not environ.get("PATH_INFO", "").startswith("/socket.io/"):
            return self.otherwise(environ, start_response)
        who = self._who(environ)
        refusal = "401 Unauthorized" if who is None else self._take(who)
        if refusal or who is None:
            start_response(refusal, [("Content-Type", "text/plain"), ("Content-Length", "0")])
            return [b""]
        try:
            return self.line(environ, start_response)
        finally:
            self._give_back(who)

    def _who(self, environ: dict[str, Any]) -> str | None:
        with self.app.request_context(environ.copy()):
            return str(current_user.get_id()) if current_user.is_authenticated else None

    def _take(self, who: str) -> str | None:
        with self.turn:
            if self.held.total() >= self.app.config["MOST_SOCKETS"]:
                return "503 Service Unavailable"
            if self.held[who] >= MOST_LINES:
                return "429 Too Many Requests"
            self.held[who] += 1
        return None

    def _give_back(self, who: str) -> None:
        with self.turn:
            self.held[who] -= 1
            self.held += Counter()


def same_host(origin: str | None, environ: dict[str, Any]) -> bool:
    """Whether a socket's origin is the host it asks for."""
    # The library's own check believes X-Forwarded-Host, which a visitor can send.
    return origin is None or urlsplit(origin).netloc == environ.get("HTTP_HOST")


def _may_be_said(data: Any) -> bool:
    return isinstance(data, list) and bool(data) and isinstance(data[0], str) and data[0] not in NOT_SAID
