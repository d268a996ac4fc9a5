"""Commands of the taxonomy."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

from app.taxonomy.loading import load

taxonomy = AppGroup("taxonomy", help="The trade's words.")


def furnish(app: Flask) -> None:
    app.cli.add_command(taxonomy)


@taxonomy.command("load")
def _load() -> None:
    """Bring the data files into the database; changed ones only, and nothing an administrator edited."""
    for name, rows in load().items():
        click.echo(f"  {name:<18} {rows:>6} rows")
