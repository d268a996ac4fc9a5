"""Words that no name knows still lead to a job, and say so."""

import pytest

from app.search.understanding.meaning import Meaning
from app.search.understanding.reading import read_with
from tests.search.understanding.conftest import TODAY

NEAR = [
    ("lawyer", "Entertainment Lawyer"),
    ("accountant", "Production Accountant"),
    ("adr", "ADR Recordist"),
    ("steadycam", "Steadicam Operator"),
    ("horse whisperer", "Horse Wrangler"),
    ("Kamera", "Director of Photography"),
    ("blood artist", "Special Effects Make-up Artist"),
    ("operatrice caméra", "Camera Operator"),
]


@pytest.mark.parametrize(("typed", "job"), NEAR)
def test_an_unknown_label_leads_to_the_nearest_jobs(read, typed, job):
    (piece,) = read(typed).pieces
    assert piece.kind == "guess"
    assert job in piece.said
    assert max(way.weight for way in piece.demand.ways if way.key) <= 0.6


@pytest.mark.parametrize("typed", ["nora brandt", "moonlight", "jones", "xqzv", "olivia colman"])
def test_what_is_near_to_nothing_is_looked_for_as_it_stands(read, typed):
    assert {piece.kind for piece in read(typed).pieces} == {"words"}


def test_a_name_beside_a_job_is_no_part_of_a_label(said):
    assert said("nora brandt gaffer") == ["nora", "brandt", "Gaffer"]


def test_words_that_somebody_says_come_first(book):
    (piece,) = read_with(book, "lawyer", TODAY, lambda word: True).pieces
    assert piece.demand.ways[0].words == "lawyer"
    assert all(way.weight <= 0.2 for way in piece.demand.ways[1:])


def test_nothing_is_near_where_there_are_no_names():
    assert Meaning([]).nearest("gaffer") == []
