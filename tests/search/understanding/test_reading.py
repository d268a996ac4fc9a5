"""What holds for every query: it is read, quickly, and what was understood can be taken back."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.search.question import Days, Near, RateLimit
from app.search.understanding.chips import chips, did_you_mean
from app.search.understanding.reading import read_with
from tests.search.understanding.conftest import TODAY

SCRAPS = """gaffer dop near within 50 km of leeds free 3-21 dec under €600 /day speaks french or not -vfx "key grip"
10+ years remote , | ( ) - " < 3/12 next week until BECTU expert nuke cinematografer has done horror local 12/25 and"""
WORDS = st.sampled_from(SCRAPS.split())
QUIETLY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(typed=st.text(max_size=250))
@QUIETLY
def test_any_string_is_a_query(book, typed):
    reading = read_with(book, typed, TODAY)
    assert len(reading.question.wanted) + len(reading.question.unwanted) <= 40


@given(words=st.lists(WORDS, max_size=30), today=st.dates(date(2020, 1, 1), date(2040, 12, 31)))
@QUIETLY
def test_words_of_the_grammar_make_a_query_in_any_order(book, words, today):
    reading = read_with(book, " ".join(words), today)
    free = reading.question.filters.free
    assert free is None or (free.first < free.end and free.end > today)
    for chip in chips(reading):
        assert len(chip.without) <= 250


@given(words=st.lists(WORDS, max_size=12))
@QUIETLY
def test_pieces_lie_in_the_sentence_one_after_the_other(book, words):
    reading = read_with(book, " ".join(words), TODAY)
    ends = [0, *(piece.end for piece in reading.pieces)]
    assert all(end <= piece.start for end, piece in zip(ends, reading.pieces, strict=False))
    assert ends[-1] <= len(reading.spelt)


@pytest.mark.parametrize(
    "typed",
    ["a" * 10_000, "gafer " * 500, "1-" * 500, "3 dec - " * 100, "within 50 km of " * 50, "-" * 500, '"' * 500,
     "cinematografer " * 100, "free " * 300, "1,000,000.00 " * 50, "speaks " * 200, "((((" * 100, "x" * 199 + "y"],
)  # fmt: skip
def test_no_query_is_expensive(read, typed):
    read(typed)
    began = time.thread_time()
    read(typed)
    assert time.thread_time() - began < 0.25


def test_the_parts_of_a_question(read):
    question = read("dop berlin free 3-21 dec under 600/day speaks french").question
    assert question.filters.free == Days(date(2026, 12, 3), date(2026, 12, 22))
    assert question.filters.rate == RateLimit(60_000, "EUR", "day")
    assert question.filters.languages == (("fr", 1),)
    assert [demand.said for demand in question.wanted] == ["Director of Photography", "Berlin"]
    assert question.wanted[0].is_position
    assert not question.wanted[1].is_position


def test_a_place_and_its_surroundings_are_a_filter(read):
    near = read("gaffer within 30 miles of Leeds").question.filters.near
    assert isinstance(near, Near)
    assert (near.name, near.km, near.as_local) == ("Leeds", 48, False)
    assert read("gaffer local to Leeds").question.filters.near.as_local


def test_a_minus_makes_unwanted_what_comes_next(read):
    question = read("colourist -commercials").question
    assert [demand.text for demand in question.unwanted] == ["commercials"]
    assert "format:commercial" in {way.key for way in question.unwanted[0].ways}


def test_an_ambiguous_word_stands_for_all_it_may_mean_and_asks(read):
    question = read("AD").question
    assert len({way.key for way in question.wanted[0].ways if way.key}) >= 3
    assert question.questions


def test_its_own_name_means_a_job_before_those_that_are_loosely_called_so(read):
    weights = [way.weight for way in read("colourist").question.wanted[0].ways if way.key]
    assert weights[0] == 1.0
    assert max(weights[1:]) < 0.7


def test_quotes_keep_a_word_as_it_stands(read):
    reading = read('"gafer"')
    assert reading.corrected == ()
    assert reading.question.wanted[0].quoted


def test_a_word_that_somebody_says_is_not_corrected(book):
    assert read_with(book, "gafer", TODAY, lambda word: word == "gafer").corrected == ()


def test_each_chip_says_what_is_left_without_it(read):
    left = {chip.said: chip.without for chip in chips(read("dop berlin free 3-21 dec under 600/day speaks french"))}
    assert left["Director of Photography"] == "berlin free 3-21 dec under 600/day speaks french"
    assert left["free 3–21 Dec 2026"] == "dop berlin under 600/day speaks french"
    assert left["speaks French"] == "dop berlin free 3-21 dec under 600/day"


def test_taking_away_all_chips_leaves_nothing(read):
    typed = "gaffer or spark near leeds, free next week and speaks french -commercials"
    while pieces := chips(read(typed)):
        typed = pieces[0].without
    assert typed == ""


def test_a_correction_is_said_and_can_be_taken_back(read):
    reading = read("gafer berlin")
    first = chips(reading)[0]
    assert (first.said, first.note, first.as_typed) == ("Gaffer", "gafer → gaffer", '"gafer" berlin')
    assert did_you_mean(reading) == "gaffer berlin"
    assert did_you_mean(read("gaffer berlin")) is None


def test_a_chip_of_an_ambiguous_word_offers_its_meanings(read):
    (chip,) = chips(read("best boy"))
    assert [choice.query for choice in chip.choices] == ['"Best Boy Electric"', '"Best Boy Grip"']


def test_words_that_are_not_searched_for_are_said(read):
    assert [chip.kind for chip in chips(read("senior gaffer"))] == ["passed", "position"]


def test_days_without_a_year_are_the_coming_ones(read, book):
    for ahead in range(0, 400, 13):
        today = TODAY + timedelta(days=ahead)
        free = read_with(book, "free 3-21 dec", today).question.filters.free
        assert free.end > today
        assert free.first - today < timedelta(days=366)
