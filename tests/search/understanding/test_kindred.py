"""Where few do just what was asked for, those in kindred jobs come after them."""

import pytest

from app.search import indexing, queries
from tests.factories.people import make_person, save
from tests.factories.taxonomy import make_department, make_position


@pytest.fixture
def office():
    """Two kindred jobs of one department, and one of another that is called much the same."""
    production, stage = make_department("Production"), make_department("Stage")
    return {
        "unit": make_position("Unit Production Manager", "UPM", department=production),
        "production": make_position("Production Manager", department=production),
        "stage": make_position("Production Stage Manager", department=stage),
    }


def somebody(name, position):
    person = make_person(name, positions=[position.name])
    person.positions[0].position_id = position.id
    return save(person)


def found(words):
    indexing.rebuild()
    results = queries.find(None, "person", words)
    return [match.thing.name for match in results.page.rows], results


def test_a_kindred_job_comes_after_the_one_that_was_named(office):
    somebody("Kin", office["production"])
    somebody("Just This", office["unit"])
    somebody("Of The Stage", office["stage"])
    names, results = found("UPM")
    assert names == ["Just This", "Kin"]
    assert results.kindred
    assert "close to “UPM”" in results.page.rows[1].why[0]


def test_nobody_doing_just_this_leads_to_the_kindred(office):
    somebody("Kin", office["production"])
    assert found("UPM")[0] == ["Kin"]


def test_where_there_are_enough_the_kindred_stay_away(office, monkeypatch):
    monkeypatch.setattr(queries, "FEW", 1)
    somebody("Kin", office["production"])
    somebody("Just This", office["unit"])
    names, results = found("UPM")
    assert names == ["Just This"]
    assert not results.kindred


def test_the_page_says_so(office, visit):
    somebody("Kin", office["production"])
    somebody("Just This", office["unit"])
    indexing.rebuild()
    assert "kindred jobs" in visit(None).get("/search?q=UPM").text
