"""Where somebody works from, how far they go, and for what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.extensions import db
from app.kit.actions import action
from app.people.actions.changes import changed, replace
from app.people.models import Person, PersonBase, RateCard
from app.taxonomy import queries as words


@action
def say_places(
    person: Person,
    *,
    bases: list[dict[str, Any]],
    travels: bool,
    travel_radius_km: int | None,
    works_remotely: bool,
    rates: list[dict[str, Any]] | None = None,
    pay_models: Sequence[str] | None = None,
) -> None:
    """Say one's bases (the first is home), travel, and, where given, rates and accepted kinds of pay.

    Amounts in `rates` are minor units of their currency.
    """
    known = {base.place: base for base in person.bases}
    replace(person, "bases", [_base(row["name"], row["works_as_local"], known) for row in bases])
    person.travels, person.travel_radius_km, person.works_remotely = travels, travel_radius_km, works_remotely
    if rates is not None:
        person.rates = []
        db.session.flush()
        person.rates = [RateCard(**row) for row in rates]
    if pay_models is not None:
        person.pay_models = list(pay_models)
    changed(person)


def _base(name: str, works_as_local: bool, known: dict[str, PersonBase]) -> PersonBase:
    # Of several towns of a name the one that was meant before is meant again.
    city = known[name].city if name in known else words.city_named(name)
    if city is None:
        # A village that the list of cities lacks is a base all the same; it has no distances.
        return PersonBase(name=name, works_as_local=works_as_local)
    return PersonBase(
        city=city,
        name=city.name,
        country_code=city.country_code,
        lat=city.lat,
        lon=city.lon,
        timezone=city.timezone,
        works_as_local=works_as_local,
    )
