"""The house rules, as far as a machine can tell. docs/architecture.md gives the reasons."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import DOORS, FLOORS
from app.extensions import Base

ROOT = Path(__file__).resolve().parents[1]
APP = ROOT / "app"
STAIRS = ("models", "facts", "policy", "queries", "actions", "forms")
RULES = ("models", "facts", "policy", "queries", "actions")
WEB = ("flask", "flask_login", "flask_wtf", "wtforms", "flask_socketio", "werkzeug")
NO_NAMES = {"utils", "helpers", "common", "misc", "base"}
KNOWS = {
    "whoosh": ["app/search/"],
    "flask_socketio": ["app/extensions.py", "app/kit/live.py", "app/accounts/live.py"],
    "socketio": ["app/kit/live.py", "app/kit/porter.py"],
    "engineio": ["app/kit/live.py", "app/kit/porter.py"],
    "flask_mailman": ["app/extensions.py", "app/kit/mail.py"],
    "smtplib": ["app/kit/mail.py"],
    "PIL": ["app/kit/media.py", "app/home/town/"],
    "reportlab": ["app/kit/paper.py"],
    "nh3": ["app/kit/text.py"],
    "flask_security": ["app/extensions.py", "app/accounts/"],
    "whoosh.index": ["app/search/index.py"],
}


def modules() -> list[Path]:
    return sorted(APP.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a module imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def floor_of(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "app" and parts[1] in FLOORS else None


def room_of(name: str) -> str:
    parts = name.split(".")
    return parts[2] if len(parts) > 2 else ""


def broken(rule: str, found: list[str]) -> None:
    assert not found, f"{rule}:\n  " + "\n  ".join(sorted(set(found)))


def test_a_floor_imports_only_the_floors_below_it():
    found = []
    for path in modules():
        here = floor_of(name_of(path))
        for line, name in imports(path):
            there = floor_of(name)
            if here and there and FLOORS.index(there) > FLOORS.index(here):
                found.append(f"{path.relative_to(ROOT)}:{line}: {here} must not know {there}")
    broken("A floor knows only the floors below it", found)


def test_kit_and_extensions_know_no_floor():
    found = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in [*(APP / "kit").rglob("*.py"), APP / "extensions.py"]
        for line, name in imports(path)
        if floor_of(name)
    ]
    broken("The tools know nothing of the trade", found)


def test_inside_a_floor_the_stairs_go_one_way():
    found = []
    for path in modules():
        name = name_of(path)
        here, room = floor_of(name), room_of(name)
        if here is None or room not in STAIRS:
            continue
        for line, other in imports(path):
            there = room_of(other)
            up = there in DOORS or (there in STAIRS and STAIRS.index(there) > STAIRS.index(room))
            if floor_of(other) == here and up:
                found.append(f"{path.relative_to(ROOT)}:{line}: {room} must not know {there}")
    broken("Rooms know only the rooms before them", found)


def test_rules_know_no_web():
    found = []
    for path in modules():
        name = name_of(path)
        if floor_of(name) and room_of(name) in RULES:
            found += [
                f"{path.relative_to(ROOT)}:{line}: {other}"
                for line, other in imports(path)
                if other.split(".")[0] in WEB
            ]
    broken("Models, facts, policy, queries and actions know no web", found)


def test_doors_touch_no_database_session():
    found = []
    for path in modules():
        name = name_of(path)
        if floor_of(name) and room_of(name) in ("views", "api", "live", "commands"):
            found += [
                f"{path.relative_to(ROOT)}:{line}: {other}"
                for line, other in imports(path)
                if other.split(".")[0] == "sqlalchemy" or other == "app.extensions.db"
            ]
    broken("Doors are thin", found)


def test_only_the_kit_commits():
    found = [
        str(path.relative_to(ROOT))
        for path in modules()
        if re.search(r"session\.commit\(\)", path.read_text()) and path != APP / "kit" / "actions.py"
    ]
    broken("Only kit/actions.py commits", found)


def test_one_place_knows_each_foreign_thing():
    found = []
    for path in modules():
        where = path.relative_to(ROOT).as_posix()
        for line, name in imports(path):
            for foreign, places in KNOWS.items():
                known = any(where.startswith(place) for place in places)
                if (name == foreign or name.startswith(f"{foreign}.")) and not known:
                    found.append(f"{where}:{line}: {name}")
    broken("One place knows each foreign thing", found)


def test_nothing_is_imported_inside_a_function():
    found = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found += [
                    f"{path.relative_to(ROOT)}:{inner.lineno}"
                    for inner in ast.walk(node)
                    if isinstance(inner, ast.Import | ast.ImportFrom)
                ]
    broken("No import hides in a function", found)


def test_no_drawer_is_called_utils():
    broken("A module says what it is for", [str(path) for path in modules() if path.stem in NO_NAMES])


def test_every_room_says_what_it_is():
    silent = [str(path.relative_to(ROOT)) for path in modules() if not ast.get_docstring(ast.parse(path.read_text()))]
    broken("Every module has a docstring", silent)


@pytest.mark.parametrize(("folder", "most"), [("app", 300), ("tests", 450)])
def test_a_module_fits_in_the_head(folder: str, most: int):
    long = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path in (ROOT / folder).rglob("*.py")
        if (count := len(path.read_text().splitlines())) > most
    ]
    broken(f"A module has at most {most} lines", long)


def test_a_function_fits_on_the_screen():
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length} lines"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and (length := (node.end_lineno or 0) - node.lineno + 1) > 45
    ]
    broken("A function has at most 45 lines", long)


def test_relationships_point_down():
    """`Pitch.owner` is there, `Person.pitches` is not."""
    found = []
    for mapper in Base.registry.mappers:
        here = floor_of(mapper.class_.__module__)
        for relation in mapper.relationships:
            there = floor_of(relation.mapper.class_.__module__)
            if here and there and FLOORS.index(there) > FLOORS.index(here):
                found.append(f"{mapper.class_.__name__}.{relation.key} points up to {there}")
    broken("Relationships point down", found)


def test_the_picture_in_the_docs_is_the_order_in_the_code():
    picture = (ROOT / "docs" / "architecture.md").read_text().split("```")[1]
    drawn = [words[0] for line in picture.splitlines() if (words := line.split()) and words[0] in FLOORS]
    assert drawn == list(reversed(FLOORS))
