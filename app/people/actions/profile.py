"""Who somebody is: name, handle, words about themselves, face, pages elsewhere."""

from __future__ import annotations

from typing import IO, Any

from app.extensions import db
from app.kit import media
from app.kit.actions import action
from app.kit.clock import now
from app.kit.errors import NotNow
from app.kit.facts import announce
from app.people import handles, queries
from app.people.actions.changes import changed, replace
from app.people.facts import PersonIntroduced
from app.people.models import Link, Person

MOST_LINKS = 12


@action
def introduce(name: str) -> Person:
    """Bring a person into the house, under a handle made from their name, seen by nobody yet."""
    handle = handles.made_from(name, queries.handle_taken)
    person = Person(name=name, handle=handle, claimed_at=now())
    db.session.add(person)
    db.session.flush()
    announce(PersonIntroduced(person))
    return person


@action
def describe(
    person: Person,
    *,
    name: str,
    handle: str,
    pronouns: str,
    headline: str,
    bio: str,
    links: list[dict[str, Any]],
) -> None:
    """Say who one is. Raises `NotNow` if somebody else has the handle."""
    person.name, person.pronouns, person.headline, person.bio = name, pronouns, headline, bio
    go_by(person, handle)
    replace(person, "links", [Link(url=link["url"], label=link["label"]) for link in links[:MOST_LINKS]])
    changed(person)


@action
def set_portrait(person: Person, stream: IO[bytes], alt: str = "") -> None:
    """Show a face. Raises `Malformed` with a sentence if the file is no picture."""
    before, person.portrait = person.portrait, media.keep(stream, alt)
    _forget(before)
    changed(person)


@action
def remove_portrait(person: Person) -> None:
    """Go back to the monogram."""
    before, person.portrait = person.portrait, None
    _forget(before)
    changed(person)


def go_by(person: Person, handle: str) -> None:
    """Take another handle. The old one is not kept. Raises `NotNow` if somebody else has it."""
    if handle == person.handle:
        return
    if queries.handle_taken(handle):
        raise NotNow("Somebody has this handle already. Please choose another.")
    person.handle = handle


def _forget(picture: media.Picture | None) -> None:
    if picture is not None:
        db.session.flush()
        media.drop(picture)
