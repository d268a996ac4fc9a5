"""People to measure with: seeded, so that every run asks about the same; in the words of the taxonomy's data files."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from typing import Any

from app.taxonomy.loading import DATA

SEED = 20_261_122
_NAMES = [
    "Ada",
    "Ben",
    "Cleo",
    "Dov",
    "Edda",
    "Femi",
    "Gita",
    "Hugo",
    "Ines",
    "Jun",
    "Kofi",
    "Lena",
    "Milo",
    "Nadia",
    "Otis",
    "Pia",
    "Quinn",
    "Rosa",
    "Sami",
    "Tove",
    "Uma",
    "Vito",
    "Wren",
    "Yara",
]
_SURNAMES = [
    "Abara",
    "Bianchi",
    "Costa",
    "Diallo",
    "Engel",
    "Farkas",
    "Greene",
    "Haddad",
    "Ito",
    "Jensen",
    "Kovac",
    "Lund",
    "Mbeki",
    "Novak",
    "Okafor",
    "Petit",
]
_WORDS = [
    "feature",
    "short",
    "series",
    "documentary",
    "night",
    "exterior",
    "location",
    "studio",
    "stage",
    "handheld",
    "anamorphic",
    "sync",
    "dialogue",
    "score",
    "mix",
    "edit",
    "grade",
    "comp",
    "rig",
    "light",
    "prelight",
    "rehearsal",
    "tour",
    "festival",
    "album",
    "session",
    "game",
    "level",
    "quest",
    "build",
    "shader",
    "cloth",
    "wig",
    "props",
    "paint",
    "carpentry",
    "schedule",
    "budget",
    "call",
    "sheet",
    "wrap",
    "pickup",
    "reshoot",
    "archive",
    "interview",
    "live",
    "broadcast",
    "multicam",
]


def people(count: int) -> Iterator[dict[str, Any]]:
    """`count` lines of a directory; the nth is the same however many there are."""
    positions = _column("positions.csv", "name")
    skills, cities = _column("skills.csv", "name"), list(_rows("cities.csv"))[:600]
    for number in range(count):
        pick = random.Random(SEED + number)
        city = pick.choice(cities)
        yield {
            "handle": f"person-{number}",
            "name": f"{pick.choice(_NAMES)} {pick.choice(_SURNAMES)}",
            "headline": " ".join(pick.choices(_WORDS, k=6)).capitalize(),
            "bio": " ".join(pick.choices(_WORDS, k=80)),
            "city": city["name"],
            "country_code": city["country_code"],
            "geonameid": int(city["geonameid"]),
            "positions": [
                {"name": name, "level": "other" if place else "primary", "years": pick.randint(1, 30)}
                for place, name in enumerate(pick.sample(positions, 2))
            ],
            "skills": pick.sample(skills, 5),
            "availability": pick.choice(["available", "busy", "ask"]),
            "day_rate_eur": pick.randrange(150, 900, 10),
        }


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _column(name: str, column: str) -> list[str]:
    return [row[column] for row in _rows(name)]
