"""Who fits a role, and which roles fit somebody."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.hiring.models import PlaceMode
from app.people.models import AvailabilityKind, RateVisibility
from app.search import fitting, indexing
from app.taxonomy.models import Position
from tests.factories.hiring import make_application, make_role
from tests.factories.people import make_block, make_days, make_person, make_rate, save
from tests.factories.studios import make_studio
from tests.factories.taxonomy import make_city, make_position


@pytest.fixture
def gaffer_wanted(ada):
    """A role in Leeds that pays up to 500 a day."""
    gaffer = make_position("Gaffer")
    make_position("Grip")
    for name, (key, country, lat, lon) in PLACES.items():
        make_city(name, country, key=key, lat=lat, lon=lon)
    role = make_role(make_studio(ada), ada, title="Gaffer", pay_from=40000, pay_to=50000)
    role.position_id, role.city_id, role.place, role.place_mode = gaffer.id, 1, "Leeds", PlaceMode.ON_SITE
    db.session.commit()
    return role


PLACES = {"Leeds": (1, "GB", 53.8, -1.55), "Rome": (2, "IT", 41.9, 12.5)}


def somebody(name, position="Gaffer", city="Leeds", rate=None):
    person, place = make_person(name, positions=[position], city=city), PLACES[city]
    person.positions[0].position_id = db.session.scalar(select(Position.id).where(Position.name == position))
    base = person.bases[0]
    base.city_id, base.country_code, base.lat, base.lon = place
    save(person)
    if rate:
        make_rate(person, amount=rate, visibility=RateVisibility.MEMBERS)
    return person


def names(fit):
    return [match.thing.name for match in fit.matches]


def test_those_near_come_before_those_from_elsewhere_and_others_do_not_come(ada, gaffer_wanted):
    somebody("Roman Gaffer", city="Rome")
    somebody("Local Gaffer")
    somebody("Local Grip", "Grip")
    indexing.rebuild()
    assert names(fitting.people_for(ada, gaffer_wanted)) == ["Local Gaffer", "Roman Gaffer"]


def test_whoever_is_free_and_within_the_pay_comes_first(ada, gaffer_wanted):
    first, end = gaffer_wanted.starts_on, gaffer_wanted.ends_on
    dear, fair, busy = somebody("Dear Gaffer", rate=90000), somebody("Fair Gaffer", rate=45000), somebody("Busy Gaffer")
    for person, kind in ((dear, AvailabilityKind.AVAILABLE), (fair, AvailabilityKind.AVAILABLE)):
        make_days(person, first, end, kind)
    make_days(busy, first, end, AvailabilityKind.UNAVAILABLE)
    indexing.rebuild()
    assert names(fitting.people_for(ada, gaffer_wanted)) == ["Fair Gaffer", "Dear Gaffer"]


def test_neither_applicants_nor_the_blocked_are_proposed(ada, ben, gaffer_wanted):
    applied, blocked = somebody("Applied Gaffer"), somebody("Blocked Gaffer")
    make_application(gaffer_wanted, applied)
    make_block(blocked, ada)
    indexing.rebuild()
    assert names(fitting.people_for(ada, gaffer_wanted)) == []


def test_the_page_of_a_role_shows_them_to_those_who_run_it_only(ada, ben, visit, gaffer_wanted):
    somebody("Local Gaffer")
    indexing.rebuild()
    assert "Local Gaffer" in visit(ada).get(f"/roles/{gaffer_wanted.id}").text
    assert "Local Gaffer" not in visit(ben).get(f"/roles/{gaffer_wanted.id}").text


def test_roles_in_reach_fit_somebody_and_others_do_not(gaffer_wanted):
    local, roman = somebody("Local Gaffer"), somebody("Roman Gaffer", city="Rome")
    grip = somebody("Local Grip", "Grip")
    indexing.rebuild()
    assert fitting.roles_for(local) == [gaffer_wanted.id]
    assert (fitting.roles_for(roman), fitting.roles_for(grip)) == ([], [])
    gaffer_wanted.place_mode = PlaceMode.REMOTE
    db.session.commit()
    indexing.rebuild()
    assert fitting.roles_for(roman) == [gaffer_wanted.id]


def test_who_is_taken_on_those_days_is_busy_for_it(gaffer_wanted):
    local = somebody("Local Gaffer")
    assert not fitting.is_busy_for(local, gaffer_wanted)
    make_days(local, gaffer_wanted.starts_on, gaffer_wanted.ends_on, AvailabilityKind.UNAVAILABLE)
    assert fitting.is_busy_for(local, gaffer_wanted)
