"""Makes the judged collection anew, the same each time: `.venv/bin/python -m benchmarks.judged.make [--truth]`.

Reads jobs.toml, players.toml, places.toml, names.toml and needs.jsonl; writes people.jsonl (the directory) and
queries.jsonl (for `bin/flask search evaluate`). With `--truth` it writes nothing and prints what is true of each
person, for whoever wants to check a judgement.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from random import Random

from benchmarks.judged import page
from benchmarks.judged.grades import BEST, grade
from benchmarks.judged.truth import MUSICIAN, Truth, draw
from benchmarks.judged.world import HERE, Record, World, read

SEED = 20_261_122
AS_OF = "2026-11-22"
# How many of each job there are before anybody is added for a need; of players, for each instrument.
OF_EACH_JOB, OF_EACH_INSTRUMENT = 2, 2
BARE = {"query", "group", "jobs"}


def main(*options: str) -> None:
    world = read()
    needs = lines("needs.jsonl")
    truths = people(world, needs)
    if "--truth" in options:
        for truth in truths:
            print(json.dumps(asdict(truth), ensure_ascii=False))
        return
    (HERE / "people.jsonl").write_text(_joined(directory(world, truths)))
    (HERE / "queries.jsonl").write_text(_joined(judgements(world, truths, needs)))
    print(f"{len(truths)} people, {len(needs)} queries")


def people(world: World, needs: list[Record]) -> list[Truth]:
    """Everybody, in an order that says nothing."""
    return sorted(_drawn(world, needs), key=lambda truth: hashlib.sha256(truth.handle.encode()).hexdigest())


def directory(world: World, truths: list[Truth]) -> Iterator[Record]:
    """The lines of the directory."""
    return (page.write(world, Random(f"{SEED}/page/{truth.handle}"), truth) for truth in truths)


def judgements(world: World, truths: list[Truth], needs: list[Record]) -> list[Record]:
    """The lines of the judged queries, the day they are asked on first."""
    return [{"as_of": AS_OF}, *(_judged(world, truths, need) for need in needs)]


def lines(name: str) -> list[Record]:
    """The objects of one of the collection's files."""
    return [json.loads(line) for line in (HERE / name).read_text().splitlines()]


def _drawn(world: World, needs: list[Record]) -> Iterator[Truth]:
    """Some of every job and every instrument; and, for each need that says more than a job, somebody who meets it."""
    for job in world.jobs:
        for number in range(OF_EACH_JOB if job != MUSICIAN else 0):
            yield draw(world, Random(f"{SEED}/{job}/{number}"), job, {})
    for instrument in world.players:
        for number in range(OF_EACH_INSTRUMENT):
            yield draw(world, Random(f"{SEED}/{instrument}/{number}"), MUSICIAN, {"instruments": [instrument]})
    for need in needs:
        if "jobs" in need and set(need) - BARE - {"instruments"}:
            rng = Random(f"{SEED}/{need['query']}")
            yield draw(world, rng, rng.choice(need["jobs"]), need)


def _judged(world: World, truths: list[Truth], need: Record) -> Record:
    grades = {truth.handle: grade(world, truth, need) for truth in truths}
    relevant = sorted((handle for handle in grades if grades[handle]), key=lambda handle: (-grades[handle], handle))
    if not relevant or grades[relevant[0]] < BEST:
        raise SystemExit(f"Nobody answers “{need['query']}” exactly.")
    return {
        "query": need["query"],
        "group": need["group"],
        "split": _split(need["query"]),
        "relevant": {handle: grades[handle] for handle in relevant},
    }


def _split(query: str) -> str:
    """A third is held out, by lot, so that nobody has chosen which."""
    return "held-out" if int(hashlib.sha256(query.encode()).hexdigest(), 16) % 3 == 0 else "open"


def _joined(records: Iterable[Record]) -> str:
    return "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)


if __name__ == "__main__":
    main(*sys.argv[1:])
