"""What is typed into a profile: 422, a sentence at the field, and everything that was typed kept."""

import html

import pytest

from tests.factories.taxonomy import make_city, make_position

BASICS = {"name": "Ada Lindqvist", "handle": "ada-lindqvist", "pronouns": "", "headline": "", "bio": ""}
DAYS = {"kind": "available", "starts_on": "2026-12-03", "last_day": "2026-12-21"}
CREDIT = {"title": "The Long Ferry"}
REEL = {"address": "https://vimeo.com/1", "title": "Reel"}
WORK = {"positions-0-label": "Gaffer"}
RATE = {
    "rates-0-amount": "450",
    "rates-0-currency": "EUR",
    "rates-0-basis": "day",
    "rates-0-visibility": "members",
}
TRADE = {"position": "Gaffer"}
PLACE = {"base": "Leeds", "word": ""}
YOU = {"headline": "Light", "handle": "ada-lindqvist", "visibility": "public"}

TURNED = "Ada \u202egnp.exe"
UNSEEN = "Ad\x00a\x07"
LONG = "x" * 20_000

BAD = [
    ("/profile", BASICS, {"name": ""}, "say what you are called"),
    ("/profile", BASICS, {"name": LONG}, "80 letters"),
    ("/profile", BASICS, {"name": TURNED}, "cannot be seen"),
    ("/profile", BASICS, {"name": "Ad\u200ba"}, "cannot be seen"),
    ("/profile", BASICS, {"name": UNSEEN}, "control characters"),
    ("/profile", BASICS, {"handle": ""}, "choose a handle"),
    ("/profile", BASICS, {"handle": "a"}, "from 3 to 34"),
    ("/profile", BASICS, {"handle": "аdа-lindqvist"}, "letters a to z"),
    ("/profile", BASICS, {"handle": "Adm1n"}, "kept for Callboard"),
    ("/profile", BASICS, {"handle": "ben-okafor"}, "has this handle already"),
    ("/profile", BASICS, {"handle": "BEN-Okafor"}, "has this handle already"),
    ("/profile", BASICS, {"handle": LONG}, "from 3 to 34"),
    ("/profile", BASICS, {"pronouns": LONG}, "40 letters"),
    ("/profile", BASICS, {"headline": LONG}, "140 letters"),
    ("/profile", BASICS, {"headline": TURNED}, "turn the text round"),
    ("/profile", BASICS, {"bio": LONG}, "10,000 letters"),
    ("/profile", BASICS, {"bio": TURNED}, "turn the text round"),
    ("/profile", BASICS, {"bio": UNSEEN}, "control characters"),
    ("/profile", BASICS, {"links-0-url": "javascript:alert(1)"}, "no address of a page"),
    ("/profile", BASICS, {"links-0-url": "https://ada@evil.example/"}, "no address of a page"),
    ("/profile", BASICS, {"links-0-url": "https://[::1"}, "no address of a page"),
    ("/profile", BASICS, {"links-0-url": "https://example.org:999999/"}, "no address of a page"),
    ("/profile", BASICS, {"links-0-url": f"https://example.org/{LONG}"}, "300 letters"),
    ("/profile", BASICS, {"links-0-label": "Reel"}, "type the address"),
    ("/profile", BASICS, {"links-0-url": "example.org", "links-0-label": LONG}, "80 letters"),
    ("/profile", BASICS, {f"links-{n}-url": "example.org" for n in range(13)}, "at most 12"),
    ("/profile/work", WORK, {"positions-0-label": LONG}, "100 letters"),
    ("/profile/work", WORK, {"positions-0-label": TURNED}, "cannot be seen"),
    ("/profile/work", WORK, {"positions-0-label": UNSEEN}, "control characters"),
    ("/profile/work", WORK, {"positions-0-label": "", "positions-0-years": "3"}, "say which position"),
    ("/profile/work", WORK, {"positions-0-years": "-1"}, "from 0 to 80"),
    ("/profile/work", WORK, {"positions-0-years": "9" * 5000}, "alid integer"),
    ("/profile/work", WORK, {"positions-0-years": "²"}, "alid integer"),
    ("/profile/work", WORK, {"positions-0-label": "Assistant"}, "may mean several positions"),
    ("/profile/work", WORK, {f"positions-{n}-label": f"Job {n}" for n in range(21)}, "at most 20"),
    ("/profile/work", WORK, {f"skills-{n}-label": f"Skill {n}" for n in range(200)}, "at most 60"),
    ("/profile/work", WORK, {"skills-0-label": LONG}, "140 letters"),
    ("/profile/work", WORK, {"skills-0-label": "DMX", "skills-0-level": "6"}, "alid choice"),
    ("/profile/work", WORK, {"skills-0-label": "DMX", "skills-0-level": "a" * 9000}, "alid choice"),
    ("/profile/work", WORK, {"languages-0-name": "Klingon", "languages-0-level": "B2"}, "not known here"),
    ("/profile/work", WORK, {"languages-0-name": LONG, "languages-0-level": "B2"}, "80 letters"),
    ("/profile/work", WORK, {"languages-0-name": "de", "languages-0-level": "Z9"}, "alid choice"),
    (
        "/profile/work",
        WORK,
        {
            "languages-0-name": "German",
            "languages-0-level": "B2",
            "languages-1-name": "de",
            "languages-1-level": "C1",
        },
        "twice",
    ),
    ("/profile/work", WORK, {"disciplines": "made-up"}, "alid choice"),
    ("/profile/places", RATE, {"rates-0-amount": "-5"}, "between 0 and"),
    ("/profile/places", RATE, {"rates-0-amount": "1e400000"}, "between 0 and"),
    ("/profile/places", RATE, {"rates-0-amount": "NaN"}, "in figures"),
    ("/profile/places", RATE, {"rates-0-amount": "9" * 5000}, "between 0 and"),
    ("/profile/places", RATE, {"rates-0-amount": "lots"}, "in figures"),
    ("/profile/places", RATE, {"rates-0-amount": "", "rates-0-note": "ask"}, "type an amount"),
    ("/profile/places", RATE, {"rates-0-amount_to": "300"}, "less than where"),
    ("/profile/places", RATE, {"rates-0-currency": "XXX"}, "three letters of a currency"),
    ("/profile/places", RATE, {"rates-0-currency": "DEM"}, "three letters of a currency"),
    ("/profile/places", RATE, {"rates-0-currency": LONG}, "3 letters"),
    ("/profile/places", RATE, {"rates-0-basis": "fortnight"}, "alid choice"),
    ("/profile/places", RATE, {"rates-0-visibility": "friends"}, "alid choice"),
    ("/profile/places", RATE, {"rates-0-hours_in_day": "25"}, "from 1 to 24"),
    ("/profile/places", RATE, {"rates-0-kit_fee": "-1"}, "between 0 and"),
    ("/profile/places", RATE, {"rates-0-note": LONG}, "200 letters"),
    ("/profile/places", {}, {"bases-0-name": LONG}, "120 letters"),
    ("/profile/places", {}, {"bases-0-name": TURNED}, "cannot be seen"),
    ("/profile/places", {}, {f"bases-{n}-name": f"Town {n}" for n in range(9)}, "at most 8"),
    ("/profile/places", {}, {"travel_radius_km": "999999999999"}, "from 1 to 20"),
    ("/profile/places", {}, {"pay_models": "glory"}, "alid choice"),
    ("/profile/availability", DAYS, {"starts_on": ""}, "from which day"),
    ("/profile/availability", DAYS, {"starts_on": "soon"}, "year-month-day"),
    ("/profile/availability", DAYS, {"starts_on": "2026-02-30"}, "year-month-day"),
    (
        "/profile/availability",
        DAYS,
        {"starts_on": "9999-12-31", "last_day": "9999-12-31"},
        "between the years",
    ),
    ("/profile/availability", DAYS, {"starts_on": "2001-01-01"}, "long past"),
    ("/profile/availability", DAYS, {"last_day": "2026-12-01"}, "before the first one"),
    ("/profile/availability", DAYS, {"last_day": "2099-01-01"}, "three years to come"),
    ("/profile/availability", DAYS, {"kind": "asleep"}, "alid choice"),
    ("/profile/availability", DAYS, {"note": LONG}, "140 letters"),
    ("/profile/availability/word", {}, {"word": "perhaps"}, "alid choice"),
    ("/profile/credits", CREDIT, {"title": ""}, "what it was called"),
    ("/profile/credits", CREDIT, {"title": LONG}, "160 letters"),
    ("/profile/credits", CREDIT, {"title": TURNED}, "cannot be seen"),
    ("/profile/credits", CREDIT, {"year": "1066"}, "from 1900"),
    ("/profile/credits", CREDIT, {"year": "2099"}, "too far ahead"),
    ("/profile/credits", CREDIT, {"year": "MMXX"}, "alid integer"),
    ("/profile/credits", CREDIT, {"url": "data:text/html,x"}, "no address of a page"),
    ("/profile/credits", CREDIT, {"position_label": "Assistant"}, "may mean several positions"),
    ("/profile/credits", CREDIT, {"format": LONG}, "100 letters"),
    ("/profile/portfolio/reels", REEL, {"address": "https://evil.example/1"}, "YouTube, Vimeo"),
    ("/profile/portfolio/reels", REEL, {"address": LONG}, "500 letters"),
    ("/profile/portfolio/reels", REEL, {"title": ""}, "give it a title"),
    ("/profile/portfolio/pictures", {"title": "Still"}, {"alt": "A ferry"}, "choose a picture"),
    ("/welcome", TRADE, {"position": ""}, "say what you do"),
    ("/welcome", TRADE, {"position": "Assistant"}, "may mean several positions"),
    ("/welcome", TRADE, {"skills": ",".join(f"skill {n}" for n in range(10_000))}, "at most 20"),
    ("/welcome", TRADE, {"skills": LONG}, "longer than 140"),
    ("/welcome", TRADE, {"skills": TURNED}, "turn"),
    ("/welcome/place", PLACE, {"base": ""}, "say where"),
    ("/welcome/place", PLACE, {"until": "2001-01-01"}, "from today on"),
    ("/welcome/place", PLACE, {"word": "perhaps"}, "alid choice"),
    ("/welcome/you", YOU, {"headline": ""}, "in a line"),
    ("/welcome/you", YOU, {"handle": "admin"}, "kept for Callboard"),
    ("/welcome/you", YOU, {"url": "ftp://example.org"}, "no address of a page"),
]


@pytest.fixture(autouse=True)
def _words():
    make_position("Camera assistant", "Assistant")
    make_position("Editing assistant", "Assistant")


def shown(value):
    """What the page holds of a value: control characters do not come back as they were."""
    return html.escape(value[:200]).replace("&#39;", "&#x27;")


@pytest.mark.parametrize(
    ("path", "good", "bad", "sentence"),
    BAD,
    ids=lambda value: str(value)[:40] if isinstance(value, str | dict) else "",
)
def test_what_makes_no_sense_comes_back_with_a_sentence(path, good, bad, sentence, visit, ada, ben):
    answer = visit(ada).post(path, data={**good, **bad})
    assert answer.status_code == 422
    page = html.unescape(answer.text)
    assert sentence in page
    for name, value in {**good, **bad}.items():
        typed = value[:150].replace("\x00", "").replace("\x07", "")
        chosen = name in ("word", "kind", "visibility", "pay_models", "disciplines", "skills")
        if (
            len(bad) == 1
            and not chosen
            and not name.endswith(("-level", "-basis", "-visibility"))
            and "\x00" not in value
        ):
            assert typed.lower() in page.lower(), name


@pytest.mark.parametrize(
    ("path", "good"),
    [
        ("/profile", BASICS),
        ("/profile/work", WORK),
        ("/profile/places", RATE),
        ("/profile/credits", CREDIT),
        ("/profile/portfolio/reels", REEL),
        ("/welcome", TRADE),
        ("/welcome/place", PLACE),
        ("/welcome/you", YOU),
    ],
)
def test_what_makes_sense_is_taken(path, good, visit, ada):
    assert visit(ada).post(path, data=good).status_code == 303


@pytest.mark.parametrize(
    "path", ["/profile", "/profile/work", "/profile/places", "/profile/credits", "/welcome", "/welcome/you"]
)
def test_nonsense_in_the_names_of_fields_does_no_harm(path, visit, ada):
    odd = {
        "positions-²-label": "x",
        "positions-99999999999-label": "x",
        "links--1-url": "x",
        "bases-0": "x",
        "handle[]": "x",
    }
    assert visit(ada).post(path, data=odd).status_code in (303, 422)


def test_a_row_is_added_and_removed_without_script_and_what_was_typed_stays(visit, ada):
    typed = {"positions-0-label": "Gaffer", "positions-1-label": "Spark", "skills-0-label": "DMX"}
    more = visit(ada).post("/profile/work", data={**typed, "add_row": "positions"})
    assert more.status_code == 200
    assert 'name="positions-2-label"' in more.text
    fewer = visit(ada).post("/profile/work", data={**typed, "remove_row": "positions-0"})
    assert fewer.status_code == 200
    assert "Gaffer" not in fewer.text
    assert 'value="Spark"' in fewer.text
    assert 'value="DMX"' in fewer.text
    assert ada.positions == []


@pytest.mark.parametrize(
    ("path", "row"),
    [
        ("/profile/work", {"positions-1-label": " ", "positions-1-years": ""}),
        ("/profile/work", {"skills-0-label": "", "skills-0-level": ""}),
        ("/profile/work", {"languages-0-name": "", "languages-0-level": "B2"}),
        ("/profile", {**BASICS, "links-0-url": "", "links-0-label": ""}),
        ("/profile/places", {"bases-0-name": ""}),
        (
            "/profile/places",
            {
                **RATE,
                "rates-0-amount": "",
                "rates-0-hours_in_day": "",
                "rates-0-kit_fee": "",
                "rates-0-note": "",
            },
        ),
    ],
)
def test_a_row_left_empty_is_no_fault(path, row, visit, ada):
    answer = visit(ada).post(path, data=row)
    assert answer.status_code == 303, answer.text
    assert (ada.positions, ada.skills, ada.languages, ada.links, ada.bases, ada.rates) == (
        [],
        [],
        [],
        [],
        [],
        [],
    )


def test_empty_rows_are_no_fault_and_gaps_close(visit, ada):
    sent = {
        "positions-0-label": "Gaffer",
        "positions-1-label": "",
        "positions-7-label": "Spark",
        "positions-7-years": "4",
    }
    assert visit(ada).post("/profile/work", data=sent).status_code == 303
    assert [(row.label, row.years) for row in ada.positions] == [("Gaffer", None), ("Spark", 4)]


def test_a_profile_sent_again_as_it_stands_stays_as_it_is(visit, ada):
    make_city("Leeds", "GB", key=1)
    visitor = visit(ada)
    work = {
        "positions-0-label": "Gaffer",
        "positions-0-years": "9",
        "skills-0-label": "DMX",
        "skills-0-level": "4",
        "languages-0-name": "pt-BR",
        "languages-0-level": "B2",
    }
    places = {
        **RATE,
        "rates-0-amount_to": "520.50",
        "rates-0-kit_fee": "80",
        "bases-0-name": "Leeds",
        "bases-0-works_as_local": "y",
        "travels": "y",
        "travel_radius_km": "300",
        "pay_models": ["paid"],
    }
    assert visitor.post("/profile/work", data=work).status_code == 303
    assert visitor.post("/profile/places", data=places).status_code == 303
    page = visitor.get("/profile/work").text
    for value in (
        'value="Gaffer"',
        'value="9"',
        'value="DMX"',
        '<option selected value="4"',
        'value="pt-BR"',
    ):
        assert value in page
    page = visitor.get("/profile/places").text
    for value in ('value="Leeds, GB"', 'value="450"', 'value="520.50"', 'value="80"', 'value="300"'):
        assert value in page
    assert [row.code for row in ada.languages] == ["pt-BR"]
    assert (ada.rates[0].amount_to, ada.bases[0].city_id, ada.pay_models) == (52050, 1, ["paid"])


def test_one_thing_is_said_of_a_field_at_a_time(visit, ada):
    days = {"kind": "available", "starts_on": "0001-01-01", "last_day": "2030-01-01"}
    page = visit(ada).post("/profile/availability", data=days).text
    assert "between the years 2000 and 2100" in page
    assert "long past" not in page
