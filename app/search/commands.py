"""Commands for the index."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from flask import Flask
from flask.cli import AppGroup

from app.kit.errors import Missing
from app.people.models import Person
from app.search import evaluation, indexing, scoreboard
from app.search.index import Unavailable

search = AppGroup("search", help="The search index.")


def furnish(app: Flask) -> None:
    app.cli.add_command(search)


@search.command("rebuild")
def _rebuild() -> None:
    """Make the index anew beside the one that serves, and swap."""
    began = time.perf_counter()
    indexing.rebuild(_with_bar)
    click.echo(f"The index was made anew in {time.perf_counter() - began:.1f} s.")


@search.command("verify")
def _verify() -> None:
    """List what differs between the index and the database."""
    try:
        wrong = [f"{key} {said}" for key, said in indexing.differing()]
    except Unavailable:
        raise SystemExit("The index cannot be read. Type: bin/flask search rebuild") from None
    for line in wrong:
        click.echo(line)
    click.echo("The index agrees with the database." if not wrong else f"{len(wrong)} differ.")
    raise SystemExit(1 if wrong else 0)


@search.command("evaluate")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "handle", help="Ask as this member; otherwise as a member who is nobody in particular.")
@click.option("--worst", "count", type=click.IntRange(0), default=0, help="List the worst answered, none held out.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on the last line.")
def _evaluate(file: Path, handle: str | None, count: int, as_json: bool) -> None:
    """Ask the judged queries of FILE, one JSON object a line, and say how good the answers were.

    A line is {"query": "spark leeds", "relevant": {"jo-hart": 3}, "group": "compound", "split": "held-out"}.
    """
    with file.open("rb") as lines:
        collection = evaluation.read(lines)
    for fault in scoreboard.faults(collection, evaluation.absent(collection.judged)):
        click.echo(fault, err=True)
    if not collection.judged:
        raise click.ClickException("There is no query in this file.")
    try:
        outcomes = evaluation.ask(_viewer(handle), collection)
    except Unavailable:
        raise click.ClickException("The index cannot be read. Type: bin/flask search rebuild") from None
    for line in [*scoreboard.table(outcomes), *scoreboard.weakest(outcomes, count)]:
        click.echo(line)
    if as_json:
        click.echo(json.dumps(evaluation.as_object(collection, outcomes)))


def _viewer(handle: str | None) -> Person:
    try:
        return evaluation.member(handle.removeprefix("@")) if handle else evaluation.nobody_in_particular()
    except Missing:
        raise click.ClickException(f"Nobody here is called {handle}.") from None


def _with_bar(batches: Iterator[Any], count: int) -> Iterator[Any]:
    with click.progressbar(batches, length=count, label="Writing the index", show_eta=True, show_pos=True) as bar:
        yield from bar
