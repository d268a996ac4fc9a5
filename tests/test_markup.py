"""What is written into the house comes out as text, on every page that shows it, and never as part of the page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import String, Text, select

from app.accounts.models import Session
from app.extensions import db
from app.hiring.models import Application, Role, RoleSkill
from app.kit.clock import now
from app.kit.media import Picture
from app.messaging.models import Conversation, Message
from app.notifications.models import Notice
from app.people.models import (
    AvailabilityBlock,
    Credit,
    Link,
    Person,
    PersonBase,
    PersonPosition,
    PersonSkill,
    PortfolioItem,
    RateCard,
)
from app.pitches.models import Pitch, PitchNeed, PitchPlace, TeamMember
from app.search import indexing
from app.studios.models import Studio, StudioMember
from app.taxonomy.models import Position, PositionAlias, Suggestion
from tests.authority import DOORS, lines
from tests.factories.people import save
from tests.pages import Page
from tests.world import World

# Each would leave an element `bait`, an attribute `bait`, a handler or an address that runs, if it were believed.
PAYLOADS = [
    "<bait>",
    "<script>bait()</script>",
    '"><bait x="',
    "'><bait x='",
    '" bait="1" x="',
    "' bait='1' onfocus='bait()",
    "<img src=x onerror=bait()>",
    "<svg onload=bait()><a bait>",
    "javascript:bait()//",
    "[x](javascript:bait()) ![x](x) <bait>",
    "</textarea></title></style><bait>",
    "{{ 7*7 }}${7*7}<!--<bait>--><bait",
]
# Columns that are no words of anybody's: addresses of our own, states, tags of languages.
NOT_TYPED = {
    "slug", "handle", "token", "token_hash", "key", "client_id", "brought_in_as", "folded", "codes", "sources", "outcome",  # noqa: E501
    "timezone", "country_code", "currency", "region", "provider", "embed_url", "page_url", "url", "website",
    "kind", "line", "availability_word",
}  # fmt: skip
WRITTEN = (
    Application, AvailabilityBlock, Conversation, Credit, Link, Message, Notice, Person, PersonBase, PersonPosition,
    PersonSkill, Picture, Pitch, PitchNeed, PitchPlace, PortfolioItem, Position, PositionAlias, RateCard, Role,
    RoleSkill, Session, Studio, StudioMember, Suggestion, TeamMember,
)  # fmt: skip
# Addresses of pages elsewhere; which ones are taken at all is asked in test_hostile.py.
ADDRESSES = {Link: "url", Credit: "url", Studio: "website", PortfolioItem: "page_url"}
PAGES = [line for line in lines(DOORS) if line.method == "GET" and line.door not in ("people.picture", "healthz")]


@pytest.fixture(scope="module")
def world(app: Flask) -> Iterator[World]:
    """A world in which people have written every payload wherever they can write anything."""
    world = World(app)
    with app.app_context():
        _add_rows(world)
        for kind in WRITTEN:
            _write(kind)
        db.session.commit()
        indexing.rebuild()
        home = indexing.index().home
    yield world
    shutil.rmtree(home)
    world.end()


@pytest.fixture(autouse=True)
def house() -> None:
    """Instead of the house that is emptied after each test."""


def _add_rows(world: World) -> None:
    """One row for each payload, of the kinds that a page shows many of."""
    owner, role = world.people["owner"], db.session.get(Role, world.things["role"]["id"])
    for number, _ in enumerate(PAYLOADS):
        save(Credit(person_id=owner, title="x"))
        save(Link(person_id=owner, url="https://example.org", label="x"))
        save(PersonSkill(person_id=owner, label="x"))
        save(PersonPosition(person_id=owner, label="x"))
        save(RoleSkill(role_id=role.id, label="x"))
        save(PitchNeed(pitch_id=db.session.scalar(select(Pitch.id)), label="x", note="x"))
        save(PitchPlace(pitch_id=db.session.scalar(select(Pitch.id)), label="x"))
        talk = world.things["conversation"]["id"]
        save(
            Message(
                conversation_id=talk,
                seq=number + 3,
                author_id=owner,
                client_id=f"payload{number}",
                body="x",
                posted_at=now(),
            )
        )
        save(Notice(person_id=owner, kind="test", sentence="x", target={"endpoint": "home.index", "values": {}}))
    db.session.get(Conversation, talk).last_seq = len(PAYLOADS) + 2
    db.session.commit()


def _write(kind: type) -> None:
    columns = [column for column in kind.__table__.columns if type(column.type) in (String, Text)]
    for number, row in enumerate(db.session.scalars(select(kind).order_by(kind.id))):
        for place, column in enumerate(columns):
            if column.name in NOT_TYPED:
                continue
            everything = "\n\n".join(PAYLOADS) if isinstance(column.type, Text) else ""
            setattr(row, column.name, everything or PAYLOADS[(number + place) % len(PAYLOADS)][: column.type.length])
        if kind in ADDRESSES:
            setattr(row, ADDRESSES[kind], f"https://example.org/'bait='1'onclick='bait()?{number}&bait=<bait>")


@pytest.mark.parametrize("line", PAGES, ids=str)
def test_what_was_written_stays_text(world, line):
    readers = [person for person in ("owner", "viewer", "admin", "nobody") if line.answers[person] == "200"]
    for person in {*readers[:1], *readers[-1:]}:
        answer = world.ask(person, "GET", world.path(line.door, line.thing))
        assert answer.status_code == 200
        if "html" in answer.content_type:
            harmless(answer.text)
        elif answer.is_json:
            for html in said_in(answer.json, "html"):
                harmless(html)


@pytest.mark.parametrize("path", ["/search?q=%s", "/roles?q=%s", "/sign-in?next=%s", "/reset?email=%s", "/%s"])
def test_what_an_address_says_stays_text(world, path):
    for payload, person in product(PAYLOADS, ("nobody", "owner")):
        with world.app.app_context():
            asked = path.replace("%s", quote(payload, safe=""))
            harmless(world.browser(person).get(asked, follow_redirects=True).text)


def test_the_payloads_are_shown(world):
    """Or else nothing above has tried anything."""
    shown = {
        "people.show": "owner", "pitches.show": "pitch", "studios.show": "studio", "hiring.show": "role",
        "hiring.application": "application", "messaging.show": "conversation", "notifications.index": "-",
        "messaging.index": "-", "people.index": "-", "pitches.index": "-", "hiring.index": "-", "studios.index": "-",
        "search.index": "-", "taxonomy.queue": "-", "hiring.of_role": "role", "people.edit": "-",
        "studios.team": "studio",
    }  # fmt: skip
    for door, thing in shown.items():
        answer = world.ask("admin" if door == "taxonomy.queue" else "owner", "GET", world.path(door, thing))
        assert "&lt;bait" in answer.text, door


@pytest.mark.parametrize(
    "page",
    ["<p><bait>", "<p bait=1>", "<p onclick=x>", "<script>x</script>", "<a href=' JavaScript:x'>", "<base href=/>"],
)
def test_what_is_no_text_is_seen(page):
    with pytest.raises(AssertionError):
        harmless(page)


def harmless(html: str) -> None:
    """No element, attribute, handler or address of a page comes from what somebody wrote."""
    for tag, attributes in Page(html).elements:
        assert tag != "bait"
        assert "bait" not in attributes
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
        assert tag not in ("object", "embed", "base", "foreignobject"), (tag, attributes)
        if tag == "script":
            assert (attributes.get("src") or "").startswith("/static/"), attributes
        for name in ("href", "src", "action", "formaction", "srcset", "data-src", "xlink:href"):
            address = (attributes.get(name) or "").strip().lower()
            assert not address.startswith(("javascript:", "data:text", "vbscript:")), (tag, attributes)


def said_in(value: Any, name: str) -> Iterator[str]:
    """Every text called `name` in an answer of JSON."""
    if isinstance(value, dict):
        yield from (inner for key, inner in value.items() if key == name and isinstance(inner, str))
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from said_in(inner, name)
