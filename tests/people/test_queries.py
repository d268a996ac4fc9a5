"""Who finds whom."""

from app.extensions import db
from app.people import queries
from app.people.models import Visibility
from tests.factories.people import make_block, make_person


def seen(viewer):
    return {person.handle for person in db.session.scalars(queries.visible_to(viewer))}


def test_everybody_sees_who_is_public(ada, ben):
    assert seen(None) == {"ada-lindqvist", "ben-okafor"}


def test_members_only_profiles_are_for_members(ada):
    make_person("Mia", visibility=Visibility.MEMBERS)
    assert "mia" in seen(ada)
    assert "mia" not in seen(None)


def test_the_hidden_and_the_unlisted_see_themselves_and_nobody_else_does(ada):
    hidden = make_person("Hidden", visibility=Visibility.HIDDEN)
    unlisted = make_person("Unlisted", listed=False)
    assert seen(ada) == {"ada-lindqvist"}
    assert "hidden" in seen(hidden)
    assert "unlisted" in seen(unlisted)


def test_a_block_hides_both_from_each_other(ada, ben, cy):
    make_block(ada, ben)
    assert "ben-okafor" not in seen(ada)
    assert "ada-lindqvist" not in seen(ben)
    assert seen(cy) == {"ada-lindqvist", "ben-okafor", "cy-moreau"}


def test_a_page_past_the_end_still_says_how_many_there_are(ada, ben):
    page = queries.faces(ada, 9)
    assert (page.rows, page.total, page.number) == ([], 2, 9)
