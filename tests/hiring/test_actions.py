"""Posting roles, applying, deciding. Everybody is told."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from app.extensions import db
from app.hiring import facts
from app.hiring.actions import applications, roles
from app.hiring.models import ApplicationState, PlaceMode, RoleState
from app.kit.audit import AuditEvent
from app.kit.clock import now, today
from app.kit.errors import Missing, NotAllowed, NotNow
from app.kit.facts import inside
from app.messaging import queries as messaging
from app.people.models import Credit
from app.pitches.models import PitchState
from app.studios import actions as studios
from app.studios.models import StudioRole as R
from tests.factories.hiring import complete_facts, make_application, make_role
from tests.factories.people import make_block, make_person, save
from tests.factories.pitches import make_pitch
from tests.factories.studios import make_colleague


@pytest.fixture
def heard(monkeypatch):
    """What was announced: the name, and of whom."""
    said: list[tuple[str, int]] = []
    note = lambda fact: said.append((type(fact).__name__, next(iter(vars(fact).values())).id))  # noqa: E731
    for kind in vars(facts).values():
        if isinstance(kind, type) and kind.__module__ == facts.__name__:
            monkeypatch.setitem(inside, kind, [*inside[kind], note])
    return said


def names(heard):
    return [name for name, _ in heard]


def people(count):
    return [make_person(f"Applicant {number}") for number in range(count)]


# Roles


def test_a_draft_may_have_gaps_and_is_nobody_s_news(ada, studio, heard):
    role = roles.draft(ada, studio, title="Gaffer", required=["HMI", "Rigging"], desired=["Boats"])
    assert (role.state, role.opened_at, role.posted_by) == (RoleState.DRAFT, None, ada)
    assert (role.wanted(), role.wanted(False)) == (["HMI", "Rigging"], ["Boats"])
    assert heard == []


@pytest.mark.parametrize("duty", [R.BOOKER, R.EDITOR, R.VIEWER])
def test_who_does_not_recruit_posts_nothing(studio, duty):
    with pytest.raises(NotAllowed):
        roles.draft(make_colleague(studio, duty), studio, title="Gaffer")


def test_a_stranger_posts_nothing_in_somebody_else_s_pitch(ada, ben):
    with pytest.raises(NotAllowed):
        roles.draft(ben, make_pitch(ada), title="Gaffer")


@pytest.mark.parametrize(
    "gap",
    [
        {"pay_model": None},
        {"pay_from": None, "pay_to": None},
        {"starts_on": None, "ends_on": None},
        {"place_mode": None},
        {"place": ""},
        {"deadline_at": None},
        {"deadline_at": now() - timedelta(days=1)},
        {"decision_by": None},
        {"decision_by": today()},
    ],
    ids=lambda gap: ",".join(gap),
)
def test_a_role_with_a_gap_is_not_published(ada, studio, heard, gap):
    role = roles.draft(ada, studio, **complete_facts(**gap))
    with pytest.raises(NotNow):
        roles.publish(ada, role)
    db.session.rollback()
    assert role.state == RoleState.DRAFT
    assert heard == []


def test_a_complete_role_is_published_and_announced(ada, studio, heard):
    role = roles.draft(ada, studio, **complete_facts())
    roles.publish(ada, role)
    assert role.takes_applications
    assert role.opened_at is not None
    assert heard == [("RoleOpened", role.id)]


def test_what_is_published_stays_complete(ada, role):
    with pytest.raises(NotNow, match="Say whether it is on site"):
        roles.edit(ada, role, place_mode=None)
    db.session.rollback()
    assert role.place_mode == PlaceMode.ON_SITE


def test_a_later_promise_may_be_asked_for_again(ada, role, heard):
    role.nudged_at = now()
    db.session.commit()
    roles.edit(ada, role, decision_by=today() + timedelta(days=60))
    assert role.nudged_at is None
    assert names(heard) == ["RoleChanged"]


def test_pausing_and_opening_again(ada, ben, role, heard):
    roles.pause(ada, role)
    with pytest.raises(NotNow):
        applications.apply(ben, role)
    roles.publish(ada, role)
    applications.apply(ben, role)
    assert names(heard) == ["RoleClosed", "RoleOpened", "ApplicationReceived"]


def test_a_closed_role_is_neither_opened_nor_changed(ada, role):
    roles.close(ada, role)
    for again in (roles.publish, roles.pause, roles.close):
        with pytest.raises(NotNow):
            again(ada, role)
    with pytest.raises(NotNow):
        roles.edit(ada, role, title="Spark")


@pytest.mark.parametrize(
    ("end", "state", "outcome"),
    [(roles.fill, RoleState.FILLED, "not_selected"), (roles.cancel, RoleState.CANCELLED, "role_cancelled")],
)
def test_ending_a_role_gives_everybody_an_outcome(ada, studio, heard, end, state, outcome):
    role = make_role(studio, ada)
    states = [*("submitted", "viewed", "shortlisted", "interview", "offered"), "withdrawn", "accepted"]
    rows = [
        make_application(role, person, state=ApplicationState(start))
        for person, start in zip(people(len(states)), states, strict=True)
    ]
    end(ada, role)
    assert role.state == state
    told = [row.id for row in rows[:5]] + ([rows[6].id] if outcome == "role_cancelled" else [])
    assert [key for name, key in heard if name == "ApplicationDecided"] == told
    assert {row.state for row in rows[:5]} == {outcome}
    assert all(row.decided_at and row.decided_by_id == ada.id for row in rows[:5])
    assert rows[5].state == ApplicationState.WITHDRAWN
    assert rows[6].state == ("accepted" if outcome == "not_selected" else outcome)


def test_a_role_that_was_closed_by_the_deadline_is_filled_afterwards(ada, studio):
    role = make_role(studio, ada, state=RoleState.CLOSED)
    roles.fill(ada, role)
    assert role.state == RoleState.FILLED


@pytest.mark.parametrize("step", [roles.publish, roles.pause, roles.close, roles.fill, roles.cancel])
def test_only_who_recruits_moves_a_role(ben, role, studio, step):
    for other in (ben, make_colleague(studio, R.VIEWER)):
        with pytest.raises(NotAllowed):
            step(other, role)


def test_a_role_of_a_pitch_that_nobody_reads_is_not_published(ada):
    role = make_role(make_pitch(ada, state=PitchState.DRAFT), ada, state=RoleState.DRAFT)
    with pytest.raises(NotNow, match="Publish the pitch first"):
        roles.publish(ada, role)


# Applications


def test_applying_keeps_what_was_sent(ada, ben, role, heard):
    credits = [save(Credit(person_id=ben.id, title=title)) for title in ("Salt", "Fog")]
    foreign = save(Credit(person_id=ada.id, title="Not Ben's"))
    sent = applications.apply(
        ben, role, note="Me", credits=[credits[1].id, foreign.id, 999], rate=30000, currency="GBP"
    )
    assert (sent.note, sent.rate, sent.currency, sent.state) == ("Me", 30000, "GBP", "submitted")
    assert [credit.title for credit in sent.credits] == ["Fog"]
    assert heard == [("ApplicationReceived", sent.id)]


def test_one_applies_once_even_after_withdrawing(ben, role):
    applications.withdraw(ben, applications.apply(ben, role))
    with pytest.raises(NotNow, match="once"):
        applications.apply(ben, role)


def test_one_second_after_the_deadline_is_too_late_though_the_clock_has_not_been(ben, role):
    role.deadline_at = now() - timedelta(seconds=1)
    db.session.commit()
    assert role.state == RoleState.OPEN
    with pytest.raises(NotNow, match="takes no more applications"):
        applications.apply(ben, role)


@pytest.mark.parametrize("duty", list(R))
def test_nobody_applies_to_their_own_house(studio, role, duty):
    with pytest.raises(NotAllowed):
        applications.apply(make_colleague(studio, duty), role)


def test_behind_a_block_there_is_no_role(ada, ben, role):
    make_block(ada, ben)
    with pytest.raises(Missing):
        applications.apply(ben, role)


def test_there_is_no_draft_to_apply_for(ada, ben, studio):
    with pytest.raises(Missing):
        applications.apply(ben, make_role(studio, ada, state=RoleState.DRAFT))


def test_being_read_is_announced_once_and_a_shortlist_never(ada, application, heard):
    applications.view(ada, application)
    applications.view(ada, application)
    assert application.state == ApplicationState.VIEWED
    applications.shortlist(ada, application)
    assert application.state == ApplicationState.SHORTLISTED
    assert names(heard) == ["ApplicationViewed"]


def test_who_is_shortlisted_unread_is_told_that_it_was_read(ada, application, heard):
    applications.shortlist(ada, application)
    assert names(heard) == ["ApplicationViewed"]


@pytest.mark.parametrize(("verb", "state"), [(applications.accept, "accepted"), (applications.decline, "not_selected")])
def test_a_decision_is_kept_with_its_words_and_announced(ada, application, heard, verb, state):
    verb(ada, application, "See you on Monday.")
    assert (application.state, application.answer) == (state, "See you on Monday.")
    assert (application.decided_by_id, application.decided_at is not None) == (ada.id, True)
    assert heard == [("ApplicationDecided", application.id)]
    with pytest.raises(NotNow):
        applications.decline(ada, application)


def test_there_are_no_more_places_than_places(ada, studio):
    role = make_role(studio, ada, headcount=2)
    rows = [make_application(role, person) for person in people(3)]
    for row in rows[:2]:
        applications.accept(ada, row)
    with pytest.raises(NotNow, match="All the places"):
        applications.accept(ada, rows[2])
    applications.withdraw(rows[0].applicant, rows[0])
    applications.accept(ada, rows[2])


@pytest.mark.parametrize("verb", [applications.view, applications.shortlist, applications.accept, applications.decline])
def test_only_who_recruits_decides(ben, cy, studio, application, verb):
    for other in (ben, cy, make_colleague(studio, R.EDITOR)):
        with pytest.raises(NotAllowed):
            verb(other, application)


def test_only_the_applicant_withdraws(ada, ben, cy, application, heard):
    for other in (ada, cy):
        with pytest.raises(NotAllowed):
            applications.withdraw(other, application)
    applications.withdraw(ben, application)
    assert names(heard) == ["ApplicationWithdrawn"]
    with pytest.raises(NotNow):
        applications.accept(ada, application)


def test_each_step_leaves_a_trace(ada, application):
    applications.shortlist(ada, application)
    applications.accept(ada, application)
    trace = select(AuditEvent).where(AuditEvent.subject_kind == "application").order_by(AuditEvent.id)
    steps = [(row.before, row.after, row.actor_id) for row in db.session.scalars(trace)]
    path = ["submitted", "viewed", "shortlisted", "accepted"]
    assert steps == [(*pair, ada.id) for pair in pairwise(path)]


# Talking


def test_either_side_opens_the_same_conversation(ada, ben, studio, application):
    recruiter = make_colleague(studio, R.RECRUITER)
    first = applications.converse(ben, application)
    assert {part.person_id for part in first.present} == {ada.id, ben.id}
    again = applications.converse(recruiter, application)
    assert again == first
    assert {part.person_id for part in again.present} == {ada.id, ben.id, recruiter.id}
    assert application.conversation_id == first.id


def test_a_block_seats_nobody_beside_the_applicant(ada, ben, studio, application):
    make_block(ada, ben)
    with pytest.raises(NotNow):
        applications.converse(ben, application)
    recruiter = make_colleague(studio, R.RECRUITER)
    conversation = applications.converse(recruiter, application)
    assert {part.person_id for part in conversation.present} == {ben.id, recruiter.id}


def test_who_cannot_read_an_application_cannot_talk_about_it(cy, studio, application):
    for other in (cy, make_colleague(studio, R.EDITOR)):
        with pytest.raises(NotAllowed):
            applications.converse(other, application)


def test_leaving_the_studio_is_leaving_its_conversations(ada, ben, studio, application):
    recruiter = make_colleague(studio, R.RECRUITER)
    conversation = applications.converse(recruiter, application)
    studios.remove(ada, studio.membership_of(recruiter))
    assert {part.person_id for part in conversation.present} == {ada.id, ben.id}
    with pytest.raises(Missing):
        messaging.conversation(recruiter, conversation.id)


def test_when_the_poster_is_gone_the_owners_answer(ada, ben, studio):
    recruiter = make_colleague(studio, R.RECRUITER)
    application = make_application(make_role(studio, recruiter), ben)
    studios.remove(ada, studio.membership_of(recruiter))
    conversation = applications.converse(ben, application)
    assert {part.person_id for part in conversation.present} == {ada.id, ben.id}
