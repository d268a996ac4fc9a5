"""Commands for operators: people from a directory, accounts by hand."""

from __future__ import annotations

from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup
from flask_security.recoverable import generate_reset_password_token

from app.accounts import actions, queries
from app.accounts.directory import Directory, Listed
from app.accounts.tally import Tally
from app.extensions import security
from app.kit.clock import now
from app.kit.errors import Missing
from app.kit.mail import address_of
from app.people import actions as people
from app.people.matching import Matcher

MAILED_AT_ONCE = 200

people_group = AppGroup("people", help="People brought in from a directory.")
accounts_group = AppGroup("accounts", help="Accounts, by an operator's hand.")


def furnish(app: Flask) -> None:
    app.cli.add_command(people_group)
    app.cli.add_command(accounts_group)


@people_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--public", is_flag=True, help="They have agreed to be listed: others see them at once.")
@click.option("--mail", "mails", is_flag=True, help="Mail each a link to claim their profile, now.")
@click.pass_context
def _import(context: click.Context, file: Path, public: bool, mails: bool) -> None:
    """Bring in the people of FILE, one JSON object a line.

    A second time it brings them up to date. Whoever has claimed their profile is left alone.
    """
    directory, tally, matcher = Directory(file), Tally(), Matcher.ready()
    with click.progressbar(length=directory.count(), show_pos=True, show_eta=True, label="People") as bar:
        for lines, batch in directory.batches():
            _bring_in(batch, matcher, tally, public=public, mails=mails)
            bar.update(lines)
    for number, reason in sorted([*directory.refused, *tally.owned]):
        click.echo(f"line {number}: {reason}", err=True)
    click.echo(tally.in_words(refused=len(directory.refused)))
    _say_who_waits()
    if tally.total == 0 and directory.refused:
        context.exit(1)


@people_group.command("mail-claims")
def _mail_claims() -> None:
    """Mail a link to everybody whose claim waits."""
    with click.progressbar(length=queries.count_claims_waiting(), show_pos=True, show_eta=True, label="Mails") as bar:
        while sent := actions.mail_waiting_claims(MAILED_AT_ONCE):
            bar.update(sent)
    click.echo("No claims wait.")


@accounts_group.command("make-admin")
@click.argument("handle")
def _make_admin(handle: str) -> None:
    """Let the person with HANDLE look after the house."""
    try:
        person = people.make_admin(handle.removeprefix("@").lower())
    except Missing:
        raise click.ClickException(f"Nobody here is called {handle}.") from None
    click.echo(f"{person.name} looks after the house from now on.")


@accounts_group.command("open")
@click.argument("name")
@click.argument("email")
def _open(name: str, email: str) -> None:
    """Open an account for NAME with the address EMAIL, and print the link that sets its password."""
    try:
        email = security.mail_util.validate(email)
    except ValueError:
        raise click.ClickException(f"{email} is no email address.") from None
    if queries.by_email(email):
        raise click.ClickException(f"There is an account with the address {email} already.")
    account = actions.open_account(name=name, email=email, confirmed_at=now())
    token = generate_reset_password_token(account)  # type: ignore[no-untyped-call]
    click.echo(f"{account.person.handle} sets a password here within two hours:")
    click.echo(address_of("security.reset_password", token=token))


def _bring_in(batch: list[Listed], matcher: Matcher, tally: Tally, *, public: bool, mails: bool) -> None:
    if not batch:
        return
    emails = {listed.entry.handle: listed.email for listed in batch if listed.email}
    brought = actions.bring_in(
        [listed.entry for listed in batch], emails, matcher, listed=public, mails=mails and not public
    )
    tally.add(brought, {listed.entry.handle: listed.number for listed in batch})


def _say_who_waits() -> None:
    if waiting := queries.count_claims_waiting():
        click.echo(f"{waiting:,} claims wait to be mailed: bin/flask people mail-claims")
