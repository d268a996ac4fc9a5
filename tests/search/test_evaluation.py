"""The search is judged: the figures, the files of judged queries, the command."""

import json
import math
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from app.kit.clock import now
from app.people.models import Visibility
from app.search import evaluation, queries
from app.search.evaluation import Collection, Judged, Outcome
from tests.factories.people import make_block, make_person, save

GRADES = {"ada": 3, "ben": 2, "cy": 1, "dee": 0}


def outcome(*found, relevant=GRADES, group="", split="", took_ms=1.0):
    return Outcome(Judged("gaffer", dict(relevant), group, split), list(found), took_ms)


def read(*lines):
    return evaluation.read([line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines])


# The figures, reckoned by hand: gains are 7, 3 and 1; ranks 1, 2 and 3 are divided by 1, log2(3) and 2.
IDEAL = 7 + 3 / math.log2(3) + 1 / 2


@pytest.mark.parametrize(
    ("found", "ndcg", "reciprocal_rank", "recall"),
    [
        (["ada", "ben", "cy"], 1.0, 1.0, 1.0),
        (["cy", "ben", "ada"], (1 + 3 / math.log2(3) + 7 / 2) / IDEAL, 1.0, 1.0),
        (["dee", "stranger", "ben"], (3 / 2) / IDEAL, 1 / 3, 1 / 3),
        ([], 0.0, 0.0, 0.0),
        (["dee"], 0.0, 0.0, 0.0),
    ],
)
def test_the_figures_of_one_query(found, ndcg, reciprocal_rank, recall):
    figures = outcome(*found)
    assert figures.ndcg == pytest.approx(ndcg)
    assert figures.reciprocal_rank == pytest.approx(reciprocal_rank)
    assert figures.recall == pytest.approx(recall)


def test_a_gain_known_from_print():
    # The textbook's row of grades 3 2 3 0 1 2, with the gains 7 3 7 0 1 3.
    assert evaluation.cumulated_gain([3, 2, 3, 0, 1, 2]) == pytest.approx(13.8483, abs=1e-4)
    assert evaluation.cumulated_gain([3, 3, 2, 2, 1, 0]) == pytest.approx(14.5954, abs=1e-4)


def test_ndcg_looks_at_ten_and_recall_at_twenty():
    strangers = [f"stranger-{number}" for number in range(20)]
    late = outcome(*strangers[:10], "ada", *strangers[10:18], "ben", "cy")
    assert (late.ndcg, late.reciprocal_rank) == (0.0, 1 / 11)
    assert late.recall == pytest.approx(2 / 3)


def test_more_relevant_than_ten_can_still_be_perfect():
    many = {f"p{number}": 2 for number in range(30)}
    assert outcome(*list(many)[:20], relevant=many).ndcg == pytest.approx(1.0)
    assert outcome(*list(many)[:20], relevant=many).recall == pytest.approx(2 / 3)


def test_means_by_group_and_split():
    outcomes = [
        outcome("ada", "ben", "cy", group="plain", split="open", took_ms=2.0),
        outcome(group="plain", split="held-out", took_ms=4.0),
        outcome("dee", "ada", group="", took_ms=9.0),
    ]
    assert evaluation.figures_of(outcomes).mrr == pytest.approx(0.5)
    assert evaluation.figures_of(outcomes).median_ms == 4.0
    assert evaluation.by("group", outcomes)["plain"].ndcg_at_10 == pytest.approx(0.5)
    assert {name: figures.queries for name, figures in evaluation.by("split", outcomes).items()} == {
        "held-out": 1,
        "open": 1,
    }
    assert [found.found for found in evaluation.worst(outcomes, 2)] == [[], ["dee", "ada"]]


def test_a_file_is_read():
    collection = read(
        {"as_of": "2026-11-22"},
        {"query": " spark leeds ", "relevant": {"Jo-Hart": 3, "al": 0}, "group": "compound", "split": "held-out"},
        b"",
        {"query": "gaffer", "relevant": ["jo-hart", "al"]},
    )
    assert collection.faults == []
    assert collection.as_of == datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert collection.judged == [
        Judged("spark leeds", {"jo-hart": 3, "al": 0}, "compound", "held-out"),
        Judged("gaffer", {"jo-hart": 1, "al": 1}),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON"),
        (b"[]", "not an object"),
        (b"\xff", "not UTF-8"),
        ({"relevant": ["al"]}, "there is no query"),
        ({"query": 7, "relevant": ["al"]}, "query is not text"),
        ({"query": "x", "relevant": ["al"], "group": 3}, "group is not text"),
        ({"query": "x"}, "neither handles"),
        ({"query": "x", "relevant": "al"}, "neither handles"),
        ({"query": "x", "relevant": ["al", 3]}, "neither handles"),
        ({"query": "x", "relevant": []}, "nobody is relevant"),
        ({"query": "x", "relevant": {"al": 0}}, "nobody is relevant"),
        ({"query": "x", "relevant": {"al": 11}}, "the grade 11"),
        ({"query": "x", "relevant": {"al": -1}}, "the grade -1"),
        ({"query": "x", "relevant": {"al": 2.5}}, "the grade 2.5"),
        ({"query": "x", "relevant": {"al": True}}, "the grade True"),
        ({"query": "x", "relevant": {"al": None}}, "the grade None"),
        ({"as_of": "tomorrow"}, "as_of is no date"),
        ({"as_of": 2026}, "as_of is no date"),
    ],
)
def test_a_line_that_makes_no_sense_is_named_and_stops_nothing(line, reason):
    collection = read(line, {"query": "gaffer", "relevant": ["al"]})
    ((number, said),) = collection.faults
    assert (number, reason in said) == (1, True), said
    assert [judged.query for judged in collection.judged] == ["gaffer"]


def test_queries_are_asked_on_the_day_of_the_file(monkeypatch):
    asked = []

    def find(viewer, kind, typed, number, size):
        asked.append((kind, typed, number, size, now().date().isoformat()))
        return SimpleNamespace(page=SimpleNamespace(rows=[]), away=False)

    monkeypatch.setattr(queries, "find", find)
    evaluation.ask(None, Collection([Judged("gaffer", {"al": 1})], as_of=datetime(2025, 2, 3, tzinfo=UTC)))
    assert asked == [("person", "gaffer", 1, 20, "2025-02-03")]


def test_handles_of_nobody_are_known_and_count_as_not_found(ada):
    judged = Judged("gaffer", {"ada-lindqvist": 1, "gone": 1})
    assert evaluation.absent([judged]) == ["gone"]
    assert Outcome(judged, ["ada-lindqvist"], 1.0).recall == 0.5


@pytest.fixture
def evaluate(app, tmp_path):
    def run(*options, lines):
        file = tmp_path / "queries.jsonl"
        file.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
        runner = app.test_cli_runner()
        runner.invoke(args=["search", "rebuild"], catch_exceptions=False)
        return runner.invoke(args=["search", "evaluate", str(file), *options])

    return run


LINES = [
    {"query": "lindqvist", "relevant": {"ada-lindqvist": 3}, "group": "names", "split": "open"},
    {"query": "okafor", "relevant": {"ben-okafor": 2, "nobody-here": 1}, "group": "names", "split": "held-out"},
    {"query": "moreau", "relevant": {"ada-lindqvist": 1}, "group": "wrong"},
    {"query": "", "relevant": ["ada-lindqvist"]},
]


def test_the_command_shows_groups_splits_and_faults(evaluate, ada, ben, cy):
    said = evaluate("--worst", "1", "--json", lines=LINES)
    assert said.exit_code == 0, said.output
    assert "line 4: there is no query" in said.stderr
    assert "1 of the judged handles are nobody's here: nobody-here" in said.stderr
    assert "held-out" in said.stdout
    assert "0.00  moreau  (wrong)" in said.stdout
    assert "okafor" not in evaluate("--worst", "9", lines=LINES).stdout
    assert "came:   cy-moreau (0)" in said.stdout
    assert "wanted: ada-lindqvist (1)" in said.stdout
    figures = json.loads(said.stdout.splitlines()[-1])
    assert (figures["overall"]["queries"], figures["bad_lines"], figures["absent_handles"]) == (3, 1, 1)
    assert figures["groups"]["wrong"]["ndcg_at_10"] == 0.0
    assert figures["splits"]["open"]["mrr"] == 1.0


def test_the_command_asks_as_a_member_or_as_one_in_particular(evaluate, ada, ben):
    ada.visibility = Visibility.MEMBERS
    save(ada)
    make_block(ada, ben)
    found = {
        "names": evaluate("--json", lines=LINES[:1]),
        "blocked": evaluate("--as", "ben-okafor", "--json", lines=LINES[:1]),
    }
    recall = {how: json.loads(said.stdout.splitlines()[-1])["overall"]["recall_at_20"] for how, said in found.items()}
    assert recall == {"names": 1.0, "blocked": 0.0}


def test_the_command_says_what_is_missing(evaluate, ada):
    assert "no query" in evaluate(lines=[{}]).output
    nobody = evaluate("--as", "@nobody-here", lines=LINES[:1])
    assert (nobody.exit_code, "Nobody here is called @nobody-here" in nobody.output) == (1, True)


def test_an_index_that_is_away_is_said(evaluate, monkeypatch):
    make_person("Ada Lindqvist")
    away = SimpleNamespace(page=SimpleNamespace(rows=[]), away=True)
    monkeypatch.setattr(queries, "find", lambda *_: away)
    said = evaluate(lines=LINES[:1])
    assert (said.exit_code, "search rebuild" in said.output) == (1, True)
