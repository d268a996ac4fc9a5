"""Callboard's whole way of a message over real sockets: signed in, membership asked, committed, told, acknowledged."""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
import uuid
from pathlib import Path

import socketio

from app.accounts import actions as accounts
from app.messaging import actions as messaging
from benchmarks.server import serving
from benchmarks.table import show
from benchmarks.town import Town, cookie_of, house, member

PAIRS, SECONDS = 10, 5.0


def measure(*, quick: bool, people: int | None) -> dict[str, object]:
    """Rooms of two, each with one who speaks as soon as the last word was acknowledged."""
    pairs, seconds = (5, 2.0) if quick else (PAIRS, SECONDS)
    with tempfile.TemporaryDirectory(prefix="callboard-bench-") as folder:
        rooms = _rooms(Path(folder), pairs)
        with serving("wsgi:app", "/healthz", **Town(Path(folder), 0, {}, "").settings) as port:
            talkers = [_Talker(port, *room) for room in rooms]
            threads = [threading.Thread(target=talker.talk, args=(seconds,)) for talker in talkers]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            time.sleep(0.5)
            for talker in talkers:
                talker.close()
    return _said(talkers, seconds)


def _rooms(folder: Path, pairs: int) -> list[tuple[int, str, str]]:
    app = house(folder)
    rooms = []
    with app.app_context():
        for number in range(pairs):
            one, other = member(f"Speaker {number}"), member(f"Listener {number}")
            talk = messaging.open_direct(one.person, other.person)
            tokens = [accounts.begin_session(account, "bench") for account in (one, other)]
            cookies = [
                cookie_of(app, *pair) for pair in zip((one.fs_uniquifier, other.fs_uniquifier), tokens, strict=True)
            ]
            rooms.append((talk.id, cookies[0], cookies[1]))
    return rooms


class _Talker:
    """One room of two: one speaks, one listens."""

    def __init__(self, port: int, room: int, speaker: str, listener: str) -> None:
        self.room, self.acks, self.heard = room, [], []
        self.speaker, self.listener = (self._line(port, cookie) for cookie in (speaker, listener))
        self.listener.on("message_posted", lambda message: self.heard.append(message["seq"]))

    def talk(self, seconds: float) -> None:
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            began = time.perf_counter()
            word = {"conversation": self.room, "body": "x" * 120, "client_id": str(uuid.uuid4())}
            answer = self.speaker.call("post", word, timeout=20)
            if not answer["ok"]:
                raise RuntimeError(answer["error"])
            self.acks.append(1000 * (time.perf_counter() - began))

    def close(self) -> None:
        self.speaker.disconnect()
        self.listener.disconnect()

    @staticmethod
    def _line(port: int, cookie: str) -> socketio.Client:
        line = socketio.Client(reconnection=False)
        line.connect(f"http://127.0.0.1:{port}", headers={"Cookie": cookie}, transports=["websocket"])
        return line


def _said(talkers: list[_Talker], seconds: float) -> dict[str, object]:
    acks = sorted(ack for talker in talkers for ack in talker.acks)
    sent, heard = len(acks), sum(len(talker.heard) for talker in talkers)
    doubled = sum(len(talker.heard) - len(set(talker.heard)) for talker in talkers)
    reordered = sum(talker.heard != sorted(talker.heard) for talker in talkers)
    figures = {"msgs_s": sent / seconds, "deliveries_s": heard / seconds, "p50_ms": statistics.median(acks),
               "p99_ms": acks[int(sent * 0.99)]}  # fmt: skip
    show(f"Chat, {len(talkers)} rooms of 2, durable", ("server", "messages/s", "heard/s", "ack p50 ms", "p99 ms"),
         [("callboard", *figures.values())])  # fmt: skip
    lost = sent - heard + doubled
    print(f"\n  lost {lost}, doubled {doubled}, rooms out of order {reordered}")
    return {"shapes": {"r2": {"callboard": figures}}, "lost": lost, "doubled": doubled, "reordered": reordered}
