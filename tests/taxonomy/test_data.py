"""The data files, loaded for real."""

import csv

import pytest
from sqlalchemy import delete

from app.extensions import db
from app.people.models import Standing
from app.taxonomy import actions, queries
from app.taxonomy.loading import DATA, load
from app.taxonomy.models import LoadedFile, Position, PositionAlias
from tests.factories.people import make_person

pytestmark = pytest.mark.xdist_group("data")

EQUAL = [
    ("director of photography", "DoP", "DP", "cinematographer", "lighting cameraman"),
    ("gaffer", "chief lighting technician"),
    ("electrician (film)", "spark", "juicer"),
    ("1st assistant camera", "focus puller", "1st AC"),
    ("2nd assistant camera", "clapper loader", "2nd AC"),
    ("unit production manager", "UPM"),
    ("production sound mixer", "sound recordist"),
    ("colourist", "colorist", "grader"),
    ("make-up artist", "makeup artist", "MUA"),
    ("script supervisor", "scripty", "continuity supervisor"),
]


@pytest.fixture(autouse=True)
def loaded(house):
    load()


def rows(name):
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_there_are_jobs_and_names_enough():
    assert len(rows("positions.csv")) >= 900
    assert len([row for row in rows("aliases.csv") if row["kind"] != "spelling-variant"]) >= 2_500


@pytest.mark.parametrize("names", EQUAL, ids=lambda names: names[0])
def test_names_of_one_job_mean_one_job(names):
    meant = {queries.position_named(name) for name in names if queries.meanings(name)}
    assert len(meant) == 1
    assert None not in meant


@pytest.mark.parametrize("label", ["AD", "LD", "best boy", "mixer", "runner", "PD", "AE", "SM", "TD"])
def test_words_that_mean_several_things_ask(label):
    assert len(queries.meanings(label)) > 1
    assert queries.question_about(label)


def test_every_name_is_one_jobs_only_or_marked_as_ambiguous():
    book = {}
    for row in rows("aliases.csv"):
        book.setdefault(row["label"].casefold(), set()).add(row["position"])
    asked = {row["label"].casefold() for row in rows("ambiguous.csv")}
    assert [label for label, jobs in book.items() if len(jobs) > 1 and label not in asked] == []


def test_loading_again_changes_nothing():
    before = db.session.query(PositionAlias).count()
    assert load() == {}
    assert db.session.query(PositionAlias).count() == before


def test_loading_again_leaves_an_administrators_hand_alone():
    admin = make_person("Edda", standing=Standing.ADMIN)
    gaffer = queries.position("gaffer")
    actions.edit(admin, gaffer, name="Gaffer (Lighting)", department=gaffer.department, aliases=["boss of light"])
    db.session.execute(db.text("DELETE FROM loaded_file"))
    db.session.commit()
    load()
    assert db.session.get(Position, gaffer.id).name == "Gaffer (Lighting)"
    assert [alias.label for alias in gaffer.aliases] == ["boss of light"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("camera op", "Camera Operator"),
        ("foley", "Foley Artist"),
        ("runner", "Production Runner"),
        ("PM", "Production Manager"),
    ],
)
def test_completion_offers_the_common_job_first(typed, offered):
    assert queries.complete("positions", typed)[0]["value"] == offered


@pytest.mark.parametrize(
    ("typed", "city"),
    [
        ("Wien", "Vienna"),
        ("NYC", "New York City"),
        ("LA", "Los Angeles"),
        ("Roma, IT", "Rome"),
        ("København", "Copenhagen"),
        ("Bruxelles", "Brussels"),
    ],
)
def test_a_city_is_known_by_what_people_call_it(typed, city):
    assert queries.city_named(typed).name == city


def test_more_names_stay_when_the_cities_are_read_anew():
    db.session.execute(delete(LoadedFile).where(LoadedFile.name == "cities.csv"))
    db.session.commit()
    load()
    assert queries.city_named("Wien").name == "Vienna"


def test_the_credits_that_licences_want_are_shown(visit):
    page = visit().get("/about/data").text
    for owed in (
        "ESCO classification of the European Commission",
        "O*NET",
        "GeoNames",
        "CC BY-SA 4.0",
        "WordNet",
    ):
        assert owed in page
