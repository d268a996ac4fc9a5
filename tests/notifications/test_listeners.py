"""Which facts are news, and to whom."""

from datetime import timedelta

import pytest
import time_machine

from app.extensions import db
from app.hiring.actions import applications as applying
from app.hiring.actions import roles as posting
from app.hiring.facts import ApplicationDecided, DecisionDue
from app.hiring.models import ApplicationState
from app.kit.actions import action
from app.kit.facts import announce
from app.messaging import actions as messaging
from app.notifications import queries
from app.people import actions as people
from app.people.models import Standing
from app.pitches import actions as pitches
from app.pitches.models import PitchState, PitchVisibility
from app.studios import actions as studios
from app.studios.models import StudioRole
from app.taxonomy import actions as taxonomy
from app.taxonomy.models import Suggestion
from tests.factories.accounts import account_of, post
from tests.factories.hiring import make_application, make_role
from tests.factories.messaging import make_direct, say
from tests.factories.people import make_block, make_person
from tests.factories.pitches import make_pitch
from tests.factories.studios import make_studio
from tests.factories.taxonomy import make_department

say_aloud = action(announce)


def said(person):
    return [notice.sentence for notice in queries.listing(person).rows]


def kinds(person):
    return [notice.kind for notice in queries.listing(person).rows]


@pytest.fixture
def role(ada):
    return make_role(make_studio(ada), ada)


def test_an_application_is_news_to_who_decides_and_to_nobody_else(ada, ben, cy, role):
    applying.apply(ben, role)
    assert said(ada) == ["Ben Okafor has applied: Gaffer, Northlight Pictures."]
    assert said(ben) == said(cy) == []


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (ApplicationState.ACCEPTED, "has accepted you"),
        (ApplicationState.NOT_SELECTED, "has decided for somebody else"),
        (ApplicationState.ROLE_CANCELLED, "has cancelled a role"),
        (ApplicationState.LAPSED, "gave no answer in time"),
    ],
)
def test_every_outcome_is_told_to_the_applicant_by_bell_and_mail(ada, ben, role, outcome, words):
    account_of(ben)
    application = make_application(role, ben, state=outcome, answer="Thank you, truly.")
    by = None if outcome == ApplicationState.LAPSED else ada
    say_aloud(ApplicationDecided(application, by))
    assert words in said(ben)[0]
    (mail,) = post()
    assert mail.to == ["ben-okafor@example.org"]
    assert f"/applications/{application.id}" in mail.body
    assert "Thank you, truly." in mail.body
    assert said(ada) == []


def test_an_outcome_is_owed_even_across_a_block(ada, ben, role):
    application = make_application(role, ben)
    make_block(ben, ada)
    applying.decline(ada, application)
    assert "has decided for somebody else" in said(ben)[0]


def test_two_outcomes_of_one_application_are_both_told(ada, ben, role):
    application = make_application(role, ben)
    applying.accept(ada, application)
    posting.cancel(ada, role)
    assert kinds(ben) == ["application_role_cancelled", "application_accepted"]


def test_filling_a_role_tells_everybody_who_waits(ada, ben, cy, role):
    for person in (ben, cy):
        make_application(role, person)
    posting.fill(ada, role)
    assert kinds(ben) == kinds(cy) == ["application_not_selected"]


def test_closing_tells_those_who_wait_when_an_answer_is_promised(ada, ben, role):
    make_application(role, ben)
    posting.close(ada, role)
    assert "takes no more applications: Gaffer. An answer is promised by" in said(ben)[0]
    assert post() == []


def test_a_decision_that_is_due_is_asked_of_who_decides(ada, ben, role):
    account_of(ada)
    make_application(role, ben)
    say_aloud(DecisionDue(role))
    assert "The answer you promised is due" in said(ada)[0]
    assert len(post()) == 1
    assert said(ben) == []


def test_being_asked_into_a_team_and_joining_it(ada, ben):
    pitch = make_pitch(ada)
    pitches.ask(ada, pitch, ben, "Editor")
    assert said(ben) == ["Ada Lindqvist asks you into the team of The Last Ferry as Editor."]
    pitches.answer(ben, pitch, yes=True)
    assert said(ada) == ["Ben Okafor has joined the team of The Last Ferry."]


def test_an_asking_that_is_taken_back_leaves_no_notice(ada, ben):
    pitch = make_pitch(ada)
    pitches.dismiss(ada, pitches.ask(ada, pitch, ben))
    assert said(ben) == []


def test_an_invitation_to_read_is_news_until_it_is_withdrawn(ada, ben, cy):
    pitch = make_pitch(ada, visibility=PitchVisibility.INVITED)
    invitation = pitches.invite(ada, pitch, ben)
    assert said(ben) == ["Ada Lindqvist lets you read a pitch: The Last Ferry."]
    assert said(cy) == []
    pitches.withdraw(ada, invitation)
    assert said(ben) == []


def test_a_block_takes_away_what_was_asked_and_invited(ada, ben):
    account_of(ada)
    pitch = make_pitch(ada, visibility=PitchVisibility.INVITED)
    pitches.invite(ada, pitch, ben)
    pitches.ask(ada, pitch, ben)
    people.block(ada, ben.handle)
    assert (said(ben), queries.unseen_of(ben)) == ([], 0)
    people.unblock(ada, ben.handle)
    assert said(ben) == []


def test_a_private_pitch_is_news_to_nobody_but_its_team(ada, ben, cy):
    pitch = make_pitch(ada, visibility=PitchVisibility.PRIVATE)
    pitches.ask(ada, pitch, ben)
    pitches.answer(ben, pitch, yes=True)
    pitches.leave(ben, pitch)
    assert said(cy) == []


def test_being_asked_into_a_studio_and_joining_it(ada, ben):
    studio = make_studio(ada)
    member = studios.ask(ada, studio, ben, StudioRole.RECRUITER)
    assert said(ben) == ["Ada Lindqvist asks you into Northlight Pictures as recruiter."]
    studios.accept(ben, member)
    assert said(ada) == ["Ben Okafor has joined Northlight Pictures."]


def test_a_word_that_was_settled_is_news_to_those_who_say_it(ada, ben):
    admin = make_person("Admin", standing=Standing.ADMIN)
    dee = make_person("Dee", positions=["Ferry wrangler"])
    pitch = make_pitch(ada, needs=["ferry wrangler"])
    taxonomy.suggest("position", "Ferry Wrangler")
    word = db.session.query(Suggestion).one()
    position = taxonomy.accept_as_position(admin, word, make_department())
    assert pitch.needs[0].position == position
    assert "“Ferry Wrangler” on your page" in said(dee)[0]
    assert said(ada) == said(ben) == []


class TestMessages:
    """What came while somebody was away."""

    @pytest.fixture(autouse=True)
    def _addresses(self, ada, ben):
        account_of(ada)
        account_of(ben)

    @pytest.fixture
    def wait(self):
        with time_machine.travel(0, tick=False) as clock:
            clock.move_to("2026-12-01 12:00:00+00:00")
            yield lambda minutes: clock.shift(timedelta(minutes=minutes))

    def test_it_is_mailed_once_until_the_conversation_was_read(self, ada, ben, wait):
        talk = make_direct(ada, ben)
        say(ada, talk)
        assert post() == []
        wait(6)
        assert [mail.to for mail in post()] == [["ben-okafor@example.org"]]
        for _ in range(3):
            say(ada, talk)
            wait(6)
        assert post() == []
        messaging.read_up_to(ben, talk, talk.last_seq)
        assert said(ben) == []
        say(ada, talk)
        wait(6)
        assert len(post()) == 1

    def test_what_was_read_in_time_mails_nothing(self, ada, ben, wait):
        talk = make_direct(ada, ben)
        say(ada, talk)
        messaging.read_up_to(ben, talk, 1)
        wait(6)
        assert post() == []
        assert said(ben) == []

    def test_who_has_a_page_open_is_given_half_an_hour(self, ada, ben, wait, line):
        page = line(ben)
        talk = make_direct(ada, ben)
        say(ada, talk)
        for _ in range(6):
            wait(6)
            assert post() == []
        wait(6)
        assert len(post()) == 1
        assert page.is_open

    def test_nobody_is_told_across_a_block(self, ada, ben, wait):
        talk = make_direct(ada, ben)
        say(ada, talk)
        make_block(ben, ada)
        wait(6)
        assert post() == []

    def test_the_words_themselves_stay_in_the_house(self, ada, ben, wait):
        say(ada, make_direct(ada, ben), "My secret plan")
        wait(6)
        (mail,) = post()
        assert "secret" not in mail.body + mail.subject


def test_whose_pitch_is_removed_learns_it_and_why(ada):
    pitch, moderator = make_pitch(ada, "Copied"), make_person("Mo", standing=Standing.MODERATOR)
    pitches.move(moderator, pitch, PitchState.REMOVED, "It is somebody else's script.")
    assert kinds(ada) == ["pitch_removed"]
    assert "Copied was removed" in said(ada)[0]
    assert said(ada)[0].endswith("Their reason: It is somebody else's script.")
