"""Search engines under one small interface: the same words, weights and questions for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from app.search.engine.shelf import WEIGHTS
from benchmarks.roster import Profile

TOP = 20
# Where a profile's texts stand, in everybody's index, and what a word there weighs.
TEXTS = {"name": "name", "headline": "headline", "called": "skills", "words": "bio"}
FIELDS = tuple(TEXTS)
BOOSTS = WEIGHTS
Counts = list[tuple[str, int]]


@dataclass(frozen=True)
class Reply:
    """What an engine says: ids best first, and what else it was made to count."""

    ids: list[int]
    total: int | None = None
    facets: dict[str, Counts] = field(default_factory=dict)


class Engine(Protocol):
    """One engine over its own folder."""

    name: str

    def build(self, profiles: Iterable[Profile]) -> None: ...

    def open(self) -> None: ...

    def ask(self, kind: str, query: dict[str, Any]) -> Reply: ...

    def update(self, profiles: list[Profile]) -> None: ...


def texts_of(profile: Profile) -> dict[str, str]:
    """The texts of a profile by field."""
    parts = {field: profile[part] for field, part in TEXTS.items()}
    return {field: " ".join(part) if isinstance(part, list) else part for field, part in parts.items()}


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
