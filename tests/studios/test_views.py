"""The doors of studios."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import event

from app.extensions import db
from app.studios import queries
from app.studios.models import Studio
from app.studios.models import StudioRole as R
from tests.factories.people import make_person
from tests.factories.studios import make_colleague, make_member, make_studio

WHOLE = {
    "name": "Northlight",
    "kind": "post_house",
    "headline": "Slow films",
    "about": "**Boats**",
    "place": "Oslo",
}
HOSTILE = {
    "name": ["", "x" * 1000, "a\x00b", "\u202eevil"],
    "kind": ["", "castle", "x" * 5000],
    "headline": ["x" * 1400, "a\x07"],
    "about": ["x" * 100_000, "\x1b[2J"],
    "place": ["x" * 1200, "a\x00"],
    "website": [
        "javascript:alert(1)",
        "http://",
        "https://x y",
        "https://" + "a" * 3000 + ".org",
        "ftp://a.org",
    ],
}


def test_everybody_reads_a_studio_and_a_stranger_sees_no_buttons(ada, ben, visit):
    make_studio(ada, about="We film **boats**.<script>alert(1)</script>", website="https://n.example")
    for viewer in (ben, None):
        page = visit(viewer).get("/studios/northlight-pictures")
        assert page.status_code == 200
        assert "<strong>boats</strong>" in page.text
        assert "<script>alert" not in page.text
        assert "Not enough answers yet" in page.text
        assert "/studios/northlight-pictures/edit" not in page.text
    assert "/studios/northlight-pictures/edit" in visit(ada).get("/studios/northlight-pictures").text


def test_founding_leads_to_the_page_of_the_studio(ada, visit):
    answer = visit(ada).post("/studios/new", data=WHOLE)
    assert (answer.status_code, answer.location) == (303, "/studios/northlight")
    assert queries.by_slug(None, "northlight").role_of(ada) == R.OWNER


def test_a_picture_comes_along(ada, visit):
    drawn = BytesIO()
    Image.new("RGB", (640, 640), "teal").save(drawn, "PNG")
    drawn.seek(0)
    visit(ada).post("/studios/new", data={**WHOLE, "picture": (drawn, "logo.png")})
    studio = queries.by_slug(None, "northlight")
    assert studio.picture.width == 640
    assert studio.picture.token in visit(None).get("/studios/northlight").text


def test_what_is_no_picture_is_said_at_its_field_and_the_rest_is_kept(ada, visit):
    page = visit(ada).post("/studios/new", data={**WHOLE, "picture": (BytesIO(b"%PDF"), "logo.png")})
    assert page.status_code == 422
    assert "could not be read as a picture" in page.text
    assert 'value="Northlight"' in page.text
    assert db.session.query(Studio).count() == 0


@pytest.mark.parametrize(("field", "value"), [(name, value) for name, values in HOSTILE.items() for value in values])
def test_hostile_words_are_refused_at_their_field(ada, visit, field, value):
    page = visit(ada).post("/studios/new", data={**WHOLE, field: value})
    assert page.status_code in (400, 422)
    assert db.session.query(Studio).count() == 0
    if page.status_code == 422:
        assert "field__error" in page.text
        assert "Slow films" in page.text or field == "headline"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *((role, 200) for role in (R.OWNER, R.ADMIN, R.EDITOR)),
        *((role, 403) for role in (R.RECRUITER, R.BOOKER, R.VIEWER)),
        ("stranger", 403),
        ("nobody", 303),
    ],
)
def test_who_gets_to_edit_the_page(ada, ben, visit, who, status):
    studio = make_studio(ada)
    outside = {"stranger": ben, "nobody": None}
    person = make_colleague(studio, who) if isinstance(who, R) else outside[who]
    assert visit(person).get("/studios/northlight-pictures/edit").status_code == status


def test_the_team_is_for_the_team(ada, ben, visit):
    studio = make_studio(ada)
    viewer = make_colleague(studio, R.VIEWER)
    assert visit(ben).get("/studios/northlight-pictures/team").status_code == 403
    page = visit(viewer).get("/studios/northlight-pictures/team")
    assert page.status_code == 200
    assert "Ask somebody in" not in page.text
    assert visit(viewer).post("/studios/northlight-pictures/team", data={"handle": "ben-okafor"}).status_code == 403


def test_asking_somebody_in_from_the_form_to_the_end(ada, ben, visit):
    studio = make_studio(ada)
    asked = visit(ada).post("/studios/northlight-pictures/team", data={"handle": "@Ben-Okafor", "role": "recruiter"})
    assert asked.status_code == 303
    member = studio.membership_of(ben)
    for path in ("/studios", "/studios/northlight-pictures"):
        assert "asks you into the team" in visit(ben).get(path).text
    visit(ben).post(f"/studios/northlight-pictures/team/{member.id}/acceptance")
    assert studio.role_of(ben) == R.RECRUITER
    visit(ada).post(f"/studios/northlight-pictures/team/{member.id}/role", data={"role": "editor"})
    assert studio.role_of(ben) == R.EDITOR
    gone = visit(ben).post(f"/studios/northlight-pictures/team/{member.id}/removal")
    assert gone.location == "/studios/northlight-pictures"
    assert visit(ben).get("/studios/northlight-pictures/team").status_code == 403


@pytest.mark.parametrize("handle", ["", "nobody-here", "x" * 500, "a\x00b", "ada-lindqvist", "../../etc"])
def test_a_handle_that_cannot_be_asked_is_said_at_the_field(ada, visit, handle):
    make_studio(ada)
    page = visit(ada).post("/studios/northlight-pictures/team", data={"handle": handle, "role": "viewer"})
    assert page.status_code == 422
    assert "field__error" in page.text


@pytest.mark.parametrize("role", ["emperor", "", "x" * 4000])
def test_there_are_no_other_roles(ada, ben, visit, role):
    studio = make_studio(ada)
    member = make_member(studio, ben)
    path = "/studios/northlight-pictures/team"
    assert visit(ada).post(path, data={"handle": "ben-okafor", "role": role}).status_code == 422
    assert visit(ada).post(f"{path}/{member.id}/role", data={"role": role}).status_code == 400
    assert studio.role_of(ben) == R.VIEWER


def test_a_member_of_another_studio_is_not_to_be_found_in_this_one(ada, ben, visit):
    make_studio(ada)
    other = make_member(make_studio(ben, "Southlight"), make_person("Dee"))
    answer = visit(ada).post(f"/studios/northlight-pictures/team/{other.id}/removal")
    assert answer.status_code == 404
    assert other.left_at is None


def test_the_last_owner_is_told_why_not(ada, visit):
    studio = make_studio(ada)
    key = studio.membership_of(ada).id
    answer = visit(ada).post(f"/studios/northlight-pictures/team/{key}/removal")
    assert answer.status_code == 409
    assert "Make somebody else an owner first" in answer.text


@pytest.mark.parametrize(
    "query", ["page=0", "page=-3", "page=99999999999999999999", "page=x", "q=%25_", "place=nowhere"]
)
def test_the_list_takes_what_people_type(ada, visit, query):
    make_studio(ada)
    assert visit(None).get(f"/studios?{query}").status_code == 200


@pytest.mark.parametrize("query", ["q=" + "x" * 900, "kind=castle", "place=" + "x" * 900])
def test_the_list_says_what_it_cannot_use(visit, query):
    assert visit(None).get(f"/studios?{query}").status_code == 422


def test_twenty_studios_cost_as_many_questions_as_two(ada, visit):
    def asked():
        count = []
        listen = lambda *_: count.append(1)  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listen)
        visit(None).get("/studios")
        event.remove(db.engine, "before_cursor_execute", listen)
        return len(count)

    for number in range(2):
        make_studio(ada, f"Studio {number}")
    few = asked()
    for number in range(2, 20):
        make_studio(ada, f"Studio {number}")
    assert asked() == few
    assert few < 20


def test_strangers_cannot_tell_who_was_asked(visit, ada, ben, cy):
    studio = make_studio(ada)
    asked = make_member(studio, cy, joined=False)
    for verb in ("acceptance", "refusal", "role", "removal"):
        path = f"/studios/{studio.slug}/team/{asked.id}/{verb}"
        assert visit(ben).post(path, data={"role": "viewer"}).status_code == 404
