"""What the arrays answer is what a plain reading of every entry says."""

import random
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import numpy as np
import pytest

from app.people.availability import on_days
from app.people.models import AvailabilityBlock, AvailabilityKind, Person
from app.search.engine import days
from app.search.engine.answering import Cut, Layer, Viewpoint, answer, every_id
from app.search.engine.counting import FACETS
from app.search.engine.ordering import first_of
from app.search.engine.sheets import Entry, joined, of_entries
from app.search.engine.shelf import bind
from app.search.engine.words import Vocabulary, within
from app.search.profiles import of_person
from app.search.question import Days, Demand, Question, Sort, Way
from tests.search.oracle import TODAY, Oracle, some_question, somebody

ALLOWED = {key for key in range(1, 200) if key % 3 == 0}
MEMBER = Viewpoint(True, TODAY, hidden={7, 20}, allowed=lambda ids: ALLOWED & set(ids))
STRANGER = Viewpoint(False, TODAY, hidden={7})


@pytest.fixture(scope="module")
def town():
    return [somebody(key) for key in range(1, 121)]


@pytest.fixture(scope="module")
def layers(town, tmp_path_factory):
    """The town on two shelves: the large one still holds the old entries of those who changed, and who is gone."""
    folder = tmp_path_factory.mktemp("shelves")
    stale = [somebody(one.id, seed=1) if one.id % 5 == 0 else one for one in town] + [somebody(999)]
    large = bind(of_entries(one.entry() for one in stale), folder / "large")
    fresh = of_entries(one.entry() for one in town if one.id % 5 == 0)
    changed = bind(fresh, folder / "changed", beside=large.common)
    live = [key % 5 != 0 and key != 999 for key in large.ids.tolist()]
    return [
        Layer(large, large.ids.astype(bool) & live),
        Layer(changed, changed.ids.astype(bool)),
    ]


@pytest.mark.parametrize("viewpoint", [MEMBER, STRANGER], ids=["member", "stranger"])
@pytest.mark.parametrize("seed", range(60))
def test_totals_hits_and_every_facet_are_exact(town, layers, viewpoint, seed):
    question = some_question(random.Random(seed))
    oracle = Oracle(town, viewpoint, ALLOWED)
    expected = {one.id for one in oracle.matching(question)}
    found = answer(layers, question, viewpoint, Cut(0, 500, tuple(FACETS)))
    assert every_id(layers, question, viewpoint) == sorted(expected)
    if found.loosely:
        assert not expected
        return
    assert set(found.ids) == expected
    assert found.total == len(expected)
    for name, facet in FACETS.items():
        if name not in ("stage", "kind"):
            counted = {value: count for value, count in found.facets[name] if count}
            assert counted == oracle.counts(question, name, facet.filter), name


@pytest.mark.parametrize("sort", list(Sort))
def test_pages_follow_one_another_without_gap_or_double(layers, sort):
    question = Question((wish("light"),), sort=sort)
    whole = answer(layers, question, MEMBER, Cut(0, 100)).ids
    pages = [answer(layers, question, MEMBER, Cut(start, 5)).ids for start in range(0, len(whole), 5)]
    assert [key for page in pages for key in page] == whole


def test_sorts_put_the_unknown_last(town, layers):
    by_id = {one.id: one for one in town}
    rates = [by_id[key].figures["rate_members"] for key in ids(layers, Question(sort=Sort.RATE, **ANY))]
    known = [rate for rate in rates if rate >= 0]
    assert known == sorted(known)
    assert rates == known + [-1] * (len(rates) - len(known))
    years = [by_id[key].figures["years"] for key in ids(layers, Question(sort=Sort.YEARS, **ANY))]
    assert years == sorted(years, reverse=True)
    seen = [by_id[key].figures["seen_on"] for key in ids(layers, Question(sort=Sort.ACTIVE, **ANY))]
    assert seen == sorted(seen, reverse=True)


def test_where_nobody_meets_all_those_who_meet_some_are_found_and_it_is_said(layers):
    question = Question((wish("light"), wish("xylophone")))
    found = answer(layers, question, MEMBER, Cut(0, 100))
    assert found.loosely
    assert found.total == answer(layers, Question((wish("light"),)), MEMBER, Cut(0, 0)).total
    assert found.hits[0].met == (Way(words="light"), None)


def test_a_hit_says_by_which_way_each_demand_was_met(layers):
    either = Demand("job", (Way(key="p1"), Way(key="p2", weight=0.5)))
    for hit in answer(layers, Question((either,)), MEMBER, Cut(0, 100)).hits:
        assert hit.met[0] in either.ways


def test_words_in_a_row_stay_within_their_field(tmp_path):
    layer = shelved(tmp_path, entry(1, "grip best boy", "boy wonder"), entry(2, "best", "boy"), entry(3, "boy best"))
    assert ids([layer], Question((wish("best boy"),))) == [1]
    assert ids([layer], Question((wish("boy wonder"),))) == [1]
    assert every_id([layer], Question((wish("best boy wonder"),)), MEMBER) == []


def test_a_beginning_finds_the_words_that_go_on_so(tmp_path):
    layer = shelved(tmp_path, entry(1, "camera"), entry(2, "cameraman"), entry(3, "came"), entry(4, "can"))
    assert sorted(ids([layer], Question((wish("camer*"),)))) == [1, 2]
    assert sorted(ids([layer], Question((wish("ca*"),)))) == [1, 2, 3, 4]
    assert ids([layer], Question((wish("zz*"),))) == []


@pytest.mark.parametrize("typed", ["gafer", "gaffr", "gafffer", "gafefr", "goffer"])
def test_a_slip_finds_the_nearest_word(tmp_path, typed):
    layer = shelved(tmp_path, entry(1, "gaffer"), entry(2, "spark"))
    assert ids([layer], Question((wish(typed),))) == [1]
    quoted = Demand(typed, (Way(words=typed),), quoted=True)
    assert ids([layer], Question((quoted,))) == []


def test_slips_are_counted_as_a_plain_reading_does():
    chance = random.Random(1)
    words = ["".join(chance.choice("abc") for _ in range(chance.randint(1, 6))) for _ in range(300)]
    for one, other in zip(words, reversed(words), strict=True):
        for slips in (1, 2):
            assert within(one, other, slips) == (slips_between(one, other) <= slips)


def test_near_words_are_found_among_all(tmp_path):
    words = Vocabulary(sorted(["gaffer", "gaffers", "grip", "gabber", "giraffe", "zebra"]))
    assert words.near("gafer") == ["gaffer"]
    assert words.near("gaffer") == ["gaffer", "gaffers"]


@pytest.mark.parametrize("seed", range(40))
def test_days_are_as_the_calendar_of_one_person_says(tmp_path, seed):
    chance = random.Random(seed)
    person = Person(
        id=1, name="A", handle="a", headline="", bio="", listed_at=at(-100), updated_at=at(0), pay_models=[]
    )
    person.availability_word = chance.choice([None, "available", "busy", "ask"])
    person.availability_confirmed_at = chance.choice([None, at(-chance.randint(0, 40))])
    person.days = [block(chance) for _ in range(chance.randint(0, 4))]
    person.visibility, person.shows_activity = "public", True
    document = of_person(person)
    shelf = bind(of_entries([document.entry]), tmp_path / "a")
    for first in range(-5, 30, 3):
        asked = Days(TODAY + timedelta(days=first), TODAY + timedelta(days=first + chance.randint(1, 6)))
        known = on_days(person, asked.first, asked.end, TODAY).values()
        assert days.STATES[days.states(shelf, shelf.ids - 1, asked, TODAY)[0]] == max(known, key=rank)


def test_the_first_of_many_are_those_of_the_whole_order():
    chance = random.Random(4)
    keys = [np.array([chance.randint(0, 5) for _ in range(200)]), np.array([chance.randint(0, 3) for _ in range(200)])]
    whole_order = sorted(range(200), key=lambda place: (keys[0][place], keys[1][place], place))
    for count in (1, 7, 50, 200, 300):
        assert first_of(keys, count).tolist() == whole_order[:count]


def test_sheets_cut_and_joined_are_the_sheet_of_all(town, tmp_path):
    entries = [one.entry() for one in town]
    parts = joined([of_entries(entries[60:]), of_entries(entries[:60])])
    again = joined([parts.without(range(1, 31)), of_entries(entries[:30])])
    one, other = bind(of_entries(entries), tmp_path / "one"), bind(again, tmp_path / "other")
    assert one.path.read_bytes() == other.path.read_bytes()


ANY = {"wanted": (Demand("", (Way(words="light"), Way(words="rain"), Way(words="night"))),)}


def wish(words):
    return Demand(words, (Way(words=words),))


def ids(layers, question):
    return answer(layers, question, replace(MEMBER, hidden=()), Cut(0, 500)).ids


def entry(key, *texts):
    texts = [text.split() for text in texts] + [[]] * (4 - len(texts))
    return Entry(key, "0", texts)


def shelved(folder, *entries):
    shelf = bind(of_entries(entries), folder / "shelf")
    return Layer(shelf, shelf.ids > 0)


def at(days_from_today):
    return datetime.combine(TODAY, time(12), UTC) + timedelta(days=days_from_today)


def block(chance):
    first = TODAY + timedelta(days=chance.randint(-20, 25))
    end = first + timedelta(days=chance.randint(1, 12))
    return AvailabilityBlock(starts_on=first, ends_on=end, kind=chance.choice(list(AvailabilityKind)))


def rank(state):
    return ["free", "tentative", "unknown", "busy"].index(state)


def slips_between(one, other):
    """Damerau's distance, neighbours swapped once."""
    table = {(-1, -1): 0}
    for i in range(-1, len(one)):
        for j in range(-1, len(other)):
            if i < 0 or j < 0:
                table[i, j] = max(i, j) + 1
                continue
            same = one[i] == other[j]
            table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (not same))
            if i and j and one[i] == other[j - 1] and one[i - 1] == other[j]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one) - 1, len(other) - 1]
