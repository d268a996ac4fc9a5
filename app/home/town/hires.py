"""Who applies to what in the town, and what they hear."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.hiring.actions import applications as hiring
from app.hiring.actions import hours
from app.hiring.actions import roles as posting
from app.hiring.models import Application, ApplicationState
from app.hiring.policy import may_apply
from app.home.town.houses import Posted
from app.home.town.reading import Resident, Town
from app.kit.clock import at


def apply(town: Town, posted: list[Posted]) -> list[tuple[Application, Posted]]:
    """Have people apply, be read, shortlisted, taken and refused, as each role's fate wants it."""
    sent: list[tuple[Application, Posted]] = []
    for one in town.bar("Applications", posted):
        if one.fate == "draft":
            continue
        came = [_apply(town, one, applicant) for applicant in _applicants(town, one)]
        _handle(town, one, came)
        sent += [(application, one) for application in came]
    hours.close_at_deadline()
    hours.ask_for_decisions()
    hours.expire()
    return sent


def _applicants(town: Town, one: Posted) -> list[Resident]:
    able = [who for who in town.residents if one.role.title in who.positions and who.person.listed_at]
    able = [who for who in able if may_apply(who.person, one.role) and who.person.id != one.role.posted_by_id]
    accounts = [who for who in able if who in town.known.values() and town.chance.random() < 0.9]
    others = [who for who in able if who not in town.known.values()]
    others.sort(key=lambda who: who.country != one.house.country)
    few = town.chance.choice((0, 1, 2, 3, 4, 6)) if one.fate != "filled" else town.chance.choice((3, 4, 6))
    many = 4 if getattr(one.house.house, "slug", "") == "nachtfalter-film" else 0
    return [*accounts, *others[: few + many]]


def _apply(town: Town, one: Posted, applicant: Resident) -> Application:
    person, chance = applicant.person, town.chance
    rates = person.rates[:1] if chance.random() < 0.5 else []
    note = chance.choice(town.words["notes"]).format(
        years=chance.randrange(3, 25), credit=person.credits[0].title if person.credits else "a small film"
    )
    with at(_while_open(town, one)):
        return hiring.apply(
            person,
            one.role,
            note=note,
            credits=[row.id for row in person.credits[:3]],
            rate=rates[0].amount if rates else None,
            currency=rates[0].currency if rates else "EUR",
        )


def _while_open(town: Town, one: Posted) -> datetime:
    """A moment at which the role took applications."""
    opened, deadline = one.role.opened_at, one.role.deadline_at
    assert opened is not None
    assert deadline is not None
    closed = min(deadline, town.began - timedelta(hours=1) * min(1.0, one.opened))
    return opened + max(closed - opened, timedelta(0)) * town.chance.uniform(0.02, 0.98)


def _handle(town: Town, one: Posted, came: list[Application]) -> None:
    recruiter = one.house.recruiter.person
    for number, application in enumerate(came):
        step = (number + town.chance.randrange(2)) % 4
        with at(town.after(application.created_at, 4)):
            if step == 3 and town.chance.random() < 0.25:
                hiring.withdraw(application.applicant, application)
            elif step == 2:
                hiring.shortlist(recruiter, application)
            elif step == 1:
                hiring.view(recruiter, application)
    waiting = [row for row in came if row.state != ApplicationState.WITHDRAWN]
    assert one.role.deadline_at is not None
    with at(town.after(min(one.role.deadline_at, town.began), 5)):
        _decide(town, one, waiting)


def _decide(town: Town, one: Posted, waiting: list[Application]) -> None:
    """Answers: to everybody where the role is over, to one or the other before."""
    recruiter, words = one.house.recruiter.person, town.words
    if one.fate == "paused":
        posting.pause(recruiter, one.role)
    elif one.fate == "filled" and waiting:
        # Sooner or later everybody who can sign in is taken somewhere, and refused elsewhere.
        waiting.sort(key=lambda row: (row.applicant_id + one.role.id) % 3)
        hiring.accept(recruiter, waiting[0], town.chance.choice(words["acceptances"]))
        for row in waiting[1:]:
            hiring.decline(recruiter, row, town.chance.choice(words["refusals"]))
        posting.fill(recruiter, one.role)
    elif one.fate == "cancelled":
        posting.cancel(recruiter, one.role)
    elif len(waiting) > 3 and one.fate != "silent":
        hiring.decline(recruiter, waiting[-1], town.chance.choice(words["refusals"]))
