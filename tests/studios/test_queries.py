"""Who finds which studio, and whom in it."""

from __future__ import annotations

import pytest

from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Missing
from app.people.models import Visibility
from app.studios import queries
from app.studios.models import StudioKind
from app.studios.models import StudioRole as R
from tests.factories.people import make_block, make_person
from tests.factories.studios import make_member, make_studio


def test_studios_are_seen_by_everybody_until_they_are_closed(ada, ben):
    studio = make_studio(ada)
    for viewer in (ada, ben, None):
        assert queries.by_slug(viewer, "northlight-pictures") == studio
    studio.closed_at = now()
    db.session.commit()
    with pytest.raises(Missing):
        queries.by_slug(ada, "northlight-pictures")
    assert queries.by_ids(ben, [studio.id]) == []
    assert queries.listing(None).total == 0


def test_the_list_is_narrowed_by_name_and_kind(ada):
    make_studio(ada, "Northlight", kind=StudioKind.POST)
    make_studio(ada, "Southlight", headline="100% wool")
    assert [studio.name for studio in queries.listing(None).rows] == ["Northlight", "Southlight"]
    assert [studio.name for studio in queries.listing(None, words="north").rows] == ["Northlight"]
    assert [studio.name for studio in queries.listing(None, words="100%").rows] == ["Southlight"]
    assert queries.listing(None, words="%").total == 1
    assert [studio.name for studio in queries.listing(None, kind=StudioKind.POST).rows] == ["Northlight"]


def test_studios_by_their_ids_keep_the_order_asked_for(ada):
    one, two = make_studio(ada, "One"), make_studio(ada, "Two")
    assert queries.by_ids(None, [two.id, 999, one.id]) == [two, one]


def test_the_page_names_only_those_whom_the_viewer_may_see(ada, ben, cy):
    studio = make_studio(ada)
    make_member(studio, make_person("Hidden", visibility=Visibility.HIDDEN), R.ADMIN)
    make_member(studio, make_person("Membersonly", visibility=Visibility.MEMBERS), R.EDITOR)
    make_member(studio, make_person("Asked"), joined=False)
    make_block(cy, ada)
    named = lambda viewer: [member.person.name for member in queries.team_seen_by(viewer, studio)]  # noqa: E731
    assert named(ben) == ["Ada Lindqvist", "Membersonly"]
    assert named(None) == ["Ada Lindqvist"]
    assert named(cy) == ["Membersonly"]


def test_the_studios_of_somebody_hidden_are_not_given_away(ada, ben):
    make_studio(ada)
    assert [studio.name for studio in queries.shown_on_page_of(ben, ada)] == ["Northlight Pictures"]
    ada.visibility = Visibility.HIDDEN
    db.session.commit()
    assert queries.shown_on_page_of(ben, ada) == []
