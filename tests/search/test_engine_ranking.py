"""The order that a line producer would sign, and for mere words the one that Whoosh gives."""

import random
from dataclasses import asdict
from datetime import timedelta
from itertools import count

import pytest
from whoosh.index import open_dir
from whoosh.query import And, Or, Term

from app.search import ranking
from app.search.documents import document
from app.search.engine.answering import Cut, Layer, Viewpoint, answer
from app.search.engine.days import BUSY, FREE, day_number
from app.search.engine.matching import match, plan
from app.search.engine.sheets import FIELDS, Entry, of_entries
from app.search.engine.shelf import WEIGHTS, bind
from app.search.index import Index
from app.search.question import Days, Demand, Filters, Near, Question, Way
from tests.search.oracle import TODAY

NOW = day_number(TODAY)
GAFFER = Demand("gaffer", (Way(key="p1"), Way(key="p2", weight=0.64)))
BEST = {"years": 40, "vouched": 9, "confirmed_on": NOW, "asked": 50, "answered": 50, "listed_on": NOW}
SPENT = {"asked": 50, "answered": 0}


@pytest.fixture
def ranked(tmp_path):
    """The people that are told about, by name, best first."""
    files = count()

    def order(question=None, **people):
        entries = [Entry(key, "0", [[]] * 4, *parts) for key, parts in enumerate(people.values(), 1)]
        shelf = bind(of_entries(entries), tmp_path / str(next(files)))
        question = question or Question((GAFFER,))
        found = answer([Layer(shelf, shelf.ids > 0)], question, Viewpoint(True, TODAY), Cut())
        return [list(people)[key - 1] for key in found.ids]

    return order


def gaffer(first=True, key="1", place=(0.0, 0.0, 1), **figures):
    levels = {"position": {key: ranking.position_level(first, 0)}}
    return figures, levels, {"base": [place]}


def test_just_the_position_comes_before_a_related_one_however_good(ranked):
    assert ranked(related=gaffer(key="2", **BEST), exact=gaffer(**SPENT)) == ["exact", "related"]
    assert ranked(related=gaffer(key="2", **BEST), further=gaffer(False, **SPENT)) == ["further", "related"]


def test_a_first_position_comes_before_a_further_one_however_good(ranked):
    assert ranked(further=gaffer(False, **BEST), first=gaffer(**SPENT)) == ["first", "further"]


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ({"years": 12}, {"years": 2}),
        ({"vouched": 3}, {"vouched": 0}),
        ({"confirmed_on": NOW - 1}, {"confirmed_on": NOW - 25}),
        ({"asked": 9, "answered": 9}, {"asked": 9, "answered": 1}),
    ],
    ids=["years", "confirmed credits", "days confirmed lately", "answering"],
)
def test_of_equals_comes_first_who_has_more(ranked, more, less):
    assert ranked(less=gaffer(**less), more=gaffer(**more)) == ["more", "less"]


def test_who_is_free_on_the_days_comes_before_who_may_be(ranked):
    days = Filters(free=Days(TODAY, TODAY + timedelta(days=2)), days_are=("free", "unknown", "tentative"))
    people = {
        "silent": gaffer(),
        "perhaps": gaffer(confirmed_on=NOW - 20, free_in_a_word=FREE),
        "free": gaffer(confirmed_on=NOW, free_in_a_word=FREE),
        "busy": gaffer(confirmed_on=NOW, free_in_a_word=BUSY),
    }
    assert ranked(Question((GAFFER,), filters=days), **people) == ["free", "perhaps", "silent"]


def test_who_is_near_comes_before_who_is_far(ranked):
    near = Filters(near=Near("Berlin", 52.5, 13.4, 500))
    people = {"far": gaffer(place=(50.0, 10.0, 1)), "near": gaffer(place=(52.4, 13.1, 1))}
    assert ranked(Question((GAFFER,), filters=near), **people) == ["near", "far"]


def test_a_higher_level_of_a_skill_comes_first_and_none_said_in_the_middle(ranked):
    people = {name: ({}, {"skill": {"7": level}}) for name, level in (("learning", 1), ("silent", 0), ("teaching", 5))}
    assert ranked(Question((Demand("nuke", (Way(key="s7"),)),)), **people) == ["teaching", "silent", "learning"]


def test_newcomers_are_not_buried(ranked):
    """In their first month they stand beside those with five confirmed credits, and are thought to answer."""
    people = {
        "veteran": gaffer(vouched=5, listed_on=NOW - 900, asked=8, answered=5),
        "newcomer": gaffer(listed_on=NOW - 3),
        "idle": gaffer(listed_on=NOW - 900),
    }
    assert ranked(**people) == ["newcomer", "veteran", "idle"]


def test_quality_never_adds_more_than_lies_between_two_steps():
    most = sum(asdict(ranking.WEIGHTS).values()) - min(ranking.WEIGHTS.vouched, ranking.WEIGHTS.new_here)
    assert most <= 0.25 + 1e-9
    assert ranking.STRENGTHS["position"][0] * (1 + most) <= ranking.STRENGTHS["position"][ranking.FIRST_POSITION] + 1e-6


@pytest.mark.parametrize("seed", range(4))
def test_mere_words_are_weighed_exactly_as_whoosh_weighs_them(tmp_path, seed):
    chance = random.Random(seed)
    words = ["gaffer", "spark", "light", "rain", "night", "crane", "tour"]
    texts = [{field: [" ".join(chance.choices(words, k=chance.randint(0, 40)))] for field in FIELDS} for _ in range(60)]
    index = Index(tmp_path / "search", ["person"])
    index.rebuild(
        [document(f"person:{key}", audience=0, texts=said, levels={}, figures={}, lists={})]
        for key, said in enumerate(texts, 1)
    )
    shelf = index.library.layers("person")[0].shelf
    asked = chance.sample(words, 2)
    mine = match(shelf, plan(Question(tuple(Demand(word, (Way(words=word),)) for word in asked)), [shelf]))
    with open_dir(next(index.home.glob("index-*"))).searcher() as searcher:
        either = [Or([Term(field, word, boost=WEIGHTS[field]) for field in FIELDS]) for word in asked]
        theirs = {hit["key"]: hit.score for hit in searcher.search(And(either), limit=None)}
    scores = {f"person:{shelf.ids[row]}": points for row, points in zip(mine.rows, mine.points, strict=True)}
    assert scores == pytest.approx(theirs, rel=1e-4)
