"""Where the people of the town may work, which unions they are in, and who vouches for whose credits."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from random import Random

from app.home.town.reading import Resident, Town
from app.kit.clock import at
from app.people import actions as people
from app.people import queries
from app.people.models import Credit, UnionStatus, UnionVisibility
from app.taxonomy.countries import GROUPS
from app.taxonomy.unions import unions

VOUCHED_A_TITLE = 2


def hand_out(town: Town) -> None:
    """Give those who have a page their papers, and note when they were here last."""
    for resident in town.residents:
        if not resident.positions:
            continue
        # A chance of their own: what the rest of the town comes to does not hang on it.
        chance = Random(resident.person.handle)  # noqa: S311 - the same town each time
        with at(resident.joined):
            people.say_papers(resident.person, countries=_countries(chance, resident), unions=_unions(chance, resident))
        with at(town.began - timedelta(days=chance.choice((0, 0, 1, 2, 4, 9, 20, 45)))):
            people.be_here(resident.person)


def vouch(town: Town) -> None:
    """Have colleagues ask one another about their credits. Some answers are still awaited."""
    by_title: dict[str, list[Credit]] = defaultdict(list)
    for resident in town.residents:
        for credit in resident.person.credits:
            by_title[credit.production].append(credit)
    for number, credits in enumerate(by_title.values()):
        for credit in credits[:VOUCHED_A_TITLE]:
            _ask(town, credit, answered=number % 4 > 0)


def _ask(town: Town, credit: Credit, *, answered: bool) -> None:
    colleagues = queries.colleagues_on(credit.person, credit)
    if not colleagues:
        return
    colleague = colleagues[credit.id % len(colleagues)]
    with at(town.began - timedelta(days=2 + credit.id % 40, hours=3)):
        people.ask_to_confirm(credit.person, credit.id, colleague.handle)
    if answered:
        with at(town.began - timedelta(days=1 + credit.id % 40)):
            people.confirm_credit(colleague, credit)


def _countries(chance: Random, resident: Resident) -> list[str]:
    home = resident.country
    own = set(GROUPS["EU"]) if home in GROUPS["EU"] else {home}
    if chance.random() < 0.12:
        own.add(chance.choice(("GB", "US", "CA", "DE", "AU")))
    return sorted(own)


def _unions(chance: Random, resident: Resident) -> list[dict[str, object]]:
    fields = {row.slug for row in resident.person.disciplines}
    near = [one for one in unions().values() if resident.country in one.countries and fields & {*one.disciplines}]
    if not near or chance.random() < 0.6:
        return []
    return [
        {
            "name": chance.choice(near).name,
            "status": chance.choice((UnionStatus.MEMBER, UnionStatus.MEMBER, UnionStatus.ASSOCIATE)),
            "visibility": chance.choice((*UnionVisibility, UnionVisibility.PUBLIC)),
        }
    ]
