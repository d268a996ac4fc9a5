"""Editing the trade's words."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.kit.errors import NotAllowed, NotNow
from app.people.models import PersonPosition, Standing
from app.taxonomy import actions, queries
from app.taxonomy.models import Suggestion
from tests.factories.people import make_person
from tests.factories.taxonomy import make_department, make_position


@pytest.fixture
def admin():
    return make_person("Edda Admin", standing=Standing.ADMIN)


def suggested(label, kind="position"):
    actions.suggest(kind, label)
    return db.session.scalar(select(Suggestion).where(Suggestion.label == label))


def test_a_word_typed_twice_waits_once_and_counts(admin):
    suggested("Drone Wrangler")
    assert suggested("Drone Wrangler").times == 1 + 1
    actions.suggest("position", "drone wrangler")
    assert [row.times for row in queries.queue().rows] == [3]


def test_only_administrators_settle_words(ada):
    word, camera = suggested("Drone Wrangler"), make_department()
    gaffer = make_position("Gaffer")
    for deed in (
        lambda: actions.accept_as_position(ada, word, camera),
        lambda: actions.accept_as_alias(ada, word, gaffer),
        lambda: actions.accept_as_skill(ada, word, "craft"),
        lambda: actions.dismiss(ada, word),
        lambda: actions.add_position(ada, name="X", department=camera),
        lambda: actions.edit(ada, gaffer, name="X", department=camera, aliases=[]),
        lambda: actions.retire(ada, gaffer),
        lambda: actions.restore(ada, gaffer),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert queries.queue().total == 1


def test_a_settled_word_reaches_those_who_typed_it(admin):
    typist = make_person("Typist", positions=["Drone Wrangler"])
    position = actions.accept_as_position(admin, suggested("Drone Wrangler"), make_department())
    kept = db.session.scalar(select(PersonPosition).where(PersonPosition.person_id == typist.id))
    assert kept.position_id == position.id


def test_a_word_is_settled_once(admin):
    word = suggested("Drone Wrangler")
    actions.dismiss(admin, word)
    with pytest.raises(NotNow):
        actions.dismiss(admin, word)
    assert queries.queue().total == 0


def test_an_added_name_is_understood_at_once(admin):
    spark = make_position("Electrician")
    assert queries.position_named("juicer") is None
    actions.accept_as_alias(admin, suggested("juicer"), spark)
    assert queries.position_named("juicer") == spark


def test_a_name_is_given_to_one_position_only(admin):
    make_position("Gaffer")
    with pytest.raises(NotNow):
        actions.add_position(admin, name="gaffer", department=make_department("Light"))


def test_a_retired_position_is_offered_no_more_and_may_return(admin):
    gaffer = make_position("Gaffer")
    actions.retire(admin, gaffer)
    assert queries.complete("positions", "gaff") == []
    actions.restore(admin, gaffer)
    assert queries.complete("positions", "gaff") != []
