"""Who may do what for a studio: one row a person, one column a verb."""

from __future__ import annotations

import pytest

from app.studios import policy
from app.studios.models import StudioRole as R
from tests.factories.people import make_person
from tests.factories.studios import make_colleague, make_member, make_studio

MAY = {
    #            edit  manage recruit look
    R.OWNER: (True, True, True, True),
    R.ADMIN: (True, True, True, True),
    R.RECRUITER: (False, False, True, True),
    R.BOOKER: (False, False, False, True),
    R.EDITOR: (True, False, False, True),
    R.VIEWER: (False, False, False, True),
    "stranger": (False, False, False, False),
    "nobody": (False, False, False, False),
    "asked": (False, False, False, False),
    "gone": (False, False, False, False),
}


def somebody(studio, who):
    if who == "nobody":
        return None
    if isinstance(who, R):
        return make_colleague(studio, who)
    person = make_person("Outside")
    if who in ("asked", "gone"):
        member = make_member(studio, person, R.OWNER, joined=who == "gone")
        member.left_at = member.joined_at
    return person


@pytest.mark.parametrize("who", MAY, ids=str)
def test_what_each_may_do_for_a_studio(ada, who):
    studio = make_studio(ada)
    person = somebody(studio, who)
    verbs = (policy.may_edit, policy.may_manage, policy.may_recruit, policy.may_look_inside)
    assert tuple(verb(person, studio) for verb in verbs) == MAY[who]


def test_members_found_studios_and_nobody_else_does(ada):
    assert policy.may_found(ada)
    assert not policy.may_found(None)


@pytest.mark.parametrize(
    ("giver", "role", "may"),
    [(R.OWNER, R.OWNER, True), (R.OWNER, R.VIEWER, True), (R.ADMIN, R.OWNER, False), (R.ADMIN, R.ADMIN, True)]
    + [(giver, R.VIEWER, False) for giver in (R.RECRUITER, R.BOOKER, R.EDITOR, R.VIEWER)],
)
def test_owners_are_made_by_owners_and_the_rest_by_managers(ada, giver, role, may):
    studio = make_studio(ada)
    assert policy.may_give(make_colleague(studio, giver), studio, role) is may


def test_an_admin_touches_no_owner_but_everybody_may_leave(ada, ben):
    studio = make_studio(ada)
    admin, viewer = make_colleague(studio, R.ADMIN), make_colleague(studio, R.VIEWER)
    owner = studio.membership_of(ada)
    assert not policy.may_change(admin, owner)
    assert not policy.may_remove(admin, owner)
    assert policy.may_remove(admin, studio.membership_of(viewer))
    assert policy.may_remove(viewer, studio.membership_of(viewer))
    assert not policy.may_remove(viewer, studio.membership_of(admin))
    assert not policy.may_remove(ben, studio.membership_of(viewer))
