"""Operators' commands: people from a directory, accounts by hand."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from app.accounts import queries
from app.accounts.models import Claim
from app.extensions import db
from app.people.models import Person
from tests.factories.accounts import account_of, link_in, post


@pytest.fixture
def run(app):
    return lambda *words: app.test_cli_runner().invoke(args=list(words))


@pytest.fixture
def written(tmp_path):
    """Write a directory: `written(row, b"raw line")`."""

    def write(*lines, end=b"\n", begin=b""):
        raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
        file = tmp_path / "people.jsonl"
        file.write_bytes(begin + end.join(raw) + end)
        return str(file)

    return write


def row(number=1, **said):
    return {"handle": f"mona-{number}", "name": f"Mona {number}", **said}


def handles():
    db.session.rollback()
    return sorted(db.session.scalars(select(Person.handle)))


def test_people_come_in_and_a_second_time_changes_nothing(run, written):
    file = written(row(1), row(2, skills=["Rigging"]))
    done = run("people", "import", file)
    assert done.exit_code == 0, done.output
    assert "2 brought in, 0 updated, 0 unchanged, 0 left to their owners, 0 refused." in done.output
    assert "0 brought in, 0 updated, 2 unchanged" in run("people", "import", file).output
    assert "0 brought in, 1 updated, 1 unchanged" in run("people", "import", written(row(1), row(2))).output
    assert handles() == ["mona-1", "mona-2"]


def test_bad_lines_are_said_by_number_and_stop_nothing(run, written):
    file = written(
        row(1),
        b"{not json",
        b"[]",
        row(2, name=7),
        row(1),
        row(3, email="mona at home"),
        row(4, handle="admin"),
        b'{"handle": "mona-5", "name": "\xff"}',
        b'{"handle": "mona-6", "name": "M", "lat": NaN, "lon": 1}',
        b'{"handle": "mona-7", "name": "' + b"x" * 5_000_000 + b'"}',
        b"",
        row(8),
    )
    done = run("people", "import", file)
    assert done.exit_code == 0
    assert re.findall(r"^line (\d+):", done.output, re.MULTILINE) == [
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "10",
    ]
    assert "line 5: mona-1 stands on line 1 already" in done.output
    assert "line 6: email is no address" in done.output
    assert "2 brought in" in done.output
    assert "9 refused" in done.output
    assert handles() == ["mona-1", "mona-8"]


def test_other_ends_of_line_and_a_mark_at_the_beginning_are_taken(run, written):
    run("people", "import", written(row(1), row(2), end=b"\r\n", begin=b"\xef\xbb\xbf"))
    assert handles() == ["mona-1", "mona-2"]


def test_a_file_of_which_nothing_can_be_read_fails(run, written):
    assert run("people", "import", written(b"<xml>")).exit_code == 1
    assert run("people", "import", "/nowhere.jsonl").exit_code == 2
    assert run("people", "import", written()).exit_code == 0


def test_more_than_a_batch_comes_in(run, written):
    done = run("people", "import", written(*(row(number) for number in range(1, 1203))))
    assert "1,202 brought in" in done.output
    assert db.session.scalar(select(func.count()).select_from(Person)) == 1202


def test_claims_wait_until_they_are_mailed(run, written, visit):
    done = run("people", "import", written(row(1, email="Mona@Example.org"), row(2)))
    assert "1 claims wait" in done.output
    assert post() == []
    assert "No claims wait" in run("people", "mail-claims").output
    [mail] = post()
    assert mail.to == ["mona@example.org"]
    assert "Mona 1" in visit(None).get(link_in(mail)).text
    assert run("people", "mail-claims").exit_code == 0
    assert post() == []


def test_claims_are_mailed_at_once_when_asked_for(run, written):
    file = written(row(1, email="mona@example.org"))
    assert "wait" not in run("people", "import", file, "--mail").output
    assert len(post()) == 1
    run("people", "import", file, "--mail")
    assert post() == []


def test_a_new_address_in_the_directory_gets_a_link_of_its_own(run, written, visit):
    run("people", "import", written(row(1, email="old@example.org")), "--mail")
    [old] = post()
    run("people", "import", written(row(1, email="new@example.org")), "--mail")
    [new] = post()
    assert new.to == ["new@example.org"]
    assert visit(None).get(link_in(old)).status_code == 404
    assert visit(None).get(link_in(new)).status_code == 200


def test_who_agreed_to_be_listed_is_seen_and_not_mailed(run, written, visit):
    run("people", "import", written(row(1, email="mona@example.org")), "--public", "--mail")
    assert "No claims wait" in run("people", "mail-claims").output
    assert post() == []
    assert db.session.scalar(select(Person)).listed_at


def test_addresses_with_an_account_get_no_claim(ada, run, written):
    email = account_of(ada).email
    run("people", "import", written(row(1, email=email)), "--mail")
    assert post() == []
    assert db.session.scalar(select(Claim)) is None


def test_whoever_claimed_is_left_alone_and_this_is_said(run, written, visit):
    run("people", "import", written(row(1, email="mona@example.org")), "--mail")
    [mail] = post()
    visit(None).post(link_in(mail), data={"password": "seven boats at low tide", "listed": "y"})
    done = run("people", "import", written(row(1, name="Vandal", email="thief@example.org")), "--mail", "--public")
    assert "line 1: mona-1 has an owner and was left alone" in done.output
    assert "1 left to their owners" in done.output
    assert post() == []
    assert db.session.scalar(select(Person)).name == "Mona 1"


def test_an_admin_is_made_by_handle(ada, run):
    assert run("accounts", "make-admin", "@ada-lindqvist").exit_code == 0
    db.session.rollback()
    assert ada.is_admin
    assert run("accounts", "make-admin", "nobody").exit_code == 1


def test_an_account_is_opened_with_a_link_for_its_password(run, visit, sign_in):
    done = run("accounts", "open", "Olga Petrova", "Olga@example.org")
    assert done.exit_code == 0, done.output
    link = urlsplit(re.search(r"http\S+", done.output).group()).path
    assert sign_in("olga@example.org", "")[1].status_code == 422
    assert visit(None).post(link, data={"password": "nine owls on a fence"}).status_code == 303
    assert sign_in("olga@example.org", "nine owls on a fence")[1].status_code == 303
    assert queries.by_email("olga@example.org").person.handle == "olga-petrova"


@pytest.mark.parametrize("email", ["nonsense", "ada-lindqvist@example.org"])
def test_no_second_account_and_no_address_that_is_none(ada, run, email):
    account_of(ada)
    done = run("accounts", "open", "Somebody", email)
    assert done.exit_code == 1
    assert "Error" in done.output
