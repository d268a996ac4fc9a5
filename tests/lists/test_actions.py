"""What people do with lists."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.extensions import db
from app.kit.audit import AuditEvent
from app.kit.clock import now
from app.kit.errors import Missing, NotAllowed, NotNow
from app.lists import actions, queries
from app.lists.models import Entry, Progress, Shortlist
from app.notifications import queries as notices
from app.people import actions as people
from app.studios import actions as studios
from app.studios.models import StudioRole
from tests.factories.lists import make_list, put
from tests.factories.people import make_block, make_person
from tests.factories.studios import make_colleague, make_member, make_studio


def names(viewer, shortlist):
    db.session.rollback()
    return [entry.person.name.split()[0] for entry in queries.all_entries(viewer, shortlist)]


def said(person):
    db.session.rollback()
    return [notice.sentence for notice in notices.listing(person).rows]


def test_a_list_holds_each_person_once(ada, ben, cy):
    shortlist = actions.make(ada, name="Camera")
    actions.add(ada, shortlist, ben)
    actions.add(ada, shortlist, cy)
    with pytest.raises(NotNow, match="on this list already"):
        actions.add(ada, shortlist, ben)
    assert names(ada, shortlist) == ["Ben", "Cy"]


def test_oneself_is_not_put_on_a_list(ada):
    with pytest.raises(NotAllowed):
        actions.add(ada, make_list(ada), ada)


def test_only_who_may_write_writes(ada, ben, cy):
    studio = make_studio(ada)
    shortlist, viewer = make_list(studio, ben), make_colleague(studio, StudioRole.VIEWER)
    entry = queries.all_entries(ada, shortlist)[0]
    for verb in (
        lambda: actions.add(viewer, shortlist, cy),
        lambda: actions.describe(viewer, shortlist, name="Mine", description=""),
        lambda: actions.note(viewer, entry, progress=Progress.YES, text="Good"),
        lambda: actions.move(viewer, entry, 1),
        lambda: actions.remove(viewer, entry),
        lambda: actions.archive(viewer, shortlist),
        lambda: actions.bring_back(viewer, shortlist),
        lambda: actions.delete(viewer, shortlist),
        lambda: actions.make(viewer, name="Ours", studio=studio),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_a_note_says_who_wrote_it_and_when(ada, ben):
    entry = put(make_list(ada), ben)
    actions.note(ada, entry, progress=Progress.CALLED, text="Back on Monday.")
    assert (entry.progress, entry.note, entry.note_by_id) == (Progress.CALLED, "Back on Monday.", ada.id)
    written = entry.note_at
    actions.note(ada, entry, progress=Progress.YES, text="Back on Monday.")
    assert entry.note_at == written


def test_people_are_moved_past_the_next_whom_one_sees(ada, ben, cy):
    dee, eve = make_person("Dee Roy"), make_person("Eve Sand")
    shortlist = make_list(ada, ben, cy, dee, eve)
    make_block(cy, ada)
    assert names(ada, shortlist) == ["Ben", "Dee", "Eve"]
    first, _, last = queries.all_entries(ada, shortlist)
    actions.move(ada, last, -1)
    assert names(ada, shortlist) == ["Ben", "Eve", "Dee"]
    actions.move(ada, first, 1)
    actions.move(ada, first, 1)
    actions.move(ada, first, 1)
    assert names(ada, shortlist) == ["Eve", "Dee", "Ben"]
    actions.move(ada, last, -1)
    assert names(ada, shortlist) == ["Eve", "Dee", "Ben"]


def test_what_is_put_away_is_read_and_not_written_until_it_is_back(ada, ben):
    shortlist = make_list(ada)
    actions.archive(ada, shortlist)
    with pytest.raises(NotNow, match="put away"):
        actions.add(ada, shortlist, ben)
    assert [row.shortlist for row in queries.listing(ada, archived=True)] == [shortlist]
    assert queries.listing(ada) == []
    assert list(queries.writable(ada)) == []
    actions.bring_back(ada, shortlist)
    actions.add(ada, shortlist, ben)


def test_a_deleted_list_leaves_nothing_but_its_trace(ada, ben):
    shortlist = make_list(ada, ben)
    actions.delete(ada, shortlist)
    assert db.session.scalars(select(Shortlist)).all() == []
    assert db.session.scalars(select(Entry)).all() == []
    assert [event.verb for event in db.session.scalars(select(AuditEvent))] == ["deleted"]


def test_a_copy_is_the_studios_and_its_team_is_told(ada, ben, cy):
    studio = make_studio(ada)
    colleague = make_colleague(studio, StudioRole.BOOKER)
    shortlist = make_list(ada, ben, cy)
    actions.note(ada, queries.all_entries(ada, shortlist)[0], progress=Progress.YES, text="The best.")
    given = actions.copy(ada, shortlist, studio)
    assert names(colleague, given) == ["Ben", "Cy"]
    first = queries.all_entries(colleague, given)[0]
    assert (first.progress, first.note, first.note_by_id) == (Progress.YES, "The best.", ada.id)
    assert said(colleague) == ["Ada Lindqvist shares a list with Northlight Pictures: Camera."]
    assert said(ada) == said(ben) == []
    actions.delete(ada, given)
    assert said(colleague) == []
    assert names(ada, shortlist) == ["Ben", "Cy"]


def test_leaving_the_studio_ends_it_at_once(ada, ben):
    studio = make_studio(ada)
    member = make_member(studio, ben, StudioRole.EDITOR)
    shortlist = make_list(studio)
    assert queries.by_id(ben, shortlist.id)
    studios.remove(ada, member)
    with pytest.raises(Missing):
        queries.by_id(ben, shortlist.id)
    with pytest.raises(NotAllowed):
        actions.archive(ben, shortlist)
    assert queries.listing(ben) == []


def test_whoever_leaves_is_on_no_list_and_keeps_none(ada, ben, cy):
    of_ada, of_ben = make_list(ada, ben, cy), make_list(ben, cy)
    people.leave(ben)
    assert names(ada, of_ada) == ["Cy"]
    assert db.session.get(Shortlist, of_ben.id) is None


def test_nobody_learns_that_they_are_on_a_list(ada, ben):
    shortlist = actions.begin_with(ada, "Camera", ben)
    actions.note(ada, queries.all_entries(ada, shortlist)[0], progress=Progress.NO, text="Late.")
    assert said(ben) == []
    assert queries.holding(ben, ben) == set()


def test_lists_and_people_on_them_have_limits(ada, ben, cy, monkeypatch):
    monkeypatch.setattr(actions, "MOST_LISTS", 1)
    monkeypatch.setattr(actions, "MOST_PEOPLE", 1)
    shortlist = actions.make(ada, name="One")
    with pytest.raises(NotNow, match="1 lists"):
        actions.make(ada, name="Two")
    actions.add(ada, shortlist, ben)
    with pytest.raises(NotNow, match="1 people"):
        actions.add(ada, shortlist, cy)


def test_every_deed_leaves_a_trace(ada, ben):
    shortlist = actions.make(ada, name="Camera")
    entry = actions.add(ada, shortlist, ben)
    actions.describe(ada, shortlist, name="Crew", description="")
    actions.note(ada, entry, progress=Progress.YES, text="")
    actions.remove(ada, entry)
    actions.archive(ada, shortlist)
    actions.bring_back(ada, shortlist)
    verbs = [event.verb for event in db.session.scalars(select(AuditEvent).order_by(AuditEvent.id))]
    assert verbs == ["made", "added", "renamed", "progress", "removed", "archived", "brought back"]
    assert shortlist.updated_at <= now()
