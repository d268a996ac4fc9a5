"""Who sees a pitch: everybody, in every state, at every visibility. The query and the policy agree."""

import itertools

import pytest

from app.extensions import db
from app.people.models import Person, Standing
from app.pitches import policy, queries
from app.pitches.models import LIFE, SHOWN, PitchState, PitchVisibility
from tests.factories.people import make_block, make_person
from tests.factories.pitches import make_invitation, make_member, make_pitch

STATES = list(PitchState)
VISIBILITIES = list(PitchVisibility)
SEATS = ["owner", "member of the team", "asked", "gone", "invited", "colleague", "nobody"]


def sit(seat, pitch):
    """The person who looks at `pitch` from this seat; the same at every pitch."""
    if seat == "nobody":
        return None
    if seat == "owner":
        return pitch.owner
    person = db.session.query(Person).filter_by(name=seat.title()).one_or_none() or make_person(seat.title())
    if seat in ("member of the team", "asked", "gone"):
        member = make_member(pitch, person, joined=seat != "asked")
        member.left_at = member.created_at if seat == "gone" else None
        db.session.commit()
    if seat == "invited":
        make_invitation(pitch, person)
    return person


def should_see(seat, state, visibility):
    """The rule, said once more in other words."""
    if seat == "owner":
        return True
    if seat in ("member of the team", "asked"):
        return state in SHOWN or state == PitchState.DRAFT
    if state not in SHOWN:
        return False
    return {
        PitchVisibility.PUBLIC: True,
        PitchVisibility.MEMBERS: seat != "nobody",
        PitchVisibility.INVITED: seat == "invited",
        PitchVisibility.PRIVATE: False,
    }[visibility]


@pytest.mark.parametrize("seat", SEATS)
def test_who_sees_which_pitch(ada, seat):
    wrong = []
    for number, (state, visibility) in enumerate(itertools.product(STATES, VISIBILITIES)):
        pitch = make_pitch(ada, f"Pitch {number}", state=state, visibility=visibility)
        viewer = sit(seat, pitch)
        expected = should_see(seat, state, visibility)
        if (policy.may_see(viewer, pitch), queries.can_see(viewer, pitch)) != (expected, expected):
            wrong.append((state, visibility))
    assert wrong == []


@pytest.mark.parametrize("whose", ["the owner's", "the viewer's"])
@pytest.mark.parametrize("seat", ["member of the team", "asked", "invited", "colleague"])
def test_behind_a_block_there_is_no_pitch(ada, seat, whose):
    for visibility in VISIBILITIES:
        pitch = make_pitch(ada, f"Pitch {visibility}", visibility=visibility)
        viewer = sit(seat, pitch)
        if visibility == VISIBILITIES[0]:
            make_block(*((ada, viewer) if whose == "the owner's" else (viewer, ada)))
        assert not queries.can_see(viewer, pitch)


def test_who_has_left_leaves_no_pitches_behind(ada, ben):
    pitch = make_pitch(ada)
    ada.left_at = pitch.created_at
    db.session.commit()
    assert not queries.can_see(ben, pitch)
    assert not queries.can_see(None, pitch)


def test_a_moderator_sees_what_was_removed_and_nothing_else_that_is_hidden(ada):
    moderator = make_person("Mo", standing=Standing.MODERATOR)
    removed = make_pitch(ada, "Removed", state=PitchState.REMOVED)
    draft = make_pitch(ada, "Draft", state=PitchState.DRAFT)
    private = make_pitch(ada, "Private", visibility=PitchVisibility.PRIVATE)
    seen = [queries.can_see(moderator, pitch) for pitch in (removed, draft, private)]
    assert seen == [True, False, False]


def test_only_the_owner_edits_and_only_while_it_lives(ada, ben, cy):
    for state in STATES:
        pitch = make_pitch(ada, f"In {state}", state=state)
        make_member(pitch, ben)
        alive = state not in (PitchState.ARCHIVED, PitchState.REMOVED)
        may = [policy.may_edit(person, pitch) for person in (ada, ben, cy, None)]
        assert may == [alive, False, False, False]


def test_invitations_are_for_shown_pitches_that_are_by_invitation(ada, ben):
    for state, visibility in itertools.product(STATES, VISIBILITIES):
        pitch = make_pitch(ada, f"{state} {visibility}", state=state, visibility=visibility)
        opens = state in SHOWN and visibility == PitchVisibility.INVITED
        assert policy.may_invite(ada, pitch) == opens
        assert not policy.may_invite(ben, pitch)
        assert not policy.may_invite(None, pitch)


def test_only_those_asked_may_join_and_only_members_may_leave(ada, ben, cy):
    pitch = make_pitch(ada)
    make_member(pitch, ben, joined=False)
    make_member(pitch, cy)
    people = (ada, ben, cy, make_person("Dee"), None)
    assert [policy.may_join(person, pitch) for person in people] == [False, True, False, False, False]
    assert [policy.may_leave(person, pitch) for person in people] == [False, False, True, False, False]


def test_whoever_sees_it_may_talk_about_it_but_its_owner(ada, ben):
    pitch = make_pitch(ada)
    hidden = make_pitch(ada, "Hidden", visibility=PitchVisibility.PRIVATE)
    assert [policy.may_talk(person, pitch) for person in (ada, ben, None)] == [False, True, False]
    assert not policy.may_talk(ben, hidden)


def test_removing_and_restoring_are_a_moderators_all_else_is_the_owners(ada, ben):
    moderator = make_person("Mo", standing=Standing.MODERATOR)
    for before, to in itertools.product(STATES, STATES):
        if not LIFE.allowed.get(before) or to not in LIFE.allowed[before]:
            continue
        pitch = make_pitch(ada, f"{before} to {to}", state=before)
        by_moderator = PitchState.REMOVED in (before, to)
        allowed = [policy.may_move(person, pitch, to) for person in (ada, moderator, ben, None)]
        assert allowed == [not by_moderator, by_moderator, False, False]


def test_the_steps_on_offer_are_those_that_can_be_taken(ada, ben):
    pitch = make_pitch(ada, state=PitchState.PUBLISHED)
    assert policy.steps(ada, pitch) == [PitchState.PAUSED, PitchState.TEAM_COMPLETE, PitchState.ARCHIVED]
    assert policy.steps(ben, pitch) == []
    assert policy.steps(None, pitch) == []
