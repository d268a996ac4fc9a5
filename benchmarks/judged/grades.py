"""The one rule by which the people of the collection are judged.

Whoever has the job first on their page and meets all that was asked has grade 3. From that is taken

    1   the job is another of theirs, not the first              2   it is not theirs, but a close neighbour of it
    1   a skill, tool, genre or format is not on their page
    1   dates, rate, years, languages, place or working remotely: asked, but the page does not say
    1   the place is another within 100 km                       2   it is another in the same country
    2   the page says otherwise: other languages, a higher rate, fewer years

and nobody is relevant who says that they are busy when dates were asked, who lives in another country, who has what
the query excludes, who plays another instrument than the one that was asked, or, if no job was asked, lacks the tool.
"""

from __future__ import annotations

from benchmarks.judged.truth import Truth
from benchmarks.judged.world import Record, World

BEST = 3
OUT = BEST
NEAR_KM = 100


def grade(world: World, truth: Truth, need: Record) -> int:
    """From 0, not relevant, to 3, exactly."""
    if _is_excluded(world, truth, need):
        return 0
    lost = _job(world, truth, need) + _place(world, truth, need) + _skills(truth, need) + _languages(truth, need)
    lost += _work(truth, need) + _terms(truth, need)
    return max(0, BEST - lost)


def _is_excluded(world: World, truth: Truth, need: Record) -> bool:
    return (
        bool(set(truth.jobs) & set(need.get("without_jobs", [])))
        or any(world.jobs[job]["dept"] in need.get("without_depts", []) for job in truth.jobs)
        or any(format in need.get("without_formats", []) for format, _ in truth.credits)
    )


def _job(world: World, truth: Truth, need: Record) -> int:
    wanted = need.get("jobs")
    if not wanted or truth.jobs[0] in wanted:
        return 0
    if set(truth.jobs) & set(wanted):
        return 1
    return 2 if any(truth.jobs[0] in world.near[job] for job in wanted) else OUT


def _place(world: World, truth: Truth, need: Record) -> int:
    if "country" in need:
        return 1 if truth.country is None else 0 if truth.country == need["country"] else OUT
    if "place" not in need or need["place"] in truth.places:
        return 0
    if not truth.places:
        return 1
    there, home = world.places[need["place"]], world.places[truth.places[0]]
    if there.km_to(home) <= NEAR_KM:
        return 1
    return 2 if there.country == home.country else OUT


def _skills(truth: Truth, need: Record) -> int:
    if set(need.get("instruments", [])) - set(truth.lists["instruments"]):
        return OUT
    missing = set(need.get("skills", [])) - set(truth.skills)
    return OUT if missing and "jobs" not in need else len(missing)


def _languages(truth: Truth, need: Record) -> int:
    missing = set(need.get("languages", [])) - set(truth.languages)
    silent = truth.languages == ["English"]
    return len(missing) * (1 if silent else 2)


def _work(truth: Truth, need: Record) -> int:
    if "genre" not in need and "formats" not in need:
        return 0
    done = any(
        genre == need.get("genre", genre) and format in need.get("formats", [format]) for format, genre in truth.credits
    )
    return 0 if done else 1


def _terms(truth: Truth, need: Record) -> int:
    if need.get("free") and truth.availability == "busy":
        return OUT
    lost = int(bool(need.get("free")) and truth.availability != "available")
    lost += int(bool(need.get("remote")) and not truth.remote)
    if "rate_below" in need:
        lost += 1 if truth.rate is None else 2 * (truth.rate > need["rate_below"])
    if "years" in need:
        lost += 1 if truth.years is None else 2 * (truth.years < need["years"])
    return lost
