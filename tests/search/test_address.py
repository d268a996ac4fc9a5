"""Filters in an address: read, written, and read again; what makes no sense has its sentence."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from app.search.address import Parts, read, without, written
from app.search.question import Days, Filters, RateLimit, Sort
from tests.factories.taxonomy import make_city


def asked(**typed):
    return read(MultiDict({name.rstrip("_"): value for name, value in typed.items()}))


EVERYTHING = {
    "discipline": ["1", "2"],
    "department": ["3"],
    "position": ["4"],
    "skill": ["5:3", "6"],
    "any": "1",
    "language": ["fr:4", "de"],
    "country": ["de"],
    "city": ["9"],
    "remote": "1",
    "from": "2026-12-03",
    "until": "2026-12-21",
    "days": ["free", "tentative"],
    "rate": "1,250.50",
    "currency": "gbp",
    "per": "week",
    "years": "5",
    "format": ["feature-film"],
    "genre": ["horror"],
    "union": ["BECTU"],
    "authorised": ["gb", "US"],
    "pay": ["paid"],
    "stage": ["development"],
    "house": ["label"],
    "verified": "1",
    "active": "30",
    "sort": "rate",
}


def test_an_address_says_every_filter():
    found = read(MultiDict(EVERYTHING))
    assert not found.problems
    assert found.sort == Sort.RATE
    assert found.filters == Filters(
        disciplines=(1, 2),
        departments=(3,),
        positions=(4,),
        skills=((5, 3), (6, 0)),
        any_skill=True,
        languages=(("fr", 4), ("de", 0)),
        cities=(9,),
        countries=("DE",),
        remote=True,
        free=Days(date(2026, 12, 3), date(2026, 12, 22)),
        days_are=("free", "tentative"),
        rate=RateLimit(125050, "GBP", "week"),
        years=5,
        formats=("feature-film",),
        genres=("horror",),
        unions=("BECTU",),
        authorised=("GB", "US"),
        pay_models=("paid",),
        stages=("development",),
        kinds=("label",),
        verified=True,
        active_days=30,
    )


def test_what_is_written_is_read_again():
    found = read(MultiDict(EVERYTHING))
    again = read(Parts(written(found.filters, found.sort)))
    assert (again.filters, again.sort) == (found.filters, found.sort)
    assert written(Filters()) == {}


def test_a_place_is_a_point_with_a_circle():
    make_city("Leeds", "GB", key=1, lat=53.8, lon=-1.55)
    found = asked(near="leeds", km="100", local="1").filters
    assert found.near is not None
    assert (found.near.name, found.near.km, found.near.as_local) == ("Leeds, GB", 100, True)
    assert read(Parts(written(found))).filters == found


def test_one_day_is_a_span_of_one():
    assert asked(from_="2026-12-03").filters.free == Days(date(2026, 12, 3), date(2026, 12, 4))
    assert asked(until="2026-12-03").filters.free == Days(date(2026, 12, 3), date(2026, 12, 4))


@pytest.mark.parametrize(
    ("typed", "at", "says"),
    [
        ({"from_": "soon"}, "from", "no day"),
        ({"from_": "0001-01-01"}, "from", "no day"),
        ({"until": "9999-12-31"}, "until", "no day"),
        ({"from_": "2026-12-21", "until": "2026-12-03"}, "until", "before the first"),
        ({"from_": "2026-01-01", "until": "2027-12-03"}, "until", "more than a year"),
        ({"rate": "much"}, "rate", "no amount"),
        ({"rate": "-5"}, "rate", "no amount"),
        ({"rate": "1e9"}, "rate", "no amount"),
        ({"near": "Nowhere on Sea"}, "near", "No place"),
    ],
)
def test_what_cannot_be_understood_is_said_at_its_field(typed, at, says):
    found = asked(**typed)
    assert says in found.problems[at]
    assert found.filters == Filters()


@pytest.mark.parametrize("odd", ["", " ", "-1", "0", "x", "१२", "9" * 40, "1:9999", "' OR 1=1", "\x00"])
@pytest.mark.parametrize("name", list(EVERYTHING))
def test_odd_values_are_left_out(name, odd):
    found = asked(**{name: odd})
    again = read(Parts(written(found.filters, found.sort)))
    assert again.filters == found.filters


def test_so_many_values_are_enough():
    assert len(read(MultiDict({"position": [str(key) for key in range(1, 500)]})).filters.positions) == 24


def test_one_filter_is_taken_away_at_a_time():
    filters = read(MultiDict(EVERYTHING)).filters
    assert without(filters, "positions", 4).positions == ()
    assert without(filters, "skills", (5, 3)).skills == ((6, 0),)
    assert without(filters, "free").free is None
    assert without(filters, "free").days_are == ("free",)
    assert without(filters, "remote").remote is False
    assert without(filters, "genres") == without(filters, "genres", "horror")
