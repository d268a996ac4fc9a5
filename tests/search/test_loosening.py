"""A search that finds nobody says what to ask less of, and by how much."""

from datetime import date

import pytest

from app.people.models import PersonBase
from app.search.loosening import MOST_COUNTED, loosen
from app.search.question import Days, Filters, RateLimit
from app.search.understanding.reading import read
from tests.factories.people import save
from tests.factories.taxonomy import make_city, make_position
from tests.search.test_queries import empty_index, in_position, indexed  # noqa: F401

TODAY = date(2026, 11, 22)
ASKED = Filters(free=Days(date(2026, 12, 3), date(2026, 12, 22)), rate=RateLimit(60_000), verified=True)


@pytest.fixture
def gaffer(house):
    make_city("Leeds", "GB", key=1, lat=53.8, lon=-1.5)
    return make_position("Gaffer")


def said(typed, count, filters=None):
    return [(looser.said, looser.total) for looser in loosen(read(typed, TODAY), filters or Filters(), count)]


def test_what_finds_somebody_is_said_with_how_many(gaffer):
    found = said("gaffer near Leeds", lambda typed, filters: 7 if "100 km" in typed else 0)
    assert found == [("within 100 km of Leeds", 7)]


def test_typed_conditions_are_widened_in_the_sentence(gaffer):
    tried = []
    said("gaffer near Leeds under 500/day free 3-21 dec", lambda typed, filters: tried.append(typed) or 0)
    assert tried[:4] == [
        "gaffer within 100 km of Leeds under 500/day free 3-21 dec",
        "gaffer near Leeds under 600 EUR per day free 3-21 dec",
        "gaffer near Leeds under 500/day free 2026-12-03 to 2026-12-11",
        "gaffer near Leeds under 500/day free 2026-12-10 to 2026-12-28",
    ]
    assert tried[-1] == "near Leeds under 500/day free 3-21 dec"


def test_ticked_filters_are_widened_and_given_up(gaffer):
    found = dict(said("gaffer", lambda typed, filters: 3 if filters.rate != ASKED.rate else 0, ASKED))
    assert found["up to €720 a day"] == 3


def test_counts_are_bounded(gaffer):
    counts = []
    said(
        "gaffer " + " ".join(f"word{number}" for number in range(30)), lambda typed, filters: counts.append(typed) or 0
    )
    assert len(counts) <= MOST_COUNTED


def test_the_page_says_it(visit, ada, gaffer):
    ada.bases = [PersonBase(name="York", country_code="GB", lat=53.96, lon=-1.08)]
    indexed(in_position(save(ada), gaffer))
    page = visit().get("/search", query_string={"q": "gaffer within 20 km of Leeds"}).text
    assert "within 40 km of Leeds" in page
    assert "without “within 20 km of Leeds”" in page
    assert "within 40 km of Leeds" not in visit().get("/search?q=gaffer").text


def test_the_page_shows_what_was_understood(visit, ada, gaffer):
    indexed(in_position(ada, gaffer))
    page = visit().get("/search?q=gafer+leeds").text
    assert "gafer → gaffer" in page
    assert "Search without Gaffer" in page
