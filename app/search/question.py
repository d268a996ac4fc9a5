"""What is asked of the index: demands, filters, an order. Made from what somebody typed and ticked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Sort(StrEnum):
    """The orders in which people can be shown."""

    RELEVANCE = "relevance"
    DISTANCE = "distance"
    RATE = "rate"
    AVAILABILITY = "availability"
    YEARS = "years"
    ACTIVE = "active"


@dataclass(frozen=True)
class Way:
    """One way to meet a demand: a key ("p12" a position, "s5" a skill, "c295" a city, "d3" a department) or words.

    Any column of the engine may be a key: "flag:remote", "language:de", "genre:drama". Several words stand in a row;
    a word that ends in "*" is the beginning of one. `weight` is 1 for just what was said and less for what is only
    related to it: at most 0.64, so that just the position comes before a related one.
    """

    key: str = ""
    words: str = ""
    weight: float = 1.0


@dataclass(frozen=True)
class Demand:
    """One thing that must be met, by any of its ways; the best of them counts.

    `text` is what was typed, `said` how it was understood ("Director of Photography"), for the chip; `kindred`: jobs
    much like it are among its ways.
    """

    text: str
    ways: tuple[Way, ...]
    said: str = ""
    quoted: bool = False
    kindred: bool = False

    @property
    def is_position(self) -> bool:
        """Whether this asks for a job: what people are looked for by, before place and tools."""
        return any(way.key.startswith("p") for way in self.ways)


@dataclass(frozen=True)
class Near:
    """Within `km` of a point; `name` is the place's, for the chip."""

    name: str
    lat: float
    lon: float
    km: int = 50
    as_local: bool = False


@dataclass(frozen=True)
class Days:
    """The days from `first` up to, not including, `end`."""

    first: date
    end: date


@dataclass(frozen=True)
class RateLimit:
    """At most `amount` minor units of `currency` (ISO 4217) per `basis` (hour, half_day, day, week)."""

    amount: int
    currency: str = "EUR"
    basis: str = "day"


@dataclass(frozen=True)
class Filters:
    """What every match must meet. Within one field any value will do, except skills unless `any_skill`."""

    disciplines: tuple[int, ...] = ()
    departments: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    skills: tuple[tuple[int, int], ...] = ()  # id, least level (0: any)
    any_skill: bool = False
    languages: tuple[tuple[str, int], ...] = ()  # BCP 47 tag, least level from A1 = 1 to native = 7
    cities: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2
    near: Near | None = None
    remote: bool = False
    free: Days | None = None
    # Which states of the days of `free` will do, as `people.availability.DayState` calls them.
    days_are: tuple[str, ...] = ("free",)
    rate: RateLimit | None = None
    years: int = 0
    formats: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    unions: tuple[str, ...] = ()
    authorised: tuple[str, ...] = ()  # ISO 3166-1 alpha-2 of where they may work
    pay_models: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()  # of pitches
    kinds: tuple[str, ...] = ()  # of studios
    verified: bool = False
    active_days: int = 0


@dataclass(frozen=True)
class Question:
    """All that is asked at once. `questions` are what must be asked back ("AD: which one?").

    `firm` are the filters that hold even where nobody meets all that was typed; all of them, where it is None.
    """

    wanted: tuple[Demand, ...] = ()
    unwanted: tuple[Demand, ...] = ()
    filters: Filters = field(default_factory=Filters)
    firm: Filters | None = None
    sort: Sort = Sort.RELEVANCE
    questions: tuple[str, ...] = ()

    @property
    def has_kindred(self) -> bool:
        """Whether jobs may meet it that are only kindred to what was named."""
        return any(demand.kindred for demand in self.wanted)

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted or self.filters != Filters())
