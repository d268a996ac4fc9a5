"""Work to look at and listen to."""

from __future__ import annotations

from typing import IO

from app.extensions import db
from app.kit import media
from app.kit.actions import action
from app.kit.errors import NotNow
from app.people import queries
from app.people.actions.changes import changed
from app.people.embeds import Embed
from app.people.models import Person, PortfolioItem, PortfolioKind

MOST_ITEMS = 30


@action
def add_picture(person: Person, stream: IO[bytes], *, title: str, my_role: str, alt: str) -> PortfolioItem:
    """Show a picture. Raises `Malformed` if the file is none, `NotNow` beyond 30 pieces."""
    _has_room(person)
    picture = media.keep(stream, alt)
    return _add(person, PortfolioItem(kind=PortfolioKind.PICTURE, title=title, my_role=my_role, picture=picture))


@action
def add_reel(person: Person, embed: Embed, *, title: str, my_role: str) -> PortfolioItem:
    """Show a reel that lies at a listed provider. Raises `NotNow` beyond 30 pieces."""
    _has_room(person)
    item = PortfolioItem(
        kind=PortfolioKind.REEL,
        title=title,
        my_role=my_role,
        provider=embed.provider,
        page_url=embed.page,
        embed_url=embed.player,
    )
    return _add(person, item)


@action
def change_item(person: Person, key: int, *, title: str, my_role: str, alt: str = "") -> None:
    """Say anew what a piece is, and what one did on it."""
    item = queries.own_item(person, key)
    item.title, item.my_role = title, my_role
    if item.picture:
        item.picture.alt = alt
    changed(person)


@action
def move_item(person: Person, key: int, steps: int) -> None:
    """Move a piece up (-1) or down (1). At the end of the list it stays."""
    order = sorted(person.portfolio, key=lambda item: (item.sort, item.id))
    place = order.index(queries.own_item(person, key))
    order.insert(max(0, place + steps), order.pop(place))
    for number, item in enumerate(order):
        item.sort = number
    changed(person)


@action
def remove_item(person: Person, key: int) -> None:
    """Take a piece out; its files go with it."""
    item = queries.own_item(person, key)
    picture = item.picture
    person.portfolio.remove(item)
    db.session.flush()
    if picture:
        media.drop(picture)
    changed(person)


def _has_room(person: Person) -> None:
    if len(person.portfolio) >= MOST_ITEMS:
        raise NotNow(f"{MOST_ITEMS} pieces are kept at most. Please remove one first.")


def _add(person: Person, item: PortfolioItem) -> PortfolioItem:
    item.sort = max((other.sort for other in person.portfolio), default=-1) + 1
    person.portfolio.append(item)
    changed(person)
    return item
