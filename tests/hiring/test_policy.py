"""Who may do what with roles and applications: one row a person, one column a verb."""

from __future__ import annotations

import pytest

from app.hiring import policy
from app.hiring.models import ApplicationState, RoleState
from app.studios.models import StudioRole as R
from tests.factories.hiring import make_application, make_role
from tests.factories.people import make_person
from tests.factories.pitches import make_pitch
from tests.factories.studios import make_colleague

MAY = {
    #             run    belongs apply decide read  withdraw
    R.OWNER: (True, True, False, True, True, False),
    R.ADMIN: (True, True, False, True, True, False),
    R.RECRUITER: (True, True, False, True, True, False),
    R.BOOKER: (False, True, False, False, False, False),
    R.EDITOR: (False, True, False, False, False, False),
    R.VIEWER: (False, True, False, False, False, False),
    "applicant": (False, False, True, False, True, True),
    "stranger": (False, False, True, False, False, False),
    "nobody": (False, False, False, False, False, False),
}


@pytest.mark.parametrize("who", MAY, ids=str)
def test_what_each_may_do_with_a_role_and_who_applied(studio, role, application, ben, cy, who):
    others = {"applicant": ben, "stranger": cy, "nobody": None}
    person = make_colleague(studio, who) if isinstance(who, R) else others[who]
    assert (
        policy.may_run(person, role),
        policy.belongs(person, role),
        policy.may_apply(person, role),
        policy.may_decide(person, application),
        policy.may_read(person, application),
        policy.may_withdraw(person, application),
    ) == MAY[who]
    assert policy.may_converse(person, application) is MAY[who][4]


def test_a_pitch_s_roles_are_run_by_its_owner_alone(ada, ben, cy):
    role = make_role(make_pitch(ada), ada)
    assert policy.may_run(ada, role)
    assert not policy.may_apply(ada, role)
    assert not policy.may_run(ben, role)
    assert policy.may_apply(ben, role)
    assert not policy.may_run(None, role)


def test_nobody_decides_about_themselves(studio, ada):
    recruiter = make_colleague(studio, R.RECRUITER)
    own = make_application(make_role(studio, ada), recruiter)
    assert not policy.may_decide(recruiter, own)
    assert policy.may_decide(ada, own)


@pytest.mark.parametrize("state", [RoleState.CLOSED, RoleState.FILLED, RoleState.CANCELLED, RoleState.EXPIRED])
def test_what_is_over_is_not_edited(studio, ada, state):
    assert not policy.may_edit(ada, make_role(studio, ada, state=state))


@pytest.mark.parametrize("state", list(ApplicationState))
def test_the_applicant_never_learns_of_a_shortlist(application, ada, ben, state):
    application.state = state
    shown = policy.shown_state(application, ben)
    assert "shortlist" not in shown
    assert policy.shown_state(application, ada) == state
    application.state = ApplicationState.VIEWED
    if state == ApplicationState.SHORTLISTED:
        assert shown == policy.shown_state(application, ben) == "viewed"


def test_after_the_deadline_the_read_are_in_consideration(application, role, ben):
    role.state = RoleState.CLOSED
    for state in (ApplicationState.VIEWED, ApplicationState.SHORTLISTED):
        application.state = state
        assert policy.shown_state(application, ben) == "in_consideration"
    application.state = ApplicationState.SUBMITTED
    assert policy.shown_state(application, ben) == "submitted"


def test_places_are_counted_down(studio, ada):
    role = make_role(studio, ada, headcount=2)
    states = (ApplicationState.ACCEPTED, ApplicationState.NOT_SELECTED, ApplicationState.HIRED)
    rows = [make_application(role, make_person(f"P {state}"), state=state) for state in states]
    assert policy.places_left(role, rows) == 0
    assert policy.places_left(role, rows[:2]) == 1
