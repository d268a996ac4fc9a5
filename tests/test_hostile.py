"""What nobody means well: odd values in every field of every form, odd addresses, odd bodies, foreign fields."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from html import escape
from urllib.parse import urlencode

import pytest
from flask import Flask

from app.accounts.models import Account
from app.extensions import db
from app.hiring.models import Application, Role
from app.people.models import Credit, Person
from app.pitches.models import Pitch
from app.search import indexing
from app.studios.models import Studio, StudioMember
from tests.authority import DOORS, EVENTS, FORMS, PAYLOADS, lines
from tests.pages import Page, PageForm
from tests.world import World

TABLE = lines(DOORS)
ASKERS = ("owner", "admin", "viewer", "nobody")
MARKUP = [
    "'\"><img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "{{7*7}}${7*7}",
    "' OR 1=1; DROP TABLE x; --",
]
UNREADABLE = [
    "a\x00\x07b",
    "\u202egnp.exe\u200b",
    "\ud800",
    b"\xff\xfe\xc3(",
    "a\r\nSet-Cookie: x=1",
    "e" + "\u0301" * 60,
]
NUMBERS = ["NaN", "-Infinity", "1e309", "1e400000", "-1", "9999999999999", str(2**63), "9" * 5000, "\u0663", "\u00b2"]
DAYS = ["2026-02-30", "9999-12-31", "0001-01-01", "0000-00-00", "2030-06-01T00:00"]
ADDRESSES = ["http://[::1", "javascript:alert(1)", "https://a.b:99999/", "../../etc/passwd", "%s%n{0}%00"]
RUNNING = [
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)//https://a.b",
    "data:text/html,<script>",
    "vbscript:x",
    "//evil.example",
]
RUNNING += [
    "https://a@evil.example/",
    'https://a.b/"onclick="x',
    "https://a.b/ x",
    "java\tscript:x",
    "file:///etc/passwd",
]
LARGE = ["x" * 20_000, ",".join(f"t{number}" for number in range(10_000)), "\n".join(["ab"] * 5000)]
# What a whole form is filled with at once.
EVERYWHERE = ["", "   ", MARKUP[0], *UNREADABLE[2:4], str(2**63), "9" * 5000, DAYS[1], ADDRESSES[0], *LARGE]
# What is tried in one field alone, while the rest of the form is good: by the kind of field.
ALONE = {
    "number": ["   ", *NUMBERS[2:5], *NUMBERS[6:8], NUMBERS[9]],
    "date": DAYS[:3],
    "text": ["   ", MARKUP[0], UNREADABLE[0], UNREADABLE[2], str(2**63)],
    "": ["   ", MARKUP[0]],
}
# What else a form asks for, where its page leaves it empty.
VALID = {
    "address": "https://vimeo.com/12345", "body": "Hello", "email": "x@example.org", "handle": "viewer-person",
    "headline": "A line", "name": "A name", "position": "Gaffer", "base": "Berlin", "title": "A title",
    "starts_on": "2030-01-01", "last_day": "2030-01-02",
}  # fmt: skip
# Doors whose form stands on no page of this world: behind a mailed link, beside a second session, or for a word
# that is a skill.
UNSEEN = {"security.reset_password", "security.confirm_email", "accounts.end_session", "accounts.end_other_sessions"}
UNSEEN |= {"taxonomy.restore", "taxonomy.settle_as_skill", "home.still_free"}
UNSAFE = sorted({line.door for line in TABLE if line.is_unsafe} - UNSEEN)


@pytest.fixture(scope="module")
def built(app: Flask) -> Iterator[World]:
    world = World(app)
    with app.app_context():
        indexing.rebuild()
        home = indexing.index().home
    before, app.config["PROPAGATE_EXCEPTIONS"] = app.config.get("PROPAGATE_EXCEPTIONS"), False
    yield world
    app.config["PROPAGATE_EXCEPTIONS"] = before
    shutil.rmtree(home)
    world.end()


@pytest.fixture(autouse=True)
def house() -> None:
    """Instead of the house that is emptied after each test: this one is put back as it was."""


@pytest.fixture
def world(built: World) -> Iterator[World]:
    yield built
    built.restore()


@pytest.fixture(scope="module")
def forms(built: World) -> dict[str, tuple[str, PageForm]]:
    """The forms that stand on any page, by the endpoint they are sent to, and who sees them."""
    found: dict[str, tuple[str, PageForm]] = {}
    doors = built.app.url_map.bind("localhost")
    for line in TABLE:
        for person in ASKERS:
            if line.is_unsafe or line.answers[person] != "200":
                continue
            path = built.path(line.door, line.thing)
            answer = built.ask(person, "GET", path)
            built.restore()
            for form in Page(answer.text).forms if "html" in answer.content_type else []:
                form.action = form.action or path
                endpoint = doors.match(form.action.split("?")[0], "POST")[0]
                if endpoint not in found or len(form.fields) > len(found[endpoint][1].fields):
                    found[endpoint] = (person, form)
    return found


def filled(endpoint: str, form: PageForm) -> dict[str, list[object]]:
    """What a browser would send after somebody has typed what is needed."""
    typed = {name: [VALID[name]] for name in form.fields if name in VALID and not form.sent.get(name, [""])[0]}
    wanted = {name: [value] for name, value in FORMS.get(endpoint, {}).items()}
    return {name: value for name, value in {**form.sent, **typed, **wanted}.items() if name != "csrf_token"}


def send(world: World, person: str, path: str, sent: dict[str, list[object]]) -> object:
    world.restore()
    body = urlencode([(name, value) for name, values in sent.items() for value in values], errors="surrogatepass")
    return world.ask(person, "POST", path, data=body, content_type="application/x-www-form-urlencoded")


def judge(world: World, answer: object, bait: object = "") -> None:
    """Whatever was sent, it was taken, or refused in words."""
    assert answer.status_code < 500
    assert "Set-Cookie: x=1" not in str(answer.headers)
    if answer.status_code >= 400:
        assert not world.changed, "a refusal has changed something"
    if answer.status_code == 422:
        assert 'role="alert"' in answer.text or "field__error" in answer.text, "refused without a word"


def test_every_form_is_found(forms):
    assert sorted(forms) == UNSAFE


@pytest.mark.parametrize("endpoint", UNSAFE)
def test_a_form_full_of_nonsense_is_refused_or_kept(world, forms, endpoint):
    person, form = forms[endpoint]
    for bait in EVERYWHERE if form.fields else ():
        judge(world, send(world, person, form.action, {name: [bait] for name in form.fields}))


@pytest.mark.parametrize("endpoint", UNSAFE)
def test_nonsense_in_one_field_is_refused_or_kept(world, forms, endpoint):
    person, form = forms[endpoint]
    good = filled(endpoint, form)
    for name in form.fields:
        kind = {"input": "text", "textarea": "text", "url": "text", "email": "text"}.get(
            form.kinds[name], form.kinds[name]
        )
        for bait in ALONE.get(kind, ALONE[""]):
            answer = send(world, person, form.action, {**good, name: [bait]})
            judge(world, answer)
            if bait == MARKUP[0]:
                assert MARKUP[0] not in answer.text
            if answer.status_code == 422 and bait == MARKUP[0] and kind == "text":
                assert shown(bait) in answer.text.lower(), f"what was typed into {name} is lost"


@pytest.mark.parametrize(
    ("endpoint", "name"),
    [
        ("people.edit", "links-0-url"),
        ("people.edit_credits", "url"),
        ("people.welcome_you", "url"),
        ("people.add_reel", "address"),
        ("studios.new", "website"),
    ],
)
def test_an_address_that_runs_or_misleads_is_refused(world, forms, endpoint, name):
    person, form = forms[endpoint]
    good = {**filled(endpoint, form), "handle": ["owner-person"]}
    for address in RUNNING:
        answer = send(world, person, form.action, {**good, name: [address]})
        assert (answer.status_code, world.changed) == (422, False), address


def test_no_field_for_an_address_is_forgotten(forms):
    found = {name for _, form in forms.values() for name in form.fields if re.search(r"url|site|address|link", name)}
    assert found == {"links-0-url", "links-0-label", "url", "address", "website"}


def shown(text: str) -> str:
    return escape(text).replace("&#x27;", "&#39;").replace("&quot;", "&#34;").lower()


@pytest.mark.parametrize("endpoint", UNSAFE)
def test_a_form_with_gaps_or_said_twice_is_refused_or_kept(world, forms, endpoint):
    person, form = forms[endpoint]
    good = filled(endpoint, form)
    for name in form.fields:
        judge(world, send(world, person, form.action, {key: value for key, value in good.items() if key != name}))
    judge(world, send(world, person, form.action, {name: [*value, "b", "c"] for name, value in good.items()}))
    judge(world, send(world, person, form.action, {f"{name}[]": value for name, value in good.items()}))


@pytest.mark.parametrize("endpoint", UNSAFE)
def test_a_body_that_is_no_form_is_refused_or_kept(world, forms, endpoint):
    person, form = forms[endpoint]
    good = {name: str(value[0]) for name, value in filled(endpoint, form).items()}
    bodies = [
        (json.dumps(good), "text/plain"),
        (json.dumps(good), "application/json"),
        ("[" * 5000, "application/json"),
        (b"\xff" * 1000, "multipart/form-data; boundary=x"),
        ("a=" * 2000, "application/x-www-form-urlencoded; charset=utf-7"),
    ]
    for body, kind in bodies:
        world.restore()
        judge(world, world.ask(person, "POST", form.action, data=body, content_type=kind))


@pytest.mark.parametrize(
    "endpoint", [endpoint for endpoint in UNSAFE if endpoint in ("pitches.new", "people.edit_work")]
)
def test_what_is_too_large_is_not_read(world, forms, endpoint):
    person, form = forms[endpoint]
    name = form.fields[0]
    assert send(world, person, form.action, {name: ["x" * 1_000_000]}).status_code == 413
    parts = {f"field{number}": "x" for number in range(3000)}
    answer = world.ask(person, "POST", form.action, data=parts, content_type="multipart/form-data")
    assert answer.status_code == 413
    for prefix in ("field", "needs-", "positions-", "skills-", "places-"):
        many = {f"{prefix}{number}-label": ["x"] for number in range(5000)}
        judge(world, send(world, person, form.action, {**filled(endpoint, form), **many}))


@pytest.mark.parametrize("endpoint", UNSAFE)
def test_a_file_that_is_none_is_refused(world, forms, endpoint):
    person, form = forms[endpoint]
    good = {name: value for name, value in filled(endpoint, form).items() if value}
    for name in form.files:
        for content, called in [
            (b"<svg onload=alert(1)>", "../../x.svg"),
            (b"", "x.png"),
            (b"\x89PNG\r\n", "x\x00.png"),
        ]:
            world.restore()
            file = (io.BytesIO(content), called, "image/png")
            answer = world.ask(
                person, "POST", form.action, data={**good, name: file}, content_type="multipart/form-data"
            )
            judge(world, answer)
            assert answer.status_code in (400, 422)


# Foreign fields

FOREIGN = {
    "id": "1", "standing": "admin", "is_admin": "1", "person_id": "1", "owner_id": "1", "applicant_id": "1",
    "studio_id": "2", "pitch_id": "1", "posted_by_id": "1", "listed_at": "2020-01-01", "claimed_at": "",
    "left_at": "2020-01-01", "email": "x@example.org", "password": "another password here", "active": "",
    "confirmed_at": "", "fs_uniquifier": "x", "state": "accepted", "slug": "mine", "joined_at": "2020-01-01",
    "closed_at": "2020-01-01", "published_at": "2020-01-01", "role": "owner", "decided_at": "2020-01-01",
    "created_at": "2020-01-01", "updated_at": "2020-01-01", "seen_at": "2020-01-01", "brought_in_as": "x",
    "kept_aside": "{}", "picture_id": "1", "portrait_id": "1", "city_id": "1", "opened_at": "2020-01-01",
    "conversation_id": "1", "sort": "9",
}  # fmt: skip
GUARDED = {
    Person: {
        "id",
        "standing",
        "listed_at",
        "claimed_at",
        "left_at",
        "brought_in_as",
        "kept_aside",
        "portrait_id",
        "created_at",
    },
    Account: {"id", "email", "password", "active", "confirmed_at", "fs_uniquifier", "person_id"},
    Pitch: {"id", "owner_id", "slug", "state", "published_at", "picture_id", "created_at"},
    Studio: {"id", "slug", "closed_at", "picture_id", "city_id", "created_at"},
    StudioMember: {"id", "studio_id", "person_id", "role", "joined_at", "left_at"},
    Role: {"id", "studio_id", "pitch_id", "posted_by_id", "state", "opened_at", "city_id", "created_at"},
    Application: {"id", "role_id", "applicant_id", "state", "decided_at", "conversation_id", "created_at"},
    Credit: {"id", "person_id", "sort"},
}
WRITERS = ["people.edit", "people.edit_work", "people.edit_places", "people.edit_credit", "people.edit_piece"]
WRITERS += [
    "people.edit_privacy",
    "people.welcome_place",
    "pitches.edit",
    "studios.edit",
    "hiring.edit",
    "messaging.post",
]


@pytest.mark.parametrize("endpoint", WRITERS)
def test_foreign_fields_change_nothing(world, forms, endpoint):
    person, form = forms[endpoint]
    before = guarded(world)
    good = filled(endpoint, form)
    foreign = {name: [value] for name, value in FOREIGN.items() if name not in form.kinds}
    if endpoint == "studios.edit":
        good["name"], good["kind"] = ["Northlight Pictures"], ["production_company"]
    answer = send(world, person, form.action, {**good, **foreign})
    assert answer.status_code == 303
    assert world.changed, "nothing was kept, so nothing was tried"
    assert guarded(world) == before


def guarded(world: World) -> dict[str, list[dict[str, object]]]:
    """The columns that are nobody's to type, of every row that was there."""
    with world.app.app_context():
        return {
            kind.__name__: [
                {name: getattr(row, name) for name in names}
                for row in db.session.scalars(db.select(kind).order_by(kind.id))
            ]
            for kind, names in GUARDED.items()
        }


# Addresses

ASKED = [
    "page=-1", "page=0", "page=99999999999999999999", "page=abc", "page=1&page=2", "limit=-1",
    "limit=99999999999999999999", "after=-1", "before=x", "after=99999999999999999999999", "after=%C2%B2",
    "kind=nothing", "kind=person&kind=role", "q=%00", "q=%ED%A0%80", "q=%FF%FE", "q=%E2%80%AE", "q=((((((((",
    "q=*", "q=%22", "q=AND+OR+NOT", "q=id:1", "q=gaffer^9", "q=[a+TO", "q=--", "q=~", "q=a+NEAR/9+b", "q[]=x",
    "state=x", "stage=+++", "format=x", "pay=+++", "department=x", "place=%25", "position=%27", "studio=%0a",
    "next=//evil.example", "email=%3Cscript%3E",
]  # fmt: skip
ASKED += ["q=" + "a+b" * 2000, "q=" + "x" * 8000]
READING = {line.door: line for line in TABLE if line.answers["owner"] == "200" and not line.is_unsafe}


@pytest.mark.parametrize("line", READING.values(), ids=str)
def test_whatever_an_address_asks_for_it_is_answered(world, line):
    path = world.path(line.door, line.thing)
    lists = line.door.endswith((".index", ".mine", ".people", ".complete", ".messages", ".of_role", ".queue"))
    for query in ASKED if lists else ("page=abc&q=%FF", "page=-1&before=x&after=x&q=%ED%A0%80"):
        answer = world.ask("owner", "GET", f"{path}?{query}")
        assert answer.status_code in (200, 400, 422), query


ODD_NAMES = ["%00", "%ED%A0%80", "%2e%2e%2f", "x" * 5000, "<script>", "%0d%0aX:y"]
NAMED = {(line.door, line.method): line for line in TABLE if line.thing != "-" and line.door != "static"}


@pytest.mark.parametrize("line", NAMED.values(), ids=str)
def test_a_thing_with_an_impossible_name_is_not_there(world, line):
    here, form = world.path(line.door, line.thing), FORMS.get(line.door) if line.is_unsafe else None
    for name, value in world.things[line.thing].items():
        if isinstance(value, int):
            paths = [world.path(line.door, line.thing, **{name: odd}) for odd in (0, 2**53 - 1, 2**64)]
        else:
            paths = [here.replace(f"/{value}", f"/{odd}", 1) for odd in ODD_NAMES]
        for path in paths:
            status = world.ask("owner", line.method, path, data=form).status_code
            assert status in (200, 303, 308, 400, 403, 404, 405, 422), path
            world.restore()


# The open line

PAYLOAD_BAIT = [None, "", [], {}, True, 1.5, -1, 2**53, 2**64, "1", ["1"], {"a": 1}, "\ud800", "x" * 30_000, "\x00"]


@pytest.mark.parametrize("event", sorted({line.door for line in lines(EVENTS)}))
def test_whatever_is_said_over_the_line_it_is_answered(world, event):
    good = {"conversation": world.things["conversation"]["id"], **PAYLOADS.get(event, {})}
    with world.line("owner") as held:
        for name in good:
            for bait in PAYLOAD_BAIT:
                answer = held.emit(event, {**good, name: bait}, callback=True)
                assert answer.get("status", 200) < 500, (name, bait)
        for bait in PAYLOAD_BAIT:
            assert held.emit(event, bait, callback=True).get("status", 200) < 500
        assert held.emit(event, good, good, callback=True)["ok"] is False
