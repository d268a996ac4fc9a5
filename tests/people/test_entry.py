"""What a directory's line may say, and what is refused."""

from __future__ import annotations

import json

import pytest

from app.people.entry import read
from app.people.lines import LONGEST_LINE, Unreadable, parse
from app.people.models import LanguageLevel, UnionVisibility, Visibility

WHOLE = {
    "handle": "mona-berg",
    "name": "Mona  Berg",
    "headline": "Gaffer",
    "bio": "Two lines\nof it",
    "city": "Oslo",
    "country_code": "no",
    "geonameid": 3143244,
    "lat": 59.91273,
    "lon": 10.74609,
    "timezone": "Europe/Oslo",
    "positions": [{"name": "Best boy", "level": "other"}, {"name": "Gaffer", "level": "primary", "years": 9}],
    "skills": ["Rigging", "rigging plots", "Rigging"],
    "software": ["Vectorworks"],
    "gear": ["ARRI SkyPanel"],
    "instruments": ["Cello"],
    "availability": "ask",
    "day_rate_eur": 412.5,
    "credits": [{"title": "Fog", "format": "Short film", "genre": "Drama", "year": 2021, "position": "Gaffer"}],
    "visibility": "members",
    "languages": [{"code": "nb", "level": "native"}, {"code": "English"}],
    "work_authorisations": ["NO", "Sweden"],
    "unions": [{"name": "NFF", "branch": "Oslo", "visibility": "public"}],
    "shoe_size": 41,
}


def entry(**said):
    return read(parse(json.dumps({**WHOLE, **said}).encode()))


def test_a_whole_line_is_read():
    found = entry()
    assert (found.handle, found.name, found.bio) == ("mona-berg", "Mona Berg", "Two lines\nof it")
    assert found.base["country_code"] == "NO"
    assert found.day_rate == 41250
    assert found.visibility == Visibility.MEMBERS
    assert found.words == [
        ("Rigging", "craft"),
        ("rigging plots", "craft"),
        ("Vectorworks", "software"),
        ("ARRI SkyPanel", "equipment"),
        ("Cello", "instrument"),
    ]
    assert found.credits[0]["year"] == 2021
    assert found.languages == {"nb": LanguageLevel.NATIVE, "en": LanguageLevel.B2}
    assert found.authorisations == ["NO", "SE"]
    assert [(row["name"], row["branch"], row["visibility"]) for row in found.unions] == [("NFF", "Oslo", "public")]
    assert found.aside == {"shoe_size": 41}


def test_a_union_is_its_members_secret_unless_it_is_said():
    assert entry(unions=[{"name": "NFF"}]).unions[0]["visibility"] == UnionVisibility.ONLY_ME


def test_a_handle_and_a_name_are_enough():
    found = read({"handle": "mona-berg", "name": "Mona Berg", "bio": None})
    assert (found.headline, found.base, found.positions, found.day_rate) == ("", None, [], None)


def test_a_fingerprint_tells_whether_there_is_news():
    assert entry().fingerprint == entry().fingerprint
    assert entry().fingerprint != entry(headline="Best boy").fingerprint


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"handle": None}, "handle"),
        ({"handle": 7}, "handle is not text"),
        ({"handle": "admin"}, "kept for Callboard"),
        ({"handle": "a"}, "from 3 to"),
        ({"handle": "Mona Berg"}, "letters a to z"),
        ({"handle": "mona/../berg"}, "letters a to z"),
        ({"name": None}, "there is no name"),
        ({"name": "  "}, "there is no name"),
        ({"name": ["Mona"]}, "name is not text"),
        ({"name": "M" * 81}, "longer than 80"),
        ({"name": "Mona\u202egreB"}, "cannot be seen"),
        ({"name": "Mona\x07"}, "control characters"),
        ({"name": "Mona\ud800"}, "control characters"),
        ({"bio": "b" * 5001}, "longer than 5,000"),
        ({"bio": "x\x00y"}, "control characters"),
        ({"headline": {"a": 1}}, "headline is not text"),
        ({"lat": 91}, "lat is no number"),
        ({"lon": -180.5}, "lon is no number"),
        ({"lat": "59.9"}, "lat is not a number"),
        ({"lat": True}, "lat is no number"),
        ({"lat": None}, "go together"),
        ({"geonameid": 1.5}, "no whole number"),
        ({"geonameid": 10**30}, "geonameid is no number"),
        ({"timezone": "Mars/Olympus"}, "timezone is not known"),
        ({"timezone": "../../etc/passwd"}, "timezone is not known"),
        ({"country_code": "N0"}, "two letters"),
        ({"country_code": "NOR"}, "longer than 2"),
        ({"positions": "Gaffer"}, "positions is not a list"),
        ({"positions": ["Gaffer"]}, "no list of objects"),
        ({"positions": [{}]}, "one has no name"),
        ({"positions": [{"name": "Gaffer", "level": "best"}]}, "none of primary, other"),
        ({"positions": [{"name": "Gaffer", "years": -1}]}, "no number from 0"),
        ({"positions": [{"name": f"Job {n}"} for n in range(21)]}, "more than 20"),
        ({"skills": [1]}, "no list of words"),
        ({"skills": ["s" * 141]}, "longer than 140"),
        ({"skills": ["Rig\u200bging"]}, "cannot be seen"),
        ({"gear": [f"Lamp {n}" for n in range(61)]}, "more than 60"),
        ({"gear": [f"Lamp {n}" for n in range(59)]}, "together"),
        ({"availability": "maybe"}, "none of available, busy, ask"),
        ({"visibility": "friends"}, "visibility is none of"),
        ({"day_rate_eur": -5}, "no number from 0"),
        ({"day_rate_eur": "400"}, "not a number"),
        ({"credits": [{"year": 2020}]}, "one has no title"),
        ({"credits": [{"title": "Fog", "year": "2020"}]}, "year is not a number"),
        ({"credits": [{"title": "Fog"}] * 201}, "more than 200"),
        ({"languages": [{"code": "Klingonic"}]}, "Klingonic is no language"),
        ({"languages": [{"code": "en", "level": "fluent"}]}, "level is none of"),
        ({"languages": ["en"]}, "no list of objects"),
        ({"work_authorisations": ["Atlantis"]}, "Atlantis is no country"),
        ({"work_authorisations": "DE"}, "is not a list"),
        ({"unions": [{}]}, "unions: one has no name"),
        ({"unions": [{"name": "NFF", "status": "boss"}]}, "status is none of"),
        ({"notes": "n" * 8001}, "not known here"),
        (
            {"notes": {"deep": {"deep": {"deep": {"deep": {"deep": {"deep": {"deep": {}}}}}}}}},
            "deeper than 8",
        ),
        ({"no\x00tes": 1}, "control characters"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_reason(said, reason):
    with pytest.raises(Unreadable, match=reason):
        entry(**said)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON"),
        (b"nothing", "not JSON"),
        (b"[1]", "not an object"),
        (b'"text"', "not an object"),
        (b"null", "not an object"),
        (b'{"lat": NaN}', "NaN is no number"),
        (b'{"lat": -Infinity}', "-Infinity is no number"),
        (b'{"notes": 1e999}', "too large a number"),
        (b'{"notes": ' + b"9" * 5000 + b"}", "not JSON"),
        (b'{"name": "\xff\xfe"}', "not UTF-8"),
        (b'{"a":' * 200 + b"1" + b"}" * 200, "deeper than 8"),
        (b"[" * 90_000, "deeper than 8|not JSON"),
        (b" " * (LONGEST_LINE + 1), "longer than"),
    ],
)
def test_a_line_that_is_no_object_is_refused_with_its_reason(line, reason):
    with pytest.raises(Unreadable, match=reason):
        parse(line)
