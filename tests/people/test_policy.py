"""Who may see and do what: the owner, another member, nobody, somebody who is blocked."""

import pytest

from app.extensions import db
from app.kit.clock import now
from app.people import policy, queries
from app.people.models import ContactPolicy, RateVisibility, Visibility
from tests.factories.people import make_block, make_person, make_rate


@pytest.fixture
def viewers(ada, ben, cy):
    """Ada is looked at; Cy and she want nothing to do with one another."""
    make_block(ada, cy)
    return {"owner": ada, "member": ben, "nobody": None, "blocked": cy}


PROFILES = [
    # visibility, columns, who sees
    (Visibility.PUBLIC, {}, {"owner", "member", "nobody"}),
    (Visibility.MEMBERS, {}, {"owner", "member"}),
    (Visibility.HIDDEN, {}, {"owner"}),
    (Visibility.PUBLIC, {"listed_at": None}, {"owner"}),
    (Visibility.PUBLIC, {"left_at": now()}, {"owner"}),
]


@pytest.mark.parametrize(("visibility", "columns", "seers"), PROFILES)
@pytest.mark.parametrize("who", ["owner", "member", "nobody", "blocked"])
def test_who_sees_a_profile(visibility, columns, seers, who, viewers, visit, ada):
    ada.visibility = visibility
    for name, value in columns.items():
        setattr(ada, name, value)
    db.session.commit()
    viewer = viewers[who]
    found = db.session.scalars(queries.visible_to(viewer)).all()
    assert (ada in found) == (who in seers)
    assert visit(viewer).get("/people/ada-lindqvist").status_code == (200 if who in seers else 404)
    if who != "blocked":
        assert policy.may_see(viewer, ada) == (who in seers)


RATES = {
    RateVisibility.PUBLIC: {"owner", "member", "nobody"},
    RateVisibility.MEMBERS: {"owner", "member"},
    RateVisibility.ON_REQUEST: {"owner"},
}


@pytest.mark.parametrize("visibility", RateVisibility)
@pytest.mark.parametrize("who", ["owner", "member", "nobody"])
def test_who_knows_a_rate(visibility, who, viewers, visit, ada):
    rate = make_rate(ada, 45000, visibility)
    knows = who in RATES[visibility]
    assert policy.may_see_rate(viewers[who], rate) == knows
    for path in ("/people/ada-lindqvist", "/people"):
        assert ("€450" in visit(viewers[who]).get(path).text) == knows


@pytest.mark.parametrize(
    ("contact", "writers"),
    [(ContactPolicy.MEMBERS, {"member"}), (ContactPolicy.KNOWN, set()), (ContactPolicy.NOBODY, set())],
)
@pytest.mark.parametrize("who", ["owner", "member", "nobody"])
def test_who_may_write_first(contact, writers, who, viewers, ada):
    ada.contact_policy = contact
    assert policy.may_write_to(viewers[who], ada) == (who in writers)


def test_who_was_brought_in_or_has_left_is_not_written_to(ben):
    assert not policy.may_write_to(ben, make_person("Brought In", handle="brought", left_at=now()))
    brought = make_person("Not Claimed")
    brought.claimed_at = None
    assert not policy.may_write_to(ben, brought)


def test_only_the_owner_edits(viewers, ada):
    assert {who for who, viewer in viewers.items() if policy.may_edit(viewer, ada)} == {"owner"}


def test_nobody_blocks_themselves(ada, ben):
    assert policy.may_block(ada, ben)
    assert not policy.may_block(ada, ada)
