"""Callboard's search beside SQLite's FTS5, tantivy and stock Whoosh: the same people, words and questions, in turn.

Goals: S1 the geometric mean of the medians of all kinds at most 0.10 of FTS5's and 1.5 of tantivy's, exact totals
included; S2 facets over all hits at most 0.03 of FTS5's, 1.0 of tantivy's, 0.005 of Whoosh's; S3 no kind slower than
twice FTS5's; S4 of the first twenty for mere words 0.95 are Whoosh's own; S5 a change is found within 2 s, a hundred
changes cost 5 ms each; S6 a process answers within 0.5 s of its start, the arrays cost 0.05 of Whoosh's index.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.search import ranking
from benchmarks.engines import TOP, Engine, Reply, size_of
from benchmarks.engines.callboard import Callboard
from benchmarks.engines.fts5 import Fts5
from benchmarks.engines.whoosh import Whoosh
from benchmarks.roster import KINDS, Profile, Roster
from benchmarks.table import show

try:
    from benchmarks.engines.tantivy import Tantivy
except ImportError:
    Tantivy = None  # type: ignore[assignment,misc]

MERE_WORDS = ("rare word", "common word", "two words", "any of three")
CHANGED = 100
_FIRST_ANSWER = """
import sys, time, warnings
warnings.simplefilter("ignore")
from pathlib import Path
from benchmarks.engines.callboard import Callboard
began = time.perf_counter()
engine = Callboard(Path(sys.argv[1]))
engine.open()
engine.ask("common word", {"words": [sys.argv[2]]})
print(time.perf_counter() - began)
"""


@dataclass
class Figures:
    """What was measured: milliseconds by kind and engine, and the rest by name."""

    people: int
    kinds: dict[str, dict[str, dict[str, float]]] = field(default_factory=dict)
    build_s: dict[str, float] = field(default_factory=dict)
    mib: dict[str, float] = field(default_factory=dict)
    goals: dict[str, float] = field(default_factory=dict)


def measure(*, quick: bool, people: int | None) -> dict[str, object]:
    """Build all, then ask all in turn, round by round, so that a busy moment of the machine hits all alike."""
    figures = Figures(people or (5_000 if quick else 100_000))
    roster = Roster(figures.people)
    with tempfile.TemporaryDirectory(prefix="callboard-bench-") as folder:
        ours = Callboard(Path(folder) / "callboard")
        whoosh = Whoosh(ours.folder, ours.skills, ours.cities)
        engines: list[Engine] = [ours, Fts5(Path(folder))]
        if Tantivy is None:
            print("  tantivy is not installed: measured without it (bin/setup --dev brings it)", file=sys.stderr)
        else:
            engines.append(Tantivy(Path(folder)))
        profiles = list(roster.profiles())
        _build(engines, profiles, figures, Path(folder))
        _ask_all([*engines, whoosh], roster, figures, rounds=2 if quick else 3, each=8 if quick else 12)
        _first_answer(ours, roster, figures)
        _likeness(ours, whoosh, roster, figures)
        _changes(ours, engines[1], roster, figures)
        _arrays_anew(ours, profiles, figures)
    return _said(figures)


def _build(engines: Sequence[Engine], profiles: Sequence[Profile], figures: Figures, folder: Path) -> None:
    for engine in engines:
        before = size_of(folder)
        figures.build_s[engine.name] = _seconds(lambda build=engine.build: build(profiles))
        figures.mib[engine.name] = (size_of(folder) - before) / 2**20
    shelves = sum(file.stat().st_size for file in folder.rglob("*.shelf"))
    figures.mib["of it arrays"] = shelves / 2**20


def _ask_all(engines: Sequence[Any], roster: Roster, figures: Figures, *, rounds: int, each: int) -> None:
    for engine in engines:
        engine.open()
    for kind in KINDS:
        times: dict[str, list[list[float]]] = {
            engine.name: [] for engine in engines if kind not in getattr(engine, "lacks", ())
        }
        for number in range(rounds):
            for engine in (engine for engine in engines if engine.name in times):
                # The reference is slow; a few of its answers say as much as many.
                count = max(2, each // 4) if engine.name == "whoosh" else each
                queries = [roster.query(kind, number * each + place) for place in range(count)]
                times[engine.name].append([_milliseconds(engine, kind, query) for query in queries])
        figures.kinds[kind] = {name: _middle(took) for name, took in times.items()}


def _milliseconds(engine: Engine, kind: str, query: dict[str, Any]) -> float:
    # Asked once before, so that no engine pays for reading its files.
    engine.ask(kind, query)
    return 1000 * _seconds(lambda: engine.ask(kind, query))


def _middle(rounds: Sequence[Sequence[float]]) -> dict[str, float]:
    return {
        "p50_ms": statistics.median(statistics.median(took) for took in rounds),
        "p95_ms": statistics.median(sorted(took)[int(len(took) * 0.95)] for took in rounds),
    }


def _first_answer(ours: Callboard, roster: Roster, figures: Figures) -> None:
    """The time from an opened index to the first answer, in a new process."""
    word = roster.query("common word", 0)["words"][0]
    orders = [sys.executable, "-c", _FIRST_ANSWER, str(ours.folder), word]
    done = [float(subprocess.run(orders, capture_output=True, text=True, check=True).stdout) for _ in range(3)]
    figures.goals["S6 first answer of a new process, s (goal 0.5)"] = statistics.median(done)


def _likeness(ours: Callboard, whoosh: Whoosh, roster: Roster, figures: Figures) -> None:
    """How many of the first twenty are those of Whoosh, when nothing but the words is weighed."""
    ours.weights = ranking.MERE_TEXT
    alike = [
        _overlap(ours.ask(kind, query), whoosh.ask(kind, query))
        for kind in MERE_WORDS
        for query in (roster.query(kind, number) for number in range(10))
    ]
    ours.weights = ranking.WEIGHTS
    figures.goals["S4 likeness to Whoosh (goal 0.95 or more)"] = statistics.mean(alike)


def _overlap(one: Reply, other: Reply) -> float:
    return len(set(one.ids) & set(other.ids)) / max(1, min(TOP, len(other.ids)))


def _changes(ours: Callboard, peer: Any, roster: Roster, figures: Figures) -> None:
    """Changing a hundred profiles at once, and being found by another reader."""
    reader = Callboard(ours.folder)
    reader.open()
    wrong = [query for query in _counted(roster) if ours.ask("two words", query).total != peer.count(query["words"])]
    figures.goals["S4 totals that differ from FTS5's (goal 0)"] = len(wrong)
    changed = [roster.profile(1 + number * 7 % roster.count, edition=1) for number in range(CHANGED)]
    changed[0]["bio"] += " xylophagous"
    began = time.perf_counter()
    ours.update(changed)
    figures.goals["S5 each of a hundred changes, ms (goal 5)"] = 1000 * (time.perf_counter() - began) / CHANGED
    found = reader.ask("rare word", {"words": ["xylophagous"]}).ids
    assert found == [changed[0]["id"]], "what was changed is found"
    figures.goals["S5 found after, s (goal 2)"] = time.perf_counter() - began
    single = [roster.profile(3 + number * 11 % roster.count, edition=2) for number in range(5)]
    figures.goals["one change by itself, ms"] = 200 * _seconds(lambda: [ours.update([one]) for one in single])
    figures.goals["the same in FTS5, ms"] = 200 * _seconds(lambda: [peer.update([one]) for one in single])


def _counted(roster: Roster) -> list[dict[str, Any]]:
    return [roster.query(kind, number) for kind in ("common word", "two words") for number in range(10)]


def _arrays_anew(ours: Callboard, profiles: Sequence[Profile], figures: Figures) -> None:
    took = _seconds(lambda: ours.shelve(profiles))
    figures.build_s["arrays alone"] = took
    figures.goals["S6 arrays, of Whoosh's build (goal 0.05)"] = took / figures.build_s["callboard"]


def _seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _said(figures: Figures) -> dict[str, object]:
    names = list(figures.kinds["common word"])
    heads = ["query", *(f"{name} p50" for name in names), "p95 ms", "of fts5"]
    rows = [
        (kind, *(f"{took[name]['p50_ms']:.3f}" if name in took else "-" for name in names),
         took["callboard"]["p95_ms"], _ratio(took, "fts5"))
        for kind, took in figures.kinds.items()
    ]  # fmt: skip
    show(f"Search over {figures.people:,} people, milliseconds; exact totals only in Callboard's", heads, rows)
    mean = {
        name: statistics.geometric_mean([took[name]["p50_ms"] for took in figures.kinds.values() if name in took])
        for name in names
    }
    goals = figures.goals
    for peer, most in (("fts5", 0.10), ("tantivy", 1.5)):
        if peer in mean:
            goals[f"S1 of {peer} (goal {most})"] = mean["callboard"] / mean[peer]
    for peer, most in (("fts5", 0.03), ("tantivy", 1.0), ("whoosh", 0.005)):
        if peer in mean:
            goals[f"S2 facets, of {peer} (goal {most})"] = _ratio(figures.kinds["facets"], peer)
    goals["S3 slowest kind, of fts5 (goal 2)"] = max(_ratio(took, "fts5") for took in figures.kinds.values())
    show("Geometric mean of all kinds, ms; build s; MiB", ["engine", "mean", "build", "size"],
         [(name, mean.get(name, 0.0), figures.build_s.get(name, 0.0), figures.mib.get(name, 0.0))
          for name in dict.fromkeys([*mean, *figures.build_s, *figures.mib])])  # fmt: skip
    print()
    for name in sorted(goals):
        print(f"  {name}: {goals[name]:.4g}")
    return {"people": figures.people, "kinds": figures.kinds, "mean_ms": mean, "build_s": figures.build_s,
            "mib": figures.mib, "goals": goals}  # fmt: skip


def _ratio(took: dict[str, dict[str, float]], peer: str) -> float:
    return took["callboard"]["p50_ms"] / took[peer]["p50_ms"]
