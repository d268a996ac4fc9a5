"""Two people talk, in two real browsers."""

import re
import time

import pytest
from playwright.sync_api import expect

from app.accounts.models import OpenLine
from app.extensions import db
from app.messaging import actions, queries
from app.messaging.models import Message
from tests.factories.messaging import make_conversation, make_direct, say

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


def bodies():
    db.session.rollback()
    return [row.body for row in db.session.scalars(db.select(Message).order_by(Message.seq))]


def shown(page):
    return [words.strip() for words in page.locator(".message[data-seq] .bubble").all_inner_texts()]


def eventually(ask, patience=25):
    until = time.monotonic() + patience
    while not ask():
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.1)


def write(page, words):
    page.get_by_label("Message", exact=True).fill(words)
    page.keyboard.press("Enter")


@pytest.fixture
def two(ada, ben, enter):
    """A conversation, and a page of it for either."""
    conversation = make_direct(ada, ben)
    contexts = [enter(ada), enter(ben)]
    pages = [context.new_page() for context in contexts]
    faults = []
    for page in pages:
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"/conversations/{conversation.id}")
    eventually(lambda: lines() == 2)
    yield conversation, *pages
    for context in contexts:
        context.close()
    eventually(lambda: lines() == 0)
    assert faults == []


def lines():
    db.session.rollback()
    return db.session.scalar(db.select(db.func.count()).select_from(OpenLine))


def test_what_one_writes_the_other_reads_at_once(two):
    _, adas, bens = two
    write(adas, "Is the *generator* booked?")
    expect(bens.locator(".bubble em")).to_have_text("generator")
    write(bens, "Yes, from six.")
    expect(adas.locator(".message:not(.message--own) .bubble")).to_have_text("Yes, from six.")
    expect(adas.locator(".message--pending, .message--failed")).to_have_count(0)
    expect(bens.locator("#announcer")).to_contain_text("Ada Lindqvist: Is the generator booked?")


def test_with_the_network_cut_nothing_is_lost_doubled_or_out_of_order(two):
    _, adas, bens = two
    write(adas, "Before")
    expect(bens.locator(".bubble")).to_have_text("Before")
    expect(adas.locator("[data-pending]")).to_have_count(0)
    adas.context.cable.cut()
    adas.context.set_offline(True)
    for number in range(3):
        write(adas, f"From the tunnel {number}")
        write(bens, f"Meanwhile {number}")
    expect(adas.locator("[data-pending]")).to_have_count(3)
    expect(adas.locator(".chat__line")).to_contain_text("Not live")
    expect(bens.locator(".message[data-seq]")).to_have_count(4)
    adas.context.cable.mend()
    adas.context.set_offline(False)
    for page in (adas, bens):
        expect(page.locator(".message[data-seq]")).to_have_count(7)
    expect(adas.locator("[data-pending]")).to_have_count(0)
    expect(adas.locator(".chat__line")).to_be_hidden()
    meanwhile, tunnel = ([f"{words} {n}" for n in range(3)] for words in ("Meanwhile", "From the tunnel"))
    assert bodies() == ["Before", *meanwhile, *tunnel]
    assert shown(adas) == shown(bens) == bodies()


def test_what_waits_outlives_a_reload(two):
    _, adas, bens = two
    adas.context.cable.cut()
    write(adas, "Written in the tunnel")
    expect(adas.locator("[data-pending]")).to_have_count(1)
    adas.context.cable.mend()
    adas.reload()
    expect(bens.locator(".bubble")).to_have_text("Written in the tunnel")
    expect(adas.locator("[data-pending]")).to_have_count(0)
    assert bodies() == ["Written in the tunnel"]


def test_what_had_arrived_before_a_reload_is_shown_once(two, ada):
    conversation, adas, _ = two
    actions.post(ada, conversation, "Nobody said that it arrived", client_id="told-too-late")
    kept = f"callboard:outbox:{ada.id}:{conversation.id}"
    entry = [{"clientId": "told-too-late", "body": "Nobody said that it arrived"}]
    adas.evaluate("([key, entry]) => sessionStorage.setItem(key, JSON.stringify(entry))", [kept, entry])
    adas.route_web_socket(re.compile("socket.io"), lambda socket: socket.close())
    adas.reload()
    eventually(lambda: adas.evaluate("key => sessionStorage.getItem(key)", kept) is None)
    expect(adas.locator("[data-pending]")).to_have_count(0)
    assert shown(adas) == ["Nobody said that it arrived"]


def test_what_is_refused_stays_with_its_writer(two, ada):
    conversation, adas, _ = two
    actions.leave(ada, conversation)
    expect(adas.locator(".chat__line")).to_contain_text("no longer take part")
    expect(adas.locator(".composer")).to_be_hidden()


def test_what_is_taken_back_vanishes_on_both_sides(two):
    _, adas, bens = two
    write(adas, "A slip of the tongue")
    expect(bens.locator(".bubble")).to_have_text("A slip of the tongue")
    adas.get_by_role("button", name="Take back").click()
    for page in (adas, bens):
        expect(page.locator(".message--gone .bubble")).to_have_text("Taken back by its author.")


def test_typing_is_shown_and_reading_is_noted(two, ben):
    _, adas, bens = two
    adas.get_by_label("Message", exact=True).press_sequentially("He")
    expect(bens.locator(".typing")).to_have_text("Ada Lindqvist is writing")
    write(adas, "Hello")
    expect(bens.locator(".bubble")).to_have_text("Hello")
    eventually(lambda: queries.unread_of(ben) == 0)


def test_on_any_page_the_count_of_what_is_new_goes_up(ada, ben, enter):
    conversation = make_direct(ada, ben)
    context = enter(ben)
    page = context.new_page()
    page.goto("/conversations")
    eventually(lambda: lines() == 1)
    say(ada, conversation)
    expect(page.locator("#unread-messaging")).to_contain_text("1")
    expect(page).to_have_title(re.compile(r"^\(1\) Messages"))
    context.close()
    eventually(lambda: lines() == 0)


def test_without_script_the_page_does_its_work(ada, ben, enter):
    conversation = make_conversation(ada, ben)
    say(ben, conversation, "Are you free on the third?")
    page = enter(ada, java_script_enabled=False).new_page()
    page.goto(f"/conversations/{conversation.id}")
    expect(page.get_by_role("log")).to_contain_text("Are you free on the third?")
    page.get_by_label("Message", exact=True).fill("I am")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".message--own .bubble")).to_have_text("I am")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".message--gone")).to_have_count(1)
    assert bodies() == ["Are you free on the third?", ""]


def test_long_talks_are_read_backwards(ada, ben, enter):
    conversation = make_direct(ada, ben)
    for number in range(70):
        say(ben, conversation, f"Number {number}.")
    context = enter(ada)
    page = context.new_page()
    page.goto(f"/conversations/{conversation.id}")
    expect(page.locator(".message[data-seq]")).to_have_count(50)
    eventually(lambda: lines() == 1)
    page.get_by_role("link", name="Earlier messages").click()
    expect(page.locator(".message[data-seq]")).to_have_count(70)
    assert shown(page) == [f"Number {number}." for number in range(70)]
    expect(page.get_by_role("link", name="Earlier messages")).to_have_count(0)
    context.close()
    eventually(lambda: lines() == 0)
