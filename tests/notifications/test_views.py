"""The page behind the bell."""

import pytest
from sqlalchemy import event

from app.extensions import db
from app.notifications import queries
from tests.factories.notifications import make_notice
from tests.factories.people import make_block, make_person


def test_notices_stand_newest_first_with_the_new_ones_marked(ada, visit):
    make_notice(ada, "First.", values={"page": 1})
    make_notice(ada, "Second.", values={"page": 2})
    page = visit(ada).get("/notices").text
    assert page.index("Second.") < page.index("First.")
    assert page.count("wait--new") == 2
    assert 'id="unread-notices">2<' in page


def test_following_a_notice_leads_to_its_thing_and_marks_it_seen(ada, visit):
    notice = make_notice(ada, endpoint="people.show", values={"handle": "ada-lindqvist"})
    answer = visit(ada).get(f"/notices/{notice.id}")
    assert (answer.status_code, answer.location) == (303, "/people/ada-lindqvist")
    assert queries.unseen_of(ada) == 0


def test_a_page_fetched_ahead_is_not_followed(ada, visit):
    notice = make_notice(ada)
    visit(ada).get(f"/notices/{notice.id}", headers={"X-Sec-Purpose": "prefetch"})
    assert queries.unseen_of(ada) == 1


def test_all_are_marked_as_read_at_once(ada, visit):
    make_notice(ada)
    assert visit(ada).post("/notices/seen").status_code == 303
    page = visit(ada).get("/notices").text
    assert "wait--new" not in page
    assert "Mark all as read" not in page


@pytest.mark.parametrize("seat", ["stranger", "nobody"])
def test_the_notices_of_others_are_not_there(ada, ben, visit, seat):
    notice = make_notice(ada, "For Ada alone.")
    browser = visit(ben if seat == "stranger" else None)
    assert browser.get(f"/notices/{notice.id}").status_code == (404 if seat == "stranger" else 303)
    assert "For Ada alone." not in browser.get("/notices").text
    assert queries.unseen_of(ada) == 1


def test_a_notice_about_somebody_behind_a_block_is_not_there(ada, ben, visit):
    notice = make_notice(ada, "Ben Okafor has applied.", about=ben)
    make_block(ada, ben)
    page = visit(ada).get("/notices").text
    assert "Ben Okafor" not in page
    assert 'id="unread-notices" hidden' in page
    assert visit(ada).get(f"/notices/{notice.id}").status_code == 404


def test_a_way_that_is_gone_is_said_to_be_missing(ada, visit):
    notice = make_notice(ada, endpoint="nowhere.at_all")
    assert visit(ada).get(f"/notices/{notice.id}").status_code == 404


@pytest.mark.parametrize("number", ["99999999999999999999", "0", "x", "-1"])
def test_odd_numbers_are_missing(ada, visit, number):
    assert visit(ada).get(f"/notices/{number}").status_code == 404


def test_hostile_sentences_are_text(ada, visit):
    make_notice(ada, "<script>alert(1)</script>")
    assert "<script>alert(1)" not in visit(ada).get("/notices").text


def test_thirty_notices_cost_no_more_than_three(ada, visit):
    def price():
        counted = []
        count = lambda *_: counted.append(1)  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", count)
        assert browser.get("/notices").status_code == 200
        event.remove(db.engine, "before_cursor_execute", count)
        return len(counted)

    browser = visit(ada)
    for number in range(3):
        make_notice(ada, about=make_person(f"Person {number}"), values={"page": number})
    few = price()
    for number in range(3, 30):
        make_notice(ada, about=make_person(f"Person {number}"), values={"page": number})
    assert price() == few
