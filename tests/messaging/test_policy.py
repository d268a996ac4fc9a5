"""Who may speak where."""

import pytest

from app.kit.clock import now
from app.messaging import actions, policy
from app.people.models import ContactPolicy
from tests.factories.messaging import make_conversation, make_direct, say
from tests.factories.people import make_person, save


@pytest.mark.parametrize(
    ("wish", "acquainted", "may"),
    [
        (ContactPolicy.MEMBERS, False, True),
        (ContactPolicy.MEMBERS, True, True),
        (ContactPolicy.KNOWN, False, False),
        (ContactPolicy.KNOWN, True, True),
        (ContactPolicy.NOBODY, False, False),
        (ContactPolicy.NOBODY, True, False),
    ],
)
def test_a_direct_conversation_begins_as_the_other_wishes(ada, ben, wish, acquainted, may):
    ben.contact_policy = wish
    save(ben)
    assert policy.may_open_direct(ada, ben, acquainted=acquainted) is may
    assert not policy.may_open_direct(None, ben, acquainted=False)


@pytest.mark.parametrize("wish", [ContactPolicy.MEMBERS, ContactPolicy.KNOWN])
def test_nobody_writes_to_who_has_left_or_was_never_here(ada, wish):
    gone = make_person("Gone", left_at=now(), contact_policy=wish)
    brought = make_person("Brought", contact_policy=wish)
    brought.claimed_at = None
    save(brought)
    assert not policy.may_open_direct(ada, gone, acquainted=True)
    assert not policy.may_open_direct(ada, brought, acquainted=True)


def test_nobody_writes_to_themselves(ada):
    assert not policy.may_open_direct(ada, ada, acquainted=False)
    ada.contact_policy = ContactPolicy.KNOWN
    assert not policy.may_open_direct(ada, ada, acquainted=True)


def test_those_who_take_part_read_post_and_leave_and_nobody_else(ada, ben, cy):
    conversation = make_direct(ada, ben)
    for may in (policy.may_read, policy.may_post, policy.may_leave):
        assert [may(who, conversation) for who in (ada, ben, cy, None)] == [True, True, False, False]


def test_words_need_somebody_to_read_them(ada, ben):
    conversation = make_direct(ada, ben)
    actions.leave(ben, conversation)
    assert policy.may_read(ada, conversation)
    assert not policy.may_post(ada, conversation)


def test_who_left_the_house_reads_nothing_more(ada, ben):
    conversation = make_direct(ada, ben)
    ben.left_at = now()
    save(ben)
    assert not policy.may_post(ada, conversation)


def test_one_takes_back_ones_own_words_only(ada, ben, cy):
    conversation = make_conversation(ada, ben, cy)
    message = say(ada, conversation)
    assert [policy.may_remove(who, message) for who in (ada, ben, cy, None)] == [True, False, False, False]
    actions.leave(ada, conversation)
    assert not policy.may_remove(ada, message)
