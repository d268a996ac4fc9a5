"""What is true of an invented person, whatever words their page has for it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from random import Random

from benchmarks.judged import words
from benchmarks.judged.world import Place, Record, World

LISTS = ("skills", "software", "gear", "instruments")
AVAILABILITY = ["available"] * 9 + ["busy"] * 4 + ["ask"] * 3 + [None] * 4
LEARNT = ["French", "Spanish", "German", "Italian", "Portuguese", "Arabic"]
MUSICIAN = "musician"


@dataclass(frozen=True)
class Truth:
    """`jobs` begins with the primary one; `places` are where they work as locals, home first; unsaid things are None.

    `languages` are those that the page shows: by saying so, or by being written in it.
    """

    handle: str
    name: str
    jobs: list[str]
    places: list[str]
    country: str | None
    languages: list[str]
    lists: dict[str, list[str]]
    years: int | None
    rate: int | None
    availability: str | None
    remote: bool
    credits: list[tuple[str, str]]

    @property
    def skills(self) -> list[str]:
        """All that they list: crafts, software, gear, instruments."""
        return [word for name in LISTS for word in self.lists[name]]


def draw(world: World, rng: Random, job: str, wish: Record) -> Truth:
    """Somebody whose first job is `job`, and who meets `wish` in all it says."""
    place = _place(world, rng, wish)
    name = _name(world, rng, place)
    said = "place" in wish or "country" in wish or rng.random() > 0.04
    jobs = _jobs(world, rng, job, wish)
    return Truth(
        handle=_handle(world, name),
        name=name,
        jobs=jobs,
        places=[place.name, *_second_places(world, rng, place)] if said else [],
        country=place.country if said else None,
        languages=_languages(rng, place, wish),
        lists=_lists(world, rng, jobs, wish),
        years=max(wish.get("years", 1), rng.randint(1, 28)) if "years" in wish or rng.random() < 0.8 else None,
        rate=_rate(world.jobs[job]["rate"], rng, wish),
        availability="available" if wish.get("free") else rng.choice(AVAILABILITY),
        remote=bool(wish.get("remote")) or (_may_be_remote(world.jobs[job]) and rng.random() < 0.3),
        credits=_credits(world.jobs[job], rng, wish),
    )


def _place(world: World, rng: Random, wish: Record) -> Place:
    if "place" in wish:
        return world.places[wish["place"]]
    there = [place for place in world.places.values() if wish.get("country", place.country) == place.country]
    return rng.choices(there, [place.weight for place in there])[0]


def _second_places(world: World, rng: Random, home: Place) -> list[str]:
    near = [place.name for place in world.places.values() if place.country == home.country and place != home]
    return [rng.choice(near)] if near and rng.random() < 0.08 else []


def _name(world: World, rng: Random, place: Place) -> str:
    names = world.names[place.names]
    while True:
        name = f"{rng.choice(names['given'])} {rng.choice(names['family'])}"
        if _plain(name) not in world.taken or rng.random() < 0.05:
            return name


def _handle(world: World, name: str) -> str:
    handle, number = _plain(name), 2
    while handle in world.taken:
        handle, number = f"{_plain(name)}-{number}", number + 1
    world.taken.add(handle)
    return handle


def _plain(name: str) -> str:
    parted = unicodedata.normalize("NFKD", name.lower().replace("ø", "o").replace("ł", "l").replace("ı", "i"))
    return re.sub(r"[^a-z]+", "-", "".join(letter for letter in parted if not unicodedata.combining(letter)))


def _jobs(world: World, rng: Random, job: str, wish: Record) -> list[str]:
    barred = {job, *wish.get("without_jobs", [])}
    same_dept = {key for key, said in world.jobs.items() if said["dept"] == world.jobs[job]["dept"]}
    chances = ((0.3, world.near[job]), (0.08, same_dept))
    more = [sorted(pool - barred) for chance, pool in chances if rng.random() < chance]
    return list(dict.fromkeys([job, *(rng.choice(pool) for pool in more if pool)]))


def _languages(rng: Random, place: Place, wish: Record) -> list[str]:
    wanted = wish.get("languages", [])
    local = place.languages if rng.random() < 0.8 else place.languages[:1]
    more = (
        [rng.choice(["French", "Spanish", "German", "Italian", "Portuguese", "Arabic"])] if rng.random() < 0.2 else []
    )
    return list(dict.fromkeys([*wanted, *local, *more, "English"]))


def _lists(world: World, rng: Random, jobs: list[str], wish: Record) -> dict[str, list[str]]:
    """What they list: some of what goes with the first job, a little of the others, and what is wished."""
    first = world.jobs[jobs[0]]
    chosen = {
        "skills": _some(rng, first["has"], 2, 4),
        "software": _some(rng, first.get("software", []), 1, 3),
        "gear": _some(rng, first.get("gear", []), 0, 2),
        "instruments": _instruments(world, rng, jobs[0], wish),
    }
    for job in jobs[1:]:
        chosen["skills"] += _some(rng, world.jobs[job]["has"], 0, 2)
    for skill in wish.get("skills", []):
        chosen[_list_of(world, skill)].append(skill)
    return {name: list(dict.fromkeys(listed)) for name, listed in chosen.items()}


def _instruments(world: World, rng: Random, job: str, wish: Record) -> list[str]:
    if job != MUSICIAN:
        return _some(rng, world.jobs[job].get("instruments", []), 0, 2)
    first = wish.get("instruments") or [rng.choice(list(world.players))]
    return [*first, *([rng.choice(list(world.players))] if rng.random() < 0.2 else [])]


def _list_of(world: World, skill: str) -> str:
    return next(
        name
        for name, key in (("skills", "has"), ("software", "software"), ("gear", "gear"), ("instruments", "instruments"))
        if any(skill in job.get(key, []) for job in world.jobs.values())
    )


def _some(rng: Random, pool: list[str], least: int, most: int) -> list[str]:
    return rng.sample(pool, min(len(pool), rng.randint(least, most)))


def _rate(usual: list[int], rng: Random, wish: Record) -> int | None:
    low, high = usual
    if "rate_below" in wish:
        return rng.randrange(min(low, wish["rate_below"] - 10), min(high, wish["rate_below"]), 10)
    return rng.randrange(low, high + 1, 10) if rng.random() < 0.7 else None


def _may_be_remote(job: Record) -> bool:
    return job["world"] in words.REMOTE_WORLDS or job["dept"] in words.REMOTE_DEPTS


def _credits(job: Record, rng: Random, wish: Record) -> list[tuple[str, str]]:
    """Formats and genres: most people keep to one or two."""
    formats, genres = words.WORLDS[job["world"]]
    usual = _some(rng, [name for name in formats if name not in wish.get("without_formats", [])], 1, 2)
    liked = _some(rng, genres, 1, 2) or [""]
    drawn = [(rng.choice(usual), rng.choice(liked)) for _ in range(rng.randint(1, 4))]
    if "genre" in wish or "formats" in wish:
        drawn[:0] = [(rng.choice(wish.get("formats", usual)), wish.get("genre", liked[0]))] * 2
    return drawn
