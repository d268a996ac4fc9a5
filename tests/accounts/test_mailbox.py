"""The mailbox of a development set-up."""

from __future__ import annotations

import os

import pytest
from flask_mailman import EmailMessage
from flask_mailman.backends.file import EmailBackend

from app.accounts.mailbox import MOST, letter, letters


@pytest.fixture
def folder(app, tmp_path, monkeypatch):
    for name, value in {
        "ENV": "development",
        "MAIL_BACKEND": "file",
        "MAIL_FILE_PATH": str(tmp_path),
    }.items():
        monkeypatch.setitem(app.config, name, value)
    return tmp_path


def write(app, folder, subject, body, age=0):
    before = set(folder.iterdir())
    backend = EmailBackend(file_path=str(folder), mailman=app.extensions["mailman"])
    backend.send_messages([EmailMessage(subject, body, "us@example.org", ["you@example.org"], connection=backend)])
    [file] = set(folder.iterdir()) - before
    os.utime(file, (1_700_000_000 - age, 1_700_000_000 - age))


def test_mails_are_listed_newest_first_and_keep_their_numbers(app, folder):
    write(app, folder, "Old", "one", age=60)
    write(app, folder, "New", "two")
    assert [(mail.number, mail.subject) for mail in letters(folder)] == [(2, "New"), (1, "Old")]
    assert letter(folder, 1).body.strip() == "one"
    assert letter(folder, 3) is None


def test_two_hundred_are_listed_at_most(folder):
    for number in range(MOST + 5):
        (folder / f"{number:04}.log").write_text(f"Subject: {number}\nTo: a@example.org\n\nhello\n")
    found = letters(folder)
    assert len(found) == MOST
    assert found[0].number == MOST + 5


def test_the_page_shows_a_mail_with_links_to_follow(app, folder, visit):
    write(
        app,
        folder,
        "Confirm <b>now</b>",
        "Grüße\n\nhttp://127.0.0.1:8000/confirm/abc.def\n\n<script>no</script>",
    )
    page = visit(None).get("/mailbox").text
    assert "Confirm &lt;b&gt;now" in page
    page = visit(None).get("/mailbox/1").text
    assert 'href="http://127.0.0.1:8000/confirm/abc.def"' in page
    assert "Grüße" in page
    assert "<script>no" not in page
    assert visit(None).get("/mailbox/2").status_code == 404


def test_a_long_link_stays_whole(app, folder):
    link = "http://127.0.0.1:8000/reset/" + "x" * 300
    write(app, folder, "Reset", f"Here:\n\n{link}\n")
    assert link in letter(folder, 1).body


def test_it_is_offered_around_signing_in(folder, visit):
    assert "/mailbox" in visit(None).get("/sign-in").text
    assert "/mailbox" in visit(None).get("/mailed").text


@pytest.mark.parametrize(("name", "value"), [("ENV", "production"), ("MAIL_BACKEND", "smtp")])
def test_elsewhere_there_is_no_such_page(app, folder, visit, monkeypatch, name, value):
    monkeypatch.setitem(app.config, name, value)
    assert visit(None).get("/mailbox").status_code == 404
    assert visit(None).get("/mailbox/1").status_code == 404
    assert "/mailbox" not in visit(None).get("/sign-in").text
