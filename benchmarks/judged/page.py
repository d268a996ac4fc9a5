"""How an invented person describes themselves: a line of the directory."""

from __future__ import annotations

from random import Random

from benchmarks.judged import words
from benchmarks.judged.truth import MUSICIAN, Truth
from benchmarks.judged.world import Place, Record, World

BRITISH = {"GB", "IE", "ZA", "AU", "NZ", "NG", "GH", "KE", "IN", "MT", "SG"}
DIALECTS = {"US": "us", "CA": "us", "DE": "de", "AT": "de", "FR": "fr", "BE": "fr", "ES": "es", "MX": "es", "AR": "es"}
SPOKEN = {"german": "de", "french": "fr", "spanish": "es"}
THIS_YEAR = 2026


def write(world: World, rng: Random, truth: Truth) -> Record:
    """The page of whoever `truth` is about, with nothing of the truth but what they would say."""
    place = world.places[truth.places[0]] if truth.places else None
    dialect = _dialect(place, rng)
    labels = [_label(world, rng, truth, job, dialect) for job in truth.jobs]
    city = _city(place, dialect, rng)
    tongue = dialect if dialect in words.ABROAD and truth.languages[0] in words.TONGUES[dialect] else ""
    line: Record = {
        "handle": truth.handle,
        "name": truth.name,
        "headline": _headline(world, rng, truth, labels[0], city),
        "bio": _bio(world, rng, truth, labels[0], city, tongue),
        "city": city,
        "country_code": truth.country,
        "positions": _positions(rng, truth, labels),
        "credits": [_credit(rng, row, labels[0]) for row in truth.credits],
        "availability": truth.availability,
        "day_rate_eur": truth.rate,
        **truth.lists,
    }
    return {name: value for name, value in line.items() if value}


def _dialect(place: Place | None, rng: Random) -> str:
    if place is None:
        return rng.choice(["gb", "us"])
    if place.names in SPOKEN:
        return SPOKEN[place.names] if rng.random() < 0.5 else ""
    return DIALECTS.get(place.country, "gb" if place.country in BRITISH else "")


def _label(world: World, rng: Random, truth: Truth, job: str, dialect: str) -> str:
    said = world.jobs[job]
    if job == MUSICIAN and truth.lists["instruments"] and rng.random() < 0.8:
        said = world.players.get(truth.lists["instruments"][0], said)
    usual, local = said["called"], said.get(dialect, [])
    label = rng.choice(local if local and rng.random() < 0.6 else usual)
    own = rng.random()
    if own < 0.03 and len(usual) > 1:
        return " / ".join(dict.fromkeys([label, *rng.sample(usual, 1)]))
    if own < 0.05:
        return f"Freelance {label}"
    return label.lower() if own < 0.08 else label


def _city(place: Place | None, dialect: str, rng: Random) -> str:
    if place is None:
        return ""
    at_home = dialect not in ("gb", "us") and rng.random() < 0.3
    return words.AT_HOME.get(place.name, place.name) if at_home else place.name


def _positions(rng: Random, truth: Truth, labels: list[str]) -> list[Record]:
    rows: list[Record] = [
        {"name": label, "level": "other" if number else "primary"} for number, label in enumerate(dict.fromkeys(labels))
    ]
    if truth.years:
        rows[0]["years"] = truth.years
    for row in rows[1:]:
        row["years"] = rng.randint(1, truth.years or 6)
    return rows


def _headline(world: World, rng: Random, truth: Truth, label: str, city: str) -> str:
    kinds = [rng.choice(world.jobs[truth.jobs[0]]["headline"])] * 3
    kinds += [f"{label} for {_formats(truth)}"] * 2
    kinds += [f"{label}, {truth.years} years"] if truth.years else []
    kinds += [f"{label} with {truth.skills[0]}"] if truth.skills else []
    kinds += [rng.choice(words.HERE).format(label=label, city=city)] * 3 if city else [label]
    return str(rng.choice(kinds))[:140]


def _bio(world: World, rng: Random, truth: Truth, label: str, city: str, tongue: str) -> str:
    says = world.jobs[truth.jobs[0]]["says"]
    if tongue and city and rng.random() < 0.6:
        everything = " / ".join(words.TONGUES[tongue].get(name, name) for name in truth.languages)
        said = [rng.choice(words.ABROAD[tongue]).format(label=label, city=city, years=truth.years or 5, all=everything)]
    else:
        said = rng.sample(says, rng.randint(1, len(says)))
        said += [f"Mostly {_formats(truth)}."] if rng.random() < 0.5 else []
        said += [_spoken(rng, truth)] if truth.languages != ["English"] else []
    said += [rng.choice(words.REMOTE)] if truth.remote else []
    said += [rng.choice(words.LOCAL).format(city=place) for place in truth.places[1:]]
    said += [rng.choice(words.CLOSING)]
    return " ".join(part for part in said if part)


def _spoken(rng: Random, truth: Truth) -> str:
    *first, last = truth.languages
    return rng.choice(words.ENGLISH).format(all=f"{', '.join(first)} and {last}")


def _formats(truth: Truth) -> str:
    formats = list(dict.fromkeys(words.MANY.get(name, f"{name.lower()}s") for name, _ in truth.credits))
    genre = truth.credits[0][1].lower()
    return f"{genre} {formats[0]}".strip() if len(formats) == 1 else " and ".join(formats[:2])


def _credit(rng: Random, row: tuple[str, str], label: str) -> Record:
    title = f"{rng.choice(['The ', ''])}{rng.choice(words.ADJECTIVES)} {rng.choice(words.NOUNS)}"
    said = {"title": title, "format": row[0], "genre": row[1], "year": THIS_YEAR - rng.randint(0, 9), "position": label}
    return {name: value for name, value in said.items() if value}
