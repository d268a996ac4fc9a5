"""A small random town, and a plain reading of what a question about it means: slow, and easy to believe."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Any

from app.search.engine.answering import Viewpoint
from app.search.engine.counting import ACTIVE_DAYS, EUROS_A_DAY, YEARS
from app.search.engine.days import FREE, day_number
from app.search.engine.sheets import Entry
from app.search.question import Days, Demand, Filters, Near, Question, RateLimit, Way

TODAY = date(2026, 11, 22)
SAYS = ["gaffer", "spark", "light", "rain", "night", "crane", "tour", "score"]
MANY = ("discipline", "department", "position", "skill", "tool", "language", "city", "country", "format", "genre",
        "union", "authorised", "pay_model", "flag")  # fmt: skip


@dataclass
class Somebody:
    """One of the town, as plain values."""

    id: int
    words: list[str]
    audience: int
    figures: dict[str, int]
    many: dict[str, dict[str, int]] = field(default_factory=dict)
    base: tuple[float, float, int] = (0.0, 0.0, 1)

    def entry(self) -> Entry:
        texts = [[], [], [], self.words]
        figures = {**self.figures, "audience": self.audience}
        return Entry(self.id, f"{self.id:016x}", texts, figures, self.many, {"base": [self.base]})


def somebody(key: int, seed: int = 0) -> Somebody:
    chance = random.Random(f"{seed}-{key}")
    values = {
        name: {str(number): chance.randint(0, 5) for number in chance.sample(range(1, 7), chance.randint(0, 3))}
        for name in MANY
        if name not in ("flag", "union")
    }
    values["union"] = {number: chance.randint(0, 1) for number in chance.sample("123", chance.randint(0, 2))}
    values["flag"] = {"remote": 0} if chance.random() < 0.3 else {}
    public, members = (chance.choice([-1, chance.randrange(10_000, 90_000, 500)]) for _ in range(2))
    figures = {
        "years": chance.randint(0, 25),
        "rate_public": public,
        "rate_members": min((rate for rate in (public, members) if rate >= 0), default=-1),
        "seen_on": chance.choice([-1, day_number(TODAY) - chance.randint(0, 120)]),
        "confirmed_on": chance.choice([-1, day_number(TODAY) - chance.randint(0, 40)]),
        "free_in_a_word": chance.randint(0, 3),
        "verified": chance.randint(0, 1),
        "changed_at": chance.randint(0, 9),
    }
    words = [chance.choice(SAYS) for _ in range(chance.randint(1, 6))]
    place = (50 + chance.random() * 4, 10 + chance.random() * 4, chance.randint(0, 1))
    return Somebody(key, words, chance.choice([0, 0, 1, 2]), figures, values, place)


def some_question(chance: random.Random) -> Question:
    """A question with some words and some filters."""
    ticked: dict[str, Any] = {
        "disciplines": (1, 2),
        "departments": (chance.randint(1, 6),),
        "positions": (3,),
        "skills": ((1, chance.randint(0, 3)), (2, 0)),
        "languages": (("1", chance.randint(0, 4)), ("2", 0)),
        "cities": (1, 5),
        "countries": ("2",),
        "formats": ("1", "2"),
        "genres": ("3",),
        "unions": ("1", "2"),
        "authorised": ("1",),
        "pay_models": ("1", "4"),
        "near": Near("", 52, 12, chance.choice([50, 150]), chance.random() < 0.5),
        "remote": True,
        "rate": RateLimit(chance.randrange(20_000, 90_000, 1_000)),
        "years": chance.randint(1, 20),
        "free": Days(TODAY, TODAY + timedelta(days=3)),
        "verified": True,
        "active_days": chance.choice([7, 30, 90]),
    }
    names = chance.sample(sorted(ticked), chance.randint(0, 3))
    filters = {name: ticked[name] for name in names}
    if "free" in names:
        filters["days_are"] = tuple(chance.sample(["free", "tentative", "unknown", "busy"], 2))
    wanted = tuple(Demand(word, (Way(words=word),)) for word in chance.sample(SAYS, chance.choice([0, 1, 1, 2])))
    unwanted = tuple(Demand(word, (Way(words=word),)) for word in chance.sample(SAYS, chance.choice([0, 0, 1])))
    return Question(wanted, unwanted, Filters(any_skill=chance.random() < 0.5, **filters))


class Oracle:
    """What is true of the town, looked up person by person."""

    def __init__(self, town: list[Somebody], viewpoint: Viewpoint, allowed: set[int]) -> None:
        self.town = [one for one in town if self._seen(one, viewpoint, allowed)]
        self.member = viewpoint.member

    @staticmethod
    def _seen(one: Somebody, viewpoint: Viewpoint, allowed: set[int]) -> bool:
        if one.id in viewpoint.hidden:
            return False
        return one.audience == 0 or (viewpoint.member and (one.audience == 1 or one.id in allowed))

    def matching(self, question: Question, but: str = "") -> list[Somebody]:
        return [one for one in self.town if self._said(one, question) and self._through(one, question.filters, but)]

    def counts(self, question: Question, facet: str, filter: str) -> dict[str, int]:
        """How many have each value, the facet's own filter left out."""
        narrowing = filter == "skills" and not question.filters.any_skill
        found: dict[str, int] = {}
        for one in self.matching(question, "" if narrowing else filter):
            for value in self._values(one, facet, question.filters):
                found[value] = found.get(value, 0) + 1
        return found

    def _said(self, one: Somebody, question: Question) -> bool:
        wanted = all(demand.text in one.words for demand in question.wanted)
        return wanted and not any(demand.text in one.words for demand in question.unwanted)

    def _through(self, one: Somebody, filters: Filters, but: str) -> bool:
        return all(
            check(self, one, filters) for name, check in _CHECKS.items() if name != but and getattr(filters, name)
        )

    def _values(self, one: Somebody, facet: str, filters: Filters) -> list[str]:
        figures = one.figures
        match facet:
            case "years":
                return [least for least in YEARS if figures["years"] >= int(least)]
            case "rate":
                rate = self.rate(one)
                return [most for most in EUROS_A_DAY if 0 <= rate <= int(most) * 100]
            case "active":
                return [days for days in ACTIVE_DAYS if self.active(one, int(days))]
            case "verified":
                return ["yes"] if figures["verified"] else []
            case "remote":
                return ["yes"] if "remote" in one.many["flag"] else []
            case "availability":
                return [self.days(one)] if filters.free else []
            case "union":
                return [value for value, level in one.many["union"].items() if level <= self.member]
        return list(one.many[facet])

    def rate(self, one: Somebody) -> int:
        return one.figures["rate_members" if self.member else "rate_public"]

    @staticmethod
    def active(one: Somebody, days: int) -> bool:
        return one.figures["seen_on"] >= day_number(TODAY) - days

    @staticmethod
    def days(one: Somebody) -> str:
        confirmed, word = one.figures["confirmed_on"], one.figures["free_in_a_word"]
        age = day_number(TODAY) - confirmed
        if confirmed < 0 or age > 30:
            return "unknown"
        if word == FREE and age >= 14:
            return "tentative"
        return ["unknown", "free", "tentative", "busy"][word]

    @staticmethod
    def km(one: Somebody, near: Near) -> float:
        lat, lon, local = one.base
        if near.as_local and not local:
            return float("inf")
        here, there, across = radians(near.lat), radians(lat), radians(lon - near.lon)
        chord = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin(across / 2) ** 2
        return 2 * 6371 * asin(sqrt(chord))

    def skilled(self, one: Somebody, filters: Filters) -> bool:
        known = {**one.many["tool"]}
        for value, level in one.many["skill"].items():
            known[value] = max(level, known.get(value, level))
        met = [str(key) in known and known[str(key)] >= least for key, least in filters.skills]
        return any(met) if filters.any_skill else all(met)


def _any_of(column: str, name: str) -> Any:
    return lambda _, one, filters: any(str(value) in one.many[column] for value in getattr(filters, name))


_CHECKS: dict[str, Any] = {
    "disciplines": _any_of("discipline", "disciplines"),
    "departments": _any_of("department", "departments"),
    "positions": _any_of("position", "positions"),
    "skills": lambda oracle, one, filters: oracle.skilled(one, filters),
    "languages": lambda _, one, filters: any(
        tag in one.many["language"] and one.many["language"][tag] >= least for tag, least in filters.languages
    ),
    "cities": _any_of("city", "cities"),
    "countries": _any_of("country", "countries"),
    "formats": _any_of("format", "formats"),
    "genres": _any_of("genre", "genres"),
    "authorised": _any_of("authorised", "authorised"),
    "pay_models": _any_of("pay_model", "pay_models"),
    "unions": lambda oracle, one, filters: any(
        one.many["union"].get(value, 9) <= oracle.member for value in filters.unions
    ),
    "near": lambda oracle, one, filters: oracle.km(one, filters.near) <= filters.near.km,
    "remote": lambda _, one, filters: "remote" in one.many["flag"],
    "rate": lambda oracle, one, filters: 0 <= oracle.rate(one) <= filters.rate.amount,
    "years": lambda _, one, filters: one.figures["years"] >= filters.years,
    "free": lambda oracle, one, filters: oracle.days(one) in filters.days_are,
    "verified": lambda _, one, filters: one.figures["verified"],
    "active_days": lambda oracle, one, filters: oracle.active(one, filters.active_days),
}
