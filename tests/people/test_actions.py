"""What people do with their profiles."""

from datetime import timedelta

import pytest

from app.extensions import db
from app.kit import facts, jobs, media
from app.kit.clock import now, today
from app.kit.errors import Missing, NotAllowed, NotNow
from app.kit.media import Picture
from app.people import actions, queries
from app.people.actions import days, portfolio
from app.people.embeds import embed_of
from app.people.facts import PersonBlocked, PersonIntroduced, ProfileChanged
from app.people.models import AvailabilityKind, LanguageLevel
from app.taxonomy.models import Suggestion
from tests.factories.people import make_days, make_person, picture_file
from tests.factories.taxonomy import make_city, make_position, make_skill

REEL = embed_of("https://vimeo.com/76979871")


@pytest.fixture
def heard(monkeypatch):
    """What was announced, in order."""
    said = []
    for kind in (ProfileChanged, PersonBlocked, PersonIntroduced):
        monkeypatch.setitem(facts.inside, kind, [*facts.inside[kind], said.append])
    return said


def position(label, years=None):
    return {"label": label, "years": years}


def skill(label, level=None):
    return {"label": label, "level": level}


def say_work(person, *, positions=(), skills=(), languages=()):
    actions.say_work(person, disciplines=[], positions=list(positions), skills=list(skills), languages=list(languages))


def credit(**said):
    blank = {"position_label": "", "format": "", "genre": "", "year": None, "company": "", "url": ""}
    return {"title": "The Long Ferry", **blank, **said}


def test_a_person_is_introduced_under_a_free_handle_and_unseen(heard):
    first, second = actions.introduce("Ada Lindqvist"), actions.introduce("Ada Lindqvist")
    assert (first.handle, second.handle) == ("ada-lindqvist", "ada-lindqvist-2")
    assert first.listed_at is None
    assert [type(fact) for fact in heard] == [PersonIntroduced, PersonIntroduced]


def test_positions_are_known_by_any_of_their_names_and_keep_their_order(ada):
    make_position("Director of photography", "DoP")
    say_work(ada, positions=[position("DoP", 7), position("Steward")])
    assert [(row.name, row.years, row.primary) for row in ada.positions] == [
        ("Director of photography", 7, True),
        ("Steward", None, False),
    ]


def test_unknown_words_are_kept_and_suggested(ada):
    say_work(ada, positions=[position("Drone shepherd")], skills=[skill("Yak handling", 5)])
    assert (ada.positions[0].name, ada.skills[0].name) == ("Drone shepherd", "Yak handling")
    waiting = {(row.kind, row.label) for row in db.session.query(Suggestion)}
    assert waiting == {("position", "Drone shepherd"), ("skill", "Yak handling")}


def test_a_settled_word_is_filled_in_for_everybody_who_used_it(ada, ben, heard):
    say_work(ada, positions=[position("Focus-Puller")])
    say_work(ben, positions=[position("gaffer")], skills=[skill("yak handling")])
    known, yak = make_position("First assistant camera"), make_skill("Yak handling, advanced")
    heard.clear()
    actions.settle_word("focus puller", position_id=known.id)
    actions.settle_word("yak handling", skill_id=yak.id)
    assert ada.positions[0].name == "First assistant camera"
    assert ben.positions[0].position_id is None
    assert ben.skills[0].name == "Yak handling, advanced"
    assert [fact.person.id for fact in heard] == [ada.id, ben.id]


def test_skills_take_the_kind_of_what_they_name(ada):
    make_skill("Final Cut", kind="software")
    say_work(ada, skills=[skill("final cut", 3)])
    assert (ada.skills[0].kind, ada.skills[0].level) == ("software", 3)


def test_languages_can_be_said_again(ada):
    german = {"code": "de", "level": LanguageLevel.C1}
    say_work(ada, languages=[german])
    say_work(ada, languages=[german, {"code": "en", "level": LanguageLevel.B2}])
    assert [(row.code, row.level) for row in ada.languages] == [("de", "C1"), ("en", "B2")]


def test_bases_are_found_on_the_map_and_villages_are_kept(ada):
    make_city("Berlin", "DE", key=1)
    places = [
        {"name": "Berlin", "works_as_local": True},
        {"name": "Hinterhermsdorf", "works_as_local": False},
    ]
    actions.say_places(ada, bases=places, travels=False, travel_radius_km=None, works_remotely=True)
    assert [(base.place, base.city_id, base.works_as_local) for base in ada.bases] == [
        ("Berlin, DE", 1, True),
        ("Hinterhermsdorf", None, False),
    ]


def test_the_smaller_of_two_towns_stays_what_was_meant(ada):
    make_city("Springfield", "US", key=1, population=200_000)
    small = make_city("Springfield", "US", key=2, population=50_000)
    base = {"name": "Springfield, US", "works_as_local": True}
    plain = {"travels": False, "travel_radius_km": None, "works_remotely": False}
    actions.say_places(ada, bases=[base], **plain)
    ada.bases[0].city = small
    db.session.commit()
    actions.say_places(ada, bases=[base], **plain)
    assert ada.bases[0].city_id == 2


def test_saying_places_alone_leaves_rates_and_pay_as_they_were(ada):
    rate = {"basis": "day", "amount": 45000, "currency": "EUR"}
    plain = {"bases": [], "travels": False, "travel_radius_km": None, "works_remotely": False}
    actions.say_places(ada, rates=[rate], pay_models=["paid"], **plain)
    actions.say_places(ada, **plain)
    assert ([row.amount for row in ada.rates], ada.pay_models) == ([45000], ["paid"])


def test_a_handle_is_changed_and_the_old_one_is_free(ada, ben, heard):
    said = {"name": "Ada L", "pronouns": "", "headline": "Gaffer", "bio": "", "links": []}
    actions.describe(ada, handle="ada", **said)
    assert queries.by_handle(ben, "ADA").id == ada.id
    assert not queries.handle_taken("ada-lindqvist")
    with pytest.raises(NotNow, match="handle already"):
        actions.describe(ben, handle="ada", **said)
    assert ben.handle == "ben-okafor"
    assert heard == [ProfileChanged(ada)]


def test_every_change_is_announced_and_dated(ada, heard):
    before = ada.updated_at
    piece = actions.add_reel(ada, REEL, title="Reel", my_role="").id
    film = actions.add_credit(ada, **credit()).id
    actions.change_credit(ada, film, **credit(year=2024))
    actions.change_item(ada, piece, title="Reel 2", my_role="Gaffer")
    actions.move_item(ada, piece, 1)
    actions.remove_credit(ada, film)
    actions.remove_item(ada, piece)
    actions.say_word(ada, "ask")
    actions.unlist_me(ada)
    actions.list_me(ada)
    assert heard == [ProfileChanged(ada)] * 10
    assert ada.updated_at > before


def test_saying_days_confirms_them(ada):
    actions.say_days(ada, starts_on=today(), ends_on=today() + timedelta(days=3), kind=AvailabilityKind.AVAILABLE)
    assert now() - ada.availability_confirmed_at < timedelta(minutes=1)


def test_still_true_renews_what_was_said_long_ago(ada):
    make_days(ada, 1, 9, confirmed=40)
    actions.confirm_days(ada)
    assert now() - ada.availability_confirmed_at < timedelta(minutes=1)


def test_nothing_said_cannot_be_confirmed(ada):
    with pytest.raises(NotNow, match="Nothing has been said"):
        actions.confirm_days(ada)
    assert ada.availability_confirmed_at is None


def test_taking_the_last_days_back_leaves_nothing_confirmed(ada):
    block = make_days(ada, 1, 9)
    actions.take_back_days(ada, block.id)
    assert (ada.days, ada.availability_confirmed_at) == ([], None)


def test_what_is_kept_has_an_end(ada, monkeypatch):
    monkeypatch.setattr(days, "MOST_BLOCKS", 1)
    monkeypatch.setattr(portfolio, "MOST_ITEMS", 1)
    spans = {"starts_on": today(), "ends_on": today() + timedelta(days=1), "kind": AvailabilityKind.TENTATIVE}
    actions.say_days(ada, **spans)
    actions.add_reel(ada, REEL, title="One", my_role="")
    with pytest.raises(NotNow):
        actions.say_days(ada, **spans)
    with pytest.raises(NotNow):
        actions.add_reel(ada, REEL, title="Two", my_role="")


def test_pieces_are_moved_and_stay_at_the_ends(ada):
    for title in "ABC":
        actions.add_reel(ada, REEL, title=title, my_role="")
    keys = {item.title: item.id for item in ada.portfolio}

    def order():
        db.session.expire_all()
        return "".join(item.title for item in ada.portfolio)

    actions.move_item(ada, keys["C"], -1)
    assert order() == "ACB"
    actions.move_item(ada, keys["A"], -1)
    assert order() == "ACB"
    actions.move_item(ada, keys["A"], 1)
    assert order() == "CAB"


def test_another_persons_rows_are_not_there(ada, ben):
    block, film = make_days(ada, 1, 9), actions.add_credit(ada, **credit())
    piece = actions.add_reel(ada, REEL, title="Reel", my_role="")
    for attempt in (
        lambda: actions.take_back_days(ben, block.id),
        lambda: actions.change_credit(ben, film.id, **credit()),
        lambda: actions.remove_credit(ben, film.id),
        lambda: actions.change_item(ben, piece.id, title="Mine", my_role=""),
        lambda: actions.move_item(ben, piece.id, 1),
        lambda: actions.remove_item(ben, piece.id),
    ):
        with pytest.raises(Missing):
            attempt()
    assert (len(ada.days), len(ada.credits), ada.portfolio[0].title) == (1, 1, "Reel")


def test_removed_pictures_take_their_files_along(ada):
    actions.set_portrait(ada, picture_file(200, 200), "Ada")
    first = media.path_of(ada.portrait.token, 200)
    actions.set_portrait(ada, picture_file(200, 200), "Ada again")
    second = media.path_of(ada.portrait.token, 200)
    item = actions.add_picture(ada, picture_file(200, 200), title="Still", my_role="", alt="")
    third = media.path_of(item.picture.token, 200)
    jobs.run_all()
    assert (first.exists(), second.exists(), third.exists()) == (False, True, True)
    actions.remove_portrait(ada)
    actions.remove_item(ada, item.id)
    jobs.run_all()
    assert not second.exists()
    assert not third.exists()
    assert db.session.query(Picture).count() == 0


def test_after_a_block_neither_is_there_for_the_other(ada, ben, heard):
    actions.block(ada, "ben-okafor")
    for viewer, handle in ((ada, "ben-okafor"), (ben, "ada-lindqvist")):
        with pytest.raises(Missing):
            queries.by_handle(viewer, handle)
    assert heard == [PersonBlocked(ada, ben)]
    with pytest.raises(Missing):
        actions.block(ben, "ada-lindqvist")


def test_only_who_set_a_block_lifts_it(ada, ben):
    actions.block(ada, "ben-okafor")
    with pytest.raises(Missing):
        actions.unblock(ben, "ada-lindqvist")
    actions.unblock(ada, "ben-okafor")
    assert queries.by_handle(ben, "ada-lindqvist").id == ada.id


def test_nobody_blocks_themselves(ada):
    with pytest.raises(NotAllowed):
        actions.block(ada, "ada-lindqvist")


def test_the_three_steps_end_with_being_found(ben):
    nia = make_person("Nia New", listed=False)
    assert nia.is_new
    actions.say_trade(nia, disciplines=[], position="Gaffer", skills=["DMX", "Rigging"])
    actions.say_base(
        nia,
        base="Leeds",
        works_as_local=True,
        works_remotely=False,
        word="available",
        until=today() + timedelta(days=9),
    )
    assert nia.listed_at is None
    actions.appear(nia, handle="nia", headline="Light", visibility=nia.visibility, url="https://nia.example.org")
    seen = queries.whole(ben, "nia")
    assert (seen.primary_position.name, seen.home.name, [row.name for row in seen.skills]) == (
        "Gaffer",
        "Leeds",
        ["DMX", "Rigging"],
    )
    assert seen.days[0].ends_on == today() + timedelta(days=10)
    assert not seen.is_new


def test_going_through_the_steps_again_keeps_what_was_said_elsewhere(ada):
    say_work(ada, positions=[position("Gaffer", 9), position("Spark", 3)], skills=[skill("DMX", 5)])
    actions.say_trade(ada, disciplines=[], position="Spark", skills=["DMX", "Rigging"])
    assert [row.label for row in ada.positions] == ["Spark", "Gaffer"]
    assert [(row.label, row.level) for row in ada.skills] == [("DMX", 5), ("Rigging", None)]
