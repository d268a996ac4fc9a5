"""Asking for the trade's words. They are the same for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from babel import Locale
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.extensions import db
from app.kit.errors import Missing
from app.kit.pages import Page, page_of
from app.kit.text import fold
from app.taxonomy.countries import complete_country
from app.taxonomy.lexicon import Completer, Word, lexicon, squash
from app.taxonomy.models import (
    Ambiguity,
    City,
    DataCredit,
    Department,
    Discipline,
    Format,
    Genre,
    Position,
    PositionAlias,
    Skill,
    Suggestion,
)
from app.taxonomy.unions import complete_union

Row = TypeVar("Row", Position, City)

LANGUAGES: dict[str, str] = {
    code: name for code, name in sorted(Locale("en").languages.items()) if len(code) == 2 or code in ("yue", "fil")
}
_languages = Completer([Word(name, code, 1, fold(name)) for code, name in LANGUAGES.items()])
# Words that no administrator changes.
_FIXED = {"languages": _languages.complete, "countries": complete_country, "unions": complete_union}


def meanings(label: str) -> list[Position]:
    """The positions that `label` may mean: one, several to choose from, or none."""
    return _in_order(Position, lexicon().meanings(squash(label)))


def position_named(label: str) -> Position | None:
    """The position that `label` names, exactly or by another of its names. None if unknown or ambiguous."""
    found = meanings(label)
    return found[0] if len(found) == 1 else None


def question_about(label: str) -> str | None:
    """What to ask when `label` is ambiguous: "AD: assistant director or art director?"."""
    known = lexicon().ambiguous.get(squash(label))
    return known[0] if known else None


def skill_named(label: str) -> Skill | None:
    """The skill, tool or instrument with this name."""
    keys = lexicon().skills.get(squash(label), [])
    return db.session.get(Skill, keys[0]) if keys else None


def city_named(text: str) -> City | None:
    """The city meant by "Berlin", "Berlin, DE" or "Berlin, Germany": of several, the largest."""
    name, _, country = text.rpartition(",") if "," in text else (text, "", "")
    cities = _in_order(City, lexicon().cities.get(squash(name), []))
    wanted = _country_codes(country)
    return next((city for city in cities if not wanted or city.country_code in wanted), None)


def complete(kind: str, typed: str) -> list[dict[str, str]]:
    """How `typed` may go on, at most eight ways. Raises `Missing` for a kind that has no words."""
    if kind in _FIXED:
        return _FIXED[kind](typed)
    completer = lexicon().completer(kind)
    if completer is None:
        raise Missing
    return completer.complete(typed)


def disciplines() -> Sequence[Discipline]:
    return db.session.scalars(select(Discipline).order_by(Discipline.sort)).all()


def departments() -> Sequence[Department]:
    return db.session.scalars(select(Department).order_by(Department.sort, Department.name)).all()


def formats() -> Sequence[Format]:
    return db.session.scalars(select(Format).order_by(Format.sort, Format.name)).all()


def genres() -> Sequence[Genre]:
    return db.session.scalars(select(Genre).order_by(Genre.name)).all()


def credits() -> Sequence[DataCredit]:
    """The sources of all this, in the order of the data file."""
    return db.session.scalars(select(DataCredit).order_by(DataCredit.sort)).all()


def positions(words: str = "", department: str = "", number: int = 1) -> Page[Position]:
    """A page of positions for their editor, by a part of any of their names."""
    found = select(Position).options(selectinload(Position.aliases)).join(Department)
    if words:
        part = f"%{fold(words)}%"
        also = select(PositionAlias.position_id).where(PositionAlias.folded.like(part))
        found = found.where(Position.folded.like(part) | Position.id.in_(also))
    if department:
        found = found.where(Department.slug == department)
    return page_of(found.order_by(Department.sort, Position.name), number, 50)


def position(slug: str) -> Position:
    """The position of this slug. Raises `Missing`."""
    found = db.session.scalar(select(Position).where(Position.slug == slug))
    if found is None:
        raise Missing
    return found


def ambiguities() -> Sequence[Ambiguity]:
    return db.session.scalars(select(Ambiguity).order_by(Ambiguity.label)).all()


def queue(number: int = 1) -> Page[Suggestion]:
    """What members typed and nobody has settled yet, the most wanted first."""
    waiting = select(Suggestion).where(Suggestion.settled_at.is_(None))
    return page_of(waiting.order_by(Suggestion.times.desc(), Suggestion.id), number, 50)


def suggestion(key: int) -> Suggestion:
    """One suggestion. Raises `Missing`."""
    found = db.session.get(Suggestion, key)
    if found is None:
        raise Missing
    return found


def _in_order(kind: type[Row], keys: list[int]) -> list[Row]:
    if not keys:
        return []
    found = {row.id: row for row in db.session.scalars(select(kind).where(kind.id.in_(keys)))}
    return [found[key] for key in keys if key in found]


def _country_codes(country: str) -> set[str]:
    wanted = fold(country)
    if not wanted:
        return set()
    names = Locale("en").territories
    return {code for code, name in names.items() if len(code) == 2 and wanted in (fold(name), fold(code))} | {
        wanted.upper()
    }
