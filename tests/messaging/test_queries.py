"""Who finds which conversation, and in which order."""

import pytest
from sqlalchemy import event

from app.extensions import db
from app.kit.errors import Missing
from app.messaging import actions, queries
from tests.factories.messaging import make_conversation, make_direct, say
from tests.factories.people import make_block, make_person


@pytest.fixture
def counted():
    """How many statements the database is asked: `counted(call)`."""

    def count(call):
        asked = []

        def note(connection, cursor, statement, *_):
            asked.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            db.session.rollback()
            call()
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        return len(asked)

    return count


def test_those_who_take_part_find_it_and_nobody_else_does(ada, ben, cy):
    conversation = make_direct(ada, ben)
    assert queries.conversation(ada, conversation.id).id == conversation.id
    for stranger in (cy, None):
        with pytest.raises(Missing):
            queries.conversation(stranger, conversation.id)


@pytest.mark.parametrize("of_whom", ["direct", "application"])
def test_a_block_hides_what_only_the_two_share_from_both(ada, ben, of_whom):
    conversation = make_direct(ada, ben) if of_whom == "direct" else make_conversation(ada, ben)
    message = say(ada, conversation)
    make_block(ben, ada)
    for person in (ada, ben):
        with pytest.raises(Missing):
            queries.conversation(person, conversation.id)
        with pytest.raises(Missing):
            queries.message(person, message.id)
        assert queries.inbox(person).total == 0
        assert queries.unread_of(person) == 0
        assert not queries.messages_before(person, conversation)
        assert not queries.messages_after(person, conversation, 0)


def test_a_block_leaves_both_among_others(ada, ben, cy):
    conversation = make_conversation(ada, ben, cy)
    say(ada, conversation)
    make_block(ben, ada)
    assert queries.conversation(ada, conversation.id)
    assert queries.unread_of(ben) == 1
    assert queries.company_of(ada, conversation) == [cy.id]


def test_a_block_closes_nothing_for_third_parties(ada, ben, cy):
    conversation = make_direct(ada, ben)
    make_direct(ben, cy)
    make_block(ben, cy)
    assert queries.conversation(ada, conversation.id) == queries.conversation(ben, conversation.id)
    assert queries.acquainted(ada, ben)


def test_what_two_share_alone_is_what_a_block_closes(ada, ben, cy):
    direct = make_direct(ada, ben)
    make_conversation(ada, ben, cy)
    pair = make_conversation(ada, ben, key="application:2")
    make_direct(ada, cy)
    assert sorted(queries.between(ben, ada)) == [direct.id, pair.id]


def test_a_message_of_another_conversation_is_not_found(ada, ben, cy):
    message = say(ben, make_direct(ben, cy))
    with pytest.raises(Missing):
        queries.message(ada, message.id)


def test_the_inbox_shows_the_latest_first_with_what_is_unread(ada, ben, cy):
    first, second = make_direct(ada, ben), make_direct(ada, cy)
    make_conversation(ada, ben)
    say(ben, first, "One")
    say(cy, second, "Two")
    say(ben, first, "Three")
    rows = queries.inbox(ada).rows
    assert [(row.conversation.title_for(ada), row.latest.body, row.unread) for row in rows] == [
        ("Ben Okafor", "Three", 2),
        ("Cy Moreau", "Two", 1),
    ]
    assert queries.unread_of(ada) == 3
    actions.read_up_to(ada, first, 2)
    assert queries.unread_of(ada) == 1


def test_what_is_unread_is_counted_for_several_at_once(ada, ben, cy):
    conversation = make_conversation(ada, ben, cy)
    say(ada, conversation)
    actions.leave(cy, conversation)
    assert queries.unread_by([ada.id, ben.id, cy.id]) == {ada.id: 0, ben.id: 1, cy.id: 0}


def test_an_inbox_of_twenty_asks_no_more_than_one_of_two(ada, counted):
    people = [make_person(f"Person {number}") for number in range(20)]

    def shown():
        for row in queries.inbox(ada).rows:
            assert row.conversation.title_for(ada)
            assert row.latest.author_id

    for person in people[:2]:
        say(person, make_direct(person, ada))
    few = counted(shown)
    for person in people[2:]:
        say(person, make_direct(person, ada))
    assert counted(shown) == few


def test_messages_come_in_their_order_page_by_page(ada, ben):
    conversation = make_direct(ada, ben)
    for _ in range(7):
        say(ada, conversation)

    def seqs(rows):
        return [row.seq for row in rows]

    assert seqs(queries.messages_before(ben, conversation, limit=3)) == [5, 6, 7]
    assert seqs(queries.messages_before(ben, conversation, 5, limit=3)) == [2, 3, 4]
    assert seqs(queries.messages_after(ben, conversation, 4)) == [5, 6, 7]
    assert seqs(queries.messages_after(ben, conversation, 0, limit=2)) == [1, 2]


def test_what_was_taken_back_meanwhile_is_told(ada, ben):
    conversation = make_direct(ada, ben)
    gone = say(ada, conversation)
    say(ada, conversation)
    actions.remove_message(ada, gone)
    assert [row.seq for row in queries.removed_up_to(ben, conversation, 2)] == [1]
    assert not queries.removed_up_to(ben, conversation, 0)
