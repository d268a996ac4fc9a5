"""What somebody keeps to themselves is in no total, no facet, no filter and no order of those who may not know it."""

import pytest

from app.kit.clock import now
from app.people.models import (
    Credit,
    CreditState,
    PersonLanguage,
    RateVisibility,
    UnionMembership,
    UnionVisibility,
    Visibility,
)
from app.pitches.models import PitchVisibility
from app.search import indexing, queries
from app.search.question import Filters, RateLimit, Sort
from tests.factories.hiring import make_role
from tests.factories.messaging import make_direct, say
from tests.factories.people import make_block, make_person, make_rate, save
from tests.factories.pitches import make_invitation, make_pitch
from tests.search.test_queries import change, empty_index, indexed  # noqa: F401


def seen(viewer, kind="person", words="", **more):
    """The ids, the total and the number of languages: all from one answer, and from what alerts are made of."""
    results = queries.find(viewer, kind, words, facets=["language"] if kind == "person" else [], **more)
    ids = {match.thing.id for match in results.page.rows}
    assert len(ids) == results.page.total
    assert set(queries.matching_ids(viewer, kind, words, more.get("filters"))) == ids
    counted = sum(count for _, count in results.facets["language"]) if kind == "person" else len(ids)
    assert counted == len(ids)
    return ids


@pytest.fixture
def speakers(ada, ben, cy):
    for person in (ada, ben, cy):
        person.languages = [PersonLanguage(code="de")]
        person.headline = "Gaffer"
        save(person)
    indexed(ada, ben, cy)


@pytest.mark.usefixtures("speakers")
class TestPeople:
    def test_who_hides_is_in_nothing_before_the_index_knows(self, ada, ben, cy):
        ada.visibility = Visibility.HIDDEN
        change(save(ada))
        assert seen(ben) == seen(ben, words="gaffer") == seen(None) == {ben.id, cy.id}

    def test_who_turns_to_members_is_gone_for_strangers_before_the_index_knows(self, ada, ben, cy):
        ada.visibility = Visibility.MEMBERS
        change(save(ada))
        assert seen(None) == {ben.id, cy.id}
        assert seen(ben) == {ada.id, ben.id, cy.id}

    def test_who_leaves_or_is_no_longer_listed_is_in_nothing(self, ada, ben, cy):
        ada.left_at, ben.listed_at = now(), None
        change(save(ada))
        change(save(ben))
        assert seen(cy) == {cy.id}

    def test_a_block_parts_both_at_once(self, ada, ben, cy):
        make_block(ada, ben)
        assert seen(ada) == {ada.id, cy.id}
        assert seen(ben) == {ben.id, cy.id}
        assert seen(cy) == {ada.id, ben.id, cy.id}

    def test_members_only_people_are_in_nothing_of_strangers(self, ada, ben, cy):
        ada.visibility = Visibility.MEMBERS
        indexed(save(ada))
        assert seen(None) == {ben.id, cy.id}
        assert seen(ben) == {ada.id, ben.id, cy.id}


@pytest.mark.parametrize(
    ("visibility", "strangers_know", "members_know"),
    [
        (RateVisibility.PUBLIC, True, True),
        (RateVisibility.MEMBERS, False, True),
        (RateVisibility.ON_REQUEST, False, False),
    ],
)
def test_a_rate_is_felt_only_by_those_who_may_know_it(ada, ben, cy, visibility, strangers_know, members_know):
    make_rate(ada, 30_000, visibility)
    make_rate(ben, 20_000, RateVisibility.PUBLIC)
    indexed(ada, ben, cy)
    for viewer, knows in ((None, strangers_know), (cy, members_know)):
        limited = queries.find(viewer, "person", "", filters=Filters(rate=RateLimit(30_000)), facets=["rate"])
        assert ({match.thing for match in limited.page.rows} == {ada, ben}) == knows
        assert (dict(limited.facets["rate"])["300"] == 2) == knows
        order = [match.thing for match in queries.find(viewer, "person", "", sort=Sort.RATE).page.rows]
        assert order[0] == ben
        assert (order[1] == ada) or not knows


def test_the_order_of_unknown_rates_says_nothing_about_them(ada, ben):
    """Sorted by rate, who keeps a rate stands where they stand without one."""
    indexed(ada, ben)
    before = [match.thing.id for match in queries.find(None, "person", "", sort=Sort.RATE).page.rows]
    for person, amount in ((ada, 10_000), (ben, 90_000)):
        make_rate(person, amount, RateVisibility.ON_REQUEST)
    indexed(ada, ben)
    after = [match.thing.id for match in queries.find(None, "person", "", sort=Sort.RATE).page.rows]
    assert after == before


def test_a_union_is_known_to_those_it_was_shown_to(ada, ben):
    for slug, visibility in (("bectu", UnionVisibility.MEMBERS), ("iatse", UnionVisibility.ONLY_ME)):
        ada.unions.append(UnionMembership(union_slug=slug, label=slug, visibility=visibility))
    indexed(save(ada), ben)
    for viewer, known in ((None, {}), (ben, {"bectu": 1})):
        found = queries.find(viewer, "person", "", facets=["union"])
        assert dict(found.facets["union"]) == known
        for slug in ("bectu", "iatse"):
            total = queries.find(viewer, "person", "", filters=Filters(unions=(slug,))).page.total
            assert total == known.get(slug, 0)


def test_a_pitch_for_the_invited_is_counted_for_them_alone(ada, ben, cy):
    pitch = make_pitch(ada, title="Rain", visibility=PitchVisibility.INVITED)
    make_invitation(pitch, ben)
    indexing.rebuild()
    assert seen(None, "pitch") == seen(cy, "pitch") == seen(cy, "pitch", "rain") == set()
    assert seen(ben, "pitch") == seen(ada, "pitch") == seen(ben, "pitch", "rain") == {pitch.id}


def test_a_private_pitch_is_counted_for_its_owner_alone(ada, ben):
    pitch = make_pitch(ada, title="Rain", visibility=PitchVisibility.PRIVATE)
    indexing.rebuild()
    assert (seen(ada, "pitch"), seen(ben, "pitch")) == ({pitch.id}, set())


def test_a_block_hides_pitches_and_roles_of_the_other_too(ada, ben, cy):
    pitch = make_pitch(ada, title="Rain", visibility=PitchVisibility.PUBLIC)
    role = make_role(pitch, ada, title="Gaffer")
    indexing.rebuild()
    make_block(ada, ben)
    assert (seen(ben, "pitch"), seen(ben, "role")) == (set(), set())
    assert (seen(cy, "pitch"), seen(cy, "role")) == ({pitch.id}, {role.id})


def test_newcomers_are_thought_to_answer_like_everybody(ada, ben):
    """Nobody has written to ben yet; ada was written to and did not answer."""
    for number in range(6):
        writer = make_person(f"Writer {number}")
        say(writer, make_direct(writer, ada))
    for person in (ada, ben):
        person.headline = "Gaffer"
        person.updated_at = person.listed_at = now()
        save(person)
    indexed(ada, ben)
    assert [match.thing for match in queries.find(None, "person", "gaffer").page.rows] == [ben, ada]


def test_a_credit_that_was_withdrawn_is_found_by_nothing(ada, ben):
    for title, state in (("The Open Door", CreditState.SELF_DECLARED), ("The Shut Door", CreditState.WITHDRAWN)):
        genre = "Western" if state == CreditState.WITHDRAWN else "Drama"
        save(Credit(person_id=ada.id, title=title, genre=genre, format="Feature film", state=state))
    ada.languages = [PersonLanguage(code="de")]
    indexed(save(ada))
    assert seen(ben, words='"open door"') == {ada.id}
    assert queries.matching_ids(ben, "person", '"shut door"') == []
    assert seen(ben, filters=Filters(genres=("western",))) == set()
    facets = queries.find(ben, "person", "", facets=["genre"]).facets["genre"]
    assert dict(facets) == {"drama": 1}
