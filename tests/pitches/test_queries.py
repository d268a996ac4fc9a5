"""Which pitches are found, by whom, in which order, and at what price."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Missing
from app.people.models import PayModel, Visibility
from app.pitches import queries
from app.pitches.models import PitchState, PitchVisibility, Stage
from app.pitches.queries import Filters
from tests.factories.people import make_block, make_person
from tests.factories.pitches import make_invitation, make_member, make_pitch
from tests.factories.taxonomy import make_position


def titles(page):
    return [pitch.title for pitch in getattr(page, "rows", page)]


def test_those_that_look_for_people_come_first_the_newest_on_top(ada, ben):
    make_pitch(ada, "Released", state=PitchState.RELEASED, published_at=now())
    make_pitch(ada, "Older", published_at=now() - timedelta(days=3))
    make_pitch(ada, "Newer", published_at=now() - timedelta(days=2))
    make_pitch(ada, "Paused", state=PitchState.PAUSED)
    make_pitch(ada, "Draft", state=PitchState.DRAFT)
    assert titles(queries.listing(ben)) == ["Newer", "Older", "Released"]


def test_the_wall_hides_what_is_not_for_the_viewer_from_rows_and_count(ada, ben):
    for visibility in PitchVisibility:
        make_pitch(ada, visibility.title(), visibility=visibility)
    assert (titles(queries.listing(None)), queries.listing(None).total) == (["Public"], 1)
    assert sorted(titles(queries.listing(ben))) == ["Members", "Public"]
    assert queries.listing(ben).total == 2
    assert queries.listing(ada).total == 4
    make_block(ben, ada)
    assert queries.listing(ben).total == 0


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(format="album"), ["Album"]),
        (Filters(genre="jazz"), ["Album"]),
        (Filters(stage="post"), ["Album"]),
        (Filters(pay="unpaid"), ["Album"]),
        (Filters(needs="mixing engineer"), ["Album"]),
        (Filters(needs="mix engineer"), ["Album"]),
        (Filters(needs="River Wrangler"), ["Ferry"]),
        (Filters(format="album", genre="drama"), []),
        (Filters(stage="no such stage", pay="nor pay"), ["Album", "Ferry"]),
    ],
)
def test_filters_narrow_the_wall(ada, filters, found):
    mixer = make_position("Mixing engineer", "Mix engineer")
    make_pitch(ada, "Ferry", genres=["Drama"], needs=["River wrangler"], published_at=now() - timedelta(days=9))
    album = make_pitch(
        ada,
        "Album",
        format="Album",
        genres=["Jazz"],
        stage=Stage.POST,
        pay_model=PayModel.UNPAID,
        needs=["Mix"],
    )
    album.needs[0].position = mixer
    db.session.commit()
    assert titles(queries.listing(None, filters)) == found


def test_a_filled_need_is_looked_for_no_more(ada):
    pitch = make_pitch(ada, needs=["Gaffer"])
    pitch.needs[0].filled_at = now()
    db.session.commit()
    assert titles(queries.listing(None, Filters(needs="Gaffer"))) == []


def test_a_hidden_pitch_is_missing_by_its_address(ada, ben):
    make_pitch(ada, slug="hidden", visibility=PitchVisibility.PRIVATE)
    with pytest.raises(Missing):
        queries.by_slug(ben, "hidden")
    assert queries.by_slug(ada, "hidden").owner_id == ada.id


def test_by_ids_keeps_the_order_and_drops_what_is_hidden(ada, ben):
    one, two = make_pitch(ada, "One"), make_pitch(ada, "Two")
    hidden = make_pitch(ada, "Three", state=PitchState.DRAFT)
    assert titles(queries.by_ids(ben, [two.id, hidden.id, one.id, 999])) == ["Two", "One"]


def test_a_persons_tab_shows_their_own_and_their_teams_as_far_as_the_viewer_may_see(ada, ben, cy):
    make_pitch(ada, "Own")
    make_pitch(ada, "Own but private", visibility=PitchVisibility.PRIVATE)
    make_pitch(ada, "Own but a draft", state=PitchState.DRAFT)
    make_member(make_pitch(ben, "In the team"), ada)
    make_member(make_pitch(ben, "Only asked"), ada, joined=False)
    page = queries.by(cy, ada)
    assert (sorted(titles(page)), page.total) == (["In the team", "Own"], 2)


def test_outsiders_see_no_hidden_people_in_a_team_and_nobody_sees_the_blocked(ada, ben, cy):
    pitch = make_pitch(ada)
    hidden = make_person("Hidden", visibility=Visibility.HIDDEN)
    for person in (ben, hidden):
        make_member(pitch, person)
    make_block(cy, ben)

    def seen(viewer):
        return {member.person.name for member in queries.team_of(viewer, pitch)}

    assert seen(ada) == {"Ben Okafor", "Hidden"}
    assert seen(None) == {"Ben Okafor"}
    assert seen(cy) == set()


def test_what_was_opened_to_me_and_my_parts(ada, ben):
    invited = make_pitch(ada, "By invitation", visibility=PitchVisibility.INVITED)
    make_invitation(invited, ben)
    make_invitation(make_pitch(ada, "Private now", visibility=PitchVisibility.PRIVATE), ben)
    make_member(make_pitch(ada, "Asked in", state=PitchState.DRAFT), ben, joined=False)
    make_member(make_pitch(ada, "Archived", state=PitchState.ARCHIVED), ben)
    assert titles(queries.opened_to(ben)) == ["By invitation"]
    assert [part.pitch.title for part in queries.parts_of(ben)] == ["Asked in"]


def test_twenty_cards_cost_no_more_than_two(ada, ben):
    def price():
        counted = []
        count = lambda *_: counted.append(1)  # noqa: E731
        db.session.expire_all()
        event.listen(db.engine, "before_cursor_execute", count)
        for pitch in queries.listing(ben).rows:
            _ = (pitch.owner.name, pitch.format.name, pitch.genres, pitch.open_needs, pitch.picture)
        event.remove(db.engine, "before_cursor_execute", count)
        return len(counted)

    for number in range(2):
        make_pitch(ada, f"Pitch {number}", genres=["Drama"], needs=["Gaffer", "Editor"])
    few = price()
    for number in range(2, 20):
        make_pitch(make_person(f"Person {number}"), f"Pitch {number}", genres=["Jazz"], needs=["Gaffer"])
    assert price() == few
