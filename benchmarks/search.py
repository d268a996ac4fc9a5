"""Callboard's own query path beside SQLite's full-text search, over the same people."""

from __future__ import annotations

import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.search import indexing, queries
from benchmarks.crowd import people as crowd
from benchmarks.table import show
from benchmarks.town import house, settle

ASKED = {
    "position": ["Gaffer", "Director of Photography", "Production Sound Mixer", "Script Supervisor"],
    "other name": ["spark", "cinematographer", "focus puller", "scripty"],
    "word": ["anamorphic", "prelight", "festival", "dialogue"],
    "two words": ["anamorphic festival", "tour broadcast", "night exterior", "grade comp"],
    "position and place": ["gaffer London", "cinematographer Paris", "editor Berlin", "composer Tokyo"],
}
ROUNDS = 5


def measure(*, quick: bool, people: int | None) -> dict[str, object]:
    """Time each kind of query in turn in both engines; milliseconds."""
    count = people or (2_000 if quick else 10_000)
    with tempfile.TemporaryDirectory(prefix="callboard-bench-") as folder, house(Path(folder)).app_context():
        settle(count)
        began = time.perf_counter()
        indexing.rebuild()
        built = time.perf_counter() - began
        peer, peer_built = _fts5(count)
        engines: dict[str, Callable[[str], object]] = {
            "callboard": lambda words: queries.find(None, "person", words).page.total,
            "fts5": lambda words: _ask(peer, words),
        }
        kinds = {kind: _time(engines, asked) for kind, asked in ASKED.items()}
    return _said(count, kinds, {"callboard": built, "fts5": peer_built})


def _fts5(count: int) -> tuple[sqlite3.Connection, float]:
    began = time.perf_counter()
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE crew USING fts5(name, headline, bio, rest)")
    rows = (
        (p["name"], p["headline"], p["bio"], json.dumps([p["positions"], p["skills"], p["city"]])) for p in crowd(count)
    )
    table.executemany("INSERT INTO crew VALUES (?, ?, ?, ?)", rows)
    table.commit()
    return table, time.perf_counter() - began


def _ask(table: sqlite3.Connection, words: str) -> int:
    matched = " ".join(f'"{word}"' for word in words.split())
    table.execute("SELECT rowid FROM crew WHERE crew MATCH ? ORDER BY rank LIMIT 20", (matched,)).fetchall()
    return int(table.execute("SELECT count(*) FROM crew WHERE crew MATCH ?", (matched,)).fetchone()[0])


def _time(engines: dict[str, Callable[[str], object]], asked: list[str]) -> dict[str, dict[str, float]]:
    times: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(ROUNDS):
        for words in asked:
            for name, ask in engines.items():
                began = time.perf_counter()
                ask(words)
                times[name].append(1000 * (time.perf_counter() - began))
    return {name: {"p50_ms": statistics.median(took), "p95_ms": sorted(took)[int(len(took) * 0.95)]}
            for name, took in times.items()}  # fmt: skip


def _said(count: int, kinds: dict[str, dict[str, dict[str, float]]], built: dict[str, float]) -> dict[str, object]:
    rows = [
        (kind, *(figure for engine in engines.values() for figure in engine.values()),
         engines["callboard"]["p50_ms"] / engines["fts5"]["p50_ms"])
        for kind, engines in kinds.items()
    ]  # fmt: skip
    heads = ("query", "callboard p50", "p95 ms", "fts5 p50", "p95 ms", "ratio")
    show(f"Search over {count:,} people, rows, reasons and exact totals included", heads, rows)
    ratio = statistics.geometric_mean([float(row[-1]) for row in rows])
    print(f"\n  built in {built['callboard']:.1f} s; geometric mean {ratio:.1f} of FTS5")
    return {"people": count, "kinds": kinds, "ratio": {"fts5": ratio}, "build_s": built}
