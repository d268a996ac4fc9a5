"""Who applies to what in the town, and what they hear."""

from __future__ import annotations

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
    accounts = [who for who in able if who in town.known.values() and town.chance.random() < 0.75]
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
    with at(town.ago(_between(town, one))):
        return hiring.apply(
            person,
            one.role,
            note=note,
            credits=[row.id for row in person.credits[:3]],
            rate=rates[0].amount if rates else None,
            currency=rates[0].currency if rates else "EUR",
        )


def _between(town: Town, one: Posted) -> float:
    """A time at which the role took applications, in days before now."""
    latest = max(one.closes + 1.0, 0.05)
    halfway = one.opened / 2 if one.fate == "paused" else latest
    return town.chance.uniform(min(one.opened * 0.95, max(latest, halfway) + 0.01), one.opened * 0.97)


def _handle(town: Town, one: Posted, came: list[Application]) -> None:
    recruiter = one.house.recruiter.person
    for number, application in enumerate(came):
        step = (number + town.chance.randrange(2)) % 4
        with at(town.ago(max(0.04, one.opened * 0.2 if one.closes < 0 else one.closes + 0.5))):
            if step == 3 and town.chance.random() < 0.25:
                hiring.withdraw(application.applicant, application)
            elif step == 2:
                hiring.shortlist(recruiter, application)
            elif step == 1:
                hiring.view(recruiter, application)
    _decide(town, one, came)


def _decide(town: Town, one: Posted, came: list[Application]) -> None:
    """Answers: to everybody where the role is over, to one or the other before."""
    recruiter, words = one.house.recruiter.person, town.words
    waiting = [row for row in came if row.state != ApplicationState.WITHDRAWN]
    with at(town.ago(max(0.03, one.closes - 4))):
        if one.fate == "filled" and waiting:
            town.chance.shuffle(waiting)
            hiring.accept(recruiter, waiting[0], town.chance.choice(words["acceptances"]))
            for row in waiting[1:]:
                hiring.decline(recruiter, row, town.chance.choice(words["refusals"]))
            posting.fill(recruiter, one.role)
        elif one.fate == "cancelled":
            posting.cancel(recruiter, one.role)
        elif len(waiting) > 3 and one.fate != "silent":
            hiring.decline(recruiter, waiting[-1], town.chance.choice(words["refusals"]))
