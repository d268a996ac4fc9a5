"""The pages of saved searches."""

import shutil

from app.alerts import queries
from app.alerts.models import Cadence
from app.search import indexing
from tests.factories.alerts import make_saved, make_watch
from tests.factories.people import make_person
from tests.factories.studios import make_studio
from tests.factories.taxonomy import make_position


def test_a_search_is_saved_from_its_page(ada, visit):
    make_position("Gaffer")
    make_person("First Gaffer", positions=["Gaffer"])
    indexing.rebuild()
    page = visit(ada).get("/search?q=gaffer&remote=1").text
    assert "Save this search" in page
    there = "/searches/new?q=gaffer&kind=person&remote=1"
    assert visit(ada).get(there).status_code == 200
    answer = visit(ada).post(there, data={"name": "Gaffers from afar", "cadence": "weekly", "studio": ""})
    assert answer.status_code == 303
    saved = queries.listing(ada)[0]
    assert (saved.name, saved.typed, saved.address) == ("Gaffers from afar", "gaffer", {"remote": 1})
    assert saved.cadence_for(ada) == Cadence.WEEKLY
    listed = visit(ada).get("/searches").text
    assert "Gaffers from afar" in listed
    assert "remote=1" in listed


def test_its_words_are_offered_as_its_name(ada, visit):
    assert 'value="gaffer leeds"' in visit(ada).get("/searches/new?q=gaffer+leeds").text


def test_while_the_index_is_away_nothing_is_saved_and_that_is_said(ada, visit):
    shutil.rmtree(indexing.index().home, ignore_errors=True)
    answer = visit(ada).post("/searches/new?q=gaffer", data={"name": "Gaffers", "cadence": "daily"})
    assert answer.status_code == 409
    assert "being put in order" in answer.text
    assert queries.listing(ada) == []


def test_a_nameless_one_is_asked_again_with_what_was_typed(ada, visit):
    answer = visit(ada).post("/searches/new?q=gaffer", data={"name": " ", "cadence": "weekly"})
    assert answer.status_code == 422
    assert "Give it a name" in answer.text
    assert 'value="weekly" selected' in answer.text or "selected value=" in answer.text


def test_it_is_changed_watched_and_removed(ada, visit):
    studio, saved = make_studio(ada), make_saved(ada)
    make_watch(saved, ada)
    indexing.rebuild()
    browser = visit(ada)
    assert browser.get(f"/searches/{saved.id}/edit").status_code == 200
    data = {"name": "Lights", "cadence": "never", "studio": str(studio.id)}
    assert browser.post(f"/searches/{saved.id}/edit", data=data).status_code == 303
    saved = queries.saved(ada, saved.id)
    assert (saved.name, saved.studio_id, saved.cadence_for(ada)) == ("Lights", studio.id, Cadence.NEVER)
    browser.post(f"/searches/{saved.id}/watch", data={"cadence": "at_once"})
    assert queries.saved(ada, saved.id).cadence_for(ada) == Cadence.AT_ONCE
    browser.post(f"/searches/{saved.id}/removal")
    assert queries.listing(ada) == []


def test_somebody_else_s_is_not_there(ada, ben, visit):
    saved = make_saved(ada)
    for path in ("edit", "found/1"):
        assert visit(ben).get(f"/searches/{saved.id}/{path}").status_code == 404
    for path in ("watch", "removal", "edit"):
        assert visit(ben).post(f"/searches/{saved.id}/{path}", data={"cadence": "daily"}).status_code == 404
