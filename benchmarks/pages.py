"""Pages under load, beside a bare "hello" under the same server: requests a second, and the slowest of a hundred.

Goals: the signed-in listing of 20 people at 0.20 of the bare page or more (W1); the 99th of a hundred requests within
three times the median at 16 connections (W2).
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.load import Load, press
from benchmarks.server import serving
from benchmarks.table import show
from benchmarks.town import Town, build

ROUNDS, SECONDS = 3, 3.0
W1, W2 = 0.20, 3.0


def measure(*, quick: bool, people: int | None) -> dict[str, object]:
    """Measure the pages in turn, round by round, so that a busy moment of the machine hits all alike."""
    rounds, seconds = (2, 1.5) if quick else (ROUNDS, SECONDS)
    with tempfile.TemporaryDirectory(prefix="callboard-bench-") as folder:
        town = build(Path(folder), people or (60 if quick else 300))
        with serving("benchmarks.hello:app", "/") as bare, serving("wsgi:app", "/healthz", **town.settings) as house:
            asked = {
                "hello": (bare, "/", ""),
                **{name: (house, path, town.cookie) for name, path in town.pages.items()},
            }
            for port, path, with_ in asked.values():
                press(port, path, with_, seconds=0.5)
            loads = [{name: press(*what, seconds=seconds) for name, what in asked.items()} for _ in range(rounds)]
    return _said({name: _middle(load[name] for load in loads) for name in asked}, town)


def _middle(loads: Iterable[Load]) -> Load:
    columns = zip(*((load.per_second, load.p50_ms, load.p99_ms) for load in loads), strict=True)
    return Load(*(statistics.median(column) for column in columns))


def _said(figures: dict[str, Load], town: Town) -> dict[str, object]:
    hello = figures["hello"]
    rows = [
        (name, round(load.per_second), load.p50_ms, load.p99_ms, load.per_second / hello.per_second,
         load.p99_ms / load.p50_ms)
        for name, load in figures.items()
    ]  # fmt: skip
    show(
        "Pages, signed in, 16 connections, one worker",
        ("page", "req/s", "p50 ms", "p99 ms", "of hello", "p99/p50"),
        rows,
    )
    listing = figures["people"].per_second / hello.per_second
    print(f"\n  W1  listing {listing:.2f} of hello (goal {W1:.2f} or more)")
    print(f"  W2  p99/p50 at most {max(row[5] for row in rows[1:]):.1f} (goal {W2:.1f} or less)")
    return {
        "pages": {name: vars(load) for name, load in figures.items()},
        "ratio": {name: load.per_second / hello.per_second for name, load in figures.items()},
        "people": town.people,
    }
