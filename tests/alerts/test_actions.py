"""Saved searches: whose they are, who is told of what, and that each person is told of once."""

from datetime import timedelta

import pytest
import time_machine

from app.alerts import actions, listeners, queries
from app.alerts.models import Cadence, SavedSearch
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Malformed, Missing, NotAllowed, NotNow
from app.kit.jobs import run_all
from app.notifications import queries as notices
from app.people.models import Visibility
from app.search import indexing
from app.studios.models import StudioRole
from tests.factories.accounts import account_of, post
from tests.factories.alerts import make_saved, make_watch
from tests.factories.people import make_block, make_person
from tests.factories.studios import make_member, make_studio
from tests.factories.taxonomy import make_position


@pytest.fixture
def gaffers():
    make_position("Gaffer")
    first = make_person("First Gaffer", positions=["Gaffer"])
    indexing.rebuild()
    return first


def keep(actor, cadence=Cadence.AT_ONCE, **given):
    asked = {"name": "Gaffers", "kind": "person", "typed": "gaffer", "address": {}, "studio": None, "cadence": cadence}
    return actions.save(actor, **{**asked, **given})


def arrives(name, **facts):
    person = make_person(name, positions=["Gaffer"], **facts)
    indexing.rebuild()
    return person


def a_while_later(**how_long):
    with time_machine.travel(now() + timedelta(**(how_long or {"minutes": 2})), tick=False):
        listeners.look_for_new_matches()
        run_all()


def told(person):
    return [notice.sentence for notice in notices.listing(person).rows]


def test_who_matched_before_is_no_news(ada, gaffers):
    keep(ada)
    a_while_later()
    assert told(ada) == []


def test_somebody_new_is_told_of_once(ada, gaffers):
    keep(ada)
    arrives("Second Gaffer")
    a_while_later()
    a_while_later(minutes=5)
    assert told(ada) == ["One new person matches your search “Gaffers”."]
    arrives("Third Gaffer")
    arrives("Fourth Gaffer")
    a_while_later(minutes=9)
    assert told(ada)[0] == "2 new people match your search “Gaffers”."


def test_whoever_went_and_came_back_is_no_news_either(ada, gaffers):
    keep(ada)
    second = arrives("Second Gaffer")
    a_while_later()
    for seen in (Visibility.HIDDEN, Visibility.PUBLIC):
        second.visibility = seen
        db.session.commit()
        indexing.rebuild()
        a_while_later(minutes=5)
    assert len(told(ada)) == 1


def test_the_mail_names_them_and_leads_to_them(ada, gaffers, visit):
    account_of(ada)
    saved = keep(ada)
    arrives("Second Gaffer")
    a_while_later()
    letter = post()[-1]
    assert "One new person" in letter.subject
    assert "Second Gaffer" in letter.body
    page = visit(ada).get(f"/searches/{saved.id}/found/1").text
    assert "Second Gaffer" in page
    assert "First Gaffer" not in page


def test_nobody_is_told_more_often_than_they_want(ada, ben, cy, gaffers):
    keep(ada, Cadence.DAILY)
    keep(ben, Cadence.WEEKLY)
    keep(cy, Cadence.NEVER)
    arrives("Second Gaffer")
    a_while_later(hours=23)
    assert [told(ada), told(ben), told(cy)] == [[], [], []]
    a_while_later(hours=25)
    assert [len(told(ada)), told(ben), told(cy)] == [1, [], []]
    a_while_later(days=8)
    assert [len(told(ada)), len(told(ben)), told(cy)] == [1, 1, []]


def test_nobody_is_told_of_somebody_behind_a_block_or_hidden(ada, gaffers):
    keep(ada)
    make_block(arrives("Blocking Gaffer"), ada)
    arrives("Hidden Gaffer", visibility=Visibility.HIDDEN)
    a_while_later()
    assert told(ada) == []


def test_filters_hold_for_what_is_told(ada, gaffers):
    keep(ada, address={"remote": 1})
    arrives("Second Gaffer")
    a_while_later()
    assert told(ada) == []
    arrives("Far Gaffer", works_remotely=True)
    a_while_later(minutes=5)
    assert len(told(ada)) == 1


def test_days_that_have_passed_bring_no_news(ada, gaffers):
    gone = (now() - timedelta(days=1)).date().isoformat()
    saved = make_saved(ada, address={"from": gone, "until": gone})
    watch = make_watch(saved, ada, Cadence.AT_ONCE)
    arrives("Second Gaffer")
    assert actions.look(watch) == 0


def test_a_studio_shares_a_search_and_each_chooses_how_often(ada, ben, gaffers):
    studio = make_studio(ada)
    make_member(studio, ben, StudioRole.VIEWER)
    saved = keep(ada, Cadence.NEVER, studio=studio)
    actions.watch(ben, queries.saved(ben, saved.id), Cadence.AT_ONCE)
    arrives("Second Gaffer")
    a_while_later()
    assert (told(ada), len(told(ben))) == ([], 1)


def test_whoever_leaves_the_studio_is_told_nothing_more_and_sees_nothing(ada, ben, gaffers):
    studio = make_studio(ada)
    member = make_member(studio, ben, StudioRole.RECRUITER)
    saved = keep(ada, studio=studio)
    actions.watch(ben, saved, Cadence.AT_ONCE)
    member.left_at = now()
    db.session.commit()
    arrives("Second Gaffer")
    a_while_later()
    assert told(ben) == []
    with pytest.raises(Missing):
        queries.saved(ben, saved.id)


def test_taking_it_out_of_the_studio_ends_what_the_others_watch(ada, ben, gaffers):
    studio = make_studio(ada)
    make_member(studio, ben, StudioRole.EDITOR)
    saved = keep(ada, studio=studio)
    actions.watch(ben, saved, Cadence.DAILY)
    actions.change(ada, saved, name="Mine", studio=None)
    assert [watch.person_id for watch in saved.watches] == [ada.id]


def test_only_its_owner_changes_it_and_only_who_may_shares_it(ada, ben, cy, gaffers):
    studio = make_studio(ada)
    make_member(studio, ben, StudioRole.VIEWER)
    saved = keep(ada, studio=studio)
    with pytest.raises(NotAllowed):
        actions.change(ben, saved, name="Ben's", studio=studio)
    with pytest.raises(NotAllowed):
        actions.remove(ben, saved)
    with pytest.raises(NotAllowed):
        actions.watch(cy, saved, Cadence.DAILY)
    with pytest.raises(NotAllowed):
        keep(ben, studio=studio)
    actions.remove(ada, saved)
    assert db.session.get(SavedSearch, saved.id) is None


def test_a_search_asks_for_something_and_there_are_not_too_many(ada, gaffers, monkeypatch):
    with pytest.raises(Malformed):
        keep(ada, typed=" ")
    monkeypatch.setattr(actions, "MOST", 1)
    keep(ada)
    with pytest.raises(NotNow):
        keep(ada)


def test_one_that_stumbles_holds_up_no_other(ada, ben, gaffers, monkeypatch):
    keep(ada)
    keep(ben)
    arrives("Second Gaffer")
    look = actions.look

    def stumbling(watch):
        if watch.person_id == ada.id:
            raise RuntimeError("stumbled")
        return look(watch)

    monkeypatch.setattr(actions, "look", stumbling)
    a_while_later()
    assert (told(ada), len(told(ben))) == ([], 1)
