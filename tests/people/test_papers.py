"""Where somebody may work, their unions, and when they were here: who may know, and how it is said."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest

from app.accounts.models import Session
from app.extensions import db
from app.kit import facts
from app.kit.clock import at, now
from app.people import actions, policy
from app.people.facts import ProfileChanged
from app.people.models import ContactPolicy, UnionMembership, UnionStatus, UnionVisibility, Visibility
from app.taxonomy.countries import GROUPS
from tests.factories.people import save

UNION = {"unions-0-name": "BECTU", "unions-0-status": "member", "unions-0-visibility": "only_me"}


def codes(person):
    db.session.rollback()
    return [row.country_code for row in person.authorisations]


def union(name="Equity", **said):
    return {"name": name, "status": UnionStatus.MEMBER, "visibility": UnionVisibility.PUBLIC, **said}


def test_a_group_stands_for_its_countries_and_comes_back_as_itself(ada, visit):
    browser = visit(ada)
    assert browser.post("/profile/papers", data={"countries": "EU, Switzerland, gb"}).status_code == 303
    assert codes(ada) == sorted({*GROUPS["EU"], "CH", "GB"})
    assert 'value="European Union, Switzerland, United Kingdom"' in browser.get("/profile/papers").text
    assert "European Union · Switzerland · United Kingdom" in visit().get("/people/ada-lindqvist").text


def test_papers_are_said_anew_as_a_whole(ada, visit):
    browser = visit(ada)
    browser.post("/profile/papers", data={"countries": "FR", **UNION})
    browser.post("/profile/papers", data={"countries": ""})
    assert (codes(ada), ada.unions) == ([], [])


def test_a_union_is_known_by_its_abbreviation_and_own_words_are_kept(ada):
    actions.say_papers(ada, countries=[], unions=[union("bectu"), union("Guild of Lamps")])
    known, own = ada.unions
    assert (known.union_slug, known.short) == ("bectu", "BECTU")
    assert known.name == "Broadcasting Entertainment Communications and Theatre Union"
    assert (own.union_slug, own.name, own.short) == ("", "Guild of Lamps", "Guild of Lamps")


BAD = [
    ({"countries": "Atlantis"}, "no country known here"),
    ({"countries": ", ".join(f"XX{number}" for number in range(61))}, "at most 60"),
    ({**UNION, "unions-0-name": "", "unions-0-branch": "London"}, "which union"),
    ({**UNION, "unions-0-name": "x" * 200}, "120 letters"),
    ({**UNION, "unions-0-name": "Eq\u200buity"}, "cannot be seen"),
    ({**UNION, "unions-0-number": "1" * 41}, "40 letters"),
    ({**UNION, "unions-0-visibility": "enemies"}, "Not a valid choice"),
    ({**UNION, **{key.replace("0", "1"): value for key, value in UNION.items()}}, "stands here twice"),
]


@pytest.mark.parametrize(("typed", "sentence"), BAD)
def test_what_makes_no_sense_is_said_at_the_field(typed, sentence, ada, visit):
    answer = visit(ada).post("/profile/papers", data=typed)
    assert answer.status_code == 422
    assert sentence in html.unescape(answer.text)
    assert ada.unions == []


UNIONS = {
    UnionVisibility.PUBLIC: {"owner", "member", "nobody"},
    UnionVisibility.MEMBERS: {"owner", "member"},
    UnionVisibility.ONLY_ME: {"owner"},
}


@pytest.mark.parametrize("visibility", UnionVisibility)
@pytest.mark.parametrize("who", ["owner", "member", "nobody"])
def test_who_knows_of_a_union(visibility, who, ada, ben, visit):
    row = save(UnionMembership(person_id=ada.id, label="Guild of Lamps", number="4711-L", visibility=visibility))
    viewer = {"owner": ada, "member": ben, "nobody": None}[who]
    knows = who in UNIONS[visibility]
    assert policy.may_see_union(viewer, row) == knows
    page = visit(viewer).get("/people/ada-lindqvist").text
    assert ("Guild of Lamps" in page) == knows
    assert "4711-L" not in page


def test_a_number_is_on_nobodys_page_but_ones_own_form(ada, visit):
    visit(ada).post("/profile/papers", data={**UNION, "unions-0-number": "4711-L"})
    assert "4711-L" in visit(ada).get("/profile/papers").text


ACTIVE = [(0, "active this week"), (7, "active this week"), (8, "active this month"), (31, "active this month")]


@pytest.mark.parametrize(("days", "words"), [*ACTIVE, (33, "")])
def test_when_somebody_was_here_is_said_roughly(days, words, ada, ben, visit):
    with at(now() - timedelta(days=days)):
        actions.be_here(ada)
    page = visit(ben).get("/people/ada-lindqvist").text
    assert ("active this" in page) == bool(words)
    assert words in page


@pytest.mark.parametrize("who", ["owner", "member", "nobody"])
@pytest.mark.parametrize("shown", [True, False])
def test_who_learns_that_somebody_was_here(who, shown, ada, ben, visit):
    ada.shows_activity = shown
    db.session.commit()
    actions.be_here(ada)
    viewer = {"owner": ada, "member": ben, "nobody": None}[who]
    learns = who == "owner" or (who == "member" and shown)
    assert policy.may_see_activity(viewer, ada) == learns
    assert ("active this week" in visit(viewer).get("/people/ada-lindqvist").text) == learns


def test_only_the_day_is_kept_and_said_once(ada, monkeypatch):
    told = []
    monkeypatch.setitem(facts.inside, ProfileChanged, [told.append])
    changed = ada.updated_at
    for _ in range(2):
        actions.be_here(ada)
    assert (ada.seen_at.hour, ada.seen_at.minute, ada.seen_at.date()) == (0, 0, now().date())
    assert ada.updated_at == changed
    assert len(told) == 1


def test_a_session_in_use_says_that_its_owner_is_here(ada, visit):
    browser = visit(ada)
    db.session.query(Session).update({"seen_at": now() - timedelta(hours=2)})
    db.session.commit()
    browser.get("/people")
    assert ada.seen_at


def test_being_here_can_be_hidden(ada, visit):
    said = {"visibility": Visibility.PUBLIC.value, "contact_policy": ContactPolicy.MEMBERS.value}
    visit(ada).post("/profile/privacy", data=said)
    assert not ada.shows_activity
    visit(ada).post("/profile/privacy", data={**said, "shows_activity": "y"})
    assert ada.shows_activity


def test_whoever_leaves_takes_their_papers_along(ada):
    actions.say_papers(ada, countries=["DE"], unions=[union()])
    actions.be_here(ada)
    actions.leave(ada)
    assert (ada.authorisations, ada.unions, ada.seen_at, ada.verified_at) == ([], [], None, None)
