"""Who may do what with a list: one row a person, one column a verb."""

from __future__ import annotations

import pytest

from app.lists import policy
from app.studios.models import StudioRole as R
from tests.factories.lists import make_list
from tests.factories.people import make_person
from tests.factories.studios import make_colleague, make_member, make_studio

MAY = {
    #            read  write  delete
    R.OWNER: (True, True, True),
    R.ADMIN: (True, True, True),
    R.RECRUITER: (True, True, False),
    R.BOOKER: (True, True, False),
    R.EDITOR: (True, True, False),
    R.VIEWER: (True, False, False),
    "stranger": (False, False, False),
    "nobody": (False, False, False),
    "asked": (False, False, False),
    "gone": (False, False, False),
}
VERBS = (policy.may_read, policy.may_write, policy.may_delete)


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
def test_what_each_may_do_with_a_list_of_a_studio(ada, who):
    studio = make_studio(ada)
    person, shortlist = somebody(studio, who), make_list(studio)
    assert tuple(verb(person, shortlist) for verb in VERBS) == MAY[who]
    assert policy.may_keep(person, studio) == MAY[who][1]


@pytest.mark.parametrize("who", ["owner", "stranger", "nobody"])
def test_what_each_may_do_with_a_list_of_somebody(ada, ben, who):
    person = {"owner": ada, "stranger": ben, "nobody": None}[who]
    shortlist = make_list(ada)
    assert {verb(person, shortlist) for verb in VERBS} == {who == "owner"}


@pytest.mark.parametrize(("role", "may"), [(R.BOOKER, True), (R.VIEWER, False)])
def test_whoever_made_it_deletes_it_while_they_may_write(ada, role, may):
    studio = make_studio(ada)
    maker = make_colleague(studio, role)
    assert policy.may_delete(maker, make_list(studio, made_by_id=maker.id)) is may


@pytest.mark.parametrize(("role", "may"), [(R.OWNER, True), (R.EDITOR, True), (R.VIEWER, False)])
def test_ones_own_list_is_copied_to_a_studio_that_one_keeps_lists_for(ada, role, may):
    studio = make_studio(ada)
    colleague = make_colleague(studio, role)
    assert policy.may_copy(colleague, make_list(colleague), studio) is may
    assert not policy.may_copy(colleague, make_list(ada), studio)
    assert not policy.may_copy(colleague, make_list(studio), studio)


def test_oneself_is_on_no_list(ada, ben):
    assert policy.may_list(ada, ben)
    assert not policy.may_list(ada, ada)
