"""The search box goes on as one types; whom one may not see is not among what it offers."""

import pytest

from app.people.models import Visibility
from app.search import indexing
from app.search.completing import complete
from app.studios.models import Studio
from tests.factories.people import make_block, make_person, save
from tests.factories.taxonomy import make_city, make_position, make_skill


@pytest.fixture(autouse=True)
def words(house):
    make_position("Best Boy Electric", "best boy")
    make_position("Gaffer", "chief lighting technician")
    make_skill("Nuke")
    make_city("Leeds", "GB", key=1)


def labels(viewer, typed):
    return [suggestion["label"] for suggestion in complete(viewer, typed)]


@pytest.mark.parametrize(
    ("typed", "label", "value"),
    [
        ("gaf", "Gaffer", "Gaffer"),
        ("chief li", "Gaffer", "Gaffer"),
        ("remote best b", "Best Boy Electric", "remote Best Boy Electric"),
        ("gaffer nu", "Nuke", "gaffer Nuke"),
        ("gaffer near lee", "Leeds, GB", "gaffer near Leeds, GB"),
        ("gaffer -nu", "Nuke", "gaffer -Nuke"),
    ],
)
def test_the_last_words_are_completed_and_the_rest_is_kept(typed, label, value):
    assert {"label": label, "value": value} in [
        {"label": found["label"], "value": found["value"]} for found in complete(None, typed)
    ]


@pytest.mark.parametrize("typed", ["", " ", "gaffer ", '"gaf', "xqzv"])
def test_nothing_is_offered_where_nothing_is_being_typed_or_known(typed):
    assert complete(None, typed) == []


def test_people_and_studios_are_offered_by_the_words_of_their_names(ada):
    save(Studio(slug="lindgren-films", name="Lindgren Films"))
    indexing.rebuild()
    assert labels(None, "ada") == ["Ada Lindqvist"]
    assert labels(None, "gaffer ada li")[0] == "Ada Lindqvist"
    assert set(labels(None, "gaffer lind")) == {"Lindgren Films", "Ada Lindqvist"}


def test_who_may_not_be_seen_is_not_offered(ada, ben):
    ada.visibility = Visibility.MEMBERS
    save(ada)
    indexing.rebuild()
    assert (labels(None, "ada"), labels(ben, "ada")) == ([], ["Ada Lindqvist"])
    make_block(ben, ada)
    assert labels(ben, "ada") == []
    assert labels(ada, "ben") == []
    hanna = make_person("Hidden Hanna")
    indexing.rebuild()
    assert labels(ben, "hidden") == ["Hidden Hanna"]
    hanna.visibility = Visibility.HIDDEN
    save(hanna)
    assert labels(ben, "hidden") == []


def test_the_box_is_completed_over_http(visit):
    (first, *_) = visit().get("/api/v1/complete?q=gaf").json
    assert (first["label"], first["value"], first["hint"]) == ("Gaffer", "Gaffer", "job · Camera")
    assert 'data-complete-url-value="/api/v1/complete"' in visit().get("/search").text


def test_any_string_may_be_completed(visit):
    for typed in ("*" * 300, "%_%", "'; --", "🎬", "a" * 5000, "- - -", '""'):
        assert visit().get("/api/v1/complete", query_string={"q": typed}).status_code == 200
