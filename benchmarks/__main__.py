"""`bin/bench pages|search|chat [--quick] [--json]`."""

from __future__ import annotations

import argparse
import json

from benchmarks import chat, pages, search

MEASURES = {"pages": pages, "search": search, "chat": chat}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("what", choices=MEASURES)
    parser.add_argument("--quick", action="store_true", help="less data, fewer rounds: under a minute")
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    parser.add_argument("--people", type=int, help="how many people the search is asked about")
    given = parser.parse_args()
    figures = MEASURES[given.what].measure(quick=given.quick, people=given.people)
    if given.json:
        print(json.dumps(figures))


main()
