"""Commands of the house as a whole: its demo town."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app.home.town.build import PASSWORD, accounts_of_town, build
from app.home.town.reading import WHOLE
from app.kit import jobs
from app.taxonomy import loading

demo = AppGroup("demo", help="The demo town: invented people, at work.")


def furnish(app: Flask) -> None:
    app.cli.add_command(demo)


@demo.command("load")
@click.option("--people", default=WHOLE, show_default=True, type=click.IntRange(20, WHOLE), help="How many.")
@click.option("--yes-this-is-a-demo", "sure", is_flag=True, help="Needed where production settings are in use.")
def _load(people: int, sure: bool) -> None:
    """Build the demo town. Where it stands already, nothing is changed."""
    if current_app.config["ENV"] == "production" and not sure:
        raise click.ClickException(
            "These are production settings, and the town would move in among real people. "
            "Add --yes-this-is-a-demo if that is what you want."
        )
    if accounts_of_town():
        click.echo("The demo town stands already; nothing was changed.")
    else:
        _build(people)
    _show_accounts()


def _build(people: int) -> None:
    began = time.perf_counter()
    click.echo("The words of the trade ...")
    loading.load()
    jobs.run_due(["search.compare"])
    counts = build(people, _with_bar)
    _make_searchable()
    said = ", ".join(f"{count} {things}" for things, count in counts.items())
    click.echo(f"The demo town stands after {time.perf_counter() - began:.0f} s: {said}.")


def _make_searchable() -> None:
    with click.progressbar(
        length=jobs.waiting("search.index"), label=f"{'Search':<14}", show_eta=True, show_pos=True
    ) as bar:
        while done := jobs.run_due(["search.index"]):
            bar.update(done)


def _with_bar(label: str, things: Sequence[Any]) -> Iterator[Any]:
    with click.progressbar(things, label=f"{label:<14}", show_eta=True, show_pos=True) as bar:
        yield from bar


def _show_accounts() -> None:
    click.echo(f"\nSign in with the password “{PASSWORD}” as:\n")
    for account in accounts_of_town():
        click.echo(f"  {account.email:<42} {account.person.headline or 'New here, not listed yet'}")
