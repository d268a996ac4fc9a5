"""Who fits a role, and which roles fit somebody: position, days, place and money, the surest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.hiring.models import Application, PlaceMode, Role
from app.people.availability import DayState, on_days
from app.people.models import PayModel, Person, PersonBase, RateBasis
from app.search import queries
from app.search.address import written
from app.search.queries import Match
from app.search.question import Days, Filters, Near, RateLimit
from app.taxonomy.models import City

FEW = 6
AROUND_KM = 100
_PERHAPS = (DayState.FREE, DayState.TENTATIVE, DayState.UNKNOWN)
_COMPARABLE = {RateBasis.HOUR, RateBasis.HALF_DAY, RateBasis.DAY, RateBasis.WEEK}


@dataclass(frozen=True)
class Fitting:
    """Who fits, and the address of all of them in the search."""

    matches: list[Match]
    address: dict[str, Any]


def people_for(viewer: Person, role: Role) -> Fitting:
    """The few people who fit `role` best and have not applied.

    Whoever is free, near and within the pay comes first; then those of whom not all is known; then those from
    elsewhere.
    """
    if role.position is None:
        return Fitting([], {})
    typed, found = f'"{role.position.name}"', dict[int, Match]()
    without = {viewer.id, *db.session.scalars(select(Application.applicant_id).where(Application.role_id == role.id))}
    for filters in _ever_looser(role):
        for match in queries.find(viewer, "person", typed, size=FEW + len(without), filters=filters).page.rows:
            if match.thing.id not in without:
                found.setdefault(match.thing.id, match)
        if len(found) >= FEW:
            break
    widest = replace(_asked_of(role), rate=None, days_are=tuple(map(str, _PERHAPS)))
    return Fitting(list(found.values())[:FEW], {"q": typed, "kind": "person", **written(widest)})


def roles_for(person: Person) -> list[int]:
    """The ids of the open roles within somebody's reach: one of their positions, paid in a way that they take.

    Raises `Unavailable`.
    """
    positions = tuple(row.position_id for row in person.positions if row.position_id)
    if not positions:
        return []
    asked = Filters(positions=positions, pay_models=tuple(person.pay_models or ()))
    found = [queries.matching_ids(person, "role", "", filters) for filters in _in_reach(person, asked)]
    return list(dict.fromkeys(key for ids in found for key in ids))


def is_busy_for(person: Person, role: Role) -> bool:
    """Whether somebody has said that they are taken on a day of `role`, and the days are fixed."""
    if not role.starts_on or not role.ends_on or role.dates_flexible:
        return False
    return DayState.BUSY in on_days(person, role.starts_on, role.ends_on).values()


def _ever_looser(role: Role) -> Iterator[Filters]:
    strict = _asked_of(role)
    perhaps = replace(strict, rate=None, days_are=tuple(map(str, _PERHAPS)))
    yield strict
    yield perhaps
    yield replace(perhaps, near=None)


def _asked_of(role: Role) -> Filters:
    return Filters(
        near=_around(role.city, as_local=role.local_hire) if role.place_mode != PlaceMode.REMOTE else None,
        free=Days(role.starts_on, role.ends_on) if role.starts_on and role.ends_on else None,
        rate=_pay(role),
    )


def _pay(role: Role) -> RateLimit | None:
    most = role.pay_to or role.pay_from
    if role.pay_model != PayModel.PAID or not most or role.pay_basis not in _COMPARABLE:
        return None
    return RateLimit(most, role.currency, str(role.pay_basis))


def _around(place: City | PersonBase | None, km: int = AROUND_KM, *, as_local: bool = False) -> Near | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    return Near(f"{place.name}, {place.country_code}", place.lat, place.lon, km, as_local)


def _in_reach(person: Person, asked: Filters) -> Iterator[Filters]:
    """From where somebody lives or works as local; then what can be done remotely."""
    bases: Sequence[PersonBase] = [base for base in person.bases if base is person.home or base.works_as_local]
    for base in bases:
        near = _around(base, max(person.travel_radius_km or 0, AROUND_KM))
        if near:
            yield replace(asked, near=near)
    yield replace(asked, remote=True)
    if not bases or person.travels:
        yield asked
