"""People who are brought in."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.extensions import db
from app.kit import facts
from app.people import actions, queries
from app.people.entry import read
from app.people.facts import PeopleBroughtIn
from app.people.matching import Matcher
from app.people.models import Person, PersonSkill, Visibility
from app.taxonomy.models import Suggestion
from tests.factories import taxonomy


@pytest.fixture
def heard(monkeypatch):
    told = []
    monkeypatch.setitem(facts.inside, PeopleBroughtIn, [told.append])
    return told


def bring(*said, listed=False):
    return actions.bring_in([read(one) for one in said], Matcher.ready(), listed=listed)


def mona(**said):
    return {"handle": "mona-berg", "name": "Mona Berg", **said}


def person(handle="mona-berg"):
    db.session.rollback()
    return db.session.scalar(select(Person).where(Person.handle == handle))


def seen_by(viewer):
    return {person.handle for person in db.session.scalars(queries.visible_to(viewer))}


def test_nobody_sees_who_was_brought_in_until_they_claim(ada):
    bring(mona())
    assert person()
    assert "mona-berg" not in seen_by(ada) | seen_by(None)
    actions.claim(person(), listed=True)
    assert "mona-berg" in seen_by(None)


@pytest.mark.parametrize(
    ("visibility", "member_sees", "anybody_sees"),
    [(None, True, True), ("public", True, True), ("members", True, False), ("hidden", False, False)],
)
def test_who_agreed_to_be_listed_is_seen_as_far_as_they_wish(ada, visibility, member_sees, anybody_sees):
    bring(mona(visibility=visibility), listed=True)
    assert ("mona-berg" in seen_by(ada)) is member_sees
    assert ("mona-berg" in seen_by(None)) is anybody_sees


def test_words_are_matched_and_the_rest_is_suggested():
    gaffer = taxonomy.make_position("Gaffer", "Chief lighting technician")
    rigging = taxonomy.make_skill("Rigging")
    bring(
        mona(
            positions=[{"name": "Moon polisher"}, {"name": "chief lighting technician", "level": "primary"}],
            skills=["rigging", "Fog whispering"],
        )
    )
    one, two = person().positions
    assert (one.position_id, one.primary, two.position_id, two.label) == (
        gaffer.id,
        True,
        None,
        "Moon polisher",
    )
    assert [(row.label, row.skill_id) for row in person().skills] == [
        ("rigging", rigging.id),
        ("Fog whispering", None),
    ]
    assert {row.label for row in db.session.scalars(select(Suggestion))} == {
        "Moon polisher",
        "Fog whispering",
    }
    assert [row.id for row in person().disciplines] == [gaffer.department.discipline_id]


def test_all_of_a_line_is_kept():
    bring(
        mona(
            city="Nowhere",
            country_code="NO",
            lat=60.5,
            lon=5.5,
            timezone="Europe/Oslo",
            availability="busy",
            day_rate_eur=400,
            credits=[{"title": "Fog", "year": 2021}, {"title": "Ice"}],
            instruments=["Nose flute"],
            shoe_size=41,
        )
    )
    found = person()
    assert (found.home.name, found.home.lat, found.home.timezone) == ("Nowhere", 60.5, "Europe/Oslo")
    assert (found.rates[0].amount, found.rates[0].currency) == (40000, "EUR")
    assert found.availability_word == "busy"
    assert [credit.title for credit in found.credits] == ["Fog", "Ice"]
    assert found.skills[0].kind == "instrument"
    assert found.kept_aside == {"shoe_size": 41}
    assert found.visibility == Visibility.PUBLIC


def test_a_second_time_changes_only_what_is_new(heard):
    first = bring(mona(skills=["Rigging"]), {"handle": "nils-dahl", "name": "Nils Dahl"})
    again = bring(mona(skills=["Welding"], headline="Gaffer"), {"handle": "nils-dahl", "name": "Nils Dahl"})
    assert list(first.new) == ["mona-berg", "nils-dahl"]
    assert (list(again.new), list(again.updated), list(again.unchanged)) == ([], ["mona-berg"], ["nils-dahl"])
    assert person().headline == "Gaffer"
    assert db.session.scalars(select(PersonSkill.label)).all() == ["Welding"]
    assert [sorted(fact.ids) for fact in heard] == [sorted(first.new.values()), list(again.updated.values())]


def test_nothing_new_is_announced_to_nobody(heard):
    bring(mona())
    heard.clear()
    bring(mona())
    assert heard == []


def test_agreeing_later_lists_who_was_there_already(ada):
    bring(mona())
    assert list(bring(mona(), listed=True).updated) == ["mona-berg"]
    assert "mona-berg" in seen_by(ada)
    assert list(bring(mona()).unchanged) == ["mona-berg"]
    assert "mona-berg" in seen_by(ada)


def test_whoever_claimed_their_profile_is_left_alone(ada):
    bring(mona())
    actions.claim(person(), listed=True)
    again = bring(mona(name="Vandal"), {"handle": ada.handle, "name": "Vandal"}, listed=True)
    assert sorted(again.owned) == ["ada-lindqvist", "mona-berg"]
    assert (person().name, ada.name) == ("Mona Berg", "Ada Lindqvist")


def test_whoever_left_does_not_come_back_by_a_directory():
    bring(mona())
    actions.leave(person())
    gone = db.session.scalar(select(Person))
    assert bring({"handle": gone.handle, "name": "Back again"}).owned == [gone.handle]


def test_leaving_takes_all_but_a_nameless_person(ada, ben):
    bring(
        mona(credits=[{"title": "Fog"}], skills=["Rigging"], day_rate_eur=3, city="Oslo", secret="x"),
        listed=True,
    )
    left = person()
    actions.leave(left)
    assert left.name == "Someone who left"
    assert (left.headline, left.kept_aside, left.credits, left.skills, left.rates, left.bases) == (
        "", {}, [], [], [], []
    )  # fmt: skip
    assert seen_by(ada) == {"ada-lindqvist", "ben-okafor"}


def test_papers_and_languages_come_along_and_are_replaced():
    papers = {"work_authorisations": ["EEA"], "unions": [{"name": "NFF"}, {"name": "Norsk filmforbund"}]}
    bring(mona(languages=[{"code": "nb", "level": "native"}], **papers))
    assert [row.code for row in person().languages] == ["nb"]
    assert len(person().authorisations) == 30
    assert [row.union_slug for row in person().unions] == ["norsk-filmforbund"]
    bring(mona(work_authorisations=["NO"]))
    assert [row.country_code for row in person().authorisations] == ["NO"]
    assert (person().languages, person().unions) == ([], [])
