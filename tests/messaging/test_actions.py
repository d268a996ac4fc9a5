"""Opening conversations, taking part, and talking."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.kit.errors import Missing, NotAllowed, NotNow
from app.kit.facts import inside, on
from app.messaging import actions, queries
from app.messaging.facts import MessagePosted, MessageRemoved, ParticipantLeft
from app.messaging.models import Conversation, ConversationKind, Message, Participant
from app.people.models import ContactPolicy
from tests.factories.messaging import make_conversation, make_direct, say
from tests.factories.people import make_block, save


@pytest.fixture
def announced():
    """The facts that messaging announces while the test runs."""
    facts = []
    kinds = (MessagePosted, MessageRemoved, ParticipantLeft)
    on(*kinds)(facts.append)
    yield facts
    for kind in kinds:
        inside[kind].remove(facts.append)


def test_two_people_have_one_direct_conversation_whoever_opens_it(ada, ben):
    opened = make_direct(ada, ben)
    assert make_direct(ben, ada).id == opened.id
    assert {part.person_id for part in opened.present} == {ada.id, ben.id}


def test_who_wishes_no_letters_gets_none_but_keeps_the_conversation_there_is(ada, ben, cy):
    opened = make_direct(ada, ben)
    ben.contact_policy = ContactPolicy.NOBODY
    save(ben)
    assert make_direct(ada, ben).id == opened.id
    with pytest.raises(NotAllowed):
        actions.open_direct(cy, ben)


def test_known_people_are_those_one_talks_with_already(ada, ben):
    ben.contact_policy = ContactPolicy.KNOWN
    save(ben)
    with pytest.raises(NotAllowed):
        actions.open_direct(ada, ben)
    make_conversation(ben, ada)
    assert actions.open_direct(ada, ben).is_direct


def test_who_has_left_is_asked_back_only_as_they_wish(ada, ben):
    opened = make_direct(ada, ben)
    actions.leave(ben, opened)
    ben.contact_policy = ContactPolicy.NOBODY
    save(ben)
    with pytest.raises(NotAllowed):
        actions.open_direct(ada, ben)
    ben.contact_policy = ContactPolicy.MEMBERS
    save(ben)
    assert len(actions.open_direct(ada, ben).present) == 2


@pytest.mark.parametrize("blocker_first", [True, False])
def test_behind_a_block_nothing_can_be_opened_or_said(ada, ben, blocker_first):
    conversation = make_direct(ada, ben)
    make_block(*((ada, ben) if blocker_first else (ben, ada)))
    for call in (
        lambda: actions.open_direct(ada, ben),
        lambda: say(ada, conversation),
        lambda: actions.read_up_to(ada, conversation, 1),
    ):
        with pytest.raises(Missing):
            call()


def test_a_block_between_two_does_not_part_them_from_others(ada, ben, cy):
    conversation = make_conversation(ada, ben, cy)
    make_block(ada, ben)
    assert say(ada, conversation).seq == 1
    assert say(ben, conversation).seq == 2


def test_a_conversation_about_a_thing_is_opened_once(ada, ben, cy):
    opened = make_conversation(ada, ben)
    again = make_conversation(ada, ben, cy)
    assert again.id == opened.id
    assert {part.person_id for part in again.present} == {ada.id, ben.id, cy.id}


def test_who_left_is_not_brought_back_by_opening_it_again(ada, ben, cy):
    opened = make_conversation(ada, ben, cy)
    actions.leave(ben, opened)
    again = make_conversation(ada, ben, cy)
    assert {part.person_id for part in again.present} == {ada.id, cy.id}


def test_first_words_are_said_once(ada, ben, announced):
    def open_with_words():
        return actions.open_about(
            ada,
            [ben],
            kind=ConversationKind.APPLICATION,
            key="application:9",
            subject="Gaffer",
            context={},
            first_words="I would like to light this.",
        )

    conversation = open_with_words()
    open_with_words()
    rows = db.session.scalars(select(Message)).all()
    assert [(row.seq, row.author_id, row.body) for row in rows] == [(1, ada.id, "I would like to light this.")]
    assert conversation.unread_by(ben) == 1
    assert [type(fact) for fact in announced] == [MessagePosted]


def test_messages_count_up_without_a_gap(ada, ben):
    conversation = make_direct(ada, ben)
    assert [say(who, conversation).seq for who in (ada, ben, ada)] == [1, 2, 3]
    assert conversation.last_seq == 3


def test_sent_twice_it_is_one_message(ada, ben, announced):
    conversation = make_direct(ada, ben)
    first = actions.post(ada, conversation, "Call at seven", "a-client-id")
    again = actions.post(ada, conversation, "Call at seven", "a-client-id")
    assert (again.id, again.seq, conversation.last_seq) == (first.id, 1, 1)
    assert len(announced) == 1


def test_the_ids_of_two_people_do_not_meet(ada, ben):
    conversation = make_direct(ada, ben)
    actions.post(ada, conversation, "Mine", "the-same-id")
    assert actions.post(ben, conversation, "Mine too", "the-same-id").seq == 2


def test_an_id_used_elsewhere_is_refused_rather_than_lost(ada, ben, cy):
    actions.post(ada, make_direct(ada, ben), "To Ben", "the-same-id")
    other = make_direct(ada, cy)
    with pytest.raises(NotNow):
        actions.post(ada, other, "To Cy", "the-same-id")


def test_a_stranger_cannot_post_and_learns_nothing(ada, ben, cy):
    conversation = make_direct(ada, ben)
    with pytest.raises(Missing):
        say(cy, conversation)


def test_who_left_or_was_removed_neither_reads_nor_posts(ada, ben, cy, announced):
    conversation = make_conversation(ada, ben, cy)
    actions.leave(ben, conversation)
    actions.remove(conversation, cy)
    assert [(type(fact), fact.person.id) for fact in announced] == [
        (ParticipantLeft, ben.id),
        (ParticipantLeft, cy.id),
    ]
    for gone in (ben, cy):
        with pytest.raises(Missing):
            say(gone, conversation)
        with pytest.raises(Missing):
            queries.conversation(gone, conversation.id)


def test_removing_twice_is_once(ada, ben, announced):
    conversation = make_conversation(ada, ben)
    actions.remove(conversation, ben)
    actions.remove(conversation, ben)
    assert len(announced) == 1


def test_who_is_invited_may_read_what_was_said_and_has_it_counted_as_seen(ada, ben, cy):
    conversation = make_conversation(ada, ben)
    say(ada, conversation)
    actions.invite(conversation, cy)
    actions.invite(conversation, cy)
    assert len(queries.messages_before(cy, conversation)) == 1
    assert queries.unread_of(cy) == 0
    say(ada, conversation)
    assert queries.unread_of(cy) == 1


def test_words_taken_back_are_gone_and_their_place_stays(ada, ben, announced):
    conversation = make_direct(ada, ben)
    message = say(ada, conversation, "A secret")
    say(ben, conversation)
    actions.remove_message(ada, message)
    actions.remove_message(ada, message)
    assert (message.body, message.is_removed, message.seq, conversation.last_seq) == ("", True, 1, 2)
    assert [type(fact) for fact in announced] == [MessagePosted, MessagePosted, MessageRemoved]
    with pytest.raises(NotAllowed):
        actions.remove_message(ada, say(ben, conversation))


def test_reading_goes_forward_and_no_further_than_what_was_said(ada, ben):
    conversation = make_direct(ada, ben)
    for _ in range(3):
        say(ada, conversation)

    def read(seq):
        actions.read_up_to(ben, conversation, seq)
        wanted = select(Participant.read_up_to).where(Participant.person_id == ben.id)
        return db.session.scalar(wanted)

    assert [read(seq) for seq in (2, 1, 3, 2**53 - 1)] == [2, 2, 3, 3]


def test_speaking_counts_as_having_read(ada, ben):
    conversation = make_direct(ada, ben)
    say(ada, conversation)
    say(ben, conversation)
    assert (queries.unread_of(ben), queries.unread_of(ada)) == (0, 1)


def test_opening_at_the_same_time_is_one_conversation(ada, ben, app):
    make_conversation(ada, ben)
    with app.app_context():
        make_conversation(db.session.merge(ada), db.session.merge(ben))
    assert len(db.session.scalars(select(Conversation)).all()) == 1
