"""The numbers beside the names of places, "3 unread": asked of the database together, since every page shows them."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Integer, ScalarSelect, Select, bindparam, select

from app.extensions import db

# Whose numbers they are: filled in when a page asks.
VIEWER = bindparam("viewer", type_=Integer)
_offered: dict[str, ScalarSelect[int]] = {}


def offer(name: str, count: ScalarSelect[int]) -> None:
    """Have every page of a member (by the id `VIEWER`) know `count` as `name`."""
    _offered[name] = count
    _question.cache_clear()


def shown_to(viewer: int | None) -> dict[str, int]:
    """All numbers by name; nobody's are nought."""
    if viewer is None or not _offered:
        return dict.fromkeys(_offered, 0)
    counted = db.session.connection().execute(_question(), {"viewer": viewer}).one()
    return {name: int(count) for name, count in zip(_offered, counted, strict=True)}


@cache
def _question() -> Select[*tuple[int, ...]]:
    return select(*(count.label(name) for name, count in _offered.items()))
