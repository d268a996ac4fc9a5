"""One's own account: devices, and the way out."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.accounts import queries
from app.accounts.devices import in_words
from app.accounts.models import Account, OpenLine, Session
from app.extensions import db
from app.people import queries as people
from app.people.models import Person
from tests.factories.accounts import PASSWORD, account_of, post


def sessions_of(person):
    return queries.sessions_of(account_of(person))


def test_the_page_lists_ones_own_devices_and_marks_this_one(ada, ben, visit):
    browser = visit(ada)
    visit(ada)
    visit(ben)
    page = browser.get("/account").text
    assert page.count("signed in ") == 2
    assert page.count("this one") == 1
    assert "ada-lindqvist@example.org" in page
    assert "ben-okafor" not in page


def test_a_device_is_signed_out_from_another_and_its_line_closes(ada, visit, line):
    held = line(ada)
    [there] = sessions_of(ada)
    browser = visit(ada)
    answer = browser.post(f"/account/sessions/{there.id}/end")
    assert (answer.status_code, answer.location) == (303, "/account#devices")
    assert not held.is_open
    assert held.socket.flask_test_client.get("/account").status_code == 303
    assert browser.get("/account").status_code == 200


def test_nobody_ends_the_session_of_somebody_else(ada, ben, visit):
    visit(ada)
    [hers] = sessions_of(ada)
    assert visit(ben).post(f"/account/sessions/{hers.id}/end").status_code == 404
    assert visit(ben).post("/account/sessions/999999/end").status_code == 404
    assert len(sessions_of(ada)) == 1


def test_all_other_devices_are_signed_out_at_once(ada, ben, visit, line):
    held, elsewhere, browser, other = line(ada), visit(ada), visit(ada), visit(ben)
    assert browser.post("/account/sessions/end-others").status_code == 303
    assert not held.is_open
    assert elsewhere.get("/account").status_code == 303
    assert browser.get("/account").status_code == 200
    assert other.get("/account").status_code == 200


def test_closing_asks_the_password(ada, visit):
    browser = visit(ada)
    answer = browser.post("/account/close", data={"password": "not mine at all"})
    assert answer.status_code == 422
    assert "not your present password" in answer.text
    assert account_of(ada).active


def test_a_closed_account_is_gone_with_its_page_sessions_and_lines(ada, ben, visit, line, sign_in):
    held, elsewhere, browser = line(ada), visit(ada), visit(ada)
    account_id = account_of(ada).id
    answer = browser.post("/account/close", data={"password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/")
    assert not held.is_open
    for browser_of_hers in (browser, elsewhere):
        assert browser_of_hers.get("/account").status_code == 303
    gone = db.session.get(Account, account_id)
    assert not gone.active
    assert gone.password is None
    assert "ada" not in gone.email
    assert ada.left_at
    assert ada.name == "Someone who left"
    assert ada.handle != "ada-lindqvist"
    assert db.session.scalars(people.visible_to(ben).where(Person.id == ada.id)).all() == []
    assert sign_in("ada-lindqvist@example.org")[1].status_code == 422
    [mail] = post()
    assert mail.to == ["ada-lindqvist@example.org"]
    assert "closed" in mail.subject
    assert db.session.scalars(select(Session).where(Session.ended_at.is_(None))).all() == []
    assert db.session.scalars(select(OpenLine)).all() == []


def test_an_address_is_free_again_after_closing(ada, visit):
    visit(ada).post("/account/close", data={"password": PASSWORD})
    post()
    visit(None).post(
        "/sign-up",
        data={
            "name": "Ada again",
            "email": "ada-lindqvist@example.org",
            "password": "seven boats at low tide",
        },
    )
    [mail] = post()
    assert "Confirm" in mail.subject


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari on an iPhone",
        ),
        ("curl/8.5", "A browser"),
        ("", "A browser"),
    ],
)
def test_devices_are_named_in_words(sent, said):
    assert in_words(sent) == said
