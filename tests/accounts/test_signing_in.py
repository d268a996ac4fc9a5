"""The doors of signing in: where they lead, how often they open, to whom."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import pytest

from app.extensions import db
from tests.factories.accounts import PASSWORD, account_of

NEW = {"name": "Dora  Maar", "email": "dora@example.org", "password": "seven boats at low tide"}


def sign_up(browser, **given):
    return browser.post("/sign-up", data={**NEW, **given})


def signed_in(browser):
    return browser.get("/account").status_code == 200


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
