"""The pages of pitches, through the door."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image
from sqlalchemy import event

from app.extensions import db
from app.people.models import Standing
from app.pitches.models import Pitch, PitchState, PitchVisibility, Stage
from tests.factories.people import make_block, make_person
from tests.factories.pitches import make_format, make_genre, make_invitation, make_member, make_pitch
from tests.factories.taxonomy import make_position

WHOLE = {
    "title": "Night Shift at the Observatory",
    "logline": "Two cleaners find a signal that the astronomers missed.",
    "synopsis": "**Slow** and funny.",
    "format": "short-film",
    "genres": "Drama",
    "stage": "development",
    "comps": "Local Hero meets Contact",
    "starts_on": "2027-05-03",
    "last_on": "2027-05-14",
    "dates_note": "Nights only",
    "places-0-place": "Tromsø",
    "remote": "y",
    "pay_model": "paid",
    "pay_note": "Union minimum",
    "needs-0-position": "Gaffer",
    "needs-0-note": "Knows red light",
    "visibility": "public",
}


@pytest.fixture(autouse=True)
def words():
    make_format("Short film")
    make_genre("Drama")


def png(width=60, height=90):
    file = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "PNG")
    return io.BytesIO(file.getvalue())


def only():
    return db.session.query(Pitch).one()


def test_writing_a_whole_pitch_and_publishing_it(ada, visit):
    answer = visit(ada).post("/pitches/new", data={**WHOLE, "publish": "yes"})
    pitch = only()
    assert (answer.status_code, answer.location) == (303, f"/pitches/{pitch.slug}")
    assert (pitch.state, pitch.stage, pitch.ends_on) == (
        PitchState.PUBLISHED,
        Stage.DEVELOPMENT,
        date(2027, 5, 15),
    )
    page = visit(None).get(answer.location).text
    for words in ("Night Shift at the Observatory", "3–14 May 2027", "Tromsø", "Knows red light", "Paid"):
        assert words in page
    assert "<strong>Slow</strong>" in page


def test_a_draft_of_nothing_but_a_title(ada, visit):
    assert visit(ada).post("/pitches/new", data={"title": "Untitled"}).status_code == 303
    assert (only().state, only().visibility) == (PitchState.DRAFT, PitchVisibility.MEMBERS)


def test_publishing_too_early_says_what_is_missing_at_its_field_and_keeps_what_was_typed(ada, visit):
    typed = {"title": "Early", "logline": "Typed already", "publish": "yes"}
    answer = visit(ada).post("/pitches/new", data=typed)
    assert answer.status_code == 422
    assert db.session.query(Pitch).count() == 0
    for field in ("format", "stage", "pay_model"):
        assert f'id="{field}-error"' in answer.text
    assert "Typed already" in answer.text
    assert "Name at least one position" in answer.text


def test_the_publish_button_of_a_thin_draft_leads_to_the_fields(ada, visit):
    pitch = make_pitch(ada, state=PitchState.DRAFT, logline="", needs=[])
    answer = visit(ada).post(f"/pitches/{pitch.slug}/state", data={"to": "published"})
    assert answer.status_code == 422
    assert 'id="logline-error"' in answer.text
    assert pitch.state == PitchState.DRAFT


def test_the_steps_on_the_page_are_those_that_can_be_taken(ada, ben, visit):
    pitch = make_pitch(ada)
    page = visit(ada).get(f"/pitches/{pitch.slug}").text
    offered = {to for to in PitchState if f'name="to" value="{to}"' in page}
    assert offered == {PitchState.PAUSED, PitchState.TEAM_COMPLETE, PitchState.ARCHIVED}
    assert 'name="to"' not in visit(ben).get(f"/pitches/{pitch.slug}").text
    assert visit(ada).post(f"/pitches/{pitch.slug}/state", data={"to": "paused"}).status_code == 303
    assert pitch.state == PitchState.PAUSED


@pytest.mark.parametrize(("to", "status"), [("wrapped", 409), ("draft", 409), ("nonsense", 400), ("", 400)])
def test_a_step_that_is_not_listed_is_refused(ada, visit, to, status):
    pitch = make_pitch(ada)
    assert visit(ada).post(f"/pitches/{pitch.slug}/state", data={"to": to}).status_code == status
    assert pitch.state == PitchState.PUBLISHED


def test_a_moderator_removes_with_a_reason_and_restores(ada, ben, visit):
    pitch, moderator = make_pitch(ada), make_person("Mo", standing=Standing.MODERATOR)
    address = f"/pitches/{pitch.slug}"
    assert visit(ben).post(f"{address}/state", data={"to": "removed"}).status_code == 403
    assert visit(moderator).post(f"{address}/state", data={"to": "removed", "reason": "Spam"}).status_code == 303
    assert visit(ben).get(address).status_code == 404
    assert visit(ada).get(address).status_code == 200
    visit(moderator).post(f"{address}/state", data={"to": "published"})
    assert visit(ben).get(address).status_code == 200


HOSTILE = {
    "title": "x" * 1200,
    "logline": "x" * 2800,
    "synopsis": "x" * 100_000,
    "comps": "x" * 2000,
    "dates_note": "x" * 1400,
    "pay_note": "x" * 2000,
    "picture_alt": "x" * 3000,
    "needs-0-position": "x" * 1000,
    "needs-0-note": "x" * 2000,
    "places-0-place": "x" * 1200,
}


@pytest.mark.parametrize("field", [*HOSTILE, "genres"])
@pytest.mark.parametrize("how", ["ten times too long", "control characters"])
def test_hostile_words_are_refused_and_kept_on_the_page(ada, visit, field, how):
    typed = HOSTILE.get(field, "x" * 2000) if how == "ten times too long" else "bell \x07 bell"
    answer = visit(ada).post("/pitches/new", data={**WHOLE, field: typed})
    assert answer.status_code == 422
    assert WHOLE["logline"] in answer.text or field == "logline"
    assert typed in answer.text
    assert db.session.query(Pitch).count() == 0


@pytest.mark.parametrize("field", ["starts_on", "last_on"])
@pytest.mark.parametrize("typed", ["yesterday", "2027-02-30", "0001-01-01", "9999-12-31", "99999-01-01", "\x00"])
def test_bad_days_are_refused_and_kept_on_the_page(ada, visit, field, typed):
    answer = visit(ada).post("/pitches/new", data={**WHOLE, field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    if typed.isprintable():
        assert f'value="{typed}"' in answer.text


def test_days_the_wrong_way_round_are_refused(ada, visit):
    answer = visit(ada).post("/pitches/new", data={**WHOLE, "last_on": "2027-05-02"})
    assert (answer.status_code, "The last day is before the first." in answer.text) == (422, True)
    answer = visit(ada).post("/pitches/new", data={**WHOLE, "starts_on": ""})
    assert (answer.status_code, "on which day it begins" in answer.text) == (422, True)


@pytest.mark.parametrize("field", ["format", "stage", "pay_model", "visibility"])
def test_words_that_no_list_offers_are_refused(ada, visit, field):
    assert visit(ada).post("/pitches/new", data={**WHOLE, field: "' OR 1=1"}).status_code == 422


def test_ten_thousand_genres_or_rows_are_refused_in_good_time(ada, visit):
    browser = visit(ada)
    genres = ", ".join(f"genre {number}" for number in range(10_000))
    assert browser.post("/pitches/new", data={**WHOLE, "genres": genres}).status_code == 422
    rows = {f"needs-{number}-position": f"Position {number}" for number in range(10_000)}
    answer = browser.post("/pitches/new", data={**WHOLE, **rows})
    assert answer.status_code == 422
    assert "at most 30" in answer.text
    assert db.session.query(Pitch).count() == 0


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "0x1"])
def test_rows_with_numbers_that_are_none_are_left_out(ada, visit, number):
    answer = visit(ada).post("/pitches/new", data={**WHOLE, f"needs-{number}-position": "Ghost"})
    assert answer.status_code == 303
    assert [need.label for need in only().needs] == ["Gaffer"]


def test_an_ambiguous_position_is_asked_back(ada, visit):
    make_position("Assistant director", "AD")
    make_position("Art director", "AD")
    answer = visit(ada).post("/pitches/new", data={**WHOLE, "needs-0-position": "AD"})
    assert answer.status_code == 422
    assert "“AD” may mean several positions: " in answer.text


def test_a_note_without_its_position_is_asked_back(ada, visit):
    answer = visit(ada).post("/pitches/new", data={**WHOLE, "needs-0-position": ""})
    assert (answer.status_code, "Say which position" in answer.text) == (422, True)


def test_a_row_more_or_less_without_script(ada, visit):
    browser = visit(ada)
    more = browser.post("/pitches/new", data={**WHOLE, "add_row": "needs"})
    assert 'name="needs-1-position"' in more.text
    assert "Knows red light" in more.text
    less = browser.post("/pitches/new", data={**WHOLE, "remove_row": "needs-0"})
    assert "Knows red light" not in less.text
    assert 'name="needs-0-position"' in less.text
    assert db.session.query(Pitch).count() == 0


def test_a_poster_is_kept_described_and_taken_off(ada, visit):
    browser = visit(ada)
    browser.post("/pitches/new", data={**WHOLE, "picture": (png(), "p.png"), "picture_alt": "A dome at night"})
    pitch = only()
    assert (pitch.picture.width, pitch.picture.alt) == (60, "A dome at night")
    assert 'alt="A dome at night"' in browser.get(f"/pitches/{pitch.slug}").text
    browser.post(f"/pitches/{pitch.slug}/edit", data={**WHOLE, "picture_alt": "Renamed"})
    assert pitch.picture.alt == "Renamed"
    browser.post(f"/pitches/{pitch.slug}/edit", data={**WHOLE, "no_picture": "y"})
    assert pitch.picture is None
    assert 'class="poster__title"' in browser.get(f"/pitches/{pitch.slug}").text


def test_a_file_that_is_no_picture_is_refused_at_its_field(ada, visit):
    data = {**WHOLE, "picture": (io.BytesIO(b"<svg onload=alert(1)>"), "poster.png")}
    answer = visit(ada).post("/pitches/new", data=data)
    assert answer.status_code == 422
    assert 'id="picture-error"' in answer.text
    assert WHOLE["logline"] in answer.text


def test_editing_starts_from_what_is_there_and_changes_nothing_unsaid(ada, visit):
    browser = visit(ada)
    browser.post("/pitches/new", data=WHOLE)
    page = browser.get(f"/pitches/{only().slug}/edit").text
    for value in ("2027-05-03", "2027-05-14", "Tromsø", "Knows red light", "Drama", "Union minimum"):
        assert value in page
    browser.post(f"/pitches/{only().slug}/edit", data={**WHOLE, "title": "Renamed"})
    pitch = only()
    assert (pitch.title, pitch.ends_on, [need.note for need in pitch.needs]) == (
        "Renamed",
        date(2027, 5, 15),
        ["Knows red light"],
    )


@pytest.mark.parametrize("path", ["edit", "team", "invitations"])
def test_behind_the_scenes_is_for_the_owner(ada, ben, visit, path):
    pitch = make_pitch(ada)
    make_member(pitch, ben)
    hidden = make_pitch(ada, "Hidden", visibility=PitchVisibility.PRIVATE)
    assert visit(ada).get(f"/pitches/{pitch.slug}/{path}").status_code == 200
    assert visit(ben).get(f"/pitches/{pitch.slug}/{path}").status_code == 403
    assert visit(ben).get(f"/pitches/{hidden.slug}/{path}").status_code == 404
    assert visit(None).get(f"/pitches/{pitch.slug}/{path}").status_code == 303


def test_nobody_signed_in_reads_what_is_public_and_nothing_else(ada, visit):
    for visibility in PitchVisibility:
        pitch = make_pitch(ada, visibility.title(), visibility=visibility)
        expected = 200 if visibility == PitchVisibility.PUBLIC else 404
        assert visit(None).get(f"/pitches/{pitch.slug}").status_code == expected


def test_search_engines_keep_out_of_all_but_what_is_published_for_all(ada, visit):
    def is_indexed(pitch):
        return "noindex" not in visit(ada).get(f"/pitches/{pitch.slug}").text

    assert is_indexed(make_pitch(ada))
    assert not is_indexed(make_pitch(ada, "Members", visibility=PitchVisibility.MEMBERS))
    assert not is_indexed(make_pitch(ada, "Paused", state=PitchState.PAUSED))
    assert not is_indexed(make_pitch(ada, "Draft", state=PitchState.DRAFT))


def test_a_hidden_pitch_leaks_through_no_page(ada, ben, visit):
    secret = make_pitch(ada, "Secret Title", visibility=PitchVisibility.PRIVATE, needs=["Secret need"])
    for path in ("/pitches", "/pitches?needs=Secret+need", "/people/ada-lindqvist/pitches", "/pitches/mine"):
        page = visit(ben).get(path)
        assert page.status_code == 200
        assert "Secret" not in page.text.replace("Secret need", "", 1)
    wall = visit(ben).get("/pitches").text
    assert '<strong class="figures">0</strong> pitches' in wall
    for verb in ("conversation", "team/answer", "team/leaving", "state"):
        assert visit(ben).post(f"/pitches/{secret.slug}/{verb}", data={"to": "paused"}).status_code == 404


def test_a_person_behind_a_block_has_no_pitches_tab(ada, ben, visit):
    make_pitch(ada)
    make_block(ada, ben)
    assert visit(ben).get("/people/ada-lindqvist/pitches").status_code == 404


def test_asking_answering_and_removing_by_the_pages(ada, ben, visit):
    pitch = make_pitch(ada, state=PitchState.DRAFT)
    owner, guest, address = visit(ada), visit(ben), f"/pitches/{pitch.slug}"
    assert owner.post(f"{address}/team", data={"handle": "@ben-okafor", "position": "Editor"}).status_code == 303
    assert "asks you into the team" in guest.get("/pitches/mine").text
    assert guest.post(f"{address}/team/answer", data={"say": "perhaps"}).status_code == 400
    assert guest.post(f"{address}/team/answer", data={"say": "yes"}).status_code == 303
    assert "Leave the team" in guest.get(address).text
    key = pitch.team[0].id
    assert guest.post(f"{address}/team/{key}/removal").status_code == 403
    assert owner.post(f"{address}/team/{key}/removal").status_code == 303
    assert guest.get(address).status_code == 404
    assert owner.post(f"{address}/team/{key}/removal").status_code == 404


@pytest.mark.parametrize("path", ["team", "invitations"])
@pytest.mark.parametrize("handle", ["", "nobody-of-this-name", "cy-moreau", "x" * 410, "bell\x07", "ada-lindqvist"])
def test_whom_one_cannot_name_is_said_at_the_field(ada, cy, visit, path, handle):
    pitch = make_pitch(ada, visibility=PitchVisibility.INVITED)
    make_block(cy, ada)
    answer = visit(ada).post(f"/pitches/{pitch.slug}/{path}", data={"handle": handle})
    assert answer.status_code == 422
    assert 'id="handle-error"' in answer.text


def test_the_owner_sees_who_has_read(ada, ben, visit):
    pitch = make_pitch(ada, visibility=PitchVisibility.INVITED)
    owner, address = visit(ada), f"/pitches/{pitch.slug}/invitations"
    assert visit(ben).get(f"/pitches/{pitch.slug}").status_code == 404
    owner.post(address, data={"handle": "ben-okafor"})
    assert "not opened yet" in owner.get(address).text
    assert visit(ben).get(f"/pitches/{pitch.slug}").status_code == 200
    assert "not opened yet" not in owner.get(address).text
    owner.post(f"{address}/{pitch.invitations[0].id}/withdrawal")
    assert visit(ben).get(f"/pitches/{pitch.slug}").status_code == 404


def test_an_invitation_of_another_pitch_is_not_withdrawn_here(ada, ben, cy, visit):
    theirs = make_pitch(cy, "Theirs", visibility=PitchVisibility.INVITED)
    invitation = make_invitation(theirs, ben)
    mine = make_pitch(ada, "Mine", visibility=PitchVisibility.INVITED)
    answer = visit(ada).post(f"/pitches/{mine.slug}/invitations/{invitation.id}/withdrawal")
    assert answer.status_code == 404
    assert theirs.invitations == [invitation]


def test_talking_about_a_pitch_leads_to_the_conversation(ada, ben, visit):
    pitch = make_pitch(ada)
    answer = visit(ben).post(f"/pitches/{pitch.slug}/conversation")
    assert answer.status_code == 303
    assert answer.location.rstrip("/").split("/")[-1].isdigit()
    assert visit(ada).post(f"/pitches/{pitch.slug}/conversation").status_code == 403
    assert visit(None).post(f"/pitches/{pitch.slug}/conversation").status_code == 303


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-5",
        "page=1e9",
        "page=" + "9" * 400,
        "format=%27",
        "needs=" + "x" * 4000,
        "stage=",
    ],
)
def test_odd_addresses_of_the_wall_are_answered(ada, visit, query):
    make_pitch(ada)
    assert visit(None).get(f"/pitches?{query}").status_code == 200


def test_the_wall_pages_and_keeps_its_filters(ada, visit):
    for number in range(25):
        make_pitch(ada, f"Pitch {number:02}")
    page = visit(None).get("/pitches?pay=paid").text
    assert page.count('class="sheet"') == 24
    assert "/pitches?page=2&amp;pay=paid" in page
    assert visit(None).get("/pitches?pay=paid&page=2").text.count('class="sheet"') == 1


def test_the_wall_and_the_one_sheet_cost_the_same_however_much_hangs_there(ada, ben, visit):
    def price(browser, path):
        counted = []
        count = lambda *_: counted.append(1)  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", count)
        assert browser.get(path).status_code == 200
        event.remove(db.engine, "before_cursor_execute", count)
        return len(counted)

    browser = visit(ben)
    pitch = make_pitch(ada, "First", genres=["Drama"], needs=["Gaffer"])
    make_member(pitch, make_person("Member 0"))
    few = (price(browser, "/pitches"), price(browser, "/pitches/first"))
    for number in range(1, 15):
        other = make_pitch(make_person(f"Person {number}"), f"Pitch {number}", genres=["Jazz"], needs=["Editor"])
        make_member(pitch, make_person(f"Member {number}"))
        make_member(other, ada)
    assert (price(browser, "/pitches"), price(browser, "/pitches/first")) == few


def test_what_is_archived_is_not_edited_any_more(visit, ada):
    pitch = make_pitch(ada, state=PitchState.ARCHIVED)
    answer = visit(ada).get(f"/pitches/{pitch.slug}/edit")
    assert answer.status_code == 409
    assert "can no longer be changed" in answer.text
