"""When somebody is free, as far as it is known."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.people.availability import Belief, DayState, believed, on_days, runs, summary
from app.people.models import AvailabilityBlock, AvailabilityKind, Person

TODAY = date(2026, 12, 1)
FREE, TENTATIVE, BUSY = (
    AvailabilityKind.AVAILABLE,
    AvailabilityKind.TENTATIVE,
    AvailabilityKind.UNAVAILABLE,
)


def block(first, last, kind=FREE):
    return AvailabilityBlock(starts_on=first, ends_on=last + timedelta(days=1), kind=kind)


def somebody(*blocks, age=0, word=None):
    said = datetime(2026, 12, 1, 9, tzinfo=UTC) - timedelta(days=age) if age is not None else None
    return Person(name="Ada", days=list(blocks), availability_confirmed_at=said, availability_word=word)


DECEMBER = block(date(2026, 12, 3), date(2026, 12, 21))


@pytest.mark.parametrize(
    ("age", "belief"),
    [
        (None, Belief.NONE),
        (0, Belief.AS_SAID),
        (13, Belief.AS_SAID),
        (14, Belief.PROBABLY),
        (30, Belief.PROBABLY),
        (31, Belief.NONE),
        (400, Belief.NONE),
    ],
)
def test_what_was_said_fades_with_its_age(age, belief):
    assert believed(somebody(age=age), TODAY) is belief


@pytest.mark.parametrize(
    ("age", "kind", "words", "old"),
    [
        (0, DayState.FREE, "free 3–21 Dec", "confirmed today"),
        (1, DayState.FREE, "free 3–21 Dec", "confirmed yesterday"),
        (7, DayState.FREE, "free 3–21 Dec", "confirmed a week ago"),
        (9, DayState.FREE, "free 3–21 Dec", "confirmed 9 days ago"),
        (14, DayState.TENTATIVE, "probably free 3–21 Dec", "confirmed 2 weeks ago"),
        (31, DayState.UNKNOWN, "availability not known", "last confirmed 1 month ago"),
        (800, DayState.UNKNOWN, "availability not known", "last confirmed 2 years ago"),
        (None, DayState.UNKNOWN, "availability not known", ""),
    ],
)
def test_the_line_says_how_old_it_is(age, kind, words, old):
    line = summary(somebody(DECEMBER, age=age), TODAY)
    assert (line.kind, line.words, line.age) == (kind, words, old)


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ([block(TODAY, date(2026, 12, 21))], "free until 21 Dec"),
        ([block(TODAY, TODAY)], "free today"),
        ([block(date(2026, 12, 9), date(2026, 12, 9))], "free on 9 Dec"),
        ([block(date(2026, 12, 20), date(2027, 1, 4))], "free 20 Dec 2026 – 4 Jan 2027"),
        ([block(date(2027, 2, 1), date(2027, 2, 3))], "free 1–3 Feb 2027"),
        ([block(date(2026, 12, 3), date(2026, 12, 5), TENTATIVE)], "perhaps free 3–5 Dec"),
        ([block(date(2026, 12, 3), date(2026, 12, 5), BUSY)], "busy 3–5 Dec"),
        (
            [block(TODAY, date(2026, 12, 5), BUSY), block(date(2026, 12, 8), date(2026, 12, 9))],
            "busy until 5 Dec, free from 8 Dec",
        ),
        ([block(date(2026, 12, 2), date(2026, 12, 5), BUSY), DECEMBER], "free 6–21 Dec"),
        ([block(date(2026, 11, 1), date(2026, 11, 30))], "availability not known"),
    ],
)
def test_the_line_names_the_days(blocks, words):
    assert summary(somebody(*blocks), TODAY).words == words


def test_busy_wins_where_two_things_were_said_of_a_day():
    days = on_days(
        somebody(DECEMBER, block(date(2026, 12, 5), date(2026, 12, 6), BUSY)),
        date(2026, 12, 2),
        date(2026, 12, 8),
        TODAY,
    )
    assert list(days.values()) == ["unknown", "free", "free", "busy", "busy", "free"]


@pytest.mark.parametrize(("age", "state"), [(3, "free"), (20, "tentative"), (40, "unknown")])
def test_free_days_fade(age, state):
    days = on_days(somebody(DECEMBER, age=age), date(2026, 12, 4), date(2026, 12, 5), TODAY)
    assert set(days.values()) == {state}


@pytest.mark.parametrize(("age", "state"), [(3, "busy"), (20, "busy"), (40, "unknown")])
def test_who_said_busy_is_never_taken_for_free(age, state):
    busy = block(date(2026, 12, 4), date(2026, 12, 4), BUSY)
    assert set(on_days(somebody(busy, age=age), date(2026, 12, 4), date(2026, 12, 5), TODAY).values()) == {state}


@pytest.mark.parametrize(
    ("word", "kind", "words"),
    [
        ("available", "free", "free for work"),
        ("busy", "busy", "busy"),
        ("ask", "unknown", "ask about dates"),
        (None, "unknown", "availability not known"),
        ("whatever", "unknown", "availability not known"),
    ],
)
def test_a_word_stands_where_no_days_are_named(word, kind, words):
    line = summary(somebody(word=word), TODAY)
    assert (line.kind, line.words) == (kind, words)
    assert set(on_days(somebody(word=word), TODAY, TODAY + timedelta(days=2), TODAY).values()) == {kind}


def test_a_word_fades_like_days():
    assert summary(somebody(word="available", age=20), TODAY).words == "probably free for work"
    assert summary(somebody(word="available", age=40), TODAY).kind == "unknown"


def test_days_that_lie_ahead_outweigh_the_word():
    person = somebody(DECEMBER, word="available")
    days = on_days(person, date(2026, 12, 2), date(2026, 12, 4), TODAY)
    assert list(days.values()) == ["unknown", "free"]


def test_neighbouring_days_of_one_state_are_one_run():
    said = [block(date(2026, 12, 3), date(2026, 12, 5)), block(date(2026, 12, 6), date(2026, 12, 7))]
    found = runs(said, date(2026, 12, 1), date(2026, 12, 31))
    assert [(run.first, run.end) for run in found] == [(date(2026, 12, 3), date(2026, 12, 8))]
