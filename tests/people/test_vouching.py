"""Credits that somebody else confirms, disputes or never heard of."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.extensions import db
from app.kit import facts
from app.kit.clock import at, now
from app.kit.errors import Missing, NotAllowed, NotNow
from app.notifications import queries as notices
from app.people import actions, policy, queries
from app.people.facts import CreditUnasked, ProfileChanged
from app.people.models import LIFE, Credit, CreditState, Visibility
from tests.factories.people import make_asking, make_block, make_person, save


@pytest.fixture
def credit(ada, ben):
    """A credit of Ada's; Ben names the same production in other letters."""
    save(Credit(person_id=ben.id, title="L’étoile  NOIRE"))
    return save(Credit(person_id=ada.id, title="L'Etoile noire", position_label="Gaffer", year=2024))


def again(credit):
    db.session.rollback()
    return db.session.get(Credit, credit.id)


def said(person):
    db.session.rollback()
    return [notice.sentence for notice in notices.listing(person).rows]


def test_a_colleague_confirms(credit, ada, ben):
    actions.ask_to_confirm(ada, credit.id, ben.handle)
    assert said(ben) == ["Ada Lindqvist asks you to confirm a credit: L'Etoile noire."]
    assert not again(credit).is_confirmed
    with at(now() + timedelta(days=1)):
        actions.confirm_credit(ben, queries.asking(ben, credit.id))
    assert again(credit).is_confirmed
    assert credit.confirmed_at == ada.verified_at is not None
    assert said(ada) == ["Ben Okafor has confirmed your credit: L'Etoile noire."]


def test_nobody_confirms_their_own(credit, ada):
    with pytest.raises(Missing):
        actions.ask_to_confirm(ada, credit.id, ada.handle)
    credit.state, credit.confirmer_id = CreditState.ASKED, ada.id
    db.session.commit()
    with pytest.raises(NotAllowed):
        actions.confirm_credit(ada, credit)


def test_only_who_was_asked_may_answer(credit, ada, ben, cy):
    actions.ask_to_confirm(ada, credit.id, ben.handle)
    for somebody in (ada, cy):
        with pytest.raises(Missing):
            queries.asking(somebody, credit.id)
        for answer in (actions.confirm_credit, lambda who, what: actions.dispute_credit(who, what, "No.")):
            with pytest.raises(NotAllowed):
                answer(somebody, again(credit))
    assert {who for who in (ada, ben, cy, None) if policy.may_vouch(who, again(credit))} == {ben}


def test_whoever_does_not_name_the_production_is_not_asked(credit, ada, ben, cy):
    assert list(queries.colleagues_on(ada, credit)) == [ben]
    with pytest.raises(Missing):
        actions.ask_to_confirm(ada, credit.id, cy.handle)


@pytest.mark.parametrize("how", ["hidden", "blocked", "not claimed", "withdrawn"])
def test_whom_one_may_not_see_is_not_asked(how, credit, ada, ben):
    if how == "hidden":
        ben.visibility = Visibility.HIDDEN
    if how == "blocked":
        make_block(ben, ada)
    if how == "not claimed":
        ben.claimed_at = None
    if how == "withdrawn":
        ben.credits[0].state = CreditState.WITHDRAWN
    db.session.commit()
    assert not queries.colleagues_on(ada, credit)


def test_a_title_without_letters_is_no_production(ada, ben):
    save(Credit(person_id=ben.id, title="!!!"))
    assert not queries.colleagues_on(ada, save(Credit(person_id=ada.id, title="???")))


def test_a_dispute_is_between_two_and_is_settled(credit, ada, ben, visit):
    actions.ask_to_confirm(ada, credit.id, ben.handle)
    actions.dispute_credit(ben, again(credit), "You were the best boy.")
    assert "You were the best boy." in visit(ada).get("/profile/credits").text
    for anybody in (None, ben):
        page = visit(anybody).get("/people/ada-lindqvist").text
        assert "best boy" not in page
        assert "disputed" not in page
    say_anew(ada, credit, position_label="Best boy")
    assert again(credit).state == CreditState.DISPUTED
    assert said(ben)[0].endswith("Is it right now?")
    actions.confirm_credit(ben, again(credit))
    assert again(credit).state == CreditState.RESOLVED
    assert (credit.is_confirmed, credit.dispute) == (True, "")
    assert ada.verified_at


def test_a_withdrawn_credit_is_seen_by_its_owner_alone(credit, ada, ben, visit):
    actions.ask_to_confirm(ada, credit.id, ben.handle)
    actions.dispute_credit(ben, again(credit), "You were not there.")
    actions.withdraw_credit(ada, credit.id)
    assert "Etoile" not in visit(ben).get("/people/ada-lindqvist").text
    assert "Etoile" in visit(ada).get("/profile/credits").text


@pytest.mark.parametrize("words", [{"title": "Another one"}, {"position_label": "Director"}, {"year": 1999}])
def test_what_is_said_anew_is_confirmed_no_more(words, credit, ada, ben):
    actions.ask_to_confirm(ada, credit.id, ben.handle)
    actions.confirm_credit(ben, again(credit))
    say_anew(ada, credit, company="Nachtfalter Film")
    assert again(credit).is_confirmed, "the company is not what Ben vouches for"
    say_anew(ada, credit, **words)
    assert (again(credit).state, credit.confirmer_id) == (CreditState.SELF_DECLARED, None)
    assert ada.verified_at is None


def test_an_asking_is_taken_back_with_its_notice(credit, ada, ben):
    actions.ask_to_confirm(ada, credit.id, ben.handle)
    actions.take_back_asking(ada, credit.id)
    assert said(ben) == []
    with pytest.raises(Missing):
        queries.asking(ben, credit.id)
    with pytest.raises(NotNow):
        actions.take_back_asking(ada, credit.id)


def test_a_confirmed_credit_that_is_removed_counts_no_more(ada, ben, monkeypatch):
    credit, told = make_asking(ada, ben, state=CreditState.CONFIRMED), []
    monkeypatch.setitem(facts.inside, CreditUnasked, [told.append])
    actions.remove_credit(ada, credit.id)
    assert ada.verified_at is None
    assert [fact.confirmer for fact in told] == [ben]


def test_whoever_leaves_leaves_what_they_confirmed_and_no_open_question(ada, ben):
    confirmed, asked = make_asking(ada, ben, "One", CreditState.CONFIRMED), make_asking(ada, ben, "Two")
    actions.leave(ben)
    assert (again(confirmed).is_confirmed, again(asked).state) == (True, CreditState.SELF_DECLARED)


def test_one_who_blocked_is_asked_nothing_and_not_named(ada, ben, visit):
    asked, confirmed = make_asking(ada, ben, "One"), make_asking(ada, ben, "Two", CreditState.CONFIRMED)
    make_block(ben, ada)
    assert not queries.askings(ben)
    for credit in (asked, confirmed):
        with pytest.raises(Missing):
            queries.asking(ben, credit.id)
    for page in ("/profile/credits", "/people/ada-lindqvist"):
        assert "Ben Okafor" not in visit(ada).get(page).text
    assert "another member" in visit(ada).get("/people/ada-lindqvist").text


def test_twenty_askings_are_enough(ada, ben):
    for number in range(20):
        make_asking(ada, ben, f"Film {number}")
    save(Credit(person_id=ben.id, title="One more"))
    credit = save(Credit(person_id=ada.id, title="One more"))
    with pytest.raises(NotNow):
        actions.ask_to_confirm(ada, credit.id, ben.handle)


@pytest.mark.parametrize("state", CreditState)
def test_what_is_not_listed_is_refused(state, ada, ben):
    credit = make_asking(ada, ben, state=state)
    for to in set(CreditState) - LIFE.allowed[state]:
        with pytest.raises(NotNow):
            LIFE.move(ada, credit, to)


def test_every_step_says_that_the_page_changed(credit, ada, ben, monkeypatch):
    told = []
    monkeypatch.setitem(facts.inside, ProfileChanged, [told.append])
    actions.ask_to_confirm(ada, credit.id, ben.handle)
    actions.confirm_credit(ben, again(credit))
    actions.dispute_credit(ben, again(credit), "No.")
    actions.withdraw_credit(ada, credit.id)
    assert [fact.person.id for fact in told] == [ada.id] * 3


def test_the_mark_stands_on_page_and_card(ada, ben, cy, visit):
    make_asking(ada, ben, state=CreditState.CONFIRMED)
    actions.list_me(ada)
    assert "confirmed by" in visit(cy).get("/people/ada-lindqvist").text
    assert "confirmed credits" in visit(cy).get("/people").text


def test_the_way_over_the_pages(credit, ada, ben, visit):
    assert "Ben Okafor" in visit(ada).get(f"/profile/credits/{credit.id}/asking").text
    asked = visit(ada).post(f"/profile/credits/{credit.id}/asking", data={"handle": ben.handle})
    assert asked.status_code == 303
    assert "Etoile" in visit(ben).get("/credits").text
    assert visit(ben).post(f"/credits/{credit.id}/dispute", data={"why": ""}).status_code == 422
    assert visit(ben).post(f"/credits/{credit.id}/confirmation").status_code == 303
    assert "You confirmed this" in visit(ben).get(f"/credits/{credit.id}").text


def test_nobody_to_ask_is_said(ada, visit):
    credit = save(Credit(person_id=ada.id, title="Alone"))
    assert "Nobody here names" in visit(ada).get(f"/profile/credits/{credit.id}/asking").text
    assert "Nobody asks you" in visit(make_person("Dee Roy")).get("/credits").text


def say_anew(owner, credit, **words):
    names = ("title", "position_label", "format", "genre", "year", "company", "url")
    actions.change_credit(owner, credit.id, **{**{name: getattr(credit, name) for name in names}, **words})
