"""The open line of a house that is really served: frames, origins, and people talking."""

import contextlib
import json
import re
import time

import pytest
import socketio
import websocket
from sqlalchemy import func, select

from app.accounts.models import OpenLine
from app.extensions import db
from app.kit.porter import LARGEST_FRAME
from app.messaging import actions
from tests.factories.messaging import make_conversation, make_direct
from tests.serving import served, with_real_sockets

PATIENCE = 5


@pytest.fixture(scope="module")
def address(app):
    with served(app) as there:
        yield there


@pytest.fixture
def cookie(app, visit, ada, ben, cy):
    """Somebody's cookie: `cookie(ada)`, as a header. Baked before anybody else is at the database."""
    with_real_sockets()
    name = app.config["SESSION_COOKIE_NAME"]
    baked = {who.id: f"{name}={visit(who).get_cookie(name).value}" for who in (ada, ben, cy)}
    return lambda person: baked[person.id]


@pytest.fixture
def chat(address, cookie):
    """A member's client, connected: `chat(ada)`. It keeps what it hears."""
    opened = []

    def connect(person):
        client = socketio.Client(reconnection=False)
        client.heard = []
        client.on("*", lambda event, payload: client.heard.append((event, payload)))
        client.connect(f"http://{address}", headers={"Cookie": cookie(person)}, transports=["websocket"], retry=False)
        opened.append(client)
        return client

    yield connect
    for client in opened:
        held = client.eio.ws
        client.disconnect()
        held.shutdown()
    eventually(lambda: noted() == 0)


@pytest.fixture
def raw(address, cookie):
    """A socket by hand: `raw(ada, origin=...)`; it has said hello unless told not to."""
    opened = []

    def connect(person=None, *, origin=None, header=(), hello=True):
        held = websocket.create_connection(
            f"ws://{address}/socket.io/?EIO=4&transport=websocket",
            header=[*header, *([f"Cookie: {cookie(person)}"] if person else [])],
            suppress_origin=origin is None,
            origin=origin,
            timeout=PATIENCE,
        )
        opened.append(held)
        assert held.recv().startswith("0{")
        if hello:
            held.send("40")
            assert held.recv().startswith("40{")
        return held

    yield connect
    for held in opened:
        held.close()
        held.shutdown()
    eventually(lambda: noted() == 0)


def eventually(ask):
    until = time.monotonic() + PATIENCE
    while not ask():
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.02)


def noted():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(OpenLine))


def heard(client, event):
    return [payload for name, payload in client.heard if name == event]


def said(conversation, body, client_id):
    return {"conversation": conversation.id, "body": body, "client_id": client_id}


def refused(raw, **how):
    with pytest.raises(websocket.WebSocketBadStatusException) as refusal:
        raw(**how)
    return refusal.value.status_code


def is_closed(held):
    """Whether the other side has hung up (what was on its way is read first)."""
    try:
        while held.recv():
            pass
    except (websocket.WebSocketConnectionClosedException, ConnectionError):
        pass
    return True


def test_two_people_talk_and_a_stranger_hears_nothing(ada, ben, cy, chat):
    conversation = make_direct(ada, ben)
    adas, bens, cys = chat(ada), chat(ben), chat(cy)
    for turn in range(10):
        for client, who in ((adas, "ada"), (bens, "ben")):
            answer = client.call("post", said(conversation, f"{who} {turn}", f"client-{who}-{turn}"))
            assert answer["ok"], answer
    eventually(lambda: all(len(heard(client, "message_posted")) == 20 for client in (adas, bens)))
    for client in (adas, bens):
        assert [payload["seq"] for payload in heard(client, "message_posted")] == list(range(1, 21))
    assert cys.heard == []


def test_who_left_hears_nothing_at_once(ada, ben, cy, chat):
    conversation = make_conversation(ada, ben, cy)
    adas, bens, cys = chat(ada), chat(ben), chat(cy)
    actions.leave(ben, conversation)
    actions.remove(conversation, cy)
    actions.invite(conversation, ben)
    adas.call("post", said(conversation, "For those who are here", "client-id-1"))
    eventually(lambda: heard(bens, "message_posted"))
    assert heard(cys, "message_posted") == []
    assert heard(cys, "conversation_closed") == [{"conversation": conversation.id}]
    assert cys.call("post", said(conversation, "Let me in", "client-id-2"))["status"] == 404


def test_signing_out_closes_the_line(ada, address, app, raw, visit):
    visitor = visit(ada)
    name = app.config["SESSION_COOKIE_NAME"]
    held = raw(header=[f"Cookie: {name}={visitor.get_cookie(name).value}"])
    visitor.post("/sign-out")
    assert held.recv() == "41"
    assert noted() == 0


def test_strangers_get_no_socket(raw):
    assert refused(raw, person=None) == 401
    assert refused(raw, header=["Cookie: callboard=forged"]) == 401


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1.evil.example", "http://127.0.0.1:1"]
)
def test_pages_of_other_sites_get_no_socket(ada, raw, origin):
    assert refused(raw, person=ada, origin=origin) == 400
    forged = ["X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https"]
    assert refused(raw, person=ada, origin=origin, header=forged) == 400


def test_a_page_of_this_host_gets_one(ada, address, raw):
    assert raw(ada, origin=f"http://{address}").connected


def test_only_sockets_are_spoken(ada, visit, address):
    answer = visit(ada).get("/socket.io/?EIO=4&transport=polling")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "frame",
    [
        '451-["post",{"_placeholder":true,"num":0}]',
        '451-["post",{}]',
        "459999999999-[]",
        '42["disconnect","x"]',
        '42["connect",{}]',
        "42",
        "42[]",
        "42{",
        '42["post",' + "[" * 5000,
        "4",
        "49",
        "x",
        "7",
    ],
    ids=lambda frame: frame[:24],
)
def test_an_unreadable_frame_costs_the_line(ada, ben, raw, frame):
    held = raw(ada)
    held.send(frame)
    assert is_closed(held)
    eventually(lambda: noted() == 0)


def test_binary_frames_cost_the_line(ada, raw):
    held = raw(ada)
    held.send_binary(b'42["post",{}]')
    assert is_closed(held)


def test_a_frame_too_large_is_cut_off(ada, ben, raw):
    held = raw(ada)
    with contextlib.suppress(OSError):
        held.send('42["post",{"body":"' + "x" * 1_000_000 + '"}]')
    assert is_closed(held)
    assert raw(ben).connected


def test_the_largest_message_there_may_be_fits(ada, ben, raw):
    conversation = make_direct(ada, ben)
    held = raw(ada)
    event = json.dumps(["post", said(conversation, "\U0001f3ac" * 4000, "client-id-1")])
    assert len(event) < LARGEST_FRAME
    held.send(f"421{event}")
    answer = next(frame for frame in iter(held.recv, "") if frame.startswith("431"))
    assert re.search(r'"ok":\s*true', answer)


def test_no_more_lines_than_a_person_may_have(ada, ben, app, raw, monkeypatch):
    monkeypatch.setattr("app.kit.porter.MOST_LINES", 2)
    half_open = [raw(ada, hello=False) for _ in range(2)]
    assert refused(raw, person=ada) == 429
    assert raw(ben).connected
    half_open[0].close()
    eventually(lambda: app.wsgi_app.held.total() < 3)
    assert raw(ada).connected
