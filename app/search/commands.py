"""Commands for the index."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import click
from flask import Flask
from flask.cli import AppGroup

from app.search import indexing
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


def _with_bar(batches: Iterator[Any], count: int) -> Iterator[Any]:
    with click.progressbar(batches, length=count, label="Writing the index", show_eta=True, show_pos=True) as bar:
        yield from bar
