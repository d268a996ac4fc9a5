"""The mailbox of a development set-up: mails are files in a folder, and a page shows them."""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

MOST = 200
LARGEST = 1_000_000


@dataclass(frozen=True)
class Letter:
    """One mail as it was written."""

    number: int
    to: str
    subject: str
    written_at: datetime
    body: str


def letters(folder: Path) -> list[Letter]:
    """The mails in `folder`, the newest first, 200 at most. `number` counts from the first one written."""
    files = sorted(folder.glob("*.log"), key=lambda file: (file.stat().st_mtime_ns, file.name))
    numbered = list(enumerate(files, start=1))[-MOST:]
    return [_read(number, file) for number, file in reversed(numbered)]


def letter(folder: Path, number: int) -> Letter | None:
    """The mail of this number, or nothing."""
    return next((found for found in letters(folder) if found.number == number), None)


def _read(number: int, file: Path) -> Letter:
    # The file backend rules off each mail with a line of hyphens, which is none of its text.
    raw = file.read_bytes()[:LARGEST].rstrip().removesuffix(b"-" * 79)
    mail = email.message_from_bytes(raw, _class=EmailMessage, policy=email.policy.default)
    text = mail.get_body(("plain",))
    return Letter(
        number=number,
        to=str(mail["To"] or ""),
        subject=str(mail["Subject"] or ""),
        written_at=datetime.fromtimestamp(file.stat().st_mtime, UTC),
        body=text.get_content() if text else "",
    )
