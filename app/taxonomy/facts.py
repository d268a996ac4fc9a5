"""What happens to the trade's words."""

from __future__ import annotations

from dataclasses import dataclass

from app.taxonomy.models import Suggestion, SuggestionKind


@dataclass(frozen=True)
class WordsChanged:
    """Positions or their names changed: what was found by them must be read again."""


@dataclass(frozen=True)
class WordSettled:
    """A word that members had typed now means a position or a skill; or it never will (both ids are empty)."""

    kind: SuggestionKind
    folded: str
    position_id: int | None = None
    skill_id: int | None = None
    suggestion: Suggestion | None = None
