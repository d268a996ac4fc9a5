"""The pages of conversations, and what their script asks for."""

import re

import pytest

from app.extensions import db
from app.messaging import actions, queries
from app.messaging.models import Conversation, Message
from app.people.models import Visibility
from tests.factories.messaging import make_conversation, make_direct, say
from tests.factories.people import make_block, make_person

JSON = {"Accept": "application/json"}


def bodies():
    return [row.body for row in db.session.scalars(db.select(Message).order_by(Message.seq))]


def hidden_id(page):
    return re.search(r'name="client_id"[^>]*value="([^"]+)"', page.text).group(1)


def everything(conversation, message):
    """Each door of a conversation: method, address, form."""
    one = f"/conversations/{conversation.id}"
    return [
        ("get", one, {}),
        ("get", f"{one}/messages?after=0", {}),
        ("post", f"{one}/messages", {"body": "Words", "client_id": "some-client-id"}),
        ("post", f"{one}/reading", {"seq": "1"}),
        ("post", f"{one}/departure", {}),
        ("post", f"/messages/{message.id}/removal", {}),
    ]


def test_a_stranger_finds_no_door(ada, ben, cy, visit):
    conversation = make_direct(ada, ben)
    message = say(ada, conversation)
    for method, address, form in everything(conversation, message):
        assert getattr(visit(cy), method)(address, data=form).status_code == 404, address


def test_nobody_is_asked_to_sign_in(ada, ben, visit):
    conversation = make_direct(ada, ben)
    message = say(ada, conversation)
    for method, address, form in everything(conversation, message):
        answer = getattr(visit(None), method)(address, data=form)
        assert answer.status_code == 303, address
        assert "/sign-in" in answer.location


def test_behind_a_block_there_is_nothing(ada, ben, visit):
    conversation = make_direct(ada, ben)
    message = say(ada, conversation)
    make_block(ben, ada)
    for person in (ada, ben):
        for method, address, form in everything(conversation, message):
            assert getattr(visit(person), method)(address, data=form).status_code == 404, address
        assert "Nobody has written yet" in visit(person).get("/conversations").text


def test_only_the_author_takes_a_message_back(ada, ben, visit):
    message = say(ada, make_direct(ada, ben), "A secret")
    assert visit(ben).post(f"/messages/{message.id}/removal").status_code == 403
    assert bodies() == ["A secret"]
    answer = visit(ada).post(f"/messages/{message.id}/removal")
    assert answer.status_code == 303
    page = visit(ben).get(f"/conversations/{message.conversation_id}").text
    assert "A secret" not in page
    assert "Taken back" in page


@pytest.mark.parametrize("id", ["0", "99999999", "9007199254740991", "99999999999999999999", "-1", "x"])
def test_what_never_was_answers_as_what_is_hidden(ada, visit, id):
    for address in (f"/conversations/{id}", f"/conversations/{id}/messages?after=0"):
        assert visit(ada).get(address).status_code == 404


def test_a_person_is_written_to_from_their_page(ada, ben, visit):
    answer = visit(ada).post(f"/people/{ben.handle}/conversation")
    conversation = db.session.scalar(db.select(Conversation))
    assert (answer.status_code, answer.location) == (303, f"/conversations/{conversation.id}#end")


def test_who_is_hidden_or_behind_a_block_cannot_be_written_to(ada, ben, visit):
    hidden = make_person("Hidden", visibility=Visibility.HIDDEN)
    make_block(ben, ada)
    for person in (hidden, ben):
        assert visit(ada).post(f"/people/{person.handle}/conversation").status_code == 404
    assert db.session.scalar(db.select(Conversation)) is None


def test_the_inbox_lists_conversations_and_counts_what_is_new(ada, ben, visit):
    assert "Nobody has written yet" in visit(ada).get("/conversations").text
    say(ben, make_direct(ada, ben), "The *generator* is booked")
    page = visit(ada).get("/conversations").text
    assert "Ben Okafor" in page
    assert "generator" in page
    assert re.search(r'id="unread-messaging"[^>]*>1<', page)


def test_the_page_shows_its_thing_its_people_and_what_is_new(ada, ben, visit):
    conversation = make_conversation(ada, ben)
    say(ada, conversation, "Handrail goes")
    page = visit(ben).get(f"/conversations/{conversation.id}").text
    assert '<a href="/roles/1">Gaffer</a>' in page
    assert 'role="log"' in page
    assert page.index('id="unread"') < page.index("Handrail goes")
    actions.read_up_to(ben, conversation, 1)
    assert 'id="unread"' not in visit(ben).get(f"/conversations/{conversation.id}").text


def test_without_script_a_form_posts(ada, ben, visit):
    conversation = make_direct(ada, ben)
    visitor = visit(ada)
    address = f"/conversations/{conversation.id}"
    form = {"body": "  First line\r\nsecond  ", "client_id": hidden_id(visitor.get(address))}
    answer = visitor.post(f"{address}/messages", data=form)
    assert (answer.status_code, answer.location) == (303, f"{address}#end")
    assert bodies() == ["First line\nsecond"]


def test_a_form_sent_twice_is_one_message(ada, ben, visit):
    conversation = make_direct(ada, ben)
    visitor = visit(ada)
    form = {"body": "Once", "client_id": hidden_id(visitor.get(f"/conversations/{conversation.id}"))}
    for _ in range(3):
        assert visitor.post(f"/conversations/{conversation.id}/messages", data=form).status_code == 303
    assert bodies() == ["Once"]


def test_other_words_from_a_page_of_the_past_are_not_lost(ada, ben, visit):
    conversation = make_direct(ada, ben)
    visitor = visit(ada)
    used = hidden_id(visitor.get(f"/conversations/{conversation.id}"))
    address = f"/conversations/{conversation.id}/messages"
    visitor.post(address, data={"body": "First", "client_id": used})
    again = visitor.post(address, data={"body": "Second", "client_id": used})
    assert again.status_code == 422
    assert "Second</textarea>" in again.text
    assert hidden_id(again) != used
    visitor.post(address, data={"body": "Second", "client_id": hidden_id(again)})
    assert bodies() == ["First", "Second"]


@pytest.mark.parametrize(
    "body",
    ["", "   ", "x" * 4001, "bad \x00 byte", "bad \x1b byte"],
    ids=["no", "blank", "long", "nul", "esc"],
)
def test_what_cannot_be_said_is_shown_again(ada, ben, visit, body):
    conversation = make_direct(ada, ben)
    address = f"/conversations/{conversation.id}/messages"
    form = {"body": body, "client_id": "some-client-id"}
    page = visit(ada).post(address, data=form)
    assert page.status_code == 422
    assert 'id="body-error"' in page.text
    assert visit(ada).post(address, data=form, headers=JSON).status_code == 400
    assert bodies() == []


@pytest.mark.parametrize("id", ["", "short", "x" * 41, "with space1", "first:123456", "ends-in-nul\\"])
def test_an_id_that_no_page_makes_is_refused(ada, ben, visit, id):
    conversation = make_direct(ada, ben)
    form = {"body": "Words", "client_id": id}
    answer = visit(ada).post(f"/conversations/{conversation.id}/messages", data=form, headers=JSON)
    assert answer.status_code == 400


def test_the_script_posts_and_gets_the_message_back(ada, ben, visit):
    conversation = make_direct(ada, ben)
    form = {"body": "*Now*", "client_id": "from-the-script"}
    answer = visit(ada).post(f"/conversations/{conversation.id}/messages", data=form, headers=JSON)
    assert answer.status_code == 201
    assert answer.json["seq"] == 1
    assert answer.json["client_id"] == "from-the-script"
    assert "<em>Now</em>" in answer.json["html"]


def test_the_script_catches_up_in_order_and_sees_no_ids_of_others(ada, ben, visit):
    conversation = make_direct(ada, ben)
    first = say(ada, conversation, "One")
    say(ben, conversation, "Two")
    say(ada, conversation, "Three")
    actions.remove_message(ada, first)
    answer = visit(ada).get(f"/conversations/{conversation.id}/messages?after=1").json
    assert [(row["seq"], row["author"], "client_id" in row) for row in answer["messages"]] == [
        (2, ben.id, False),
        (3, ada.id, True),
    ]
    assert [row["seq"] for row in answer["removed"]] == [1]
    assert answer["last_seq"] == 3
    earlier = visit(ada).get(f"/conversations/{conversation.id}/messages?before=3").json
    assert [row["seq"] for row in earlier["messages"]] == [1, 2]


@pytest.mark.parametrize("after", ["x", "-1", "1.5", "9" * 16, "²", ""])
def test_a_place_that_is_no_number_is_refused(ada, ben, visit, after):
    conversation = make_direct(ada, ben)
    answer = visit(ada).get(f"/conversations/{conversation.id}/messages", query_string={"after": after})
    assert answer.status_code == 400


def test_earlier_messages_are_pages_back(ada, ben, visit):
    conversation = make_direct(ada, ben)
    for number in range(60):
        say(ada, conversation, f"Number {number}.")
    page = visit(ben).get(f"/conversations/{conversation.id}").text
    assert "Number 59." in page
    assert "Number 9." not in page
    earlier = re.search(r'href="([^"]*before=11[^"]*)"', page).group(1).replace("&amp;", "&")
    page = visit(ben).get(earlier).text
    assert "Number 0." in page
    assert "Number 59." not in page
    assert "Go to the newest message" in page


def test_reading_is_noted_and_the_rest_counted(ada, ben, visit):
    conversation = make_direct(ada, ben)
    for _ in range(3):
        say(ada, conversation)
    address = f"/conversations/{conversation.id}/reading"
    assert visit(ben).post(address, data={"seq": "2"}, headers=JSON).json == {"unread": 1}
    assert visit(ben).post(address, data={"seq": "3"}).status_code == 303
    assert queries.unread_of(ben) == 0
    for wrong in ("", "x", "-1"):
        assert visit(ben).post(address, data={"seq": wrong}).status_code == 400


def test_looking_at_a_page_marks_nothing_as_read(ada, ben, visit):
    conversation = make_direct(ada, ben)
    say(ada, conversation)
    visit(ben).get(f"/conversations/{conversation.id}")
    assert queries.unread_of(ben) == 1


def test_leaving_ends_it(ada, ben, visit):
    conversation = make_conversation(ada, ben)
    visitor = visit(ada)
    answer = visitor.post(f"/conversations/{conversation.id}/departure")
    assert (answer.status_code, answer.location) == (303, "/conversations")
    assert visitor.get(f"/conversations/{conversation.id}").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "[press](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "![x](https://elsewhere.example/x.png)",
        "`</p><svg onload=alert(1)>`",
    ],
)
def test_words_do_no_harm(ada, ben, visit, body):
    conversation = make_direct(ada, ben)
    form = {"body": body, "client_id": "some-client-id"}
    visit(ada).post(f"/conversations/{conversation.id}/messages", data=form)
    shown = visit(ben).get(f"/conversations/{conversation.id}/messages?after=0").json["messages"][0]["html"]
    assert not re.search(r"<(script|img|svg)|href=.javascript", shown)
