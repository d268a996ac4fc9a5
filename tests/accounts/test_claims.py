"""Taking over a profile that was brought in."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from app.accounts import actions, queries
from app.accounts.models import Claim
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import NotNow
from app.people.models import Person
from tests.factories.accounts import account_of, link_in, post
from tests.factories.people import make_person, save

GOOD = {"password": "seven boats at low tide"}


@pytest.fixture
def mona() -> Person:
    person = make_person("Mona Berg", positions=["Gaffer"], city="Oslo", listed=False)
    person.claimed_at = None
    return save(person)


def invited(person, email="mona@example.org"):
    actions.invite_to_claim(person, email)
    [mail] = post()
    assert mail.to == [email]
    return link_in(mail)


def test_the_link_shows_whose_page_it_is_and_asks_for_a_password(mona, visit):
    page = visit(None).get(invited(mona)).text
    for shown in ("Mona Berg", "Gaffer", "Oslo", "mona@example.org", 'type="password"'):
        assert shown in page


@pytest.mark.parametrize(("ticked", "listed"), [({"listed": "y"}, True), ({}, False)])
def test_taking_over_opens_an_account_and_lists_only_who_wishes_so(mona, visit, sign_in, ticked, listed):
    link, browser = invited(mona), visit(None)
    answer = browser.post(link, data={**GOOD, **ticked})
    assert (answer.status_code, answer.location) == (303, "/profile")
    assert browser.get("/account").status_code == 200
    account = queries.by_email("mona@example.org")
    assert account.person_id == mona.id
    assert account.confirmed_at
    assert mona.claimed_at
    assert bool(mona.listed_at) is listed
    assert sign_in("mona@example.org", GOOD["password"])[1].status_code == 303


def test_a_link_works_once(mona, visit):
    link = invited(mona)
    visit(None).post(link, data=GOOD)
    assert visit(None).get(link).status_code == 404
    assert visit(None).post(link, data=GOOD).status_code == 404


def test_a_link_runs_out_after_thirty_days(mona, visit):
    link = invited(mona)
    with time_machine.travel(now() + timedelta(days=31)):
        assert visit(None).get(link).status_code == 404
        assert visit(None).post(link, data=GOOD).status_code == 404
    assert queries.by_email("mona@example.org") is None


def test_a_newer_link_is_the_only_one(mona, visit):
    old, new = invited(mona), invited(mona, "mona@studio.example")
    assert visit(None).get(old).status_code == 404
    assert visit(None).get(new).status_code == 200


def test_whoever_follows_a_used_link_again_is_shown_the_way_in(mona, visit):
    link = invited(mona)
    assert visit(None).post(link, data={"password": "a fine long pass phrase"}).status_code == 303
    page = visit(None).get(link)
    assert page.status_code == 404
    assert "If you took your page over with it, please sign in." in page.text


def test_made_up_links_lead_nowhere(mona, visit):
    invited(mona)
    for token in ("x", "0" * 43, "%00", "../account"):
        assert visit(None).get(f"/claim/{token}").status_code in (400, 404)


def test_links_are_kept_as_fingerprints_only(mona):
    token = invited(mona).rsplit("/", 1)[1]
    kept = db.session.scalar(db.select(Claim))
    assert kept.token_hash == queries.hashed(token)
    assert token not in str(vars(kept))


@pytest.mark.parametrize("password", ["", "short", "monaberg2026", "password1234"])
def test_a_poor_password_is_refused_at_its_field(mona, visit, password):
    link = invited(mona)
    answer = visit(None).post(link, data={"password": password})
    assert answer.status_code == 422
    assert "password-error" in answer.text
    assert visit(None).get(link).status_code == 200


def test_a_profile_with_an_owner_cannot_be_claimed(ada):
    with pytest.raises(NotNow):
        actions.invite_to_claim(ada, "thief@example.org")


def test_an_address_with_an_account_is_told_to_sign_in(ada, mona, visit):
    account_of(ada)
    link = invited(mona, "ada-lindqvist@example.org")
    answer = visit(None).post(link, data=GOOD)
    assert answer.status_code == 409
    assert "sign in with it" in answer.text
    assert mona.claimed_at is None


def test_who_is_signed_in_as_somebody_else_becomes_the_one_who_claimed(ada, mona, visit):
    browser, link = visit(ada), invited(mona)
    browser.post(link, data=GOOD)
    assert "mona@example.org" in browser.get("/account").text
    assert len(queries.sessions_of(account_of(ada))) == 0


def test_someone_who_left_cannot_be_claimed(mona, visit):
    link = invited(mona)
    mona.left_at = now()
    save(mona)
    assert visit(None).get(link).status_code == 404
