"""The index stays true."""

import shutil

import pytest

from app.kit import jobs
from app.search import indexing, queries
from app.search.index import Unavailable
from tests.factories.people import make_person, save
from tests.search.test_queries import change, empty_index, indexed  # noqa: F401


def test_a_rebuild_agrees_with_the_database(house):
    indexed(make_person("Early"))
    late = make_person("Late")
    assert indexing.differences() == [f"person:{late.id} is missing"]
    indexing.rebuild()
    assert indexing.differences() == []
    assert queries.total(None, "person", "late") == 1


def test_what_differs_is_named(house, ada):
    indexed(ada)
    ada.headline = "Changed behind the index's back"
    save(ada)
    assert indexing.differences() == [f"person:{ada.id} is out of date"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_damaged_index_is_said_and_made_anew(visit, ada):
    indexed(ada)
    home = indexing.index().home
    for file in next(home.glob("index-*")).iterdir():
        file.write_bytes(b"damaged")
    answer = visit().get("/search?q=lindqvist")
    assert answer.status_code == 200
    assert "being put in order" in answer.text
    jobs.run_all()
    assert "Ada Lindqvist" in visit().get("/search?q=lindqvist").text


def test_a_missing_index_is_said_and_made_anew(visit, ada):
    indexed(ada)
    shutil.rmtree(indexing.index().home)
    with pytest.raises(Unavailable):
        indexing.index().stamps()
    assert visit().get("/api/v1/people?q=lindqvist").status_code == 503
    assert visit().get("/search?q=lindqvist").status_code == 200
    jobs.run_all()
    assert visit().get("/api/v1/people?q=lindqvist").json["total"] == 1


def test_a_lost_job_is_no_lost_change(ada):
    """The outbox row is written with the change: it waits until it is done."""
    change(ada)
    assert queries.total(None, "person", "lindqvist") == 0
    jobs.run_all()
    assert queries.total(None, "person", "lindqvist") == 1
