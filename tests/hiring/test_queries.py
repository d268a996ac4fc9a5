"""Who finds which roles and applications, and how a studio answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.extensions import db
from app.hiring import queries
from app.hiring.models import ApplicationState, PlaceMode, RoleState
from app.hiring.queries import Wishes
from app.hiring.queries import applications as sent
from app.kit.clock import now, today
from app.kit.errors import Missing
from app.people.models import PayModel, Visibility
from app.pitches.models import PitchState, PitchVisibility
from app.studios.models import StudioRole as R
from tests.factories.hiring import make_application, make_role
from tests.factories.people import make_block, make_person
from tests.factories.pitches import make_invitation, make_pitch
from tests.factories.studios import make_colleague, make_studio


def found(viewer, **wishes):
    return [role.title for role in queries.listing(viewer, Wishes(**wishes)).rows]


def is_seen(viewer, role):
    by_id = True
    try:
        queries.by_id(viewer, role.id)
    except Missing:
        by_id = False
    assert bool(queries.by_ids(viewer, [role.id])) is by_id
    return by_id


@pytest.mark.parametrize("state", [state for state in RoleState if state not in ("draft", "removed")])
def test_what_was_published_can_be_read_by_everybody(studio, ada, ben, state):
    role = make_role(studio, ada, state=state)
    assert is_seen(ben, role)
    assert is_seen(None, role)


@pytest.mark.parametrize("state", [RoleState.DRAFT, RoleState.REMOVED])
def test_drafts_and_removed_roles_are_for_the_team(studio, ada, ben, state):
    role = make_role(studio, ada, state=state)
    assert not is_seen(ben, role)
    assert not is_seen(None, role)
    for duty in R:
        assert is_seen(make_colleague(studio, duty), role)


def test_a_draft_that_was_discarded_was_never_public(studio, ada, ben):
    role = make_role(studio, ada, state=RoleState.CANCELLED)
    role.opened_at = None
    db.session.commit()
    assert not is_seen(ben, role)
    assert is_seen(ada, role)


def test_a_role_is_behind_a_block_with_its_poster_whoever_set_it(studio, ada, ben, cy, role):
    make_block(ben, ada)
    make_block(ada, cy)
    for blocked in (ben, cy):
        assert not is_seen(blocked, role)
        assert found(blocked) == []
        assert queries.open_counts(blocked, [studio.id]) == {}
        assert queries.open_in(blocked, studio) == []
        assert queries.of_house(blocked, studio) == []


@pytest.mark.parametrize("visibility", list(PitchVisibility))
def test_a_pitch_s_role_is_seen_by_those_who_see_the_pitch(ada, ben, cy, visibility):
    pitch = make_pitch(ada, visibility=visibility)
    role = make_role(pitch, ada, title="Secret spark")
    make_invitation(pitch, cy)
    member, invited, nobody = is_seen(ben, role), is_seen(cy, role), is_seen(None, role)
    assert (nobody, member, invited) == {
        "public": (True, True, True),
        "members": (False, True, True),
        "invited": (False, False, True),
        "private": (False, False, False),
    }[visibility]
    assert found(None, words="secret") == (["Secret spark"] if nobody else [])
    assert found(ben) == (["Secret spark"] if member else [])
    assert is_seen(ada, role)


@pytest.mark.parametrize("state", [PitchState.DRAFT, PitchState.ARCHIVED, PitchState.REMOVED])
def test_when_the_pitch_is_out_of_sight_so_are_its_roles(ada, ben, state):
    role = make_role(make_pitch(ada, state=state), ada)
    assert not is_seen(ben, role)
    assert found(ben) == found(None) == []
    assert is_seen(ada, role)


def test_a_closed_studio_has_no_roles(studio, ada, ben, role):
    studio.closed_at = now()
    db.session.commit()
    assert not is_seen(ben, role)
    assert found(None) == []


def test_the_list_holds_open_roles_the_nearest_deadline_first(studio, ada):
    for title, days in (("Late", 9), ("Soon", 1), ("Over", -1)):
        make_role(studio, ada, title=title, deadline_at=now() + timedelta(days=days))
    for state in set(RoleState) - {RoleState.OPEN}:
        make_role(studio, ada, title=state, state=state)
    assert found(None) == ["Soon", "Late"]
    assert queries.open_counts(None, [studio.id]) == {studio.id: 2}
    assert [role.title for role in queries.open_in(None, studio)] == ["Soon", "Late"]


def test_the_list_is_narrowed_by_each_wish(studio, ada, ben):
    make_role(studio, ada, title="Gaffer", production="Salt 100%")
    make_role(make_studio(ben, "Southlight"), ben, title="Editor", place_mode=PlaceMode.REMOTE, place="",
              pay_model=PayModel.UNPAID, pay_from=None, pay_to=None)  # fmt: skip
    assert found(None, words="salt gaffer") == ["Gaffer"]
    assert found(None, words="salt editor") == []
    assert found(None, words="southlight") == ["Editor"]
    assert found(None, words="%") == ["Gaffer"]
    assert found(None, position="gaff") == ["Gaffer"]
    assert found(None, pay_model=PayModel.UNPAID) == ["Editor"]
    assert found(None, place="berl") == ["Gaffer"]
    assert found(None, remote=True) == ["Editor"]
    assert found(None, studio="southlight") == ["Editor"]
    assert found(None, department="camera") == []
    assert found(None, words="gaffer", position="gaffer") == ["Gaffer"]


# Applications


def test_the_applicant_and_who_recruits_find_an_application(studio, ada, ben, cy, application):
    for viewer in (ada, ben, make_colleague(studio, R.ADMIN), make_colleague(studio, R.RECRUITER)):
        assert sent.by_id(viewer, application.id) == application
    others = [make_colleague(studio, duty) for duty in (R.BOOKER, R.EDITOR, R.VIEWER)]
    for viewer in (cy, *others):
        with pytest.raises(Missing):
            sent.by_id(viewer, application.id)


def test_studios_do_not_find_each_other_s_applications(cy, application):
    make_studio(cy, "Southlight")
    with pytest.raises(Missing):
        sent.by_id(cy, application.id)


def test_an_application_is_behind_a_block_but_still_the_applicant_s(studio, ada, ben, role, application):
    make_block(ben, ada)
    with pytest.raises(Missing):
        sent.by_id(ada, application.id)
    assert sent.of_role(ada, role).total == sent.counts_of(ada, role)[""] == 0
    assert sent.by_id(ben, application.id) == application
    assert sent.of_role(make_colleague(studio, R.RECRUITER), role).total == 1


def test_applications_are_counted_by_group(ada, role):
    for state in ("submitted", "shortlisted", "accepted", "withdrawn", "lapsed"):
        make_application(role, make_person(f"P {state}"), state=ApplicationState(state))
    assert sent.counts_of(ada, role) == {"": 5, "waiting": 2, "shortlisted": 1, "accepted": 1, "ended": 2}
    assert sent.of_role(ada, role, "ended").total == 2
    assert sent.of_role(ada, role, "nonsense").total == 5


def test_my_applications_are_mine_and_the_waiting_come_first(studio, ada, ben, cy):
    rows = [make_application(make_role(studio, ada), ben, state=ApplicationState(state))
            for state in ("submitted", "withdrawn")]  # fmt: skip
    make_application(make_role(studio, ada), cy)
    assert sent.sent_by(ben).rows == rows


# How a studio answers


def answered(studio, ada, *days, state=ApplicationState.NOT_SELECTED, **columns):
    role = make_role(studio, ada, state=RoleState.CLOSED, **columns)
    for number, took in enumerate(days):
        person = make_person(f"P {role.id} {number}", handle=f"p-{role.id}-{number}")
        start = now() - timedelta(days=40)
        decided = None if took is None else start + timedelta(days=took)
        make_application(role, person, state=state, created_at=start, decided_at=decided)


def test_two_answers_say_nothing_yet(studio, ada):
    answered(studio, ada, 1, 2)
    assert not queries.answers_of([studio.id])[studio.id].is_enough


def test_the_median_and_the_share_are_counted(studio, ada):
    answered(studio, ada, 0.5, 3, 9)
    answered(studio, ada, 30, state=ApplicationState.LAPSED)
    answers = queries.answers_of([studio.id])[studio.id]
    assert (answers.due, answers.given, answers.share) == (4, 3, 75)
    assert answers.half_within == timedelta(days=3)
    assert (answers.is_enough, answers.speed) == (True, "within 3 days")


def test_who_waits_beyond_the_promise_counts_against_the_studio(studio, ada):
    answered(studio, ada, 1, 1, 1)
    answered(studio, ada, None, state=ApplicationState.VIEWED, decision_by=today() - timedelta(days=1))
    answered(studio, ada, None, state=ApplicationState.VIEWED)
    answered(studio, ada, None, state=ApplicationState.WITHDRAWN)
    assert queries.answers_of([studio.id])[studio.id].share == 75


def test_what_is_older_than_a_year_is_forgotten(studio, ada):
    answered(studio, ada, 1, 1, 1)
    for application in sent.of_role(ada, queries.of_house(ada, studio)[0]).rows:
        application.created_at = now() - timedelta(days=366)
    db.session.commit()
    assert queries.answers_of([studio.id])[studio.id].due == 0


def test_a_hidden_applicant_is_still_counted_and_read(ada, role):
    make_application(role, make_person("Hidden", visibility=Visibility.HIDDEN))
    assert sent.of_role(ada, role).total == 1
