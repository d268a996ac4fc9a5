"""The open line itself: what is answered, what is not taken."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from socketio.packet import Packet

from app.extensions import limiter
from app.kit import live
from app.kit.porter import MOST_LINES, Porter, TextPacket, same_host


def test_an_event_that_is_not_there_is_answered(ada, line):
    held = line(ada)
    for event in ("no_such_event", "json", "message"):
        assert held.say(event, {})["status"] == 404


def test_what_goes_wrong_in_an_event_is_answered_and_says_nothing_of_the_inside(ada, line, monkeypatch, capsys):
    def stumble():
        raise RuntimeError("the inside")

    monkeypatch.setattr(live, "_speaker", stumble)
    answer = line(ada).say("typing", {"conversation": 1})
    assert (answer["ok"], answer["status"]) == (False, 500)
    assert "inside" not in answer["error"]


def test_events_too_often_are_refused_and_others_go_on(ada, ben, line, app, monkeypatch):
    monkeypatch.setitem(app.config, "RATELIMIT_ENABLED", True)
    monkeypatch.setattr(limiter, "_limiter", MovingWindowRateLimiter(MemoryStorage()))
    held = line(ada)
    answers = [held.say("typing", {"conversation": 1})["status"] for _ in range(42)]
    assert answers[:40] == [404] * 40
    assert answers[40:] == [429, 429]
    assert line(ben).say("typing", {"conversation": 1})["status"] == 404
    assert held.say("read", {"conversation": 1, "seq": 1})["status"] == 404


@pytest.mark.parametrize(
    "frame",
    [
        '51-["post",{"_placeholder":true,"num":0}]',
        '61-0["x"]',
        "59999999999-[]",
        '2["connect",{}]',
        '2["disconnect","x"]',
        '2{"an":"object"}',
        "2[]",
        "2[7]",
        "2",
        b'2["post",{}]',
        b"\x00\x01",
        "x",
        "9",
        '2["*",{}]',
    ],
)
def test_frames_that_are_no_plain_events_are_not_taken(frame):
    with pytest.raises(ValueError):  # noqa: PT011 - the parser's own words differ
        TextPacket(encoded_packet=frame)


def test_plain_events_are_read_as_the_library_reads_them():
    for frame in ('2["post",{"a":1}]', '23["post",{}]', "0", "1", '30["x"]'):
        ours, theirs = TextPacket(encoded_packet=frame), Packet(encoded_packet=frame)
        assert (ours.packet_type, ours.data, ours.id) == (theirs.packet_type, theirs.data, theirs.id)


@pytest.mark.parametrize(
    ("origin", "host", "let_in"),
    [
        ("https://callboard.example", "callboard.example", True),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        (None, "callboard.example", True),
        ("https://evil.example", "callboard.example", False),
        ("https://callboard.example.evil.example", "callboard.example", False),
        ("https://callboard.example:444", "callboard.example", False),
        ("https://callboard.example@evil.example", "callboard.example", False),
        ("null", "callboard.example", False),
        ("", "callboard.example", False),
    ],
)
def test_only_pages_of_this_host_open_a_line(origin, host, let_in):
    forged = {"HTTP_HOST": host, "HTTP_X_FORWARDED_HOST": "evil.example"}
    assert same_host(origin, forged) is let_in


class Gate:
    """A porter before a line that stays open until the test ends it."""

    def __init__(self, app, visitors):
        self.porter = Porter(app, self.line, lambda *_: [b"a page"])
        self.porter._who = lambda environ: environ["visitor"]
        self.end, self.inside, self.pool = Event(), [], ThreadPoolExecutor(visitors)

    def line(self, environ, start_response):
        self.inside.append(environ["visitor"])
        start_response("101 Switching Protocols", [])
        self.end.wait(10)
        return []

    def knock(self, visitor):
        said = []
        answered = Event()

        def start_response(status, _):
            said.append(status[:3])
            answered.set()

        environ = {"PATH_INFO": "/socket.io/", "visitor": visitor}
        self.pool.submit(self.porter, environ, start_response)
        answered.wait(10)
        return said[0]


@pytest.fixture
def gate(app):
    opened = Gate(app, 64)
    yield opened
    opened.end.set()
    opened.pool.shutdown()


def test_strangers_hold_no_thread(gate):
    assert gate.knock(None) == "401"
    assert gate.inside == []


def test_one_person_holds_so_many_lines_and_others_still_get_theirs(gate):
    assert [gate.knock("ada") for _ in range(MOST_LINES + 2)] == ["101"] * MOST_LINES + ["429"] * 2
    assert gate.knock("ben") == "101"
    gate.end.set()
    gate.pool.shutdown()
    assert gate.porter.held.total() == 0


def test_the_process_keeps_threads_for_pages(gate, app, monkeypatch):
    monkeypatch.setitem(app.config, "MOST_SOCKETS", 3)
    assert [gate.knock(f"person {n}") for n in range(4)] == ["101", "101", "101", "503"]
    assert gate.porter({"PATH_INFO": "/people"}, None) == [b"a page"]
