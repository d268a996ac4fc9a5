"""Lists over their pages."""

from __future__ import annotations

import html

import pytest
from sqlalchemy import event

from app.extensions import db
from app.lists import queries
from app.lists.models import Entry, Progress, Shortlist
from app.studios.models import StudioRole
from tests.factories.lists import make_list, put
from tests.factories.people import make_rate
from tests.factories.studios import make_colleague, make_studio


def the_list() -> Shortlist:
    db.session.rollback()
    return db.session.query(Shortlist).one()


def said(answer) -> str:
    return html.unescape(answer.text)


def test_a_list_is_begun_from_a_persons_page(ada, ben, visit):
    browser = visit(ada)
    assert 'href="/people/ben-okafor/lists"' in browser.get("/people/ben-okafor").text
    assert 'href="/people/ben-okafor/lists"' in browser.get("/people").text
    assert "A new list of mine" in browser.get("/people/ben-okafor/lists").text
    sent = browser.post("/people/ben-okafor/lists", data={"shortlist": "new", "name": "Camera"}, follow_redirects=True)
    assert "Ben Okafor is on the list." in said(sent)
    assert the_list().name == "Camera"


def test_nobody_is_offered_to_list_themselves_or_without_an_account(ada, visit):
    for viewer in (ada, None):
        for page in ("/people", "/people/ada-lindqvist"):
            assert "/people/ada-lindqvist/lists" not in visit(viewer).get(page).text


def test_whoever_is_on_a_list_is_not_added_again(ada, ben, visit):
    shortlist, browser = make_list(ada, ben), visit(ada)
    assert "is on it already" in browser.get("/people/ben-okafor/lists").text
    again = browser.post("/people/ben-okafor/lists", data={"shortlist": str(shortlist.id)})
    assert again.status_code == 409
    assert "on this list already" in said(again)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Please choose a list"),
        ({"shortlist": "new", "name": ""}, "give the new list a name"),
        ({"shortlist": "new", "name": "x" * 101}, "100 letters"),
        ({"shortlist": "999"}, "Not a valid choice"),
    ],
)
def test_which_list_must_be_said(typed, sentence, ada, ben, visit):
    make_list(ada)
    answer = visit(ada).post("/people/ben-okafor/lists", data=typed)
    assert answer.status_code == 422
    assert sentence in said(answer)


def test_a_list_that_one_only_reads_is_not_offered(ada, ben, visit):
    studio = make_studio(ada)
    viewer, shortlist = make_colleague(studio, StudioRole.VIEWER), make_list(studio, name="Ours alone")
    browser = visit(viewer)
    assert "Ours alone" not in browser.get("/people/ben-okafor/lists").text
    refused = browser.post("/people/ben-okafor/lists", data={"shortlist": str(shortlist.id)})
    assert refused.status_code == 422
    page = browser.get(f"/lists/{shortlist.id}").text
    assert "Ours alone" in page
    assert "Rename" not in page


def test_a_list_is_made_for_a_studio_renamed_put_away_and_deleted(ada, visit):
    studio, browser = make_studio(ada), visit(ada)
    browser.post("/lists/new", data={"name": "Crew", "description": "Winter", "house": studio.slug})
    shortlist = the_list()
    assert shortlist.studio_id == studio.id
    way = f"/lists/{shortlist.id}"
    browser.post(f"{way}/edit", data={"name": "Crew B", "description": ""})
    assert the_list().name == "Crew B"
    browser.post(f"{way}/archive")
    assert "put away" in browser.get(way).text
    assert "Crew B" in browser.get("/lists?archived=1").text
    browser.post(f"{way}/return")
    assert "gone for good" in browser.get(f"{way}/removal").text
    assert browser.post(f"{way}/removal").location == "/lists"
    assert "No lists yet" in browser.get("/lists").text


def test_a_name_is_wanted(ada, visit):
    answer = visit(ada).post("/lists/new", data={"name": ""})
    assert answer.status_code == 422
    assert "give the list a name" in said(answer)


def test_a_note_is_kept_and_a_long_one_comes_back(ada, ben, visit):
    entry = put(make_list(ada), ben)
    way, browser = f"/lists/{entry.shortlist_id}/entries/{entry.id}", visit(ada)
    sent = browser.post(way, data={"progress": "maybe", "note": "Only <b>nights</b>."})
    assert sent.location.endswith(f"#entry-{entry.id}")
    page = browser.get(f"/lists/{entry.shortlist_id}").text
    assert "Only &lt;b&gt;nights&lt;/b&gt;." in page
    long = browser.post(way, data={"progress": "maybe", "note": "x" * 1001})
    assert long.status_code == 422
    assert "x" * 1001 in long.text
    assert "Please keep this to 1,000 letters." in said(long)


def test_how_far_one_is_must_be_one_of_the_words(ada, ben, visit):
    entry = put(make_list(ada), ben)
    answer = visit(ada).post(f"/lists/{entry.shortlist_id}/entries/{entry.id}", data={"progress": "hired"})
    assert answer.status_code == 422
    assert "another look" in said(answer)


def test_people_are_moved_and_taken_off(ada, ben, cy, visit):
    shortlist, browser = make_list(ada, ben, cy), visit(ada)
    last = queries.all_entries(ada, shortlist)[1]
    browser.post(f"/lists/{shortlist.id}/entries/{last.id}/up?page=1")
    page = browser.get(f"/lists/{shortlist.id}").text
    assert page.index("Cy Moreau") < page.index("Ben Okafor")
    browser.post(f"/lists/{shortlist.id}/entries/{last.id}/removal")
    assert db.session.query(Entry).count() == 1


def test_a_list_is_narrowed_to_how_far_one_is(ada, ben, cy, visit):
    shortlist = make_list(ada, ben)
    put(shortlist, cy, progress=Progress.YES)
    page = visit(ada).get(f"/lists/{shortlist.id}?progress=yes").text
    assert "Cy Moreau" in page
    assert "Ben Okafor" not in page


def test_a_copy_needs_a_studio_of_ones_own(ada, ben, visit):
    shortlist, studio = make_list(ada, ben), make_studio(ben)
    assert visit(ada).post(f"/lists/{shortlist.id}/copies", data={"studio": studio.slug}).status_code == 400
    own = make_studio(ada, "Own House")
    assert visit(ada).post(f"/lists/{shortlist.id}/copies", data={"studio": own.slug}).status_code == 303
    assert "Own House" in visit(ada).get("/lists").text


def test_a_list_looks_up_little_however_long_it_is(ada, visit, ben, cy):
    short, long = make_list(ada, ben), make_list(ada, ben, cy, name="Long")
    for person in (ben, cy):
        make_rate(person)
    counts = [queries_made(visit(ada), f"/lists/{one.id}") for one in (short, long)]
    assert counts[0] == counts[1]


def queries_made(browser, path) -> int:
    made: list[str] = []

    def note(*heard) -> None:
        made.append(heard[2])

    event.listen(db.engine, "before_cursor_execute", note)
    browser.get(path)
    event.remove(db.engine, "before_cursor_execute", note)
    return len(made)
