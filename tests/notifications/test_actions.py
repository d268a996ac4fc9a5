"""Giving notice: once, to whom it may concern, and never across a block."""

from app.extensions import db
from app.notifications import actions, queries
from app.notifications.models import Notice
from tests.factories.accounts import account_of, post
from tests.factories.notifications import make_notice
from tests.factories.people import make_block


def test_a_notice_is_counted_until_it_is_seen(ada):
    notice = make_notice(ada)
    assert queries.unseen_of(ada) == 1
    actions.open_notice(ada, notice)
    assert queries.unseen_of(ada) == 0


def test_the_same_thing_is_said_once_until_it_was_seen(ada):
    first = make_notice(ada, values={"page": 2})
    assert make_notice(ada, values={"page": 2}) is None
    assert make_notice(ada, values={"page": 3}) is not None
    assert make_notice(ada, kind="other", values={"page": 2}) is not None
    actions.open_notice(ada, first)
    assert make_notice(ada, values={"page": 2}) is not None


def test_nobody_is_told_of_their_own_doing_or_of_somebody_behind_a_block(ada, ben, cy):
    make_block(cy, ada)
    assert make_notice(ada, about=ada) is None
    assert make_notice(ada, about=cy) is None
    assert make_notice(ada, about=ben) is not None


def test_a_block_set_later_hides_what_was_said_before(ada, ben):
    make_notice(ada, about=ben)
    make_block(ben, ada)
    assert (queries.unseen_of(ada), queries.listing(ada).total) == (0, 0)


def test_a_mail_goes_with_the_notice_with_its_link_and_words(ada, app):
    account_of(ada)
    make_notice(ada, "Ben has answered.", endpoint="people.show", values={"handle": "x"}, words="See you\non set")
    (mail,) = post()
    assert (mail.to, mail.subject) == (["ada-lindqvist@example.org"], "Ben has answered.")
    assert f"{app.config['BASE_URL']}/people/x" in mail.body
    assert "  See you\n  on set" in mail.body


def test_no_mail_where_none_is_wanted_or_no_address_is_confirmed(ada, ben):
    account_of(ada)
    make_notice(ada, mail=False)
    make_notice(ben)
    assert post() == []


def test_a_subject_takes_no_line_of_its_own_from_what_was_typed(ada):
    account_of(ada)
    make_notice(ada, "Ben\nBcc: everybody@example.org")
    (mail,) = post()
    assert mail.subject == "Ben Bcc: everybody@example.org"
    assert mail.recipients() == ["ada-lindqvist@example.org"]


def test_who_has_left_is_told_nothing(ada):
    ada.left_at = ada.created_at
    db.session.commit()
    assert make_notice(ada) is None


def test_what_is_no_longer_so_is_taken_back(ada, ben):
    make_notice(ada)
    make_notice(ben)
    actions.take_back(ada, "test", {"endpoint": "pitches.index", "values": {}})
    assert [notice.person_id for notice in db.session.query(Notice)] == [ben.id]


def test_seeing_all_sees_ones_own_alone(ada, ben):
    make_notice(ada)
    make_notice(ben)
    actions.see_all(ada)
    assert (queries.unseen_of(ada), queries.unseen_of(ben), queries.unseen_of(None)) == (0, 1, 0)


def test_an_open_page_hears_of_a_notice_after_the_commit(ada, ben, line):
    page, others = line(ada), line(ben)
    make_notice(ada, "Ben has answered.")
    assert page.heard("notice") == [{"unread": 1, "sentence": "Ben has answered."}]
    assert others.heard("notice") == []
