"""Words that lie in files or in the locale data: countries, and unions."""

from __future__ import annotations

import pytest

from app.taxonomy import countries
from app.taxonomy.loading import DATA
from app.taxonomy.unions import complete_union, union_named, unions


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Germany", "DE"), ("de", "DE"), ("UK", "GB"), ("Great Britain", "GB"), ("USA", "US"), ("cote d'ivoire", "CI")],
)
def test_a_country_is_known_by_its_names_and_its_code(typed, code):
    assert countries.codes_of(typed) == {code}


@pytest.mark.parametrize("typed", ["Atlantis", "XK", "ZZ", "UN", ""])
def test_what_is_no_country_is_none(typed):
    assert countries.codes_of(typed) is None


def test_groups_are_those_of_today():
    assert len(countries.GROUPS["EU"]) == 27
    assert countries.GROUPS["EEA"] - countries.GROUPS["EU"] == {"IS", "LI", "NO"}
    assert "GB" not in countries.GROUPS["EEA"]
    assert countries.codes_of("European Union") == countries.GROUPS["EU"]


def test_countries_are_said_as_the_group_they_make_up():
    assert countries.grouped(countries.GROUPS["EEA"] | {"CH"}) == ["EEA", "CH"]
    assert countries.grouped(countries.GROUPS["EU"] - {"DE"})[0] == "AT"
    assert countries.said("EU") == "European Union"
    assert countries.name_of("QQ") == "QQ"


def test_countries_go_on_as_one_types():
    assert countries.complete_country("uni")[0]["value"].startswith("United")
    assert countries.complete_country("eu")[0]["value"] == "European Union"


def test_every_union_is_whole():
    disciplines = {line.split(",")[0] for line in (DATA / "disciplines.csv").read_text().splitlines()[1:]}
    assert len(unions()) > 80
    for union in unions().values():
        assert len(union.name) <= 120, union
        assert set(union.disciplines) <= disciplines, union
        assert all(countries.codes_of(code) for code in union.countries), union
        assert union_named(union.name) == union


@pytest.mark.parametrize(("typed", "slug"), [("bectu", "bectu"), ("SAG AFTRA", "sag-aftra"), ("ICG", "iatse-600")])
def test_a_union_is_known_by_its_abbreviation(typed, slug):
    assert union_named(typed).slug == slug


def test_an_abbreviation_of_two_unions_is_none():
    assert union_named("WGI") is None
    assert {row["value"] for row in complete_union("wgi")} == {"Writers Guild of Ireland", "Writers Guild Italia"}


def test_words_are_completed_at_the_common_door(visit):
    for kind, typed in (("countries", "ger"), ("unions", "bec")):
        assert visit().get(f"/api/v1/complete/{kind}?q={typed}").json
