"""One verb, one transaction."""

import pytest

from app.extensions import db
from app.kit.actions import action, after_commit, unheard
from app.kit.errors import NotNow
from app.people.models import Person


@action
def name(person, wish):
    person.name = wish


@action
def name_both(one, other, *, then=lambda: None):
    name(one, "Uno")
    name(other, "Due")
    then()


def test_an_action_commits(ada):
    name(ada, "Ada L")
    db.session.rollback()
    assert ada.name == "Ada L"


def test_actions_inside_an_action_are_kept_or_lost_together(ada, ben):
    with pytest.raises(ZeroDivisionError):
        name_both(ada, ben, then=lambda: 1 / 0)
    assert (ada.name, ben.name) == ("Ada Lindqvist", "Ben Okafor")
    name_both(ada, ben)
    assert (ada.name, ben.name) == ("Uno", "Due")


def test_effects_happen_after_the_commit_and_never_after_a_failure(ada, ben):
    happened = []
    name_both(ada, ben, then=lambda: after_commit(lambda: happened.append("told")))
    assert happened == ["told"]

    def fail():
        after_commit(lambda: happened.append("told a lie"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        name_both(ada, ben, then=fail)
    assert happened == ["told"]


def test_an_effect_that_stumbles_hurts_neither_the_deed_nor_the_next(ada, ben, capsys):
    happened = []

    def register():
        after_commit(lambda: 1 / 0)
        after_commit(lambda: happened.append("second"))

    name_both(ada, ben, then=register)
    assert (ada.name, happened) == ("Uno", ["second"])


def test_a_second_of_something_is_refused_as_not_now(ada):
    @action
    def double():
        db.session.add(Person(handle=ada.handle, name="Impostor"))

    with pytest.raises(NotNow):
        double()


def test_an_action_starts_from_what_is_true_now(ada, app):
    assert ada.name == "Ada Lindqvist"
    with app.app_context():
        name(db.session.get(Person, ada.id), "Changed elsewhere")

    @action
    def look(person):
        return person.name

    assert look(ada) == "Changed elsewhere"


def test_what_is_brought_in_unheard_is_kept_without_effects():
    heard = []

    @action
    def bring_in():
        with unheard():
            after_commit(lambda: heard.append("within"))
        after_commit(lambda: heard.append("after"))

    bring_in()
    assert heard == ["after"]
