"""The studios of the town, their teams, and what they post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from app.hiring.actions import roles as hiring
from app.hiring.models import Engagement, PlaceMode, Role
from app.home.town.cast import nice
from app.home.town.reading import Resident, Town, table, written
from app.kit.clock import at
from app.people.models import PayModel, RateBasis
from app.pitches.models import Pitch, PitchState, PitchVisibility
from app.studios import actions as studios
from app.studios.models import Studio, StudioKind, StudioRole
from app.taxonomy import queries as taxonomy


@dataclass
class House:
    """A studio or a pitch that posts roles, and who does it there."""

    house: Studio | Pitch
    recruiter: Resident
    place: str
    country: str
    kind: str


@dataclass
class Posted:
    """A role of the town. `opened` and `closes` are in days before now; `fate` is what becomes of it."""

    role: Role
    house: House
    opened: float
    closes: float
    fate: str


def found(town: Town) -> list[House]:
    """Have the studios founded and their teams gathered."""
    return [_found(town, row, n) for n, row in enumerate(town.bar("Studios", town.share(table("studios.csv"))))]


def _found(town: Town, row: dict[str, str], number: int) -> House:
    city = taxonomy.city_named(row["place"])
    country = city.country_code if city else ""
    owner = town.who(row["owner"] or "nora-brandt", country)
    facts: dict[str, Any] = {name: row[name] for name in ("headline", "about", "place")}
    with at(town.ago(300 - number * 5)):
        studio = studios.found(owner.person, name=row["name"], kind=StudioKind(row["kind"]), website="", **facts)
    recruiter = _gather(town, studio, owner, country)
    return House(studio, recruiter, row["place"], country, row["kind"])


def _gather(town: Town, studio: Studio, owner: Resident, country: str) -> Resident:
    inside, recruiter = {owner.person.id}, owner
    for duty in [StudioRole.RECRUITER, StudioRole.EDITOR, StudioRole.VIEWER][: town.chance.choice((1, 1, 2, 3))]:
        own = studio.slug == "nachtfalter-film" and duty == StudioRole.RECRUITER
        one = town.known["emeka-obi"] if own else town.who("Production Manager", country, inside)
        if one.person.id in inside or (one in town.known.values() and not own):
            continue
        inside.add(one.person.id)
        with at(town.ago(200)):
            member = studios.ask(owner.person, studio, one.person, duty)
        with at(town.ago(190)):
            studios.accept(one.person, member)
        recruiter = one if duty == StudioRole.RECRUITER else recruiter
    return recruiter


def ask_accounts_in(town: Town, houses: list[House]) -> None:
    """Two of those who can sign in have been asked into a studio and have not answered."""
    for handle, slug in (("mika-laaksonen", "halfmoon-interactive"), ("tomas-herrera", "nachtfalter-film")):
        studio = next((one.house for one in houses if one.house.slug == slug), None)
        if isinstance(studio, Studio):
            with at(town.ago(3)):
                studios.ask(studio.owners[0].person, studio, town.known[handle].person, StudioRole.VIEWER)


def post(town: Town, houses: list[House], pitched: list[tuple[Pitch, Resident]]) -> list[Posted]:
    """Have every description of `roles.csv` posted twice, and the first needs of some pitches."""
    rows = table("roles.csv")
    texts = {row["position"]: row for row in rows}
    wanted = [(house, row, "") for row in [*rows, *rows] for house in _fitting(town, houses, row)]
    for pitch, owner in pitched:
        needed = next((texts[need.label] for need in pitch.needs if need.label in texts), None)
        if needed and pitch.pay_model == PayModel.PAID and _is_read_by_all(pitch):
            place = pitch.places[0].label
            wanted.append((House(pitch, owner, place, owner.country, "pitch"), needed, ""))
    town.chance.shuffle(wanted)
    chosen = [*_sure(houses, texts), *town.share(wanted[:150])]
    return [
        _post(town, house, row, fate or _FATES[number % len(_FATES)])
        for number, (house, row, fate) in enumerate(town.bar("Roles", chosen))
    ]


def _sure(houses: list[House], texts: dict[str, dict[str, str]]) -> list[tuple[House, dict[str, str], str]]:
    """What is posted in any case, so that those who can sign in have something on their desks."""
    by_slug = {one.house.slug: one for one in houses}
    rows = [row for row in table("sure.csv") if row["studio"] in by_slug]
    return [(by_slug[row["studio"]], texts[row["position"]], row["fate"]) for row in rows]


def _is_read_by_all(pitch: Pitch) -> bool:
    open_to = (PitchVisibility.PUBLIC, PitchVisibility.MEMBERS)
    return pitch.state == PitchState.PUBLISHED and pitch.visibility in open_to


def _fitting(town: Town, houses: list[House], row: dict[str, str]) -> list[House]:
    kinds = row["kinds"].split(";")
    able = [one for one in houses if one.kind in kinds]
    first = [one for one in able if one.kind == kinds[0]] or able
    return [town.chance.choice(first)] if first else []


# What becomes of roles, in turn: most are open.
_FATES = (
    *("open",) * 7, "waiting", "open", "filled", *("open",) * 4, "paused", "open", "filled", "draft", "open",
    "waiting", "open", "cancelled", "open", "open", "silent",
)  # fmt: skip


def _post(town: Town, house: House, row: dict[str, str], fate: str) -> Posted:
    chance = town.chance
    if _is_nachtfalter(house) and fate in ("paused", "silent", "cancelled"):
        fate = "open"
    opened, closes = _span(town, fate)
    facts = _facts(town, house, row, closes)
    with at(town.ago(opened)):
        role = hiring.draft(house.recruiter.person, house.house, **facts)
        if fate != "draft":
            hiring.publish(house.recruiter.person, role)
    if chance.random() < 0.06 and fate == "open":
        with at(town.ago(opened / 3)):
            hiring.edit(house.recruiter.person, role, hours_per_day=10)
    return Posted(role, house, opened, closes, fate)


def _is_nachtfalter(house: House) -> bool:
    return getattr(house.house, "slug", "") == "nachtfalter-film"


def _span(town: Town, fate: str) -> tuple[float, float]:
    """How many days ago it opened and closed; below zero is to come."""
    if fate in ("open", "paused", "draft"):
        opened = town.chance.uniform(0.1, 24)
        closes = opened - town.chance.choice((14, 21, 28, 35))
        return opened, closes if closes < -1 else -town.chance.uniform(1, 16)
    closed = {"waiting": (1, 9), "filled": (10, 45), "cancelled": (8, 30), "silent": (32, 50)}[fate]
    closes = town.chance.uniform(*closed)
    return closes + town.chance.choice((14, 21, 28)), closes


def _facts(town: Town, house: House, row: dict[str, str], closes: float) -> dict[str, Any]:
    chance = town.chance
    deadline = town.began.date() - timedelta(days=round(closes))
    answer = deadline + timedelta(days=chance.choice((5, 7, 10, 14)))
    first = max(answer, town.began.date()) + timedelta(days=chance.randrange(8, 70))
    mode = (
        PlaceMode.REMOTE
        if "remote" in row["text"].lower()
        else chance.choice((PlaceMode.ON_SITE,) * 4 + (PlaceMode.HYBRID,))
    )
    flexible = chance.random() < 0.15
    return {
        "title": row["position"],
        "production": house.house.title if isinstance(house.house, Pitch) else _production(town, house, row),
        "description": row["text"],
        "headcount": 3 if "Three posts" in row["text"] else 2 if "Two posts" in row["text"] else 1,
        "engagement": Engagement(row["engagement"]),
        "starts_on": None if flexible else first,
        "ends_on": None if flexible else first + timedelta(days=max(int(row["days"]), 2)),
        "dates_flexible": flexible,
        "hours_per_day": 8 if row["basis"] == "week" else 10,
        "place_mode": mode,
        "place": "" if mode == PlaceMode.REMOTE else house.place,
        "local_hire": chance.random() < 0.3,
        "access_note": chance.choice(("", "", "Step-free stage and office; ask us about anything else.")),
        "deadline_at": datetime.combine(deadline, time(23, 59, 59), UTC),
        "decision_by": answer,
        "required": town.chance.sample(_skills(row["position"]), min(2, len(_skills(row["position"])))),
        "desired": [],
        **_pay(town, house, row),
    }


def _production(town: Town, house: House, row: dict[str, str]) -> str:
    quiet = row["engagement"] in ("permanent", "internship") or house.kind in ("rental_house", "school")
    kind = _MAKES.get(StudioKind(house.kind), "film")
    return "" if quiet else str(town.chance.choice(town.words["productions"][kind]))


_MAKES = {
    StudioKind.THEATRE: "stage",
    StudioKind.GAMES: "games",
    StudioKind.LABEL: "music",
    StudioKind.RECORDING: "music",
}


_TRADES = {row["position"]: row for row in written("trades.toml")["trade"]}
_PLACES = written("places.toml")["place"]


def _skills(position: str) -> list[str]:
    return list(_TRADES.get(position, {}).get("skills", []))


def _pay(town: Town, house: House, row: dict[str, str]) -> dict[str, Any]:
    """What it pays, after the country's fees. Five days make a week, and a week costs a little less."""
    if house.kind == "school":
        return {"pay_model": PayModel.STUDENT, "pay_note": "Food, travel, and the kit store for a week"}
    place = next((one for one in _PLACES if any(c.endswith(f" {house.country}") for c in one["cities"])), _PLACES[0])
    day = 95 if row["engagement"] == "internship" else _TRADES.get(row["position"], {}).get("day", 330)
    times = {"hour": 0.14, "day": 1, "week": 4.4, "flat": int(row["days"]) * 0.4}[row["basis"]]
    amount = nice(day * place["rate"] * times * town.chance.uniform(0.92, 1.1))
    upper = nice(amount * 1.15) if town.chance.random() < 0.45 else None
    return {
        "pay_model": PayModel.PAID,
        "pay_from": amount * 100,
        "pay_to": upper * 100 if upper and upper > amount else None,
        "currency": place["currency"],
        "pay_basis": RateBasis(row["basis"]),
        "pay_note": town.chance.choice(("", "", "Per diem and lodging", "Kit paid extra", "Holiday pay on top")),
    }
