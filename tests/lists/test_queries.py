"""Who finds which list, and whom on it."""

from __future__ import annotations

import pytest

from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Missing
from app.lists import queries
from app.lists.models import Progress
from app.people.models import Visibility
from app.studios.models import StudioRole
from tests.factories.lists import make_list, put
from tests.factories.people import make_block, make_person
from tests.factories.studios import make_colleague, make_member, make_studio

GONE = ["hidden", "unlisted", "left", "blocks", "was blocked"]


def vanish(how, viewer, person):
    if how == "hidden":
        person.visibility = Visibility.HIDDEN
    if how == "unlisted":
        person.listed_at = None
    if how == "left":
        person.left_at = now()
    if how == "blocks":
        make_block(person, viewer)
    if how == "was blocked":
        make_block(viewer, person)
    db.session.commit()


@pytest.mark.parametrize("how", GONE)
def test_whom_one_may_not_see_is_not_there_and_not_counted(how, ada, ben, cy, visit):
    shortlist = make_list(ada, cy)
    entry = put(shortlist, ben, progress=Progress.YES, note="A secret of theirs")
    vanish(how, ada, ben)
    assert [row.person for row in queries.all_entries(ada, shortlist)] == [cy]
    assert queries.entries(ada, shortlist, 1).total == 1
    assert queries.progresses(ada, shortlist) == {Progress.NONE: 1}
    assert [row.people for row in queries.listing(ada)] == [1]
    with pytest.raises(Missing):
        queries.entry(ada, shortlist.id, entry.id)
    browser = visit(ada)
    assert "1 person" in browser.get("/lists").text
    for page in ("", "/people.csv", "?progress=yes"):
        text = browser.get(f"/lists/{shortlist.id}{page}").text
        assert "Ben Okafor" not in text
        assert "secret" not in text


def test_a_colleague_behind_a_block_sees_the_rest(ada, ben, cy):
    studio = make_studio(ada)
    booker = make_colleague(studio, StudioRole.BOOKER)
    shortlist = make_list(studio, ben, cy)
    make_block(ben, booker)
    assert [row.person for row in queries.all_entries(booker, shortlist)] == [cy]
    assert [row.person for row in queries.all_entries(ada, shortlist)] == [ben, cy]


def test_nobody_reads_what_colleagues_think_of_them(ada, ben):
    studio = make_studio(ada)
    make_member(studio, ben, StudioRole.ADMIN)
    shortlist = make_list(studio, ben)
    assert queries.all_entries(ben, shortlist) == []
    assert [row.people for row in queries.listing(ben)] == [0]


def test_a_list_is_found_by_its_owner_and_the_team_alone(ada, ben, cy):
    studio = make_studio(ada)
    make_member(studio, ben)
    mine, ours = make_list(ada), make_list(studio, name="Ours")
    found = {who.name: [row.shortlist for row in queries.listing(who)] for who in (ada, ben, cy)}
    assert found == {"Ada Lindqvist": [mine, ours], "Ben Okafor": [ours], "Cy Moreau": []}
    assert list(queries.writable(ben)) == []
    assert queries.houses(ben) == []
    with pytest.raises(Missing):
        queries.by_id(ben, mine.id)


def test_a_closed_studio_keeps_its_lists_to_itself(ada):
    studio = make_studio(ada, closed_at=now())
    with pytest.raises(Missing):
        queries.by_id(ada, make_list(studio).id)


def test_an_entry_is_found_on_its_own_list_alone(ada, ben):
    entry, other = put(make_list(ada), ben), make_list(ada)
    with pytest.raises(Missing):
        queries.entry(ada, other.id, entry.id)


def test_a_writer_behind_a_block_is_not_named(ada, ben, cy):
    studio = make_studio(ada)
    make_member(studio, ben, StudioRole.EDITOR)
    entry = put(make_list(studio), cy, note="Good", note_by_id=ben.id)
    assert queries.writers(ada, [entry]) == {ben.id: "Ben Okafor"}
    make_block(ben, ada)
    assert queries.writers(ada, [entry]) == {}


def test_a_long_list_has_pages(ada):
    shortlist = make_list(ada, *(make_person(f"Person {number}") for number in range(queries.SIZE + 3)))
    page = queries.entries(ada, shortlist, 2)
    assert (page.total, len(page.rows), page.last) == (queries.SIZE + 3, 3, 2)
