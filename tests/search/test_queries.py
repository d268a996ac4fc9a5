"""Who finds whom, by what."""

import shutil

import pytest

from app.kit import jobs
from app.kit.actions import action
from app.kit.facts import announce
from app.people.facts import ProfileChanged
from app.people.models import PersonBase, PersonPosition, Visibility
from app.search import indexing, queries
from app.taxonomy.models import Ambiguity
from tests.factories.people import make_block, make_person, save
from tests.factories.taxonomy import make_city, make_position


@pytest.fixture(autouse=True)
def empty_index(house):
    shutil.rmtree(indexing.index().home, ignore_errors=True)


@action
def change(person):
    announce(ProfileChanged(person))


def indexed(*people):
    for person in people:
        change(person)
    jobs.run_all()


def in_position(person, *positions):
    person.positions = [
        PersonPosition(position_id=row.id, label=row.name, primary=number == 0, sort=number)
        for number, row in enumerate(positions)
    ]
    save(person)
    return person


def found(viewer, words):
    return [match.thing.handle for match in queries.find(viewer, "person", words).page.rows]


@pytest.fixture
def dop():
    return make_position("Director of Photography", "DoP", "DP", "cinematographer", "lighting cameraman")


@pytest.fixture
def gaffer():
    return make_position("Gaffer", "chief lighting technician")


@pytest.mark.parametrize(
    "words",
    ["DoP", "d.o.p.", "cinematographers", "Lighting Cameraman", "director of photography", "cinematografer"],
)
def test_people_are_found_by_any_name_of_their_position(ada, dop, words):
    indexed(in_position(ada, dop))
    assert found(None, words) == ["ada-lindqvist"]


def test_the_first_position_comes_before_a_further_one(ada, ben, dop, gaffer):
    indexed(in_position(ada, gaffer, dop), in_position(ben, dop, gaffer))
    assert found(None, "cinematographer") == ["ben-okafor", "ada-lindqvist"]
    assert found(None, "gaffer") == ["ada-lindqvist", "ben-okafor"]


def test_every_demand_counts(ada, ben, gaffer):
    leeds = make_city("Leeds", "GB", key=1)
    for person in (in_position(ada, gaffer), in_position(ben, gaffer)):
        save(person)
    ada.bases = [PersonBase(city_id=leeds.id, name="Leeds", country_code="GB")]
    indexed(save(ada), ben)
    results = queries.find(None, "person", "chief lighting technician in leeds")
    assert [match.thing for match in results.page.rows] == [ada]
    assert results.page.rows[0].why == ["Gaffer is their first position", "based in Leeds"]
    assert not results.loosely


def test_when_nobody_meets_all_demands_those_who_meet_some_are_shown_and_it_is_said(ada, gaffer):
    make_city("Leeds", "GB", key=1)
    indexed(in_position(ada, gaffer))
    results = queries.find(None, "person", "gaffer leeds")
    assert [match.thing for match in results.page.rows] == [ada]
    assert results.loosely


def test_when_nobody_fits_the_job_counts_more_than_the_place(ada, ben, gaffer):
    leeds = make_city("Leeds", "GB", key=1)
    ben.bases = [PersonBase(city_id=leeds.id, name="Leeds", country_code="GB")]
    indexed(in_position(ada, gaffer), save(ben))
    assert found(None, "gaffer leeds") == ["ada-lindqvist"]


def test_who_says_a_job_in_their_own_words_is_found_by_its_other_names(ada):
    make_position("Electrician", "spark")
    ada.headline = "Electrician with own van"
    indexed(save(ada))
    assert found(None, "spark") == ["ada-lindqvist"]


def test_where_nobody_has_such_a_job_those_who_say_its_words_are_shown(ada):
    make_position("Unreal Artist")
    ada.bio = "I light scenes in Unreal."
    indexed(save(ada))
    results = queries.find(None, "person", "unreal artist remote")
    assert [match.thing for match in results.page.rows] == [ada]
    assert results.loosely


def test_a_misspelt_name_is_read_as_it_was_meant(ada, dop):
    indexed(in_position(ada, dop))
    (match,) = queries.find(None, "person", "cinematografer").page.rows
    assert match.why == ["Director of Photography is their first position"]


def test_a_word_that_somebody_says_is_not_corrected(ada, ben, dop):
    ben.name = "Ruth Gafer"
    indexed(in_position(ada, make_position("Gaffer")), save(ben))
    results = queries.find(None, "person", "gafer")
    assert [match.thing for match in results.page.rows] == [ben]
    assert results.reading.corrected == ()


def test_an_ambiguous_word_shows_both_and_asks(ada, ben):
    first, art = make_position("1st Assistant Director"), make_position("Art Director")
    save(Ambiguity(label="AD", folded="ad", question="AD: which?", position_slugs=[first.slug, art.slug]))
    indexed(in_position(ada, first), in_position(ben, art))
    results = queries.find(None, "person", "AD")
    assert {match.thing for match in results.page.rows} == {ada, ben}
    assert list(results.question.questions) == ["AD: which?"]


def test_a_minus_keeps_out(ada, ben, dop, gaffer):
    indexed(in_position(ada, dop, gaffer), in_position(ben, dop))
    assert found(None, "cinematographer -gaffer") == ["ben-okafor"]


def test_remote_is_a_demand(ada, ben, dop):
    ada.works_remotely = True
    indexed(in_position(ada, dop), in_position(ben, dop))
    assert found(None, "DoP remote") == ["ada-lindqvist"]


def test_names_and_words_are_found_without_accents(cy):
    cy.name, cy.bio = "Zoë Müller-López", "I shoot on node.js rigs in C++"
    indexed(save(cy))
    assert found(None, "zoe lopez") == found(None, "c++") == found(None, "muller") == ["cy-moreau"]


def test_totals_and_pages_say_the_same(dop):
    people = [in_position(make_person(f"Person {number}"), dop) for number in range(7)]
    indexed(*people)
    pages = [queries.find(None, "person", "dop", number, 3).page for number in (1, 2, 3)]
    assert [len(page.rows) for page in pages] == [3, 3, 1]
    assert {page.total for page in pages} == {7}
    assert len({match.thing.id for page in pages for match in page.rows}) == 7


def test_who_hides_is_gone_at_once_even_before_the_index_knows(ada, ben, dop):
    indexed(in_position(ada, dop), in_position(ben, dop))
    ada.visibility = Visibility.HIDDEN
    save(ada)
    results = queries.find(ben, "person", "dop")
    assert ([match.thing for match in results.page.rows], results.page.total) == ([ben], 1)


def test_members_only_people_are_in_no_strangers_count(ada, ben, dop):
    ada.visibility = Visibility.MEMBERS
    indexed(in_position(ada, dop), in_position(ben, dop))
    assert (queries.total(None, "person", "dop"), queries.total(ben, "person", "dop")) == (1, 2)


def test_blocks_hide_both_from_each_other_in_results_and_counts(ada, ben, cy, dop):
    indexed(*(in_position(person, dop) for person in (ada, ben, cy)))
    make_block(ada, ben)
    assert "ben-okafor" not in found(ada, "dop")
    assert "ada-lindqvist" not in found(ben, "dop")
    assert (queries.total(ada, "person", "dop"), queries.total(cy, "person", "dop")) == (2, 3)


def test_the_index_follows_a_change(ada, dop, gaffer):
    indexed(in_position(ada, dop))
    indexed(in_position(ada, gaffer))
    assert (found(None, "dop"), found(None, "gaffer")) == ([], ["ada-lindqvist"])


def test_a_word_that_nobody_says_finds_nobody(ada, ben, dop):
    indexed(in_position(ada, dop), ben)
    assert found(None, "donaudampf") == []
    assert found(None, "donaudampf dampfschiff") == []
    assert found(None, "dop donaudampf") == ["ada-lindqvist"]
    assert found(None, "dop -donaudampf") == ["ada-lindqvist"]


def test_no_words_list_everybody_who_is_seen(ada, ben):
    assert sorted(found(None, "")) == ["ada-lindqvist", "ben-okafor"]


HOSTILE = [
    "*", "b*", "?" * 50, "[a TO z]", "(" * 2000, "NOT NOT NOT a", '"unbalanced', "owner:7", "visibility:hidden",
    "a OR " * 500, "x~2", "\u202egaffer", "-", '-""', "'; DROP TABLE person; --", "\\", "^", "&& ||", "a" * 10_000,
    " ".join("wort" * 5 for _ in range(3000)), "🎬", "👩‍🎤 gaffer", "%00", "{{7*7}}", "../../etc/passwd",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_any_string_is_a_query(visit, ada, dop, words):
    indexed(in_position(ada, dop))
    assert visit().get("/search", query_string={"q": words}).status_code == 200
    assert visit().get("/api/v1/people", query_string={"q": words}).status_code == 200


def test_control_characters_are_refused_with_a_sentence(visit):
    answer = visit().get("/search", query_string={"q": "gaffer\x00\x07"})
    assert answer.status_code == 400
    assert "control characters" in answer.text
