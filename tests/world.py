"""A small world, one of each thing with everybody around it: built once, and put back as it was at a glance."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, url_for
from flask.testing import FlaskClient
from flask_socketio import SocketIOTestClient
from sqlalchemy import event, insert, select

from app.accounts.actions import begin_session
from app.accounts.models import Claim, Session
from app.accounts.security import COOKIE_KEY
from app.alerts.models import Find
from app.extensions import db, socketio
from app.hiring.models import RoleState
from app.kit import media
from app.kit.clock import now
from app.lists.models import Entry
from app.people.models import Credit, CreditState, Link, Person, PortfolioItem, PortfolioKind, Standing, Visibility
from app.pitches.models import PitchState, PitchVisibility
from app.studios.models import Studio, StudioRole
from app.taxonomy.models import Suggestion, SuggestionKind
from tests.factories import alerts, hiring, lists, messaging, notifications, pitches, studios, taxonomy
from tests.factories.accounts import account_of
from tests.factories.people import make_asking, make_block, make_days, make_person, make_rate, picture_file, save

Values = dict[str, Any]

# Who asks. The blocked are so by the owner; the admin is of the house and has no part in anything else.
PEOPLE = ("nobody", "stranger", "viewer", "recruiter", "owner", "blocked", "admin")
CLAIM_TOKEN = "a-claim-for-somebody-who-was-brought-in"
# Ids and names that nothing has.
ABSENT = {"slug": "no-such-thing", "handle": "no-such-person", "token": "no-such-token"}
NO_ID = 987654321
# What differs between two answers that say the same.
_OF_THE_MOMENT = re.compile(r'nonce" content="[^"]*"|csrf[-_]token"[^>]*>|nonce-[\w-]+')


class World:
    """What there is, as the values of its addresses (`things`), and browsers of those in it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.things: dict[str, Values] = {}
        self.cookies: dict[str, str] = {}
        self.people: dict[str, int] = {}
        self.changed = self._written = False
        with app.app_context():
            _furnish(self)
            db.session.commit()
            self._kept = {table: self._rows(table) for table in db.metadata.sorted_tables}
            self._ears = {"before_cursor_execute": self._note, "commit": self._keep, "rollback": self._forget}
            for name, ear in self._ears.items():
                event.listen(db.engine, name, ear)

    def browser(self, person: str) -> FlaskClient:
        """A browser, signed in as somebody of this world or as nobody."""
        browser = FlaskClient(self.app, self.app.response_class)
        if person != "nobody":
            browser.set_cookie("callboard", self.cookies[person])
        return browser

    def ask(self, person: str, method: str, path: str, **sent: Any) -> Any:
        """One request of somebody's."""
        with self.app.app_context():
            return self.browser(person).open(path, method=method, buffered=True, **sent)

    @contextmanager
    def line(self, person: str) -> Iterator[SocketIOTestClient]:
        """The open line of somebody, who may find it shut."""
        with self.app.app_context():
            held = SocketIOTestClient(self.app, socketio, flask_test_client=self.browser(person))
            yield held
            if held.is_connected():
                held.disconnect()

    def path(self, endpoint: str, thing: str, **changes: Any) -> str:
        """The address of a thing; `crossed:` and `absent:` before its name are somebody else's row, or none's."""
        rule = next(self.app.url_map.iter_rules(endpoint))
        wanted = {name: value for name, value in {**self.things[thing], **changes}.items() if name in rule.arguments}
        with self.app.test_request_context():
            return url_for(endpoint, **wanted)

    def path_to_nothing(self, endpoint: str, thing: str) -> str:
        """The same address with names and ids in it that nothing has."""
        values = self.things[thing]
        absent = {name: ABSENT.get(name, NO_ID if isinstance(value, int) else value) for name, value in values.items()}
        return self.path(endpoint, thing, **absent)

    def row(self, kind: type, key: int) -> Any:
        """A row as it is now."""
        db.session.rollback()
        return db.session.get(kind, key)

    def restore(self) -> None:
        """Put everything back, if anything was changed since."""
        if not self.changed:
            return
        with self.app.app_context():
            self._empty()
            for table, rows in self._kept.items():
                if rows:
                    db.session.execute(insert(table), rows)
            db.session.commit()
        self.changed = False

    def end(self) -> None:
        """Leave an empty house behind."""
        with self.app.app_context():
            for name, ear in self._ears.items():
                event.remove(db.engine, name, ear)
            self._empty()
            db.session.commit()

    def _empty(self) -> None:
        db.session.rollback()
        for table in reversed(db.metadata.sorted_tables):
            db.session.execute(table.delete())

    def _rows(self, table: Any) -> list[Values]:
        return [dict(row) for row in db.session.execute(select(table)).mappings()]

    def _note(self, _: Any, __: Any, statement: str, *___: Any) -> None:
        self._written = self._written or statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE")

    def _keep(self, _: Any) -> None:
        self.changed, self._written = self.changed or self._written, False

    def _forget(self, _: Any) -> None:
        self._written = False


def settled(answer: Any) -> str:
    """An answer without what differs from one moment to the next: nonces and tokens."""
    return _OF_THE_MOMENT.sub("", answer.text)


def _furnish(world: World) -> None:
    people = _people(world)
    _words(world)
    _profile(world, people["owner"])
    _vouching(world, people)
    _pitches(world, people)
    _hiring(world, people, _studios(world, people))
    _talks(world, people)
    _alerts(world, people)
    _lists(world, people)
    make_block(people["owner"], people["blocked"])
    for name in PEOPLE[1:]:
        _sign_in(world, name, people[name])
    session = db.session.scalars(select(Session).where(Session.account == account_of(people["owner"]))).first()
    world.things["session"] = {"key": session.id}


def _people(world: World) -> dict[str, Person]:
    people = {name: make_person(f"{name.capitalize()} Person", city="Berlin") for name in PEOPLE[1:]}
    people["admin"].standing = Standing.ADMIN
    people["rival"] = make_person("Rival Person")
    people["applicant"] = make_person("Applicant Person", positions=["Gaffer"])
    hidden = make_person("Hidden Person", visibility=Visibility.HIDDEN)
    members = make_person("Members Person", visibility=Visibility.MEMBERS)
    unlisted = make_person("Unlisted Person", listed=False)
    brought = make_person("Brought Person")
    brought.claimed_at = None
    digest = hashlib.sha256(CLAIM_TOKEN.encode()).hexdigest()
    save(Claim(person=brought, email="brought@example.org", token_hash=digest, mailed_at=now()))
    for name, person in {**people, "hidden": hidden, "members only": members, "unlisted": unlisted}.items():
        world.things[name] = {"handle": person.handle}
        world.people[name] = person.id
    world.things |= {"-": {}, "claim": {"token": CLAIM_TOKEN}, "false token": {"token": "false"}}
    world.things |= {"file": {"filename": "no-such.css"}, "letter": {"number": 1}, "a kind": {"kind": "positions"}}
    return people


def _words(world: World) -> None:
    taxonomy.make_position("Gaffer", "Chief lighting technician")
    waiting = save(Suggestion(kind=SuggestionKind.POSITION, label="Drone whisperer", folded="drone whisperer"))
    world.things |= {"position": {"slug": "gaffer"}, "suggestion": {"id": waiting.id}}


def _profile(world: World, owner: Person) -> None:
    credit = save(Credit(person_id=owner.id, title="The Long Night", position_label="Gaffer", year=2024))
    piece = save(PortfolioItem(person_id=owner.id, kind=PortfolioKind.REEL, title="Showreel", provider="vimeo"))
    save(PortfolioItem(person_id=owner.id, kind=PortfolioKind.REEL, title="Another", provider="vimeo", sort=1))
    save(Link(person_id=owner.id, url="https://example.org/reel", label="Reel"))
    make_rate(owner)
    picture = save(media.keep(picture_file(64, 48), "A lamp"))
    owner.portrait = picture
    world.things |= {
        "credit": {"key": credit.id},
        "piece": {"key": piece.id, "way": "down"},
        "days": {"key": make_days(owner, 3, 9).id},
        "picture": {"token": picture.token, "width": picture.widths[0]},
        "notice": {"id": notifications.make_notice(owner).id},
    }


def _vouching(world: World, people: dict[str, Person]) -> None:
    owner, viewer = people["owner"], people["viewer"]
    save(Credit(person_id=viewer.id, title="The long night", position_label="Best boy"))
    asked = make_asking(owner, viewer, "Asked Film")
    world.things |= {
        "asked credit": {"key": asked.id},
        "disputed credit": {"key": make_asking(owner, viewer, "Disputed Film", CreditState.DISPUTED).id},
        "viewer's credit": {"key": make_asking(viewer, owner, "Viewer Film").id},
        "blocked's credit": {"key": make_asking(people["blocked"], owner, "Blocked Film").id},
    }


def _pitches(world: World, people: dict[str, Person]) -> None:
    owner, rival = people["owner"], people["rival"]
    public = pitches.make_pitch(owner, "Public Pitch", genres=["Drama"], places=["Berlin"])
    draft = pitches.make_pitch(owner, "Draft Pitch", state=PitchState.DRAFT)
    invited = pitches.make_pitch(owner, "Invited Pitch", visibility=PitchVisibility.INVITED)
    private = pitches.make_pitch(owner, "Private Pitch", visibility=PitchVisibility.PRIVATE)
    archived = pitches.make_pitch(owner, "Archived Pitch", state=PitchState.ARCHIVED)
    members = pitches.make_pitch(owner, "Members Pitch", visibility=PitchVisibility.MEMBERS)
    of_rival = pitches.make_pitch(rival, "Rival Pitch", visibility=PitchVisibility.PRIVATE)
    part = pitches.make_member(public, people["viewer"])
    for other in (private, archived):
        pitches.make_member(other, people["viewer"])
    asked = pitches.make_member(of_rival, owner, joined=False)
    leave, away = (pitches.make_invitation(one, people["recruiter"]) for one in (invited, of_rival))
    named = {"pitch": public, "draft pitch": draft, "invited pitch": invited, "private pitch": private}
    named |= {"archived pitch": archived, "members pitch": members, "rival pitch": of_rival}
    world.things |= {name: {"slug": pitch.slug} for name, pitch in named.items()}
    world.things |= {
        "pitch part": {"slug": public.slug, "key": part.id},
        "crossed pitch part": {"slug": public.slug, "key": asked.id},
        "invitation": {"slug": invited.slug, "key": leave.id},
        "crossed invitation": {"slug": invited.slug, "key": away.id},
    }
    role = hiring.make_role(public, owner, title="Pitch Role")
    hidden = hiring.make_role(draft, owner, title="Hidden Role")
    world.things |= {"pitch role": {"id": role.id}, "role of draft": {"id": hidden.id}}


def _studios(world: World, people: dict[str, Person]) -> dict[str, Any]:
    owner = people["owner"]
    studio, rival = studios.make_studio(owner), studios.make_studio(people["rival"], "Rival Pictures")
    closed = studios.make_studio(owner, "Closed Pictures", closed_at=now())
    part = studios.make_member(studio, people["viewer"])
    studios.make_member(studio, people["recruiter"], StudioRole.RECRUITER)
    asked = studios.make_member(studio, people["applicant"], joined=False)
    asking = studios.make_member(rival, owner, joined=False)
    world.things |= {
        "studio": {"slug": studio.slug},
        "closed studio": {"slug": closed.slug},
        "studio part": {"slug": studio.slug, "id": part.id},
        "asked part": {"slug": studio.slug, "id": asked.id},
        "asked of owner": {"slug": rival.slug, "id": asking.id},
        "crossed studio part": {"slug": studio.slug, "id": asking.id},
    }
    return {"studio": studio, "rival": rival}


def _hiring(world: World, people: dict[str, Person], houses: dict[str, Any]) -> None:
    owner, studio = people["owner"], houses["studio"]
    roles = {
        "role": hiring.make_role(studio, owner, title="Open Role"),
        "paused role": hiring.make_role(studio, owner, state=RoleState.PAUSED),
        "closed role": hiring.make_role(studio, owner, state=RoleState.CLOSED),
        "draft role": hiring.make_role(studio, owner, state=RoleState.DRAFT, title="Draft Role"),
        "rival role": hiring.make_role(houses["rival"], people["rival"], title="Rival Role"),
    }
    sent = {
        "application": hiring.make_application(roles["role"], people["applicant"]),
        "blocked's application": hiring.make_application(roles["role"], people["blocked"]),
        "own application": hiring.make_application(roles["rival role"], owner),
    }
    world.things |= {name: {"id": row.id} for name, row in {**roles, **sent}.items()}


def _talks(world: World, people: dict[str, Person]) -> None:
    owner, viewer = people["owner"], people["viewer"]
    talk, shut = messaging.make_direct(owner, viewer), messaging.make_direct(owner, people["blocked"])
    others = messaging.make_conversation(people["rival"], people["applicant"])
    said = {
        "message": messaging.say(owner, talk),
        "viewer's message": messaging.say(viewer, talk),
        "shut message": messaging.say(owner, shut),
        "others' message": messaging.say(people["rival"], others),
    }
    named = {"conversation": talk, "shut conversation": shut, "others' conversation": others}
    world.things |= {name: {"id": row.id} for name, row in {**named, **said}.items()}


def _alerts(world: World, people: dict[str, Person]) -> None:
    studio = db.session.scalars(select(Studio).where(Studio.slug == world.things["studio"]["slug"])).one()
    saved = alerts.make_saved(people["owner"], studio=studio)
    watch = alerts.make_watch(saved, people["owner"], round=1)
    save(Find(watch_id=watch.id, thing_id=people["viewer"].id, round=1))
    world.things |= {"saved search": {"id": saved.id}, "found": {"id": saved.id, "number": 1}}


def _lists(world: World, people: dict[str, Person]) -> None:
    owner, viewer = people["owner"], people["viewer"]
    studio = db.session.scalar(select(Studio).where(Studio.slug == world.things["studio"]["slug"]))
    of = {
        "list": lists.make_list(owner, viewer, people["admin"], people["applicant"]),
        "studio list": lists.make_list(studio, people["admin"], people["applicant"], name="Ours"),
        "archived list": lists.make_list(owner, viewer, name="Old", archived_at=now()),
        "rival list": lists.make_list(people["rival"], viewer, name="Theirs"),
    }
    for name, shortlist in of.items():
        entry = db.session.scalars(select(Entry).where(Entry.shortlist_id == shortlist.id)).first()
        world.things[name] = {"id": shortlist.id}
        world.things[f"{name}'s entry"] = {"id": shortlist.id, "key": entry.id, "way": "down"}
    hidden = lists.put(of["list"], people["blocked"])
    world.things["blocked entry"] = {"id": of["list"].id, "key": hidden.id, "way": "up"}
    crossed = world.things["rival list's entry"]["key"]
    world.things["crossed entry"] = {"id": of["list"].id, "key": crossed, "way": "up"}


def _sign_in(world: World, name: str, person: Person) -> None:
    account = account_of(person)
    browser = FlaskClient(world.app, world.app.response_class)
    token = begin_session(account, "a test")
    with browser.session_transaction() as kept:
        kept["_user_id"], kept["_fresh"], kept[COOKIE_KEY] = account.fs_uniquifier, True, token
    world.cookies[name] = browser.get_cookie("callboard").value
