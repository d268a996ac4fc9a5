"""Signing up, in and out; links by mail; who has an account is nobody's business."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import pytest
import time_machine
from sqlalchemy import select

from app.accounts import queries
from app.accounts.models import Account, Session
from app.accounts.security import COOKIE_KEY
from app.extensions import db
from app.kit.clock import now
from app.people.models import Person
from tests.factories.accounts import PASSWORD, account_of, link_in, post

NEW = {"name": "Dora  Maar", "email": "dora@example.org", "password": "seven boats at low tide"}


def page_of(answer):
    """The page without what differs from one request to the next."""
    return re.sub(r'(csrf_token" value|csrf-token" content|nonce" content|nonce)="?[^"]+"', "", answer.text)


def sign_up(browser, **given):
    return browser.post("/sign-up", data={**NEW, **given})


def signed_in(browser):
    return browser.get("/account").status_code == 200


def test_joining_confirming_and_signing_in(visit, sign_in):
    browser = visit(None)
    answer = sign_up(browser)
    assert (answer.status_code, answer.location) == (303, "/mailed")
    assert "dora@example.org" in browser.get("/mailed").text
    _, refused = sign_in("dora@example.org", NEW["password"])
    assert refused.status_code == 422
    [mail] = post()
    assert mail.to == ["dora@example.org"]
    assert mail.subject == "Confirm your address at Callboard"
    assert browser.get(link_in(mail)).location == "/sign-in"
    browser, answer = sign_in("dora@example.org", NEW["password"])
    assert (answer.status_code, answer.location) == (303, "/arrival")
    assert signed_in(browser)


def test_somebody_who_joined_has_a_person_whom_nobody_sees(visit):
    sign_up(visit(None))
    person = db.session.scalar(select(Person))
    assert (person.name, person.handle, person.listed_at) == ("Dora Maar", "dora-maar", None)


def test_a_link_of_confirmation_runs_out(visit):
    browser = visit(None)
    sign_up(browser)
    [mail] = post()
    with time_machine.travel(now() + timedelta(days=4)):
        assert browser.get(link_in(mail)).location == "/confirm"
        assert "good for" in browser.get("/confirm").text
        browser.post("/confirm", data={"email": "dora@example.org"})
        [again] = post()
        assert browser.get(link_in(again)).location == "/sign-in"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "say what you are called"),
        ("name", "Ada\u202eadmin", "cannot be seen"),
        ("name", "Ada\u200b", "cannot be seen"),
        ("name", "Ada\x07", "control characters"),
        ("name", "x" * 81, "80 letters"),
        ("email", "dora@", "does not look like an email address"),
        ("email", "", "type your email address"),
        ("password", "", "type a password"),
        ("password", "short one", "10 letters or more"),
        ("password", "x" * 129, "128 letters"),
        ("password", "password1234", "easy to guess"),
        ("password", "callboard2026", "easy to guess"),
        ("password", "doramaar1907", "easy to guess"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field_and_the_rest_is_kept(visit, field, typed, said):
    answer = sign_up(visit(None), **{field: typed})
    assert answer.status_code == 422
    wrong = re.search(rf'id="{field}-error".*?</p>', answer.text, re.DOTALL)
    assert wrong, "no error at the field"
    assert said in wrong.group()
    kept = "name" if field != "name" else "email"
    assert NEW[kept] in answer.text
    assert db.session.scalar(select(Account)) is None


def test_a_long_password_of_any_letters_is_taken_without_rules(visit):
    assert sign_up(visit(None), password="Übermorgen früh, Büdchen zu 🎬").status_code == 303


def test_joining_with_a_known_address_looks_the_same_and_tells_its_owner(ada, visit):
    account_of(ada)
    known, unknown = visit(None), visit(None)
    one = sign_up(known, email="Ada-Lindqvist@Example.org", name="Dora")
    other = sign_up(unknown)
    assert (one.status_code, one.location) == (other.status_code, other.location)
    pages = [page_of(browser.get("/mailed")) for browser in (known, unknown)]
    assert pages[0].replace("ada-lindqvist@example.org", "dora@example.org") == pages[1]
    to_owner, to_new = sorted(post(), key=lambda mail: mail.to)
    assert to_owner.to == ["ada-lindqvist@example.org"]
    assert "already" in to_owner.subject
    assert "Confirm" in to_new.subject
    assert account_of(ada).person.name == "Ada Lindqvist"


def test_joining_twice_before_confirming_mails_the_link_again(visit):
    sign_up(visit(None))
    post()
    sign_up(visit(None), name="Somebody else")
    [mail] = post()
    assert "Confirm" in mail.subject


def test_signing_in_says_the_same_for_known_and_unknown(ada, sign_in):
    account_of(ada)
    _, known = sign_in("ada-lindqvist@example.org", "wrong password here")
    _, unknown = sign_in("nobody-lindqvi@example.org", "wrong password here")
    assert known.status_code == unknown.status_code == 422
    assert page_of(known).replace("ada-lindqvist", "nobody-lindqvi") == page_of(unknown)
    assert 'value="ada-lindqvist@example.org"' in known.text


@pytest.mark.parametrize("door", ["/reset", "/confirm"])
def test_asking_for_a_link_says_the_same_for_known_and_unknown(ada, visit, door):
    account_of(ada)
    pages = []
    for email in ("ada-lindqvist@example.org", "nobody-lindqvi@example.org"):
        browser = visit(None)
        answer = browser.post(door, data={"email": email})
        assert (answer.status_code, answer.location) == (303, "/mailed")
        pages.append(page_of(browser.get("/mailed")).replace(email, ""))
    assert pages[0] == pages[1]


def test_an_address_that_is_none_is_said_at_its_field(visit):
    answer = visit(None).post("/reset", data={"email": "ada at home"})
    assert answer.status_code == 422
    assert "email-error" in answer.text
    assert "ada at home" in answer.text


def test_a_new_password_by_mail_ends_every_session(ada, visit, line, sign_in):
    held, elsewhere = line(ada), visit(ada)
    visit(None).post("/reset", data={"email": " ADA-lindqvist@example.ORG "})
    [mail] = post()
    link = link_in(mail)
    browser = visit(None)
    assert browser.get(link).status_code == 200
    assert browser.post(link, data={"password": "tooshort"}).status_code == 422
    answer = browser.post(link, data={"password": "nine owls on a fence"})
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert not held.is_open
    assert not signed_in(elsewhere)
    assert sign_in("ada-lindqvist@example.org")[1].status_code == 422
    assert sign_in("ada-lindqvist@example.org", "nine owls on a fence")[1].status_code == 303
    [told] = post()
    assert "was changed" in told.subject
    assert browser.post(link, data={"password": "ten owls on a fence"}).location == "/reset"


def test_a_link_for_a_new_password_runs_out(ada, visit):
    account_of(ada)
    visit(None).post("/reset", data={"email": "ada-lindqvist@example.org"})
    [mail] = post()
    with time_machine.travel(now() + timedelta(hours=3)):
        assert visit(None).get(link_in(mail)).location == "/reset"
        assert visit(None).post(link_in(mail), data={"password": "nine owls on a fence"}).location == "/reset"


def test_mailed_links_name_our_own_host_whatever_the_request_said(ada, visit):
    account_of(ada)
    visit(None).post("/reset", data={"email": "ada-lindqvist@example.org"}, headers={"Host": "evil.example"})
    [mail] = post()
    assert "evil.example" not in mail.body
    assert "http://127.0.0.1:8000/reset/" in mail.body


def test_a_changed_password_asks_the_old_one_and_ends_the_other_sessions(ada, visit, line):
    here, held, elsewhere = visit(ada), line(ada), visit(ada)
    wrong = here.post("/account/password", data={"password": "wrong", "new_password": "nine owls on a fence"})
    assert wrong.status_code == 422
    assert "not your present password" in wrong.text
    assert signed_in(elsewhere)
    answer = here.post("/account/password", data={"password": PASSWORD, "new_password": "nine owls on a fence"})
    assert (answer.status_code, answer.location) == (303, "/account")
    assert signed_in(here)
    assert not signed_in(elsewhere)
    assert not held.is_open
    [told] = post()
    assert "was changed" in told.subject


def test_a_changed_address_is_confirmed_at_the_new_one_and_told_to_the_old_one(ada, visit, sign_in):
    here = visit(ada)
    assert here.post("/account/email", data={"email": "new@example.org", "password": "no"}).status_code == 422
    answer = here.post("/account/email", data={"email": "New@Example.org", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/mailed")
    [mail] = post()
    assert mail.to == ["new@example.org"]
    assert account_of(ada).email == "ada-lindqvist@example.org"
    assert here.get(link_in(mail)).location == "/account"
    assert account_of(ada).email == "new@example.org"
    [told] = post()
    assert told.to == ["ada-lindqvist@example.org"]
    assert sign_in("new@example.org")[1].status_code == 303


def test_an_address_that_somebody_has_is_not_given_away(ada, ben, visit):
    account_of(ben)
    answer = visit(ada).post("/account/email", data={"email": "ben-okafor@example.org", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/mailed")
    assert post() == []


def test_each_sign_in_has_a_token_of_its_own(ada, sign_in):
    account_of(ada)
    browser, _ = sign_in("ada-lindqvist@example.org")
    with browser.session_transaction() as kept:
        first = kept[COOKIE_KEY]
        before = kept.get("csrf_token")
    browser.post("/sign-out")
    sign_in("ada-lindqvist@example.org", browser=browser)
    with browser.session_transaction() as kept:
        assert kept[COOKIE_KEY] != first
        assert before is None or kept.get("csrf_token") != before


def test_a_cookie_laid_before_signing_in_is_worth_nothing(ada, visit, sign_in):
    account_of(ada)
    browser = visit(None)
    with browser.session_transaction() as planted:
        planted[COOKIE_KEY] = "planted"
        planted["csrf_token"] = "planted"
    sign_in("ada-lindqvist@example.org", browser=browser)
    assert queries.session_by("planted") is None
    with browser.session_transaction() as kept:
        assert kept[COOKIE_KEY] != "planted"
        assert kept.get("csrf_token") != "planted"


def test_a_copied_cookie_is_dead_after_signing_out(ada, sign_in, visit):
    account_of(ada)
    browser, _ = sign_in("ada-lindqvist@example.org")
    with browser.session_transaction() as kept:
        copy = dict(kept)
    thief = visit(None)
    with thief.session_transaction() as stolen:
        stolen.update(copy)
    assert signed_in(thief)
    assert browser.post("/sign-out").status_code == 303
    assert not signed_in(thief)
    assert not signed_in(browser)


def test_signing_out_takes_a_post(ada, visit):
    browser = visit(ada)
    assert browser.get("/sign-out").status_code == 405
    assert signed_in(browser)


@pytest.mark.parametrize(("remember", "lasts"), [("y", True), ("", False)])
def test_staying_signed_in_is_a_cookie_of_sixty_days(ada, sign_in, remember, lasts):
    account_of(ada)
    _, answer = sign_in("ada-lindqvist@example.org", remember=remember)
    cookies = answer.headers.getlist("Set-Cookie")
    assert not any(cookie.startswith("remember_token") for cookie in cookies)
    [own] = [cookie for cookie in cookies if cookie.startswith("callboard=")]
    assert ("Expires" in own) is lasts
    assert "HttpOnly" in own
    assert "SameSite=Lax" in own


def test_a_session_ends_when_it_lies_idle_or_gets_old(ada, visit):
    browser = visit(ada)
    held = db.session.scalar(select(Session))
    held.seen_at = now() - timedelta(days=15)
    db.session.commit()
    assert not signed_in(browser)
    held.seen_at, held.created_at = now(), now() - timedelta(days=61)
    db.session.commit()
    assert not signed_in(browser)
    held.created_at = now() - timedelta(days=59)
    db.session.commit()
    assert signed_in(browser)


def test_use_keeps_a_session_awake(ada, visit):
    browser = visit(ada)
    held = db.session.scalar(select(Session))
    held.seen_at = now() - timedelta(days=13)
    db.session.commit()
    assert signed_in(browser)
    db.session.refresh(held)
    assert now() - held.seen_at < timedelta(minutes=1)


def test_an_account_that_was_shut_is_signed_in_no_more(ada, visit, sign_in):
    browser = visit(ada)
    account_of(ada).active = False
    db.session.commit()
    assert not signed_in(browser)
    assert sign_in("ada-lindqvist@example.org")[1].status_code == 422


OWN = ["/people/ada?tab=work", "/pitches"]
FOREIGN = [
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/%09/evil.example",
    "\t//evil.example",
    "/\x00/evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "/.//evil.example",
    "https:/evil.example",
    "@evil.example",
]


@pytest.mark.parametrize("wish", OWN)
def test_signing_in_leads_on_to_a_page_of_ours(ada, sign_in, wish):
    account_of(ada)
    assert sign_in("ada-lindqvist@example.org", next=wish)[1].location == wish


@pytest.mark.parametrize("wish", FOREIGN)
def test_signing_in_never_leads_off_the_site(ada, visit, wish):
    account_of(ada)
    data = {"email": "ada-lindqvist@example.org", "password": PASSWORD}
    for sent in (
        visit(None).post("/sign-in", data={**data, "next": wish}),
        visit(None).post("/sign-in", query_string={"next": wish}, data=data),
        visit(ada).get("/sign-in", query_string={"next": wish}),
        visit(ada).post("/sign-out", data={"next": wish}),
        visit(None).post("/sign-up", data={**NEW, "next": wish}),
    ):
        if sent.status_code != 400:
            assert sent.status_code == 303, wish
            assert urlsplit(urljoin("http://localhost/", sent.location)).hostname == "localhost", wish
            assert not re.match(r"/?[/\\\\\s]", sent.location[1:]), wish


def test_the_page_of_signing_in_keeps_only_an_own_path(visit):
    assert "evil" not in visit(None).get("/sign-in?next=//evil.example").text
    assert 'value="/pitches"' in visit(None).get("/sign-in?next=/pitches").text


def test_guessing_at_one_account_stops_after_ten_tries(ada, limits, visit):
    account_of(ada)
    spellings = ["ada-lindqvist@example.org", "ADA-LINDQVIST@example.org", " Ada-Lindqvist@EXAMPLE.org"]
    answers = [
        visit(None).post(
            "/sign-in",
            data={"email": spellings[number % 3], "password": f"guess number {number}"},
            headers={"X-Forwarded-For": f"10.0.0.{number}"},
            environ_base={"REMOTE_ADDR": f"192.0.2.{number}"},
        )
        for number in range(12)
    ]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429] * 2
    assert "Please wait" in answers[-1].text
    right = visit(None).post("/sign-in", data={"email": spellings[0], "password": PASSWORD})
    assert right.status_code == 429


def test_guessing_from_one_address_stops_after_thirty_tries(limits, visit):
    answers = [
        visit(None)
        .post(
            "/sign-in",
            data={"email": f"nobody{number}@example.org", "password": "guessing"},
            headers={"X-Forwarded-For": f"10.0.0.{number}", "X-Real-IP": f"10.0.1.{number}"},
        )
        .status_code
        for number in range(32)
    ]
    assert answers == [422] * 30 + [429] * 2


def test_an_ipv6_network_is_one_address(limits, visit):
    answers = [
        visit(None)
        .post(
            "/sign-in",
            data={"email": f"nobody{number}@example.org", "password": "guessing"},
            environ_base={"REMOTE_ADDR": f"2001:db8::{number:x}"},
        )
        .status_code
        for number in range(32)
    ]
    assert answers[-1] == 429


@pytest.mark.parametrize("door", ["/reset", "/confirm"])
def test_nobody_is_flooded_with_mail(ada, limits, visit, door):
    account_of(ada)
    answers = [visit(None).post(door, data={"email": "ada-lindqvist@example.org"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [429]


def test_a_form_without_its_token_is_refused(app, visit, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    browser = visit(None)
    assert sign_up(browser).status_code == 400
    assert browser.post("/sign-in", data={"email": "a@example.org", "password": "x"}).status_code == 400
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/sign-up").text).group(1)
    assert sign_up(browser, csrf_token=token).status_code == 303


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost.evil.example"])
def test_a_form_from_another_site_is_refused(ada, visit, origin):
    browser = visit(ada)
    assert browser.post("/sign-out", headers={"Origin": origin}).status_code == 400
    assert signed_in(browser)


def test_doors_of_accounts_take_no_json_and_give_no_tokens(ada, visit):
    account_of(ada)
    given = {"email": "ada-lindqvist@example.org", "password": PASSWORD}
    answer = visit(None).post("/sign-in?include_auth_token", json=given)
    assert answer.status_code == 400
    assert "auth" not in answer.text.lower()
    as_json = visit(None).post("/sign-in", data=given, headers={"Accept": "application/json"})
    assert as_json.status_code == 303


def test_a_token_in_a_header_signs_nobody_in(ada, visit):
    token = account_of(ada).get_auth_token()
    db.session.rollback()
    assert visit(None).get("/account", headers={"Authentication-Token": token}).status_code == 303
    assert visit(None).get(f"/account?auth_token={token}").status_code == 303


def test_who_is_signed_in_is_not_asked_to_join(ada, visit):
    assert visit(ada).get("/sign-up").location == "/"
    assert visit(ada).get("/sign-in").location == "/arrival"


@pytest.mark.parametrize("page", ["/sign-in", "/sign-up", "/reset", "/confirm", "/mailed"])
def test_pages_of_signing_in_are_open_to_all(visit, page):
    answer = visit(None).get(page)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("page", ["/account", "/account/password", "/account/email", "/account/close"])
def test_pages_of_an_account_are_for_its_owner(ada, visit, page):
    assert visit(ada).get(page).status_code == 200
    answer = visit(None).get(page)
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in?next=")


def test_the_demo_towns_accounts_are_shown_where_there_is_a_demo(app, ada, visit, monkeypatch):
    account_of(ada).email = "ada@demo.callboard.example"
    db.session.commit()
    assert "demo.callboard" not in visit(None).get("/sign-in").text
    monkeypatch.setitem(app.config, "DEMO", True)
    page = visit(None).get("/sign-in").text
    assert "ada@demo.callboard.example" in page
    assert "break a leg tonight" in page
    monkeypatch.setitem(app.config, "ENV", "production")
    assert "demo.callboard" not in visit(None).get("/sign-in").text
