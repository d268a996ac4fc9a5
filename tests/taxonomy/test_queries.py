"""What a word means."""

import pytest

from app.kit.clock import now
from app.kit.errors import Missing
from app.taxonomy import queries
from app.taxonomy.models import Ambiguity
from tests.factories.people import save
from tests.factories.taxonomy import make_city, make_position, make_skill


@pytest.fixture
def dop():
    return make_position("Director of Photography", "DoP", "cinematographer", "lighting cameraman")


def directors_called_ad():
    meant = make_position("1st Assistant Director"), make_position("Art Director")
    slugs = [position.slug for position in meant]
    save(Ambiguity(label="AD", folded="ad", question="AD: assistant director or art director?", position_slugs=slugs))
    return meant


@pytest.mark.parametrize("label", ["director of photography", "D.O.P.", "dop", "Cinematographer", "Lighting-Cameraman"])
def test_a_position_is_known_by_any_of_its_names_however_spelt(dop, label):
    assert queries.position_named(label) == dop


def test_make_up_is_one_word_however_it_is_parted():
    artist = make_position("Make-up Artist", "MUA")
    assert {queries.position_named(label).id for label in ("makeup artist", "Make Up Artist", "mua")} == {artist.id}


def test_an_ambiguous_word_is_never_guessed():
    assistant, art = directors_called_ad()
    assert queries.position_named("ad") is None
    assert queries.meanings("A.D.") == [assistant, art]
    assert queries.question_about("ad") == "AD: assistant director or art director?"


def test_whoever_types_an_ambiguous_word_is_offered_each_of_its_meanings_first():
    assistant, art = directors_called_ad()
    make_position("Advance Coordinator", "AD coordinator")
    offered = [(word["value"], word["hint"]) for word in queries.complete("positions", "AD")]
    assert offered[:2] == [(assistant.name, "also “AD”"), (art.name, "also “AD”")]


def test_an_ambiguous_word_means_no_retired_position():
    assistant, art = directors_called_ad()
    art.retired_at = now()
    save(art)
    assert queries.meanings("AD") == [assistant]
    assert [word["value"] for word in queries.complete("positions", "AD")] == [assistant.name]


def test_a_positions_own_name_can_be_chosen_though_others_are_called_so_too():
    editor, script = make_position("Editor"), make_position("Script Editor")
    save(
        Ambiguity(
            label="Editor",
            folded="editor",
            question="Picture or script?",
            position_slugs=[editor.slug, script.slug],
        )
    )
    assert queries.position_named("editor") == editor
    assert queries.question_about("editor") == "Picture or script?"


def test_unknown_words_mean_nothing(dop):
    assert queries.position_named("grip") is None
    assert queries.meanings("") == []


def test_a_canonical_name_is_not_overruled_by_another_positions_other_name():
    make_position("Gaffer", "Electrician")
    spark = make_position("Electrician", "spark")
    assert queries.position_named("electrician") == spark


def test_the_larger_city_is_meant_unless_the_country_says_otherwise():
    large = make_city("Paris", "FR", key=1, population=2_000_000)
    small = make_city("Paris", "US", key=2, population=25_000)
    assert queries.city_named("Paris") == large
    assert queries.city_named("paris, us") == small
    assert queries.city_named("Paris, United States") == small
    assert queries.city_named("Paris, JP") is None


@pytest.mark.parametrize("typed", ["dir", "photog", "lighting c", "cinema", "DOP"])
def test_a_position_is_offered_while_any_of_its_words_is_typed(dop, typed):
    assert [word["value"] for word in queries.complete("positions", typed)] == ["Director of Photography"]


def test_completion_offers_each_thing_once_and_eight_at_most(dop):
    for number in range(20):
        make_skill(f"Director skill {number}", f"Directing {number}")
    offered = [word["value"] for word in queries.complete("skills", "direct")]
    assert len(offered) == len(set(offered)) == 8


def test_nothing_typed_is_nothing_offered(dop):
    assert queries.complete("positions", "  ") == []


def test_there_are_no_words_of_an_unknown_kind():
    with pytest.raises(Missing):
        queries.complete("passwords", "a")


def test_skills_keep_their_signs():
    assert [make_skill(name).id for name in ("C++", "C#", "R")] == [
        queries.skill_named(name).id for name in ("c++", "c#", "r")
    ]
