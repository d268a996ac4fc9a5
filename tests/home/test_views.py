"""The front page and the desk: what they show, to whom, and in how many queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import event

from app.extensions import db
from app.hiring.models import ApplicationState, RoleState
from app.kit.clock import now, today
from app.people.models import AvailabilityBlock, AvailabilityKind, Person, PersonPosition, Visibility
from app.pitches.models import PitchNeed, PitchState, PitchVisibility
from app.search import indexing
from app.studios.models import StudioRole
from tests.factories.hiring import make_application, make_role
from tests.factories.messaging import make_direct, say
from tests.factories.people import make_block, make_person, save
from tests.factories.pitches import make_member as ask_into_pitch
from tests.factories.pitches import make_pitch
from tests.factories.studios import make_member, make_studio
from tests.factories.taxonomy import make_position

Visit = Callable[..., Any]


def page_of(visitor: Any, path: str = "/") -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200, answer.status
    return answer.get_data(as_text=True)


@contextmanager
def counted() -> Iterator[list[str]]:
    said: list[str] = []
    note = lambda *args: said.append(args[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_an_empty_house_still_says_what_it_is(visit: Visit) -> None:
    page = page_of(visit())
    assert "Who is making what" in page
    assert 'action="/search"' in page


def test_everybody_sees_public_pitches_and_open_roles(visit: Visit, ada: Person) -> None:
    make_pitch(ada, "Salt and Iron")
    make_role(make_studio(ada), ada, title="Key Grip")
    page = page_of(visit())
    assert "Salt and Iron" in page
    assert "Key Grip" in page


def test_the_front_page_shows_nothing_that_is_not_for_everybody(visit: Visit, ada: Person) -> None:
    make_pitch(ada, "For Members", visibility=PitchVisibility.MEMBERS)
    make_pitch(ada, "For the Invited", visibility=PitchVisibility.INVITED)
    make_pitch(ada, "Still a Draft", state=PitchState.DRAFT)
    hidden = make_pitch(ada, "For the Team", visibility=PitchVisibility.PRIVATE)
    make_role(hidden, ada, title="Secret Gaffer")
    make_role(make_studio(ada), ada, title="Drafted Grip", state=RoleState.DRAFT)
    save(make_person("Meg Members", visibility=Visibility.MEMBERS, positions=["Gaffer"]))
    page = page_of(visit())
    for words in ("For Members", "For the Invited", "Still a Draft", "For the Team", "Secret Gaffer"):
        assert words not in page
    assert "Drafted Grip" not in page
    assert "Meg Members" not in page
    assert "All 0" not in page


def test_the_front_page_asks_as_much_for_many_as_for_few(visit: Visit, ada: Person) -> None:
    studio = make_studio(ada)
    make_pitch(ada, "First")
    make_role(studio, ada)
    visitor = visit()
    with counted() as few:
        page_of(visitor)
    for number in range(6):
        make_pitch(make_person(f"Owner {number}"), f"Pitch {number}", genres=["Drama"])
        make_role(make_studio(ada, f"Studio {number}", slug=f"studio-{number}"), ada)
    with counted() as many:
        page_of(visitor)
    assert len(many) <= len(few) + 1


def test_a_clear_desk_says_so(visit: Visit, ada: Person) -> None:
    page = page_of(visit(ada))
    assert "Call sheet for Ada Lindqvist" in page
    assert "Nothing." in page


def test_whoever_is_not_listed_is_led_to_the_three_steps(visit: Visit) -> None:
    newcomer = make_person("New Comer", listed=False)
    assert 'href="/welcome"' in page_of(visit(newcomer))


def test_unread_words_wait_on_the_desk_of_their_reader_alone(
    visit: Visit, ada: Person, ben: Person, cy: Person
) -> None:
    say(ada, make_direct(ada, ben), "The lenses are here.")
    assert "The lenses are here." in page_of(visit(ben))
    assert "The lenses are here." not in page_of(visit(ada))
    assert "The lenses are here." not in page_of(visit(cy))


def test_applicants_wait_on_the_desks_of_those_who_decide(visit: Visit, ada: Person, ben: Person, cy: Person) -> None:
    studio = make_studio(ada)
    make_member(studio, cy, StudioRole.VIEWER)
    role = make_role(studio, ada, title="Key Grip", decision_by=today() + timedelta(days=2))
    make_application(role, ben)
    page = page_of(visit(ada))
    assert "1 applicant waits for an answer: Key Grip" in page
    assert "1 not opened" in page
    assert "wait__when--soon" in page
    assert "waits for an answer" not in page_of(visit(cy))
    assert "waits for an answer" not in page_of(visit(ben))


def test_an_applicant_behind_a_block_waits_on_no_desk(visit: Visit, ada: Person, ben: Person) -> None:
    make_application(make_role(make_studio(ada), ada), ben)
    make_block(ben, ada)
    assert "waits for an answer" not in page_of(visit(ada))


def test_an_answer_waits_on_the_desk_of_the_applicant(visit: Visit, ada: Person, ben: Person) -> None:
    role = make_role(make_studio(ada), ada, title="Key Grip")
    make_application(role, ben, state=ApplicationState.ACCEPTED, decided_at=now(), answer="See you on Monday.")
    page = page_of(visit(ben))
    assert "You were accepted: Key Grip" in page
    assert "See you on Monday." in page
    assert "See you on Monday." not in page_of(visit(ada))


def test_a_shortlist_shows_on_no_applicants_desk(visit: Visit, ada: Person, ben: Person) -> None:
    role = make_role(make_studio(ada), ada, decision_by=today() - timedelta(days=1))
    make_application(role, ben, state=ApplicationState.SHORTLISTED)
    page = page_of(visit(ben))
    assert "No answer by the promised day" in page
    assert "shortlist" not in page.lower()


def test_being_asked_waits_until_it_is_answered(visit: Visit, ada: Person, ben: Person) -> None:
    make_member(make_studio(ada), ben, StudioRole.RECRUITER, joined=False)
    ask_into_pitch(make_pitch(ada, "Salt and Iron"), ben, "Editor", joined=False)
    page = page_of(visit(ben))
    assert "Northlight Pictures asks you into its team" in page
    assert "Ada Lindqvist asks you into the team of Salt and Iron" in page


def test_drafts_wait_on_the_desk_of_their_writer_alone(visit: Visit, ada: Person, ben: Person) -> None:
    make_pitch(ada, "Half a Thought", state=PitchState.DRAFT)
    studio = make_studio(ada)
    make_member(studio, ben, StudioRole.RECRUITER)
    make_role(studio, ada, title="Half a Role", state=RoleState.DRAFT)
    page = page_of(visit(ada))
    assert "Draft: Half a Thought" in page
    assert "Draft: Half a Role" in page
    assert "Half a" not in page_of(visit(ben))


def test_faded_days_are_confirmed_with_one_press(visit: Visit, ada: Person) -> None:
    first = today() + timedelta(days=3)
    ada.days = [AvailabilityBlock(starts_on=first, ends_on=first + timedelta(days=9), kind=AvailabilityKind.AVAILABLE)]
    ada.availability_confirmed_at = now() - timedelta(days=20)
    db.session.commit()
    visitor = visit(ada)
    assert "Are your dates still right?" in page_of(visitor)
    assert visitor.post("/desk/still-free").status_code == 303
    assert "Are your dates still right?" not in page_of(visitor)
    assert now() - ada.availability_confirmed_at < timedelta(minutes=1)


def test_a_stranger_cannot_confirm_anything(visit: Visit) -> None:
    assert visit().post("/desk/still-free").status_code in (302, 303, 401)


def test_roles_and_pitches_are_for_those_whose_position_they_need(
    visit: Visit, ada: Person, ben: Person, cy: Person
) -> None:
    grip = make_position("Key Grip")
    ben.positions = [PersonPosition(label="Key Grip", position=grip, primary=True)]
    db.session.commit()
    make_role(make_studio(ada), ada, title="Key Grip", position=grip)
    pitch = make_pitch(ada, "Salt and Iron", needs=[], visibility=PitchVisibility.MEMBERS)
    pitch.needs = [PitchNeed(label="Key Grip", position=grip)]
    db.session.commit()
    indexing.rebuild()
    page = page_of(visit(ben))
    assert "Roles for you" in page
    assert "Pitches that need you" in page
    make_block(cy, ada)
    strangers = page_of(visit(cy))
    assert "Salt and Iron" not in strangers
    assert "Key Grip" not in strangers


def test_the_days_ahead_name_what_was_promised(visit: Visit, ada: Person, ben: Person) -> None:
    role = make_role(make_studio(ada), ada, title="Key Grip", decision_by=today() + timedelta(days=21))
    make_application(role, ben)
    assert "Answer promised: Key Grip" in page_of(visit(ben))
    assert "Last day to apply: Key Grip" in page_of(visit(ada))


def test_the_desk_asks_as_much_for_many_as_for_few(visit: Visit, ada: Person, ben: Person) -> None:
    studio = make_studio(ada)
    visitor = visit(ada)

    def fill(numbers: range) -> None:
        for number in numbers:
            other = make_person(f"Person {number}")
            say(other, make_direct(other, ada), f"Word {number}")
            make_application(make_role(studio, ada, title=f"Role {number}"), other)
            ask_into_pitch(make_pitch(other, f"Pitch {number}"), ada, joined=False)
            make_pitch(ada, f"Draft {number}", state=PitchState.DRAFT)
            make_application(make_role(make_studio(other, f"House {number}"), other), ada)

    fill(range(2))
    with counted() as few:
        page_of(visitor)
    fill(range(2, 6))
    with counted() as many:
        page_of(visitor)
    assert len(many) <= len(few) + 1


def test_help_is_open_to_everybody(visit: Visit) -> None:
    assert "House rules" in page_of(visit(), "/about")


def test_robots_are_kept_from_what_is_not_a_page(visit: Visit) -> None:
    answer = visit().get("/robots.txt")
    assert answer.mimetype == "text/plain"
    assert "Disallow: /api/" in answer.get_data(as_text=True)


def test_browsers_find_the_icon_where_they_look(visit: Visit) -> None:
    assert ".svg" in visit().get("/favicon.ico").headers["Location"]
