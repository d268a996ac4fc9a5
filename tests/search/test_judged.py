"""The judged collection is what its maker makes, holds what it promises, and is judged by one rule."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from app.people.entry import read as entry
from benchmarks.judged import make, world
from benchmarks.judged.grades import grade
from benchmarks.judged.truth import Truth


@pytest.fixture(scope="module")
def town():
    return world.read()


def of(**said):
    usual = {
        "handle": "jo", "name": "Jo", "jobs": ["gaffer"], "places": ["Leeds"], "country": "GB",
        "languages": ["English"],
        "lists": {"skills": ["DMX"], "software": [], "gear": [], "instruments": []}, "years": 10, "rate": 400,
        "availability": "available", "remote": False, "credits": [("Feature film", "Horror")],
    }  # fmt: skip
    return Truth(**{**usual, **said})


GAFFER = {"jobs": ["gaffer"]}


@pytest.mark.parametrize(
    ("truth", "need", "expected"),
    [
        (of(), GAFFER, 3),
        (of(jobs=["dop", "gaffer"]), GAFFER, 2),
        (of(jobs=["spark"]), GAFFER, 1),
        (of(jobs=["composer"]), GAFFER, 0),
        (of(), GAFFER | {"place": "Leeds"}, 3),
        (of(places=["London", "Leeds"]), GAFFER | {"place": "Leeds"}, 3),
        (of(places=["Manchester"]), GAFFER | {"place": "Leeds"}, 2),
        (of(places=[], country=None), GAFFER | {"place": "Leeds"}, 2),
        (of(places=["London"]), GAFFER | {"place": "Leeds"}, 1),
        (of(places=["Paris"], country="FR"), GAFFER | {"place": "Leeds"}, 0),
        (of(), GAFFER | {"country": "FR"}, 0),
        (of(), GAFFER | {"skills": ["DMX"]}, 3),
        (of(), GAFFER | {"skills": ["DMX", "Prelight"]}, 2),
        (of(), {"skills": ["Prelight"]}, 0),
        (of(), {"skills": ["DMX"]}, 3),
        (of(), GAFFER | {"languages": ["French"]}, 2),
        (of(languages=["German", "English"]), GAFFER | {"languages": ["French"]}, 1),
        (of(), GAFFER | {"free": True}, 3),
        (of(availability="ask"), GAFFER | {"free": True}, 2),
        (of(availability="busy"), GAFFER | {"free": True}, 0),
        (of(), GAFFER | {"rate_below": 400}, 3),
        (of(rate=None), GAFFER | {"rate_below": 400}, 2),
        (of(), GAFFER | {"rate_below": 300}, 1),
        (of(), GAFFER | {"years": 20}, 1),
        (of(), GAFFER | {"remote": True}, 2),
        (of(), GAFFER | {"genre": "Horror", "formats": ["Feature film"]}, 3),
        (of(), GAFFER | {"genre": "Comedy"}, 2),
        (of(), GAFFER | {"without_formats": ["Feature film"]}, 0),
        (of(jobs=["gaffer", "dop"]), GAFFER | {"without_jobs": ["dop"]}, 0),
        (of(), GAFFER | {"without_depts": ["Lighting"]}, 0),
        (of(jobs=["musician"]), {"jobs": ["musician"], "instruments": ["Oud"]}, 0),
    ],
)
def test_the_rule(town, truth, need, expected):
    assert grade(town, truth, need) == expected


def test_the_files_are_what_the_maker_makes(town):
    needs = make.lines("needs.jsonl")
    truths = make.people(town, needs)
    assert make.lines("people.jsonl") == list(make.directory(town, truths))
    made = json.loads(json.dumps(make.judgements(town, truths, needs)))
    assert make.lines("queries.jsonl") == made
    # The first query's judgements once more, without the first person it names.
    first = next(truth for truth in truths if truth.handle == next(iter(made[1]["relevant"])))
    assert grade(town, replace(first, jobs=["composer"]), needs[0]) == 0


def test_the_collection_holds_what_it_promises(town):
    people, (dated, *judged) = make.lines("people.jsonl"), make.lines("queries.jsonl")
    assert dated == {"as_of": make.AS_OF}
    assert len({entry(line).handle for line in people}) == len(people) >= 600
    assert len(judged) >= 320
    groups = Counter(query["group"] for query in judged)
    assert all(groups[name] >= 40 for name in ("typo", "dialect", "compound", "concept"))
    assert len({town.jobs[job]["dept"] for need in make.lines("needs.jsonl") for job in need.get("jobs", [])}) >= 25
    held = sum(query["split"] == "held-out" for query in judged)
    assert 0.28 < held / len(judged) < 0.38
    handles = {line["handle"] for line in people}
    assert all(set(query["relevant"]) <= handles for query in judged)
