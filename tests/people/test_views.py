"""The doors of the people floor: who comes in, and what they are shown."""

import html
import io
from datetime import timedelta

import pytest
from sqlalchemy import event

from app.extensions import db
from app.kit import media
from app.kit.clock import today
from app.people import actions, queries
from app.people.embeds import embed_of
from app.people.models import AvailabilityKind, ContactPolicy, Person, Visibility
from tests.factories.people import make_block, make_days, make_person, make_rate, picture_file

OPEN = ["/people", "/people/ben-okafor"]
OWN = [
    "/people/ben-okafor/block",
    "/profile",
    "/profile/work",
    "/profile/places",
    "/profile/availability",
    "/profile/credits",
    "/profile/portfolio",
    "/profile/privacy",
    "/welcome",
    "/welcome/place",
    "/welcome/you",
]
WRITES = [
    "/profile",
    "/profile/portrait",
    "/profile/portrait/removal",
    "/profile/work",
    "/profile/places",
    "/profile/availability",
    "/profile/availability/word",
    "/profile/availability/confirmation",
    "/profile/availability/1/removal",
    "/profile/credits",
    "/profile/credits/1",
    "/profile/credits/1/removal",
    "/profile/portfolio/pictures",
    "/profile/portfolio/reels",
    "/profile/portfolio/1",
    "/profile/portfolio/1/up",
    "/profile/portfolio/1/removal",
    "/profile/privacy",
    "/profile/listing",
    "/people/ben-okafor/block",
    "/people/ben-okafor/unblock",
    "/welcome",
    "/welcome/place",
    "/welcome/you",
]


@pytest.fixture
def counted():
    """How many statements a request takes: `with counted() as statements`."""

    class Count:
        def __enter__(self):
            self.said = []
            event.listen(db.engine, "before_cursor_execute", self._hear)
            return self.said

        def __exit__(self, *_):
            event.remove(db.engine, "before_cursor_execute", self._hear)

        def _hear(self, connection, cursor, statement, *_):
            self.said.append(statement)

    return Count


def full_person(name):
    person = make_person(name, positions=["Gaffer", "Spark"], skills=["DMX", "Rigging"], city="Leeds")
    make_days(person, 2, 9)
    make_rate(person)
    actions.set_portrait(person, picture_file(50, 50), name)
    actions.add_credit(person, title="Ferry", position_label="", format="", genre="", year=2020, company="", url="")
    actions.add_picture(person, picture_file(50, 50), title="Still", my_role="", alt="")
    actions.add_reel(person, embed_of("https://vimeo.com/1"), title="Reel", my_role="")
    return person


@pytest.mark.parametrize("path", OPEN + OWN)
def test_a_member_comes_in(path, ada, ben, visit):
    assert visit(ada).get(path).status_code == 200


@pytest.mark.parametrize("path", OPEN)
def test_everybody_comes_in_where_it_is_public(path, ben, visit):
    assert visit(None).get(path).status_code == 200


@pytest.mark.parametrize("path", OWN)
def test_nobody_is_asked_to_sign_in(path, ben, visit):
    answer = visit(None).get(path)
    assert (answer.status_code, answer.location.startswith("/sign-in?next=")) == (303, True)


@pytest.mark.parametrize("path", WRITES)
def test_nobody_changes_nothing(path, ben, visit):
    assert visit(None).post(path).location == "/sign-in"


def test_somebody_elses_rows_are_not_there(ada, ben, visit):
    block = make_days(ada, 1, 9)
    film = actions.add_credit(ada, title="Ferry", position_label="", format="", genre="", year=None, company="", url="")
    piece = actions.add_reel(ada, embed_of("https://vimeo.com/1"), title="Reel", my_role="")
    visitor = visit(ben)
    for path in (
        f"/profile/availability/{block.id}/removal",
        f"/profile/credits/{film.id}/removal",
        f"/profile/portfolio/{piece.id}/up",
        f"/profile/portfolio/{piece.id}/removal",
    ):
        assert visitor.post(path).status_code == 404
    assert visitor.get(f"/profile/credits/{film.id}").status_code == 404
    assert visitor.get(f"/profile/portfolio/{piece.id}").status_code == 404


def test_the_list_is_paged_and_takes_as_many_questions_for_twenty_as_for_two(visit, ada, counted):
    visitor = visit(ada)
    full_person("Bo 1"), full_person("Bo 2")
    with counted() as few:
        assert visitor.get("/people").status_code == 200
    for number in range(3, 24):
        full_person(f"Bo {number}")
    with counted() as many:
        page = visitor.get("/people").text
    assert page.count('class="comp"') == 20
    assert len(many) == len(few) <= 14
    assert visitor.get("/people?page=2").text.count('class="comp"') == 4


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999", "x", "²", "1e3"])
def test_a_strange_page_number_does_no_harm(number, visit):
    assert visit(None).get(f"/people?page={number}").status_code == 200


def test_a_profile_takes_few_questions_however_much_it_holds(visit, ada, ben, counted):
    person = full_person("Full Person")
    for number in range(20):
        actions.add_reel(person, embed_of("https://vimeo.com/1"), title=f"Reel {number}", my_role="")
    visitor = visit(ada)
    with counted() as statements:
        assert visitor.get("/people/full-person").status_code == 200
    assert len(statements) <= 22


def test_what_is_not_public_is_not_for_search_engines(visit, ada):
    assert "noindex" not in visit(None).get("/people/ada-lindqvist").text
    ada.visibility = Visibility.MEMBERS
    db.session.commit()
    assert '<meta name="robots" content="noindex">' in visit(ada).get("/people/ada-lindqvist").text


def test_a_profile_is_found_in_any_case(visit, ada):
    assert visit(None).get("/people/ADA-Lindqvist").status_code == 200


def test_rates_on_request_are_said_to_exist(visit, ada, ben):
    make_rate(ada, 45000, "on_request")
    page = visit(ben).get("/people/ada-lindqvist").text
    assert "Rates on request" in page
    assert "450" not in page


def test_the_button_to_write_is_there_for_those_who_may(visit, ada, ben):
    button = "/people/ada-lindqvist/conversation"
    assert button in visit(ben).get("/people/ada-lindqvist").text
    assert button not in visit(ada).get("/people/ada-lindqvist").text
    assert button not in visit(None).get("/people/ada-lindqvist").text
    ada.contact_policy = ContactPolicy.NOBODY
    db.session.commit()
    assert button not in visit(ben).get("/people/ada-lindqvist").text


def test_after_a_block_the_pages_are_gone_for_both(visit, ada, ben):
    assert visit(ada).post("/people/ben-okafor/block").location == "/profile/privacy"
    assert visit(ada).get("/people/ben-okafor").status_code == 404
    assert visit(ben).get("/people/ada-lindqvist").status_code == 404
    assert "Ada Lindqvist" not in visit(ben).get("/people").text
    assert "Ben Okafor" in visit(ada).get("/profile/privacy").text
    assert visit(ben).post("/people/ada-lindqvist/unblock").status_code == 404
    assert visit(ada).post("/people/ben-okafor/unblock").location == "/profile/privacy"
    assert visit(ben).get("/people/ada-lindqvist").status_code == 200


def test_the_blocked_never_learn_of_the_block(visit, ada, ben):
    make_block(ada, ben)
    missing = visit(ben).get("/people/nobody-at-all")
    hidden = visit(ben).get("/people/ada-lindqvist")
    assert hidden.status_code == missing.status_code == 404
    assert len(hidden.data) == len(missing.data)
    assert visit(ben).post("/people/ada-lindqvist/block").status_code == 404


def test_a_picture_is_served_for_ever_and_can_do_nothing(visit, ada):
    actions.set_portrait(ada, picture_file(400, 300), "Ada")
    answer = visit(None).get(f"/pictures/{ada.portrait.token}-320.webp")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    answer.close()


@pytest.mark.parametrize(
    "name",
    [
        "x-96.webp",
        f"{'a' * 22}-96.webp",
        "..%2f..%2fetc%2fpasswd-96.webp",
        "%00-96.webp",
        f"{'a' * 22}-99999999999.webp",
    ],
)
def test_a_strange_picture_is_not_there(name, visit):
    assert visit(None).get(f"/pictures/{name}").status_code in (400, 404)


def test_a_portrait_is_shown_and_removed(visit, ada):
    visitor = visit(ada)
    sent = {"file": (picture_file(200, 200), "me.jpg"), "alt": "Ada on a ladder"}
    assert visitor.post("/profile/portrait", data=sent).status_code == 303
    path = media.path_of(ada.portrait.token, 200)
    assert path.exists()
    assert "Ada on a ladder" in visitor.get("/people/ada-lindqvist").text
    assert visitor.post("/profile/portrait/removal").status_code == 303
    assert ada.portrait is None


def test_a_file_that_is_no_picture_gets_a_sentence_at_the_field(visit, ada):
    for path, extra in (("/profile/portrait", {}), ("/profile/portfolio/pictures", {"title": "My still"})):
        sent = {"file": (io.BytesIO(b"<svg onload=alert(1)>"), "me.png"), "alt": "Typed and kept", **extra}
        answer = visit(ada).post(path, data=sent)
        assert answer.status_code == 422
        assert "could not be read as a picture" in answer.text
        assert "Typed and kept" in answer.text
    assert "My still" in answer.text
    assert visit(ada).post("/profile/portrait", data={}).status_code == 422


def test_days_are_added_removed_and_confirmed(visit, ada):
    visitor = visit(ada)
    first, last = today() + timedelta(days=3), today() + timedelta(days=9)
    sent = {"kind": "available", "starts_on": first.isoformat(), "last_day": last.isoformat(), "note": "x"}
    assert visitor.post("/profile/availability", data=sent).status_code == 303
    assert [(row.starts_on, row.ends_on, row.kind) for row in ada.days] == [
        (first, last + timedelta(days=1), AvailabilityKind.AVAILABLE)
    ]
    assert visitor.post("/profile/availability/confirmation").status_code == 303
    assert visitor.post(f"/profile/availability/{ada.days[0].id}/removal").status_code == 303
    assert ada.days == []
    assert visitor.post("/profile/availability/word", data={"word": "ask"}).status_code == 303
    assert ada.availability_word == "ask"
    assert visitor.post("/profile/availability/word", data={"word": ""}).status_code == 303
    assert visitor.post("/profile/availability/confirmation").status_code == 409


def test_a_private_note_stays_private(visit, ada, ben):
    make_days(ada, 1, 4).note = "hold for Netto"
    db.session.commit()
    assert "hold for Netto" in visit(ada).get("/profile/availability").text
    assert "hold for Netto" not in visit(ben).get("/people/ada-lindqvist").text
    assert "hold for Netto" not in visit(ada).get("/people/ada-lindqvist").text


def test_pieces_and_credits_are_added_changed_and_removed(visit, ada):
    visitor = visit(ada)
    reel = {"address": "https://vimeo.com/76979871", "title": "Reel", "my_role": "Gaffer"}
    assert visitor.post("/profile/portfolio/reels", data=reel).status_code == 303
    piece = ada.portfolio[0]
    assert piece.embed_url.startswith("https://player.vimeo.com/")
    assert visitor.post(f"/profile/portfolio/{piece.id}", data={"title": "Reel 2027"}).status_code == 303
    assert visitor.post(f"/profile/portfolio/{piece.id}/sideways").status_code == 404
    assert "Reel 2027" in visitor.get("/people/ada-lindqvist").text
    assert visitor.post(f"/profile/portfolio/{piece.id}/removal").status_code == 303

    film = {"title": "The Long Ferry", "year": "2024", "url": "example.org/ferry"}
    assert visitor.post("/profile/credits", data=film).status_code == 303
    assert ada.credits[0].url == "https://example.org/ferry"
    key = ada.credits[0].id
    assert visitor.post(f"/profile/credits/{key}", data={"title": "The Short Ferry"}).status_code == 303
    assert "The Short Ferry" in visitor.get("/people/ada-lindqvist").text
    assert visitor.post(f"/profile/credits/{key}/removal").status_code == 303
    assert (ada.portfolio, ada.credits) == ([], [])


def test_a_player_is_loaded_only_when_asked_for(visit, ada):
    actions.add_reel(ada, embed_of("https://vimeo.com/76979871"), title="Reel", my_role="")
    page = visit(None).get("/people/ada-lindqvist").text
    assert "<iframe" not in page
    assert 'data-embed-url-value="https://vimeo.com/76979871"' in page


def test_listing_and_unlisting(visit, ada, ben):
    visitor = visit(ada)
    assert visitor.post("/profile/listing", data={"unlist": "1"}).status_code == 303
    assert visit(ben).get("/people/ada-lindqvist").status_code == 404
    assert "Nobody sees this page yet" in visitor.get("/profile").text
    assert visitor.post("/profile/listing").status_code == 303
    assert visit(ben).get("/people/ada-lindqvist").status_code == 200


def test_privacy_is_kept(visit, ada):
    sent = {"visibility": "members", "contact_policy": "known"}
    assert visit(ada).post("/profile/privacy", data=sent).status_code == 303
    assert (ada.visibility, ada.contact_policy) == (Visibility.MEMBERS, ContactPolicy.KNOWN)
    assert visit(ada).post("/profile/privacy", data={"visibility": "all"}).status_code == 422


def test_newcomers_are_led_to_their_first_steps_and_others_to_their_desk(visit, ada):
    nia = make_person("Nia New", listed=False)
    assert visit(nia).get("/arrival").location == "/welcome"
    actions.list_me(nia)
    assert visit(nia).get("/arrival").location == "/"


def test_three_steps_from_nothing_to_being_found(visit, ben):
    nia = make_person("Nia New", listed=False)
    visitor = visit(nia)
    first = visitor.post("/welcome", data={"position": "Gaffer", "skills": "DMX, Rigging"})
    assert first.location == "/welcome/place"
    second = visitor.post(first.location, data={"base": "Leeds", "works_as_local": "y", "word": "available"})
    assert second.location == "/welcome/you"
    third = visitor.post(second.location, data={"headline": "Light", "handle": "Nia", "visibility": "public"})
    assert third.location == "/people/nia"
    page = visit(ben).get("/people/nia").text
    assert "free for work" in page
    assert queries.visible_to(ben).where(Person.handle == "nia") is not None
    assert "Nia New" in visit(None).get("/people").text


def test_steps_can_be_skipped(visit):
    nia = make_person("Nia New", listed=False)
    assert "/welcome/place" in visit(nia).get("/welcome").text
    assert "/welcome/you" in visit(nia).get("/welcome/place").text


def test_the_words_of_members_are_shown_as_words(visit, ada):
    script = "<script>alert(1)</script>"
    actions.describe(ada, name=f"Ada {script}", handle="ada", pronouns=script, headline=script, bio=script, links=[])
    actions.say_work(
        ada,
        disciplines=[],
        positions=[{"label": script, "years": 1}],
        skills=[{"label": script, "level": 1}],
        languages=[],
    )
    for path in ("/people", "/people/ada"):
        page = visit(None).get(path).text
        assert script not in page
        assert html.escape(script) in page
