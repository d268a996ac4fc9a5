"""Founding studios, and what happens in their teams."""

from __future__ import annotations

from io import BytesIO

import pytest
from sqlalchemy import select

from app.extensions import db
from app.kit.audit import AuditEvent
from app.kit.errors import Malformed, Missing, NotAllowed, NotNow
from app.kit.facts import inside
from app.studios import actions, queries
from app.studios.facts import MemberAsked, MemberJoined, MemberLeft, StudioChanged, StudioFounded
from app.studios.models import Studio, StudioKind
from app.studios.models import StudioRole as R
from tests.factories.people import make_block, make_person
from tests.factories.studios import make_colleague, make_member, make_studio
from tests.races import all_at_once, on_postgres


@pytest.fixture
def heard(monkeypatch):
    """The names of what was announced."""
    names: list[str] = []
    for fact in (StudioFounded, StudioChanged, MemberAsked, MemberJoined, MemberLeft):
        monkeypatch.setitem(inside, fact, [*inside[fact], lambda said: names.append(type(said).__name__)])
    return names


def test_whoever_founds_a_studio_owns_it(ada, heard):
    studio = actions.found(ada, name="Northlight Pictures", kind=StudioKind.POST, place="A harbour")
    assert studio.slug == "northlight-pictures"
    assert studio.role_of(ada) == R.OWNER
    assert (studio.kind, studio.place, studio.city) == (StudioKind.POST, "A harbour", None)
    assert heard == ["StudioFounded"]


def test_studios_of_the_same_name_get_addresses_of_their_own(ada, ben):
    names = ["Northlight", "Northlight", "New", "光", "  "]
    slugs = [actions.found(ada, name=name).slug for name in names]
    assert slugs == ["northlight", "northlight-2", "new-2", "studio", "studio-2"]


def test_nobody_founds_nothing():
    with pytest.raises(NotAllowed):
        actions.found(None, name="Northlight")


def test_editing_keeps_the_address_and_says_so_upward(ada, heard):
    studio = make_studio(ada)
    actions.edit(ada, studio, name="Southlight", headline="New name", place="")
    assert (studio.name, studio.slug, studio.headline) == ("Southlight", "northlight-pictures", "New name")
    assert heard == ["StudioChanged"]


def test_a_file_that_is_no_picture_changes_nothing(ada):
    studio = make_studio(ada)
    with pytest.raises(Malformed):
        actions.edit(ada, studio, name="Southlight", picture=BytesIO(b"MZ nothing to see"))
    db.session.rollback()
    assert studio.name == "Northlight Pictures"


@pytest.mark.parametrize("role", [R.RECRUITER, R.BOOKER, R.VIEWER])
def test_who_does_not_keep_the_page_cannot_change_it(ada, role):
    studio = make_studio(ada)
    with pytest.raises(NotAllowed):
        actions.edit(make_colleague(studio, role), studio, name="Mine")


def test_being_asked_is_not_being_in_until_one_accepts(ada, ben, heard):
    studio = make_studio(ada)
    member = actions.ask(ada, studio, ben, R.RECRUITER, "Head of crew")
    assert queries.role_in(studio, ben) is None
    assert queries.asking(ben) == [studio]
    actions.accept(ben, member)
    assert queries.role_in(studio, ben) == R.RECRUITER
    assert queries.of(ben) == [studio]
    assert heard == ["MemberAsked", "MemberJoined"]


def test_only_the_asked_answer(ada, ben, cy):
    member = make_member(make_studio(ada), ben, joined=False)
    for other in (ada, cy):
        with pytest.raises(NotAllowed):
            actions.accept(other, member)
        with pytest.raises(NotAllowed):
            actions.decline(other, member)


def test_who_declined_can_be_asked_again_and_answers_once(ada, ben):
    studio = make_studio(ada)
    member = actions.ask(ada, studio, ben, R.VIEWER)
    actions.decline(ben, member)
    with pytest.raises(NotNow):
        actions.accept(ben, member)
    assert queries.asking(ben) == []
    assert actions.ask(ada, studio, ben, R.EDITOR) == member
    actions.accept(ben, member)
    with pytest.raises(NotNow):
        actions.decline(ben, member)
    assert studio.role_of(ben) == R.EDITOR


def test_nobody_is_asked_twice(ada, ben):
    studio = make_studio(ada)
    actions.ask(ada, studio, ben, R.VIEWER)
    with pytest.raises(NotNow, match="asked already"):
        actions.ask(ada, studio, ben, R.VIEWER)


def test_a_block_between_the_two_hides_whom_one_would_ask(ada, ben):
    make_block(ben, ada)
    with pytest.raises(Missing):
        actions.ask(ada, make_studio(ada), ben, R.VIEWER)


def test_an_admin_makes_no_owners(ada, ben):
    studio = make_studio(ada)
    admin, viewer = make_colleague(studio, R.ADMIN), make_colleague(studio, R.VIEWER)
    with pytest.raises(NotAllowed):
        actions.ask(admin, studio, ben, R.OWNER)
    with pytest.raises(NotAllowed):
        actions.change_role(admin, studio.membership_of(admin), R.OWNER)
    with pytest.raises(NotAllowed):
        actions.change_role(admin, studio.membership_of(ada), R.VIEWER)
    actions.change_role(admin, studio.membership_of(viewer), R.ADMIN)
    assert studio.role_of(viewer) == R.ADMIN


def test_rights_end_at_once(ada, heard):
    studio = make_studio(ada)
    editor = make_colleague(studio, R.EDITOR)
    actions.edit(editor, studio, name="Ours")
    actions.remove(ada, studio.membership_of(editor))
    with pytest.raises(NotAllowed):
        actions.edit(editor, studio, name="Mine")
    assert queries.of(editor) == []
    assert heard[-1] == "MemberLeft"
    with pytest.raises(NotNow):
        actions.remove(ada, studio.membership_of(editor))


def test_taking_back_that_somebody_was_asked_is_no_leaving(ada, ben, heard):
    studio = make_studio(ada)
    member = make_member(studio, ben, joined=False)
    actions.remove(ada, member)
    assert heard == []
    with pytest.raises(NotNow):
        actions.accept(ben, member)


def test_the_last_owner_neither_leaves_nor_is_demoted(ada, ben):
    studio = make_studio(ada)
    owner = studio.membership_of(ada)
    with pytest.raises(NotNow, match="needs an owner"):
        actions.remove(ada, owner)
    with pytest.raises(NotNow, match="needs an owner"):
        actions.change_role(ada, owner, R.VIEWER)
    make_member(studio, ben, R.OWNER)
    actions.change_role(ada, owner, R.VIEWER)
    assert studio.role_of(ada) == R.VIEWER


def test_what_happens_in_a_team_leaves_a_trace(ada, ben):
    member = actions.ask(ada, make_studio(ada), ben, R.VIEWER)
    actions.accept(ben, member)
    actions.change_role(ada, member, R.ADMIN)
    actions.remove(ada, member)
    trace = select(AuditEvent).where(AuditEvent.subject_kind == "studio_member").order_by(AuditEvent.id)
    said = [(row.verb, row.actor_id) for row in db.session.scalars(trace)]
    assert said == [("asked", ada.id), ("joined", ben.id), ("role changed", ada.id), ("removed", ada.id)]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.services)])
def database(request, app, house):
    if request.param == "sqlite":
        yield
        return
    with on_postgres(app):
        yield


def test_two_owners_who_leave_at_once_leave_one_behind(app, database):
    ada, ben = make_person("Ada"), make_person("Ben")
    studio = make_studio(ada)
    make_member(studio, ben, R.OWNER)
    key, people = studio.id, (ada.id, ben.id)

    def leave(person_id):
        studio = db.session.get_one(Studio, key)
        person = db.session.get_one(type(ada), person_id)
        actions.remove(person, studio.membership_of(person))

    said = all_at_once(app, *(lambda one=one: leave(one) for one in people))
    assert sorted(said) == [actions.LAST_OWNER, "done"]
    assert len(db.session.get_one(Studio, key).owners) == 1
