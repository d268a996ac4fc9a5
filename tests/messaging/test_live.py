"""Conversations over the open line, in this process."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.messaging import actions, queries
from app.messaging.models import Message
from app.people import actions as people
from tests.factories.messaging import make_conversation, make_direct, say
from tests.factories.people import make_block


def said(conversation, body="Hello", client_id="some-client-id"):
    return {"conversation": conversation.id, "body": body, "client_id": client_id}


def stored():
    return [row.body for row in db.session.scalars(select(Message).order_by(Message.seq))]


def test_what_is_said_is_kept_and_heard_by_those_who_take_part(ada, ben, cy, line):
    conversation = make_direct(ada, ben)
    speaker, second_page, listener, stranger = line(ada), line(ada), line(ben), line(cy)
    answer = speaker.say("post", said(conversation, "Call at *seven*"))
    message = db.session.scalar(select(Message))
    assert answer == {"ok": True, "id": message.id, "seq": 1}
    for own in (speaker, second_page):
        (heard,) = own.heard("message_posted")
        assert (heard["client_id"], heard["seq"], heard["author"]) == ("some-client-id", 1, ada.id)
    (heard,) = listener.heard("message_posted")
    assert "client_id" not in heard
    assert "some-client-id" not in heard["html"]
    assert "<em>seven</em>" in heard["html"]
    assert stranger.heard() == []


def test_the_other_learns_how_much_is_unread(ada, ben, line):
    conversation = make_direct(ada, ben)
    listener = line(ben)
    say(ada, conversation)
    say(ada, conversation)
    assert [heard["total"] for heard in listener.heard("unread")] == [1, 2]


def test_reading_is_told_to_ones_own_pages_only(ada, ben, line):
    conversation = make_direct(ada, ben)
    say(ada, conversation)
    reader, own_page, author = line(ben), line(ben), line(ada)
    assert reader.say("read", {"conversation": conversation.id, "seq": 9}) == {"ok": True, "unread": 0}
    assert own_page.heard("conversation_read") == [{"conversation": conversation.id, "seq": 1}]
    assert author.heard() == []


def test_sent_again_it_is_told_once(ada, ben, line):
    conversation = make_direct(ada, ben)
    speaker, listener = line(ada), line(ben)
    first, again = (speaker.say("post", said(conversation)) for _ in range(2))
    assert first == again
    assert len(listener.heard("message_posted")) == 1
    assert stored() == ["Hello"]


def test_words_from_the_page_are_heard_over_the_line(ada, ben, visit, line):
    conversation = make_direct(ada, ben)
    listener = line(ben)
    form = {"body": "By hand", "client_id": "from-the-form"}
    visit(ada).post(f"/conversations/{conversation.id}/messages", data=form)
    (heard,) = listener.heard("message_posted")
    assert "By hand" in heard["html"]


def test_what_is_taken_back_is_told_without_its_words(ada, ben, line):
    conversation = make_direct(ada, ben)
    message = say(ada, conversation, "A secret")
    listener = line(ben)
    actions.remove_message(ada, message)
    (heard,) = listener.heard("message_removed")
    assert heard["id"] == message.id
    assert "secret" not in heard["html"]


@pytest.mark.parametrize("how", ["leaves", "is removed", "is blocked", "blocks"])
def test_who_no_longer_takes_part_hears_nothing_more(ada, ben, cy, line, how):
    conversation = make_conversation(ada, ben) if "block" in how else make_conversation(ada, ben, cy)
    gone, speaker = line(ben), line(ada)
    if how == "leaves":
        actions.leave(ben, conversation)
    elif how == "is removed":
        actions.remove(conversation, ben)
    elif how == "is blocked":
        people.block(ada, ben.handle)
    else:
        people.block(ben, ada.handle)
    assert gone.heard("conversation_closed") == [{"conversation": conversation.id}]
    answer = speaker.say("post", said(conversation))
    assert answer["ok"] is ("block" not in how)
    speaker.say("typing", {"conversation": conversation.id})
    assert gone.heard() == []
    for event in ("post", "read", "typing", "catch_up"):
        payload = {**said(conversation), "seq": 1, "after": 0}
        assert gone.say(event, payload)["status"] == 404


def test_a_stranger_gets_the_same_answer_as_for_what_never_was(ada, ben, cy, line):
    conversation = make_direct(ada, ben)
    stranger = line(cy)
    for event in ("post", "read", "typing", "catch_up"):
        answers = [
            stranger.say(event, {"conversation": id, "body": "x", "client_id": "12345678", "seq": 1, "after": 0})
            for id in (conversation.id, 2**53 - 1, 0)
        ]
        assert answers[0]["status"] == 404
        assert answers[0] == answers[1] == answers[2]


def test_typing_is_told_to_the_others_and_kept_nowhere(ada, ben, cy, line):
    conversation = make_conversation(ada, ben, cy)
    make_block(cy, ada)
    speaker, other, blocked = line(ada), line(ben), line(cy)
    assert speaker.say("typing", {"conversation": conversation.id}) == {"ok": True}
    told = {"conversation": conversation.id, "person": ada.id, "name": "Ada Lindqvist"}
    assert other.heard("typing") == [told]
    assert speaker.heard("typing") == blocked.heard("typing") == []


def test_who_was_away_catches_up(ada, ben, line):
    conversation = make_direct(ada, ben)
    first = say(ada, conversation, "One")
    for body in ("Two", "Three"):
        say(ada, conversation, body)
    actions.remove_message(ada, first)
    answer = line(ben).say("catch_up", {"conversation": conversation.id, "after": 1})
    assert [row["seq"] for row in answer["messages"]] == [2, 3]
    assert [row["seq"] for row in answer["removed"]] == [1]
    assert answer["last_seq"] == 3


def test_who_signed_out_elsewhere_speaks_no_more(ada, ben, line, app):
    conversation = make_direct(ada, ben)
    held = line(ada)
    held.socket.flask_test_client.post("/sign-out")
    assert not held.is_open
    assert stored() == []
    assert queries.unread_of(ben) == 0
    assert conversation.last_seq == 0


WRONG = [
    {},
    {"conversation": None},
    {"conversation": "1"},
    {"conversation": 1.0},
    {"conversation": -1},
    {"conversation": 2**53},
    {"conversation": [1]},
    {"conversation": {"id": 1}},
    {"body": ""},
    {"body": " \n "},
    {"body": None},
    {"body": 7},
    {"body": ["Hello"]},
    {"body": "x" * 4001},
    {"body": "nul \x00"},
    {"body": "escape \x1b"},
    {"body": "half a pair \ud800"},
    {"client_id": ""},
    {"client_id": None},
    {"client_id": 12345678},
    {"client_id": "x" * 41},
    {"client_id": "first:123456"},
    {"client_id": "a line\nend"},
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: repr(wrong)[:40])
def test_a_malformed_message_is_answered_and_not_kept(ada, ben, line, wrong):
    conversation = make_direct(ada, ben)
    payload = {**said(conversation), **wrong} if wrong else {}
    answer = line(ada).say("post", payload)
    assert (answer["ok"], answer["status"]) == (False, 400)
    assert answer["error"]
    assert stored() == []


@pytest.mark.parametrize("payload", [None, "post", 7, [], [{}], True])
def test_a_payload_that_is_no_object_is_answered(ada, line, payload):
    held = line(ada)
    for event in ("post", "read", "typing", "catch_up"):
        assert held.say(event, payload)["status"] == 400


@pytest.mark.parametrize("wrong", [True, "1", -1, 2**53, None, 1.5])
def test_a_place_that_is_no_whole_number_is_answered(ada, ben, line, wrong):
    conversation = make_direct(ada, ben)
    held = line(ada)
    assert held.say("read", {"conversation": conversation.id, "seq": wrong})["status"] == 400
    assert held.say("catch_up", {"conversation": conversation.id, "after": wrong})["status"] == 400
    assert held.say("typing", {"conversation": wrong})["status"] == 400
