"""Editing the trade's words."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.kit.errors import NotAllowed, NotNow
from app.people.models import PersonPosition, Standing
from app.taxonomy import actions, queries
from app.taxonomy.models import Skill, Suggestion
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


def test_no_position_takes_the_name_of_another(admin, visit):
    gaffer, grip = make_position("Gaffer"), make_position("Key Grip")
    with pytest.raises(NotNow):
        actions.edit(admin, gaffer, name="key grip", department=gaffer.department, aliases=[])
    actions.edit(admin, gaffer, name="gaffer", department=gaffer.department, aliases=[])
    typed = {"name": "Key grip", "department": grip.department.slug, "aliases": "boss of grips"}
    for path in ("/taxonomy/positions/new", f"/taxonomy/positions/{gaffer.slug}"):
        answer = visit(admin).post(path, data=typed)
        assert answer.status_code == 422
        assert "There is a position called “Key grip” already." in answer.text
        assert "boss of grips" in answer.text


@pytest.mark.parametrize("name", ["New", "new!"])
def test_a_position_called_new_can_be_edited(admin, name):
    position = actions.add_position(admin, name=name, department=make_department(), aliases=["fresh"])
    assert position.slug != "new"
    assert [alias.label for alias in position.aliases] == ["fresh"]


def test_a_name_has_letters(admin, visit):
    typed = {"name": "\U0001f600", "department": make_department().slug}
    answer = visit(admin).post("/taxonomy/positions/new", data=typed)
    assert (answer.status_code, "letters or figures" in answer.text) == (422, True)


def test_two_skills_whose_addresses_would_be_one_are_both_taken(admin):
    for label in ("剣術", "殺陣", "c++", "c plus plus", "x" * 100):
        actions.accept_as_skill(admin, suggested(label, "skill"), "craft")
    slugs = db.session.scalars(select(Skill.slug)).all()
    assert len(set(slugs)) == 5
    assert max(map(len, slugs)) <= Skill.slug.type.length
