"""The doors of roles and applications."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event

from app.extensions import db
from app.hiring.actions.applications import KIND_ANSWER
from app.hiring.models import Application, ApplicationState, Role, RoleState
from app.hiring.queries import applications as sent
from app.kit.clock import now, today
from app.people.models import Credit
from app.pitches.models import PitchVisibility
from app.studios.models import StudioRole as R
from tests.factories.hiring import make_application, make_role
from tests.factories.people import make_block, make_person, save
from tests.factories.pitches import make_pitch
from tests.factories.studios import make_colleague

NEW = "/studios/northlight-pictures/roles/new"


def whole(**changes):
    """A form filled in so that it can be published."""
    day = today() + timedelta(days=10)
    typed = {
        "title": "Gaffer",
        "production": "Salt",
        "description": "Nights on **boats**.",
        "headcount": "2",
        "engagement": "freelance",
        "required": "HMI, Rigging",
        "desired": "Boats",
        "pay_model": "paid",
        "pay_from": "320",
        "pay_to": "380.50",
        "currency": "SEK",
        "pay_basis": "day",
        "pay_note": "Kit fee",
        "starts_on": str(day + timedelta(days=20)),
        "last_on": str(day + timedelta(days=30)),
        "hours_per_day": "10",
        "place_mode": "on_site",
        "place": "A harbour",
        "union_note": "None",
        "access_note": "Stairs",
        "deadline": str(day),
        "decision_by": str(day + timedelta(days=7)),
    }
    return {name: value for name, value in {**typed, **changes}.items() if value is not None}


def the_role():
    return db.session.query(Role).one()


@pytest.fixture
def post(ada, studio, visit):
    return lambda **changes: visit(ada).post(NEW, data=whole(**changes))


# Writing a role down


def test_publishing_leads_to_the_open_role(post, visit):
    answer = post(publish="1")
    role = the_role()
    assert (answer.status_code, answer.location) == (303, f"/roles/{role.id}")
    assert (role.state, role.pay_from, role.pay_to, role.currency) == ("open", 32000, 38050, "SEK")
    assert (role.wanted(), role.wanted(False), role.headcount) == (["HMI", "Rigging"], ["Boats"], 2)
    assert role.deadline_at.strftime("%H:%M:%S") == "23:59:59"
    assert role.last_on == role.starts_on + timedelta(days=10)
    page = visit(None).get(answer.location).text
    for words in (
        "Gaffer",
        "A harbour",
        "<strong>boats</strong>",
        "Sign in to apply",
        "Paid",
        "10 hours a day",
    ):
        assert words in page


def test_a_draft_may_have_gaps(ada, ben, post, visit):
    assert post(pay_model="", pay_from="", pay_to="", deadline="", decision_by="").status_code == 303
    role = the_role()
    assert role.state == RoleState.DRAFT
    assert visit(ben).get(f"/roles/{role.id}").status_code == 404
    assert "Say how this is paid" in visit(ada).get(f"/roles/{role.id}").text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"pay_model": "", "pay_from": "", "pay_to": ""}, "pay_model"),
        ({"pay_from": "", "pay_to": ""}, "pay_from"),
        ({"starts_on": "", "last_on": ""}, "starts_on"),
        ({"place_mode": ""}, "place_mode"),
        ({"place": ""}, "place"),
        ({"deadline": ""}, "deadline"),
        ({"deadline": "2020-01-01"}, "deadline"),
        ({"decision_by": ""}, "decision_by"),
        ({"decision_by": "2020-01-01"}, "decision_by"),
    ],
)
def test_publishing_says_at_each_field_what_is_missing(ada, post, visit, changes, field):
    page = post(publish="1", **changes)
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert 'value="Gaffer"' in page.text
    assert db.session.query(Role).count() == 0
    post(**changes)
    again = visit(ada).post(f"/roles/{the_role().id}/publication")
    assert again.status_code == 422
    assert f'id="{field}-error"' in again.text
    assert the_role().state == RoleState.DRAFT


def test_an_open_role_cannot_be_edited_into_one_with_gaps(ada, post, visit):
    post(publish="1")
    path = f"/roles/{the_role().id}/edit"
    assert visit(ada).get(path).status_code == 200
    page = visit(ada).post(path, data=whole(place_mode=""))
    assert page.status_code == 422
    assert the_role().place_mode == "on_site"
    assert visit(ada).post(path, data=whole(title="Spark")).status_code == 303
    assert the_role().title == "Spark"


LONG = "x" * 60_000
HOSTILE = [
    *((name, LONG) for name in whole()),
    *((name, "a\x00b\x1b") for name in ("title", "production", "description", "pay_note", "place", "access_note")),
    ("title", ""),
    ("required", ",".join(f"skill {n}" for n in range(10_000))),
    ("desired", "y" * 141),
    ("headcount", "0"),
    ("headcount", "-1"),
    ("headcount", "1e9"),
    ("headcount", "9" * 400),
    ("headcount", ""),
    ("engagement", "slavery"),
    ("pay_model", "exposure"),
    ("pay_basis", "eon"),
    ("place_mode", "moon"),
    ("pay_from", "-5"),
    ("pay_from", "NaN"),
    ("pay_from", "Infinity"),
    ("pay_from", "1e99"),
    ("pay_from", "9" * 40),
    ("pay_from", "lots"),
    ("pay_to", "1"),
    ("currency", "XXX"),
    ("currency", ""),
    ("currency", "eur; drop"),
    ("starts_on", "yesterday"),
    ("starts_on", "2026-02-30"),
    ("starts_on", "0001-01-01"),
    ("last_on", "9999-12-31"),
    ("last_on", "2020-01-01"),
    ("deadline", "0001-01-01"),
    ("deadline", "9999-12-31"),
    ("decision_by", "٢٠٢٦-١٢-٠١x"),
    ("hours_per_day", "25"),
    ("hours_per_day", "ten"),
]


@pytest.mark.parametrize(("field", "value"), HOSTILE, ids=lambda word: str(word)[:20].encode().hex()[:12])
def test_hostile_words_are_refused_and_what_was_typed_is_kept(post, field, value):
    page = post(**{field: value})
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text or "field__error" in page.text
    assert "Nothing was lost" in page.text
    assert db.session.query(Role).count() == 0
    if field != "production":
        assert 'value="Salt"' in page.text


def test_unpaid_with_an_amount_is_asked_back(post):
    page = post(pay_model="unpaid", publish="1")
    assert page.status_code == 422
    assert "Unpaid work has no amount" in page.text


def test_the_owner_of_a_pitch_posts_for_it_and_a_stranger_does_not(ada, ben, visit):
    pitch = make_pitch(ada)
    path = f"/pitches/{pitch.slug}/roles/new"
    assert visit(ben).get(path).status_code == 403
    assert visit(None).get(path).status_code == 303
    assert visit(ada).post(path, data=whole(publish="1")).status_code == 303
    assert "Gaffer" in visit(None).get(f"/pitches/{pitch.slug}/roles").text


DUTIES = {R.OWNER: 200, R.ADMIN: 200, R.RECRUITER: 200, R.BOOKER: 403, R.EDITOR: 403, R.VIEWER: 403}


@pytest.mark.parametrize("duty", DUTIES)
def test_which_of_the_team_get_to_the_forms_and_applications(studio, role, application, visit, duty):
    browser = visit(make_colleague(studio, duty))
    for path in (NEW, f"/roles/{role.id}/edit", f"/roles/{role.id}/applications"):
        assert browser.get(path).status_code == DUTIES[duty]
    assert browser.get(f"/applications/{application.id}").status_code == (200 if DUTIES[duty] == 200 else 404)


# The list


def test_the_list_shows_each_role_as_a_line(role, visit):
    page = visit(None).get("/roles").text
    for words in (
        "Gaffer",
        "The Long Night",
        "Northlight Pictures",
        "Berlin",
        "€320 – €380 a day",
        "apply by",
    ):
        assert words in page


@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
        "page=x",
        "page=99999999999999999999999",
        "q=%25%25",
        "pay=paid&remote=y",
        "place=Berlin",
        "studio=no",
    ],
)
def test_the_list_takes_what_people_type(role, visit, query):
    assert visit(None).get(f"/roles?{query}").status_code == 200


@pytest.mark.parametrize("query", ["pay=exposure", "department=moon", "q=" + "x" * 2000, "place=" + "x" * 2000])
def test_the_list_says_what_it_cannot_use(role, visit, query):
    page = visit(None).get(f"/roles?{query}")
    assert page.status_code == 422
    assert "field__error" in page.text


def test_a_private_pitch_s_role_is_on_no_page(ada, ben, visit):
    role = make_role(make_pitch(ada, visibility=PitchVisibility.PRIVATE), ada, title="Secret spark")
    for path in ("/roles", "/roles?q=secret", "/roles?page=2", "/studios"):
        assert "Secret spark" not in visit(ben).get(path).text
    assert visit(ben).get(f"/roles/{role.id}").status_code == 404
    assert visit(ben).post(f"/roles/{role.id}/applications", data={"note": "Me"}).status_code == 404
    assert visit(ben).get("/pitches/the-last-ferry/roles").status_code == 404


def questions(visitor, path):
    count = []
    listen = lambda *_: count.append(1)  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listen)
    assert visitor.get(path).status_code == 200
    event.remove(db.engine, "before_cursor_execute", listen)
    return len(count)


@pytest.mark.parametrize("path", ["/roles", "/studios/northlight-pictures/roles", "/studios/northlight-pictures"])
def test_twenty_roles_cost_as_many_questions_as_two(studio, ada, visit, path):
    for number in range(2):
        make_role(studio, ada, title=f"Role {number}")
    few = questions(visit(None), path)
    for number in range(2, 20):
        make_role(studio, ada, title=f"Role {number}")
    assert questions(visit(None), path) == few < 25


def test_twenty_applications_cost_as_many_questions_as_two(ada, role, visit):
    def apply(number):
        person = make_person(f"P {number}", positions=["Gaffer"], city="Berlin")
        make_application(role, person).credits = [save(Credit(person_id=person.id, title="Salt"))]
        db.session.commit()

    browser, path = visit(ada), f"/roles/{role.id}/applications"
    for number in range(2):
        apply(number)
    few = questions(browser, path)
    for number in range(2, 20):
        apply(number)
    assert questions(browser, path) == few < 30


# Applying


def test_applying_from_the_page_to_the_answer(ada, ben, role, visit):
    credit = save(Credit(person_id=ben.id, title="Salt", year=2024))
    assert "Salt, 2024" in visit(ben).get(f"/roles/{role.id}").text
    answer = visit(ben).post(
        f"/roles/{role.id}/applications",
        data={"note": "Me, please", "credits": str(credit.id), "rate": "350"}
        | {"currency": "EUR", "rate_basis": "day"},
    )
    application = db.session.query(Application).one()
    assert (answer.status_code, answer.location) == (303, f"/applications/{application.id}")
    assert (application.rate, [c.title for c in application.credits]) == (35000, ["Salt"])
    assert "Submitted" in visit(ben).get(answer.location).text
    assert "You applied" in visit(ben).get(f"/roles/{role.id}").text
    page = visit(ada).get(answer.location).text
    assert "Me, please" in page
    assert KIND_ANSWER in page
    assert application.state == ApplicationState.VIEWED
    visit(ada).post(f"{answer.location}/refusal", data={"answer": "Next time."})
    mine = visit(ben).get(answer.location).text
    assert "Next time." in mine
    assert "Not selected" in mine


def test_a_page_fetched_ahead_was_not_opened(ada, application, visit):
    visit(ada).get(f"/applications/{application.id}", headers={"X-Sec-Purpose": "prefetch"})
    assert application.state == ApplicationState.SUBMITTED


def test_the_applicant_is_not_shown_the_shortlist(ada, ben, application, visit):
    path = f"/applications/{application.id}"
    assert visit(ada).post(f"{path}/shortlisting").status_code == 303
    assert "Shortlisted" in visit(ada).get(path).text
    for page in (path, "/applications", f"/roles/{application.role_id}"):
        assert "hortlist" not in visit(ben).get(page).text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("note", "x" * 20_000),
        ("note", "\x1b"),
        ("rate", "lots"),
        ("rate", "-1"),
        ("rate", "1e400"),
        ("currency", "XYZ"),
        ("rate_basis", "eon"),
        ("credits", "999999"),
        ("credits", "x"),
        ("credits", "9" * 50),
    ],
)
def test_a_hostile_application_is_refused_on_the_role_s_page(ben, role, visit, field, value):
    data = {"note": "Kept as typed", "rate": "350", "currency": "EUR", "rate_basis": "day", field: value}
    page = visit(ben).post(f"/roles/{role.id}/applications", data=data)
    assert page.status_code == 422
    assert "Nothing was lost" in page.text
    assert field == "note" or "Kept as typed" in page.text
    assert db.session.query(Application).count() == 0


@pytest.mark.parametrize(
    "state", [RoleState.PAUSED, RoleState.CLOSED, RoleState.FILLED, RoleState.CANCELLED, RoleState.EXPIRED]
)
def test_a_role_that_takes_nobody_says_so_and_refuses(ben, studio, ada, visit, state):
    role = make_role(studio, ada, state=state)
    page = visit(ben).get(f"/roles/{role.id}").text
    assert "applications" in page
    assert "Send the application" not in page
    data = {"note": "Me", "currency": "EUR", "rate_basis": "day"}
    assert visit(ben).post(f"/roles/{role.id}/applications", data=data).status_code == 409


def test_past_the_deadline_the_page_says_closed_before_the_clock_has_been(ben, role, visit):
    role.deadline_at = now() - timedelta(seconds=1)
    db.session.commit()
    assert "This role is closed" in visit(ben).get(f"/roles/{role.id}").text


def test_behind_a_block_every_door_is_shut(ada, ben, role, visit):
    make_block(ada, ben)
    assert visit(ben).get(f"/roles/{role.id}").status_code == 404
    assert visit(ben).post(f"/roles/{role.id}/applications", data={"note": "Me"}).status_code == 404


# Deciding, ending, talking


@pytest.mark.parametrize("door", ["shortlisting", "acceptance", "refusal", "withdrawal", "conversation"])
def test_a_stranger_finds_no_application_and_nobody_is_asked_in(cy, application, visit, door):
    path = f"/applications/{application.id}/{door}"
    assert visit(cy).post(path).status_code == 404
    assert visit(None).post(path).status_code in (303, 401)
    assert application.state == ApplicationState.SUBMITTED


@pytest.mark.parametrize("door", ["shortlisting", "acceptance", "refusal"])
def test_the_applicant_decides_nothing(ben, application, visit, door):
    assert visit(ben).post(f"/applications/{application.id}/{door}").status_code == 403


def test_accepting_the_last_one_offers_to_fill_the_role(ada, application, visit):
    path = f"/applications/{application.id}"
    assert visit(ada).post(f"{path}/acceptance", data={"answer": "Welcome"}).status_code == 303
    assert "Mark the role as filled" in visit(ada).get(path).text
    assert "Mark the role as filled" in visit(ada).get(f"/roles/{application.role_id}").text
    assert visit(ada).post(f"{path}/acceptance").status_code == 409


@pytest.mark.parametrize("door", ["acceptance", "refusal"])
def test_too_many_words_are_kept_and_nothing_is_decided(ada, application, visit, door):
    page = visit(ada).post(f"/applications/{application.id}/{door}", data={"answer": "word " * 400})
    assert page.status_code == 422
    assert "word word" in page.text
    assert application.is_waiting


@pytest.mark.parametrize(("outcome", "state"), [("closed", "closed"), ("filled", "filled"), ("cancelled", "cancelled")])
def test_a_role_is_ended_from_its_page(ada, ben, role, visit, outcome, state):
    assert visit(ben).post(f"/roles/{role.id}/closing", data={"outcome": outcome}).status_code == 403
    assert visit(ada).post(f"/roles/{role.id}/closing", data={"outcome": "exploded"}).status_code == 400
    assert visit(ada).post(f"/roles/{role.id}/closing", data={"outcome": outcome}).status_code == 303
    assert role.state == state
    assert visit(ada).get(f"/roles/{role.id}/edit").status_code == 409


def test_what_cannot_be_taken_back_is_said_before_it_is_pressed(ada, role, visit):
    page = visit(ada).get(f"/roles/{role.id}").text
    for words, said in (("Mark as filled", "you chose somebody else"), ("Cancel the role", "also whom you accepted")):
        opener = page.index(f"<summary>{words} …</summary>")
        assert opener < page.index(said) < page.index(f">{words}</button>")


def test_the_conversation_opens_with_the_application_as_its_subject(ben, application, visit):
    answer = visit(ben).post(f"/applications/{application.id}/conversation")
    assert answer.status_code == 303
    assert answer.location == f"/conversations/{application.conversation_id}"


def test_my_applications_say_where_each_stands(ada, ben, application, visit):
    assert "Submitted" in visit(ben).get("/applications").text
    visit(ada).get(f"/applications/{application.id}")
    assert "Viewed" in visit(ben).get("/applications").text
    assert "Nothing sent yet" in visit(ada).get("/applications").text
    assert sent.sent_by(ben).total == 1
