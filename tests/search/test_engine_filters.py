"""Every filter, facet and sort, from a profile to the page."""

from datetime import timedelta

import pytest

from app.hiring.models import PlaceMode
from app.kit.clock import now, today
from app.people.models import (
    AvailabilityKind,
    Credit,
    LanguageLevel,
    PayModel,
    PersonBase,
    PersonLanguage,
    PersonPosition,
    PersonSkill,
    RateBasis,
    RateVisibility,
    UnionMembership,
    UnionVisibility,
    WorkAuthorisation,
)
from app.pitches.models import PitchVisibility, Stage
from app.search import exchange, indexing, queries
from app.search.question import Days, Filters, Near, RateLimit, Sort
from app.studios.models import StudioKind
from app.taxonomy.models import SkillKind
from tests.factories.hiring import make_role
from tests.factories.people import make_days, make_rate, save
from tests.factories.pitches import make_pitch
from tests.factories.studios import make_studio
from tests.factories.taxonomy import make_city, make_department, make_position, make_skill
from tests.search.test_queries import empty_index, in_position, indexed  # noqa: F401


def found(viewer, filters, words="", kind="person", **more):
    rows = queries.find(viewer, kind, words, filters=filters, **more).page.rows
    return [match.thing.handle if kind == "person" else match.thing.title for match in rows]


def facet(viewer, name, filters=None, words="", kind="person"):
    return dict(queries.find(viewer, kind, words, filters=filters, facets=[name]).facets[name])


def free(first, end, *states):
    days = Days(today() + timedelta(days=first), today() + timedelta(days=end))
    return Filters(free=days, days_are=states or ("free",))


def test_a_position_belongs_to_its_department_and_discipline(ada, ben):
    grip, sound = make_department("Grip"), make_department("Sound", "Music")
    key_grip, mixer = make_position("Key Grip", department=grip), make_position("Mixer", department=sound)
    indexed(in_position(ada, key_grip), in_position(ben, mixer))
    assert found(None, Filters(positions=(key_grip.id,))) == ["ada-lindqvist"]
    assert found(None, Filters(departments=(sound.id,))) == ["ben-okafor"]
    assert found(None, Filters(disciplines=(grip.discipline_id,))) == ["ada-lindqvist"]
    assert facet(None, "department", Filters(departments=(sound.id,))) == {str(grip.id): 1, str(sound.id): 1}


def test_skills_are_asked_for_all_or_any_and_at_a_level(ada, ben):
    nuke, maya = make_skill("Nuke", kind=SkillKind.SOFTWARE), make_skill("Rigging")
    ada.skills = [skilled(nuke, 4), skilled(maya, 2)]
    ben.skills = [skilled(nuke, 2)]
    indexed(save(ada), save(ben))
    assert found(None, Filters(skills=((nuke.id, 0), (maya.id, 0)))) == ["ada-lindqvist"]
    assert found(None, Filters(skills=((nuke.id, 3),))) == ["ada-lindqvist"]
    assert len(found(None, Filters(skills=((nuke.id, 0), (maya.id, 0)), any_skill=True))) == 2
    assert (facet(None, "tool"), facet(None, "skill")) == ({str(nuke.id): 2}, {str(maya.id): 1})


def test_languages_are_asked_for_at_a_level(ada, ben):
    ada.languages = [PersonLanguage(code="de", level=LanguageLevel.C1)]
    ben.languages = [PersonLanguage(code="de", level=LanguageLevel.A2)]
    indexed(save(ada), save(ben))
    assert found(None, Filters(languages=(("de", 4),))) == ["ada-lindqvist"]
    assert facet(None, "language") == {"de": 2}


def test_near_is_any_base_and_as_local_only_those_that_count_as_local(ada, ben):
    ada.bases = [base("Leeds", 53.80, -1.55), base("Berlin", 52.52, 13.40, local=False)]
    ben.bases = [base("Potsdam", 52.39, 13.06)]
    indexed(save(ada), save(ben))
    berlin = Near("Berlin", 52.52, 13.40, 50)
    assert set(found(None, Filters(near=berlin))) == {"ada-lindqvist", "ben-okafor"}
    assert found(None, Filters(near=Near("Berlin", 52.52, 13.40, 50, True))) == ["ben-okafor"]
    assert found(None, Filters(near=Near("Berlin", 52.52, 13.40, 10))) == ["ada-lindqvist"]
    results = queries.find(None, "person", "", filters=Filters(near=berlin), sort=Sort.DISTANCE)
    assert [round(match.hit.km) for match in results.page.rows] == [0, 27]


def test_remote_cities_and_countries(ada, ben):
    leeds = make_city("Leeds", "GB", key=1)
    ada.works_remotely = True
    ben.bases = [PersonBase(city_id=leeds.id, name="Leeds", country_code="GB")]
    indexed(save(ada), save(ben))
    assert found(None, Filters(remote=True)) == ["ada-lindqvist"]
    assert found(None, Filters(cities=(1,))) == found(None, Filters(countries=("GB",))) == ["ben-okafor"]
    assert facet(None, "remote") == {"yes": 1}


def test_free_days_are_never_guessed(ada, ben, cy):
    make_days(ada, 0, 10)
    make_days(ben, 0, 2)
    make_days(ben, 2, 10, AvailabilityKind.UNAVAILABLE)
    indexed(ada, ben, cy)
    assert found(None, free(1, 5)) == ["ada-lindqvist"]
    assert found(None, free(0, 2)) == found(None, free(0, 2, "free", "busy"))
    assert found(None, free(1, 5, "unknown")) == ["cy-moreau"]
    counts = {state: count for state, count in facet(None, "availability", free(1, 5)).items() if count}
    assert counts == {"free": 1, "unknown": 1, "busy": 1}


def test_days_fade_with_time_though_nothing_is_written_anew(ada):
    make_days(ada, -1, 60, confirmed=13)
    indexed(ada)
    assert found(None, free(1, 5)) == ["ada-lindqvist"]
    ada.availability_confirmed_at = now() - timedelta(days=20)
    indexed(save(ada))
    assert found(None, free(1, 5)) == []
    assert found(None, free(1, 5, "tentative")) == ["ada-lindqvist"]


def test_rates_are_compared_across_bases_and_currencies(ada, ben, cy):
    make_rate(ada, 5_000, RateVisibility.PUBLIC, currency="EUR")
    ada.rates[0].basis, ada.rates[0].hours_in_day = RateBasis.HOUR, 10
    make_rate(ben, 40_000, RateVisibility.PUBLIC, currency="GBP")
    indexed(save(ada), ben, cy)
    pounds = exchange.euros_a_day(40_000, "GBP", "day")
    assert pounds == round(40_000 / exchange.table().per_euro["GBP"])
    assert set(found(None, Filters(rate=RateLimit(50_000)))) == {"ada-lindqvist", "ben-okafor"}
    assert found(None, Filters(rate=RateLimit(48_000))) == ["ben-okafor"]
    assert found(None, Filters(rate=RateLimit(41_000, "GBP"))) == ["ben-okafor"]
    assert found(None, None, sort=Sort.RATE) == ["ben-okafor", "ada-lindqvist", "cy-moreau"]


def test_a_flat_fee_or_an_unknown_currency_is_no_rate():
    assert exchange.euros_a_day(100, "EUR", "flat") is None
    assert exchange.euros_a_day(100, "XTS", "day") is None
    assert exchange.euros_a_day(250_000, "EUR", "week") == 50_000
    assert exchange.euros_a_day(25_000, "EUR", "half_day") == 50_000


def test_years_credits_papers_and_pay(ada, ben):
    gaffer = make_position("Gaffer")
    ada.positions = [PersonPosition(position_id=gaffer.id, label="Gaffer", years=12)]
    ada.credits = [Credit(title="Rain", format="Short film", genre="Drama")]
    ada.unions = [UnionMembership(union_slug="bectu", label="Bectu", visibility=UnionVisibility.PUBLIC)]
    ada.authorisations = [WorkAuthorisation(country_code="GB")]
    ada.pay_models, ada.verified_at = [PayModel.DEFERRED.value], now()
    indexed(save(ada), ben)
    for filters in (
        Filters(years=10),
        Filters(formats=("short-film",)),
        Filters(genres=("drama",)),
        Filters(unions=("bectu",)),
        Filters(authorised=("GB",)),
        Filters(pay_models=("deferred",)),
        Filters(verified=True),
    ):
        assert found(ben, filters) == ["ada-lindqvist"], filters
    assert facet(None, "years") == {"1": 1, "3": 1, "5": 1, "10": 1}
    assert (facet(None, "format"), facet(None, "verified")) == ({"short-film": 1}, {"yes": 1})


def test_last_active_is_only_known_of_those_who_show_it(ada, ben):
    ada.seen_at = ben.seen_at = now() - timedelta(days=3)
    ben.shows_activity = False
    indexed(save(ada), save(ben))
    assert found(None, Filters(active_days=7)) == ["ada-lindqvist"]
    assert found(None, Filters(active_days=2)) == []
    assert facet(None, "active") == {"7": 1, "30": 1, "90": 1}


def test_filters_combine_and_each_facet_leaves_out_its_own(ada, ben, cy):
    leeds, york = make_city("Leeds", "GB", key=1), make_city("York", "GB", key=2)
    gaffer = make_position("Gaffer")
    for person, city, language in ((ada, leeds, "de"), (ben, york, "de"), (cy, york, "fr")):
        person.bases = [PersonBase(city_id=city.id, name=city.name, country_code="GB")]
        person.languages = [PersonLanguage(code=language)]
        in_position(person, gaffer)
    indexed(ada, ben, cy)
    both = Filters(cities=(york.id,), languages=(("de", 0),))
    assert found(None, both, "gaffer") == ["ben-okafor"]
    assert facet(None, "city", both, "gaffer") == {"1": 1, "2": 1}
    assert facet(None, "language", both, "gaffer") == {"de": 1, "fr": 1}
    assert facet(None, "position", both, "gaffer") == {str(gaffer.id): 1}


def test_what_was_ticked_holds_where_what_was_typed_is_too_much(ada, ben):
    gaffer = make_position("Gaffer")
    ada.works_remotely = True
    indexed(in_position(ada, gaffer), in_position(ben, gaffer))
    results = queries.find(None, "person", "gaffer with 20 years of experience", filters=Filters(remote=True))
    assert ([match.thing for match in results.page.rows], results.loosely) == ([ada], True)


def test_pitches_roles_and_studios_have_filters_of_their_own(ada):
    public = PitchVisibility.PUBLIC
    make_pitch(ada, title="Rain", genres=["Drama"], format="Short film", stage=Stage.IDEA, visibility=public)
    studio = make_studio(ada, "Northlight", kind=StudioKind.VFX)
    make_role(studio, ada, title="Gaffer", place_mode=PlaceMode.REMOTE, pay_model=PayModel.PAID)
    indexing.rebuild()
    assert found(None, Filters(genres=("drama",), formats=("short-film",)), kind="pitch") == ["Rain"]
    assert found(None, Filters(stages=("post",)), kind="pitch") == []
    assert facet(None, "stage", kind="pitch") == {"idea": 1}
    assert found(None, Filters(remote=True, pay_models=("paid",)), kind="role") == ["Gaffer"]
    assert facet(None, "kind", kind="studio") == {"vfx_studio": 1}


@pytest.mark.parametrize("kind", list(queries.FACETS))
def test_every_kind_counts_all_its_facets(ada, kind):
    indexed(ada)
    assert set(queries.find(ada, kind, "", facets=queries.FACETS[kind]).facets) == set(queries.FACETS[kind])


def test_the_table_of_exchange_is_dated_and_has_every_currency_once():
    lines = [line for line in exchange.FILE.read_text().splitlines() if line and not line.startswith("#")]
    assert len(lines) - 1 == len(exchange.table().per_euro)
    assert exchange.table().per_euro["EUR"] == 1
    assert exchange.table().as_of <= today()


def skilled(skill, level):
    return PersonSkill(skill_id=skill.id, label=skill.name, kind=skill.kind.value, level=level)


def base(name, lat, lon, local=True):
    return PersonBase(name=name, lat=lat, lon=lon, works_as_local=local)
