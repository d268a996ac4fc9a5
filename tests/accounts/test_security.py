"""Signing up, in and out; links by mail; who has an account is nobody's business."""

from __future__ import annotations

import re
from datetime import timedelta

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
    assert "Choose your password" in mail.subject


def test_whoever_joins_first_with_an_address_keeps_no_key_to_it(visit, sign_in):
    sign_up(visit(None), password="the stranger's own words")
    [to_stranger] = post()
    sign_up(visit(None), password="what its owner had typed")
    [to_owner] = post()
    assert visit(None).get(link_in(to_stranger)).location == "/confirm"
    browser = visit(None)
    assert browser.get(link_in(to_owner)).status_code == 200
    assert browser.post(link_in(to_owner), data={"password": "break a leg tomorrow"}).status_code == 303
    for password, status in (
        ("the stranger's own words", 422),
        ("what its owner had typed", 422),
        ("break a leg tomorrow", 303),
    ):
        assert sign_in(NEW["email"], password)[1].status_code == status


def test_a_link_that_ran_out_is_mailed_again_to_who_has_no_password_yet(visit):
    sign_up(visit(None))
    sign_up(visit(None))
    post()
    visit(None).post("/reset", data={"email": NEW["email"]})
    [mail] = post()
    assert "Choose your password" in mail.subject


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
