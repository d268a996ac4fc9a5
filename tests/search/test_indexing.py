"""The index stays true."""

import shutil
from dataclasses import replace

import numpy as np
import pytest
from flask import current_app

from app.kit import jobs
from app.people.models import Standing
from app.search import indexing, queries
from app.search.index import Unavailable
from app.taxonomy import actions
from tests.factories.messaging import make_direct, say
from tests.factories.people import make_person, save
from tests.factories.taxonomy import make_position
from tests.search.test_queries import change, empty_index, in_position, indexed  # noqa: F401


def test_a_rebuild_agrees_with_the_database(house):
    indexed(make_person("Early"))
    late = make_person("Late")
    assert list(indexing.differing()) == [(f"person:{late.id}", "is missing")]
    indexing.rebuild()
    assert list(indexing.differing()) == []
    assert queries.total(None, "person", "late") == 1


def test_what_differs_is_named(house, ada):
    indexed(ada)
    ada.headline = "Changed behind the index's back"
    save(ada)
    assert list(indexing.differing()) == [(f"person:{ada.id}", "is out of date")]


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


def test_a_new_name_of_a_job_is_found_misspelt_too(ada):
    """Names are understood at once; the index follows, for those who mistype them."""
    gaffer = make_position("Gaffer")
    indexed(in_position(ada, gaffer))
    admin = make_person("Edda", standing=Standing.ADMIN)
    actions.edit(admin, gaffer, name="Gaffer", department=gaffer.department, aliases=["Oberbeleuchter"])
    assert queries.total(None, "person", "oberbeleuchter") == 1
    jobs.run_all()
    assert queries.total(None, "person", "oberbeleuchtr") == 1


def test_a_change_after_the_index_was_lost_brings_back_all_of_it(ada, ben):
    indexed(ada, ben)
    shutil.rmtree(indexing.index().home)
    indexed(ada)
    assert queries.total(None, "person", "okafor") == 1


def test_an_index_of_an_earlier_edition_is_made_anew(app, ada, monkeypatch):
    indexed(ada)
    monkeypatch.setattr("app.search.index.EDITION", 99)
    monkeypatch.setitem(app.extensions, "callboard-index", None)
    indexing.furnish_index(app)
    assert queries.find(None, "person", "lindqvist").away
    indexed(ada)
    assert queries.total(None, "person", "lindqvist") == 1


def test_lost_shelves_are_made_anew_without_whoosh(ada):
    indexed(ada)
    home = indexing.index().home
    whoosh = {file.name: file.stat().st_mtime_ns for file in home.glob("index-*/*.seg")}
    for shelf in home.glob("index-*/*.shelf"):
        shelf.write_bytes(b"damaged")
    furnish_anew()
    assert queries.find(None, "person", "lindqvist").away
    indexing.rebuild_by_itself()
    assert queries.total(None, "person", "lindqvist") == 1
    assert {file.name: file.stat().st_mtime_ns for file in home.glob("index-*/*.seg")} == whoosh


def test_what_differs_between_the_two_parts_is_named(ada, ben):
    indexed(ada, ben)
    index = indexing.index()
    edition = index.library.edition()
    index.library.publish(replace(edition, stocks={**edition.stocks, "person": without(edition, ada)}))
    assert list(indexing.differing()) == [(f"person:{ada.id}", "is not on the shelves as it is in the index")]


def test_how_somebody_answers_makes_no_document_out_of_date(ada, ben):
    indexed(ada, ben)
    say(ben, make_direct(ben, ada))
    assert list(indexing.differing()) == []
    indexing.heed_manners()
    jobs.run_all()
    shelf = indexing.index().library.layers("person")[-1].shelf
    assert shelf.figure("asked")[shelf.places_of(np.array([ada.id]))].tolist() == [1]


def furnish_anew():
    indexing.furnish_index(current_app)


def without(edition, person):
    return replace(edition.stocks["person"], gone=(person.id,))
