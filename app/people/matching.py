"""What the words of a directory mean: all lookups in memory, for thousands of people come at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.taxonomy.lexicon import Lexicon, lexicon, squash
from app.taxonomy.models import City, Department, Position, Skill, SuggestionKind

MOST_SUGGESTED = 500


@dataclass
class Matcher:
    """Positions, skills and cities by their names. `unknown` gathers what the taxonomy lacks."""

    book: Lexicon
    disciplines: dict[int, int]
    kinds: dict[int, str]
    cities: dict[int, City]
    unknown: set[tuple[SuggestionKind, str]] = field(default_factory=set)
    suggested: set[tuple[SuggestionKind, str]] = field(default_factory=set)
    _squashed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def ready(cls) -> Matcher:
        """A matcher for the words as they are now."""
        of_position = select(Position.id, Department.discipline_id).join(Department)
        return cls(
            book=lexicon(),
            disciplines=dict(db.session.execute(of_position).all()),
            kinds={key: str(kind) for key, kind in db.session.execute(select(Skill.id, Skill.kind))},
            cities={row.id: row for row in db.session.execute(_places())},  # type: ignore[misc]
        )

    def position(self, label: str) -> int | None:
        """The position that `label` names. None if it is unknown or may mean several."""
        name = self._squash(label)
        keys = self.book.meanings(name)
        if len(keys) == 1:
            return keys[0]
        self._miss(SuggestionKind.POSITION, label)
        return None

    def skill(self, label: str, kind: str) -> tuple[int | None, str]:
        """The skill of this name, of this kind if there are several, and its kind."""
        keys = self.book.skills.get(self._squash(label), [])
        if not keys:
            self._miss(SuggestionKind.SKILL, label)
            return None, kind
        key = next((key for key in keys if self.kinds.get(key) == kind), keys[0])
        return key, self.kinds.get(key, kind)

    def place(self, base: dict[str, Any]) -> dict[str, Any]:
        """A base with its city, and what the city knows where the directory says nothing."""
        city = self.cities.get(base["city_id"] or 0) or self._city_called(base["name"], base["country_code"])
        if city is None:
            return {**base, "city_id": None}
        known = {name: getattr(city, name) for name in ("name", "country_code", "timezone")}
        placed = base["lat"] is not None
        return {
            **{name: base[name] or value for name, value in known.items()},
            "city_id": city.id,
            "lat": base["lat"] if placed else city.lat,
            "lon": base["lon"] if placed else city.lon,
        }

    def _city_called(self, name: str, country: str) -> City | None:
        found = (self.cities[key] for key in self.book.cities.get(self._squash(name), []) if key in self.cities)
        return next((city for city in found if country in ("", city.country_code)), None)

    def _squash(self, label: str) -> str:
        if label not in self._squashed:
            self._squashed[label] = squash(label)
        return self._squashed[label]

    def _miss(self, kind: SuggestionKind, label: str) -> None:
        # A bad file must not bury the administrators' queue.
        if len(self.unknown) < MOST_SUGGESTED:
            self.unknown.add((kind, label))


def _places() -> Any:
    return select(City.id, City.name, City.country_code, City.lat, City.lon, City.timezone)
