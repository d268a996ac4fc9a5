"""Bringing the data files into the tables: as often as one likes, and never over an administrator's hand."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select

from app.extensions import Base, db
from app.kit.actions import action
from app.kit.database import insert_into
from app.kit.facts import announce
from app.kit.text import fold
from app.taxonomy.actions import new_edition
from app.taxonomy.facts import WordsChanged
from app.taxonomy.models import (
    Ambiguity,
    City,
    CityName,
    DataCredit,
    Department,
    Discipline,
    Format,
    Genre,
    LoadedFile,
    Position,
    PositionAlias,
    Skill,
    SkillKind,
)

DATA = Path(__file__).parent / "data"
AT_ONCE = 500

Row = dict[str, str]
_TOOL_KINDS = {"software": SkillKind.SOFTWARE}


def load(folder: Path = DATA) -> dict[str, int]:
    """Bring every file that changed since the last time into the tables; answers with the rows of each."""
    return {
        name: read for name, bring_in in _FILES.items() if (read := _load_file(folder / name, bring_in)) is not None
    }


@action
def _load_file(path: Path, bring_in: Callable[[list[Row]], None]) -> int | None:
    fingerprint = hashlib.sha256(path.read_bytes()).hexdigest()
    if _is_loaded(path.name, fingerprint):
        return None
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    bring_in(rows)
    _put(LoadedFile, [{"name": path.name, "fingerprint": fingerprint}], ["name"])
    new_edition()
    announce(WordsChanged())
    return len(rows)


def _is_loaded(name: str, fingerprint: str) -> bool:
    return db.session.scalar(select(LoadedFile.fingerprint).where(LoadedFile.name == name)) == fingerprint


def _disciplines(rows: list[Row]) -> None:
    _put(Discipline, [{"slug": r["slug"], "name": r["name"], "sort": int(r["sort"])} for r in rows], ["slug"])


def _departments(rows: list[Row]) -> None:
    home = _ids(Discipline)
    _put(
        Department,
        [
            {
                "slug": r["slug"],
                "name": r["name"],
                "discipline_id": home[r["discipline"]],
                "sort": int(r["sort"]),
            }
            for r in rows
        ],
        ["slug"],
    )


def _positions(rows: list[Row]) -> None:
    department = _ids(Department)
    _put(
        Position,
        [
            {
                "slug": r["slug"],
                "name": r["name"],
                "folded": fold(r["name"]),
                "department_id": department[r["department"]],
                "line": r["line"] or "none",
                "seniority": int(r["seniority"] or 3),
                "also_in": _parts(r["also_in"]),
                "codes": r["codes"],
                "sources": r["sources"],
            }
            for r in rows
        ],
        ["slug"],
        only_if=Position.edited_at.is_(None),
    )


def _aliases(rows: list[Row]) -> None:
    ours = select(Position.slug, Position.id).where(Position.edited_at.is_(None))
    untouched: dict[str, int] = dict(db.session.execute(ours).all())
    db.session.execute(
        delete(PositionAlias).where(
            PositionAlias.edited_at.is_(None), PositionAlias.position_id.in_(list(untouched.values()))
        )
    )
    _put(
        PositionAlias,
        [
            {
                "position_id": untouched[r["position"]],
                "label": r["label"],
                "folded": fold(r["label"]),
                "kind": r["kind"],
                "region": r["region"],
                "sources": r["sources"],
            }
            for r in rows
            if r["position"] in untouched
        ],
        ["position_id", "folded"],
        only_if=PositionAlias.edited_at.is_(None),
    )


def _ambiguous(rows: list[Row]) -> None:
    db.session.execute(delete(Ambiguity))
    _put(
        Ambiguity,
        [
            {
                "label": r["label"],
                "folded": fold(r["label"]),
                "question": r["question"],
                "position_slugs": _parts(r["positions"]),
            }
            for r in rows
        ],
        ["folded"],
    )


def _skills(rows: list[Row]) -> None:
    _put_skills((r, SkillKind(r["kind"]) if r["kind"] in set(SkillKind) else SkillKind.CRAFT, "") for r in rows)


def _tools(rows: list[Row]) -> None:
    _put_skills((r, _TOOL_KINDS.get(r["kind"], SkillKind.EQUIPMENT), r["vendor"]) for r in rows)


def _instruments(rows: list[Row]) -> None:
    _put_skills((r, SkillKind.INSTRUMENT, r.get("family", "")) for r in rows)


def _put_skills(rows: Iterator[tuple[Row, SkillKind, str]]) -> None:
    _put(
        Skill,
        [
            {
                "slug": r["slug"],
                "name": r["name"],
                "folded": fold(r["name"]),
                "kind": kind,
                "detail": detail,
                "aliases": _parts(r.get("aliases", "")),
                "sources": r.get("sources") or "CB",
            }
            for r, kind, detail in rows
        ],
        ["slug", "kind"],
    )


def _formats(rows: list[Row]) -> None:
    _put(
        Format,
        [{"slug": r["slug"], "name": r["name"], "field": r["field"], "sort": n} for n, r in enumerate(rows)],
        ["slug"],
    )


def _genres(rows: list[Row]) -> None:
    _put(Genre, [{"slug": r["slug"], "name": r["name"], "field": r["field"]} for r in rows], ["slug"])


def _cities(rows: list[Row]) -> None:
    _put(City, [_city(r) for r in rows], ["id"])
    db.session.execute(delete(CityName))
    names = [
        {"city_id": int(r["geonameid"]), "folded": name}
        for r in rows
        for name in dict.fromkeys(fold(label)[:120] for label in (r["name"], r["ascii_name"], *_parts(r["alt_names"])))
        if name
    ]
    _name_cities(names)
    # What else they are called went with the rest, so that file is read again.
    db.session.execute(delete(LoadedFile).where(LoadedFile.name == "city_names.csv"))


def _more_city_names(rows: list[Row]) -> None:
    known = set(db.session.scalars(select(City.id)))
    called = ((int(r["geonameid"]), fold(label)) for r in rows for label in _parts(r["also_called"]))
    _name_cities([{"city_id": key, "folded": name} for key, name in dict.fromkeys(called) if name and key in known])


def _name_cities(names: list[dict[str, Any]]) -> None:
    for start in range(0, len(names), AT_ONCE):
        db.session.execute(insert_into(CityName), names[start : start + AT_ONCE])


def _city(r: Row) -> dict[str, Any]:
    return {
        "id": int(r["geonameid"]),
        "name": r["name"],
        "folded": fold(r["name"]),
        "country_code": r["country_code"],
        "admin1": r["admin1"],
        "lat": float(r["lat"]),
        "lon": float(r["lon"]),
        "timezone": r["timezone"],
        "population": int(r["population"] or 0),
        "other_names": _parts(r["alt_names"]),
    }


def _credits(rows: list[Row]) -> None:
    db.session.execute(delete(DataCredit))
    _put(
        DataCredit,
        [
            {
                "code": r["id"],
                "name": r["name"],
                "version": r["version"],
                "licence": r["licence"],
                "sentence": r["credit_sentence"],
                "sort": n,
            }
            for n, r in enumerate(rows)
        ],
        ["code"],
    )


_FILES: dict[str, Callable[[list[Row]], None]] = {
    "disciplines.csv": _disciplines,
    "departments.csv": _departments,
    "positions.csv": _positions,
    "aliases.csv": _aliases,
    "ambiguous.csv": _ambiguous,
    "skills.csv": _skills,
    "tools.csv": _tools,
    "instruments.csv": _instruments,
    "formats.csv": _formats,
    "genres.csv": _genres,
    "cities.csv": _cities,
    "city_names.csv": _more_city_names,
    "credits.csv": _credits,
}


def _put(table: type[Base], rows: list[dict[str, Any]], key: list[str], *, only_if: Any = None) -> None:
    """Insert rows, or bring those with the same `key` up to date (where `only_if` holds)."""
    kept = {tuple(row[column] for column in key): row for row in rows}
    unique = list(kept.values())
    insert = insert_into(table)
    fresh = {column: insert.excluded[column] for column in (unique[0] if unique else {}) if column not in key}
    again = (
        insert.on_conflict_do_update(index_elements=key, set_=fresh, where=only_if)
        if fresh
        else (insert.on_conflict_do_nothing(index_elements=key))
    )
    for start in range(0, len(unique), AT_ONCE):
        db.session.execute(again, unique[start : start + AT_ONCE])


def _ids(table: Any) -> dict[str, int]:
    return dict(db.session.execute(select(table.slug, table.id)).all())


def _parts(joined: str) -> list[str]:
    return [part.strip() for part in joined.split("|") if part.strip()]
