"""Giving notice, by the bell and by mail, and taking note of what was seen."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, update

from app.accounts import queries as accounts
from app.extensions import db
from app.kit import mail as post
from app.kit.actions import action
from app.kit.clock import now
from app.kit.facts import announce
from app.notifications import queries
from app.notifications.facts import NoticeGiven
from app.notifications.models import Notice
from app.people import queries as people
from app.people.models import Person

LONGEST = 400


@action
def tell(
    person: Person,
    kind: str,
    sentence: str,
    target: dict[str, Any],
    about: Person | None = None,
    mail: bool = True,
    words: str = "",
) -> Notice | None:
    """Give notice of something that `person` may see: once, while they have not seen it.

    `target` is the way to it, `{"endpoint", "values"}`; `about` is whose doing it was: nothing is said of
    oneself or across a block. `words` go into the mail alone. Answers with the notice, if one was due.
    """
    if person.left_at is not None or (about and _is_no_news(person, about)):
        return None
    key = key_of(target)
    if any(there.seen_at is None for there in queries.about(person, kind, key)):
        return None
    notice = Notice(
        person_id=person.id,
        about_id=about.id if about else None,
        kind=kind,
        key=key,
        sentence=sentence[:LONGEST],
        target=target,
    )
    db.session.add(notice)
    db.session.flush()
    if mail:
        _mail(person, notice, words)
    announce(NoticeGiven(notice))
    return notice


@action
def take_back(person: Person, kind: str, target: dict[str, Any]) -> None:
    """Take back notices of something that is no longer so, seen or not."""
    same = (Notice.person_id == person.id, Notice.kind == kind, Notice.key == key_of(target))
    db.session.execute(delete(Notice).where(*same))


@action
def open_notice(actor: Person, notice: Notice) -> None:
    """Note that a notice was seen."""
    if notice.person_id == actor.id and notice.seen_at is None:
        notice.seen_at = now()


@action
def see_all(actor: Person) -> None:
    """Note that all notices were seen."""
    unseen = update(Notice).where(Notice.person_id == actor.id, Notice.seen_at.is_(None))
    db.session.execute(unseen.values(seen_at=now()))


def key_of(target: dict[str, Any]) -> str:
    """A target in one word, for comparing: databases cannot compare JSON alike."""
    values = ":".join(f"{name}={value}" for name, value in sorted(target["values"].items()))
    return f"{target['endpoint']}:{values}"[:200]


def _is_no_news(person: Person, about: Person) -> bool:
    return about.id == person.id or people.are_blocked(person, about)


def _mail(person: Person, notice: Notice, words: str) -> None:
    address = accounts.address_of(person)
    if address:
        post.send(address, "notifications/mail/notice.txt", person=person, notice=notice, words=words)
