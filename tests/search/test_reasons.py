"""Why somebody was found, and what they lack."""

from datetime import timedelta

import pytest

from app.kit.clock import today
from app.people.models import (
    AvailabilityKind,
    Credit,
    LanguageLevel,
    PersonBase,
    PersonLanguage,
    PersonSkill,
    RateVisibility,
)
from app.search import queries
from tests.factories.people import make_days, make_rate, save
from tests.factories.taxonomy import make_city, make_position, make_skill
from tests.search.test_queries import empty_index, in_position, indexed  # noqa: F401


@pytest.fixture
def gaffer(house):
    make_city("Leeds", "GB", key=1, lat=53.8, lon=-1.5)
    return make_position("Gaffer")


def match(words, viewer=None):
    (found,) = queries.find(viewer, "person", words).page.rows
    return found


def test_what_was_asked_is_answered_point_by_point(ada, gaffer):
    ada.bases = [PersonBase(name="York", country_code="GB", lat=53.96, lon=-1.08)]
    ada.languages = [PersonLanguage(code="fr", level=LanguageLevel.B2)]
    make_days(ada, 0, 40, confirmed=2)
    make_rate(ada, 40_000, RateVisibility.PUBLIC)
    indexed(in_position(save(ada), gaffer))
    first, last = today() + timedelta(days=5), today() + timedelta(days=9)
    found = match(f"gaffer speaks french free {first} to {last} under 500/day near leeds")
    assert found.missing == []
    assert found.why[0] == "Gaffer is their first position"
    assert "speaks French (B2)" in found.why
    assert "asks at most €500 a day" in found.why
    assert any(reason.startswith("free ") and reason.endswith("confirmed 2 days ago") for reason in found.why)
    assert any(reason.endswith("km from Leeds") for reason in found.why)


def test_where_nobody_meets_all_what_is_lacking_is_said(ada, gaffer):
    make_skill("Nuke")
    make_rate(ada, 90_000, RateVisibility.ON_REQUEST)
    indexed(in_position(save(ada), gaffer))
    found = match("gaffer nuke speaks french under 500/day")
    assert found.why == ["Gaffer is their first position"]
    assert found.missing == ["Nuke", "speaks French", "rate is on request"]


def test_a_rate_for_members_alone_is_no_reason_shown_to_others(ada, ben, gaffer):
    make_rate(ada, 40_000, RateVisibility.MEMBERS)
    indexed(in_position(save(ada), gaffer))
    assert "rate is not known" in match("gaffer under 500/day").missing
    assert "asks at most €500 a day" in match("gaffer under 500/day", ben).why


def test_who_is_busy_is_not_said_to_be_free(ada, gaffer):
    make_days(ada, 0, 40, AvailabilityKind.UNAVAILABLE)
    indexed(in_position(save(ada), gaffer))
    first = today() + timedelta(days=5)
    found = match(f"gaffer free {first}")
    assert found.missing[0].startswith("not free")
    assert not any("free" in reason for reason in found.why)


def test_days_nothing_is_said_of_are_not_known(ada, gaffer):
    indexed(in_position(ada, gaffer))
    assert match(f"gaffer free {today() + timedelta(days=5)}").missing == ["days not known"]


def test_credits_and_skills_are_named(ada, gaffer):
    nuke = make_skill("Nuke")
    ada.skills = [PersonSkill(skill_id=nuke.id, label="Nuke", level=4)]
    ada.credits = [Credit(title="The Long Night", genre="Horror", format="Feature film", position_label="Gaffer")]
    indexed(in_position(save(ada), gaffer))
    assert "skilled in Nuke" in match("gaffer nuke").why
    assert "Nuke at level 4" in match("gaffer expert nuke").why


def test_the_interface_says_both(visit, ada, gaffer):
    make_skill("Nuke")
    indexed(in_position(ada, gaffer))
    (item,) = visit().get("/api/v1/people?q=gaffer+nuke").json["items"]
    assert (item["why"], item["missing"]) == (["Gaffer is their first position"], ["Nuke"])
    assert "Missing: Nuke" in visit().get("/search?q=gaffer+nuke").text
