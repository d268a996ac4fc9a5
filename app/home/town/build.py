"""Building the town: all of it or nothing, once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, select

from app.accounts import actions as accounts
from app.accounts import queries
from app.accounts.models import Account
from app.accounts.passwords import hashed
from app.extensions import db
from app.home.town import cast, hires, houses, papers, shortlists, talks, works
from app.home.town.reading import WHOLE, Bar, Town, written
from app.kit.actions import action, unheard
from app.kit.clock import now
from app.kit.jobs import Job
from app.notifications import actions as notifications
from app.notifications.models import Notice

PASSWORD = "break a leg tonight"  # noqa: S105 - said to everybody who runs a demo
HOST = "demo.callboard.example"


def plain(_: str, things: Sequence[Any]) -> Sequence[Any]:
    """Go through things without showing how far one has come."""
    return things


def accounts_of_town() -> list[Account]:
    """The accounts of the demo town, in the order in which they are written down."""
    found = (queries.by_email(_address(row["handle"])) for row in written("accounts.toml")["account"])
    return [account for account in found if account]


@action
def build(size: int = WHOLE, bar: Bar = plain) -> dict[str, int]:
    """Build a town of `size` people and all that belongs to them. Answers with the number of each.

    It is one transaction: a town that stops halfway is not there. Its mails are not sent.
    """
    last = db.session.scalar(select(func.max(Job.id))) or 0
    town = Town(size, bar)
    with unheard():
        counts = _build(town)
    _keep_from_mailing(last)
    return counts


def _build(town: Town) -> dict[str, int]:
    # Nothing that people say of themselves is looked up before they have all been written: fewer, larger writes.
    with db.session.no_autoflush:
        cast.settle(town)
        papers.hand_out(town)
    papers.vouch(town)
    _open_accounts(town)
    studios = houses.found(town)
    pitched = works.pitch(town)
    posted = houses.post(town, studios, pitched)
    houses.ask_accounts_in(town, studios)
    sent = hires.apply(town, posted)
    messages = talks.talk(town, pitched, sent)
    shortlists.keep(town)
    _open_old_notices(town)
    return {
        "people": len(town.residents),
        "studios": len(studios),
        "pitches": len(pitched),
        "roles": len(posted),
        "applications": len(sent),
        "messages": messages,
    }


def _open_accounts(town: Town) -> None:
    # One hash for all of them: hashing is slow on purpose.
    password = hashed(PASSWORD)
    for handle, resident in town.known.items():
        accounts.open_account(email=_address(handle), person=resident.person, password=password, confirmed_at=now())


def _open_old_notices(town: Town) -> None:
    """Those who can sign in have read what is older than some days."""
    for resident in town.known.values():
        mine = select(Notice).where(Notice.person_id == resident.person.id, Notice.created_at < town.ago(5))
        for notice in db.session.scalars(mine):
            notifications.open_notice(resident.person, notice)


def _address(handle: str) -> str:
    return f"{handle}@{HOST}"


def _keep_from_mailing(last: int) -> None:
    """Of the work that the town has asked for, only what makes it searchable is done."""
    db.session.execute(delete(Job).where(Job.id > last, Job.kind != "search.index"))
