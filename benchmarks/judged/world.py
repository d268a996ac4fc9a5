"""The data files of the collection, read: jobs, players, places, names."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Record = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """A city; `names` says which names are common there, `languages` what is spoken besides English."""

    name: str
    country: str
    lat: float
    lon: float
    weight: int
    names: str
    languages: list[str]

    def km_to(self, other: Place) -> float:
        """Great-circle distance."""
        lat, far = math.radians(self.lat), math.radians(other.lat)
        half = math.sin((far - lat) / 2) ** 2
        half += math.cos(lat) * math.cos(far) * math.sin(math.radians(other.lon - self.lon) / 2) ** 2
        return 12_742 * math.asin(math.sqrt(half))


@dataclass
class World:
    """Everything the people are made of; `near` are the jobs close to each, `taken` the handles given so far."""

    jobs: dict[str, Record]
    players: dict[str, Record]
    places: dict[str, Place]
    names: dict[str, Record]
    near: dict[str, set[str]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.near = {job: set(said["near"]) for job, said in self.jobs.items()}
        for job, said in self.jobs.items():
            for other in said["near"]:
                self.near[other].add(job)


def read() -> World:
    places = [Place(*row) for row in _read("places")["places"]]
    return World(_read("jobs"), _read("players"), {place.name: place for place in places}, _read("names"))


def _read(name: str) -> Record:
    return tomllib.loads((HERE / f"{name}.toml").read_text())
