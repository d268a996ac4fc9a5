"""Writing a pitch, taking it through its life, asking people in and opening it to readers."""

import itertools

import pytest

from app.extensions import db
from app.kit.audit import AuditEvent
from app.kit.errors import NotAllowed, NotNow
from app.kit.facts import afterwards
from app.messaging.models import Conversation
from app.people.models import Standing
from app.pitches import actions, facts, queries
from app.pitches.models import LIFE, PitchState, PitchVisibility, Unready
from app.taxonomy.models import Suggestion
from tests.factories.people import make_block, make_person
from tests.factories.pitches import make_genre, make_invitation, make_member, make_pitch
from tests.factories.taxonomy import make_city, make_position

ANSWERS = {
    "title": "The Last Ferry",
    "logline": "",
    "synopsis": "",
    "format": "",
    "genres": [],
    "stage": None,
    "comps": "",
    "starts_on": None,
    "ends_on": None,
    "dates_note": "",
    "places": [],
    "remote": False,
    "pay_model": None,
    "pay_note": "",
    "needs": [],
    "just_sharing": False,
    "visibility": PitchVisibility.MEMBERS,
    "picture": None,
    "picture_alt": "",
    "no_picture": False,
}


@pytest.fixture
def heard():
    """The facts of this floor that were announced and came true."""
    came = []
    kinds = [kind for kind in vars(facts).values() if isinstance(kind, type) and kind.__module__ == facts.__name__]
    for kind in kinds:
        afterwards[kind].append(came.append)
    yield came
    for kind in kinds:
        afterwards[kind].remove(came.append)


def need(position, note="", filled=False):
    return {"position": position, "note": note, "filled": filled}


def test_a_draft_needs_no_more_than_a_title(ada):
    pitch = actions.draft(ada, **ANSWERS)
    assert (pitch.state, pitch.owner_id, pitch.published_at) == (PitchState.DRAFT, ada.id, None)
    assert pitch.slug.startswith("the-last-ferry-")


def test_the_address_tells_nothing_of_other_pitches_of_this_title(ada, ben):
    make_pitch(ada, "The Last Ferry", visibility=PitchVisibility.PRIVATE)
    endings = [actions.draft(ben, **ANSWERS).slug.removeprefix("the-last-ferry-") for _ in range(3)]
    assert len({len(ending) for ending in endings}) == 1
    assert len(set(endings)) == 3


def test_known_words_are_tied_to_the_taxonomy_and_unknown_ones_suggested(ada):
    gaffer = make_position("Gaffer", "Chief lighting technician")
    make_city("Tromsø", "NO", key=7)
    make_genre("Drama")
    pitch = actions.draft(
        ada,
        **{
            **ANSWERS,
            "needs": [need("chief lighting technician"), need("Ferry wrangler", "Knows rivers")],
            "places": ["Tromsø", "A river nobody has named"],
            "genres": ["drama"],
        },
    )
    assert [(row.name, row.position) for row in pitch.needs] == [("Gaffer", gaffer), ("Ferry wrangler", None)]
    assert [place.city_id for place in pitch.places] == [7, None]
    assert [genre.name for genre in pitch.genres] == ["Drama"]
    assert db.session.query(Suggestion.label).all() == [("Ferry wrangler",)]


def test_publishing_says_what_is_missing(ada):
    pitch = actions.draft(ada, **ANSWERS)
    with pytest.raises(Unready) as unready:
        actions.move(ada, pitch, PitchState.PUBLISHED)
    assert set(unready.value.lacks) == {"logline", "format", "stage", "pay_model", "needs"}
    assert pitch.state == PitchState.DRAFT


@pytest.mark.parametrize("field", ["logline", "format", "stage", "pay_model", "needs"])
def test_each_missing_thing_holds_publishing_up(ada, field):
    empty = {"logline": "", "format": None, "stage": None, "pay_model": None, "needs": []}
    pitch = make_pitch(ada, state=PitchState.DRAFT)
    setattr(pitch, field, empty[field])
    db.session.commit()
    with pytest.raises(Unready) as unready:
        actions.move(ada, pitch, PitchState.PUBLISHED)
    assert list(unready.value.lacks) == [field]


def test_just_sharing_stands_in_for_needs(ada):
    pitch = make_pitch(ada, state=PitchState.DRAFT, needs=[], just_sharing=True)
    actions.move(ada, pitch, PitchState.PUBLISHED)
    assert pitch.state == PitchState.PUBLISHED


def test_what_is_published_cannot_lose_what_publishing_needs(ada):
    pitch = make_pitch(ada)
    with pytest.raises(Unready):
        actions.change(ada, pitch, **ANSWERS)
    assert pitch.logline.startswith("A ferryman")


def test_publishing_is_announced_once_and_every_change_is(ada, heard):
    pitch = make_pitch(ada, state=PitchState.DRAFT)
    for to in (PitchState.PUBLISHED, PitchState.PAUSED, PitchState.PUBLISHED):
        actions.move(ada, pitch, to)
    names = [type(fact).__name__ for fact in heard]
    assert (names.count("PitchPublished"), names.count("PitchChanged")) == (1, 3)


STEPS = list(itertools.product(PitchState, PitchState))


def test_every_step_that_is_not_listed_is_refused_and_every_listed_one_leaves_a_trace(ada):
    moderator = make_person("Mo", standing=Standing.MODERATOR)
    assert sum(to in LIFE.allowed.get(before, ()) for before, to in STEPS) == 21
    for before, to in STEPS:
        pitch = make_pitch(ada, f"From {before} to {to}", state=before)
        actor = moderator if PitchState.REMOVED in (before, to) else ada
        if to in LIFE.allowed.get(before, ()):
            actions.move(actor, pitch, to)
            trace = db.session.query(AuditEvent).filter_by(subject_id=pitch.id).one()
            assert (trace.actor_id, trace.before, trace.after) == (actor.id, before, to)
        else:
            with pytest.raises(NotNow):
                actions.move(actor, pitch, to)
        assert pitch.state == (to if to in LIFE.allowed.get(before, ()) else before)


def test_nobody_but_the_owner_writes_or_moves_a_pitch(ada, ben):
    pitch = make_pitch(ada)
    make_member(pitch, ben)
    with pytest.raises(NotAllowed):
        actions.change(ben, pitch, **ANSWERS)
    with pytest.raises(NotAllowed):
        actions.move(ben, pitch, PitchState.PAUSED)
    with pytest.raises(NotAllowed):
        actions.move(ada, pitch, PitchState.REMOVED)


def test_a_filled_need_keeps_the_day_it_was_filled_on(ada):
    pitch = actions.draft(ada, **{**ANSWERS, "needs": [need("Editor", filled=True), need("Gaffer")]})
    first = pitch.needs[0].filled_at
    actions.change(ada, pitch, **{**ANSWERS, "needs": [need("Gaffer", filled=True), need("Editor", filled=True)]})
    assert [row.filled_at == first for row in pitch.needs] == [False, True]
    assert pitch.open_needs == []


def test_asked_joined_left_and_asked_again(ada, ben, heard):
    pitch = make_pitch(ada, state=PitchState.DRAFT)
    actions.ask(ada, pitch, ben, "Editor")
    with pytest.raises(NotNow):
        actions.ask(ada, pitch, ben)
    actions.answer(ben, pitch, yes=True)
    assert pitch.part_of(ben).joined_at
    actions.leave(ben, pitch)
    assert not queries.can_see(ben, pitch)
    actions.ask(ada, pitch, ben, "Colourist")
    actions.answer(ben, pitch, yes=False)
    with pytest.raises(NotAllowed):
        actions.answer(ben, pitch, yes=True)
    names = [type(fact).__name__ for fact in heard if not isinstance(fact, facts.PitchChanged)]
    assert names == ["TeamAsked", "TeamJoined", "TeamLeft", "TeamAsked", "TeamLeft"]


def test_the_owner_removes_and_a_member_does_not(ada, ben, cy):
    pitch = make_pitch(ada)
    member = make_member(pitch, ben)
    make_member(pitch, cy)
    with pytest.raises(NotAllowed):
        actions.dismiss(cy, member)
    actions.dismiss(ada, member)
    assert pitch.part_of(ben) is None
    with pytest.raises(NotAllowed):
        actions.dismiss(ada, member)


def test_the_owner_is_not_asked_into_their_own_team(ada):
    with pytest.raises(NotNow):
        actions.ask(ada, make_pitch(ada), ada)


def test_nobody_is_asked_or_invited_across_a_block(ada, ben):
    pitch = make_pitch(ada, visibility=PitchVisibility.INVITED)
    make_block(ben, ada)
    with pytest.raises(NotAllowed):
        actions.ask(ada, pitch, ben)
    with pytest.raises(NotAllowed):
        actions.invite(ada, pitch, ben)


def test_an_invitation_opens_and_withdrawing_closes(ada, ben, heard):
    pitch = make_pitch(ada, visibility=PitchVisibility.INVITED)
    assert not queries.can_see(ben, pitch)
    invitation = actions.invite(ada, pitch, ben)
    assert queries.can_see(ben, pitch)
    with pytest.raises(NotNow):
        actions.invite(ada, pitch, ben)
    with pytest.raises(NotAllowed):
        actions.withdraw(ben, invitation)
    actions.withdraw(ada, invitation)
    assert not queries.can_see(ben, pitch)
    assert [type(fact).__name__ for fact in heard] == ["PitchInvited", "InvitationWithdrawn"]


@pytest.mark.parametrize(
    ("state", "visibility"),
    [
        (PitchState.DRAFT, PitchVisibility.INVITED),
        (PitchState.ARCHIVED, PitchVisibility.INVITED),
        (PitchState.PUBLISHED, PitchVisibility.PRIVATE),
    ],
)
def test_nobody_is_invited_to_what_they_could_not_open(ada, ben, state, visibility):
    pitch = make_pitch(ada, state=state, visibility=visibility)
    with pytest.raises((NotNow, NotAllowed)):
        actions.invite(ada, pitch, ben)


def test_the_first_reading_is_noted_and_stays(ada, ben, cy):
    pitch = make_pitch(ada, visibility=PitchVisibility.INVITED)
    invitation = make_invitation(pitch, ben)
    actions.note_reading(ben, pitch)
    first = invitation.read_at
    actions.note_reading(ben, pitch)
    actions.note_reading(cy, pitch)
    assert first
    assert invitation.read_at == first


def test_talking_about_a_pitch_opens_one_conversation_with_its_owner(ada, ben):
    pitch = make_pitch(ada)
    conversation = actions.talk(ben, pitch)
    assert actions.talk(ben, pitch).id == conversation.id
    assert {part.person_id for part in conversation.present} == {ada.id, ben.id}
    assert conversation.context == {
        "endpoint": "pitches.show",
        "values": {"slug": "the-last-ferry"},
        "label": "The Last Ferry",
    }


def test_no_conversation_about_what_one_may_not_see_or_across_a_block(ada, ben, cy):
    hidden = make_pitch(ada, "Hidden", visibility=PitchVisibility.PRIVATE)
    make_block(cy, ada)
    for actor, pitch in ((ben, hidden), (cy, make_pitch(ada)), (ada, hidden)):
        with pytest.raises(NotAllowed):
            actions.talk(actor, pitch)
    assert db.session.query(Conversation).count() == 0


def test_a_block_ends_what_two_people_had_in_common(ada, ben, cy):
    theirs, other = make_pitch(ada), make_pitch(cy, "Another")
    make_member(theirs, ben)
    make_member(theirs, cy)
    make_member(other, ben)
    make_invitation(theirs, ben)
    actions.part_ways(ben, ada)
    assert theirs.part_of(ben) is None
    assert theirs.invitations == []
    assert theirs.part_of(cy)
    assert other.part_of(ben)


def test_a_word_that_the_taxonomy_learns_is_meant_by_every_need_that_used_it(ada):
    pitch = make_pitch(ada, needs=["Ferry Wrangler", "Gaffer"])
    wrangler = make_position("Ferry wrangler")
    actions.settle_word("ferry wrangler", wrangler.id)
    assert [need.position for need in pitch.needs] == [wrangler, None]


def test_who_leaves_the_house_archives_what_was_theirs_and_leaves_the_teams(ada, ben):
    own, theirs = make_pitch(ada), make_pitch(ben, "Another")
    make_member(theirs, ada)
    actions.say_goodbye(ada)
    assert own.state == PitchState.ARCHIVED
    assert theirs.part_of(ada) is None
