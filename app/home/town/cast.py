"""The people of the town."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from app.home.town import faces
from app.home.town.reading import Resident, Town, table, written
from app.kit.clock import at
from app.people import actions as people
from app.people.models import (
    AvailabilityKind,
    ContactPolicy,
    LanguageLevel,
    PayModel,
    Person,
    RateBasis,
    RateVisibility,
    Visibility,
)
from app.taxonomy import queries as taxonomy

Drawn = dict[str, Any]


def settle(town: Town) -> None:
    """Have everybody move in, the longest there first: those who can sign in, then all others."""
    town.disciplines = {row.slug: row for row in taxonomy.disciplines()}
    trades = {row["position"]: row for row in written("trades.toml")["trade"]}
    drawn = [*_accounts(trades), *_strangers(town, list(trades.values()))]
    credits = table("credits.csv")
    for number, one in enumerate(town.bar("People", drawn)):
        resident = _move_in(town, one, number, credits)
        town.residents.append(resident)
        if one["handle"]:
            town.known[one["handle"]] = resident


def _accounts(trades: dict[str, Drawn]) -> Iterator[Drawn]:
    places = written("places.toml")["place"]
    for row in written("accounts.toml")["account"]:
        place = next((place for place in places if row["city"] in place["cities"]), places[0])
        yield {**row, "trade": trades.get(row["position"], _plain(row["position"])), "place": place}


def _plain(position: str) -> Drawn:
    """A trade of which nothing more is written."""
    return {"position": position, "also": [], "disciplines": ["film-tv"], "skills": [], "day": 320}


def _strangers(town: Town, trades: list[Drawn]) -> Iterator[Drawn]:
    book = written("places.toml")
    names = _names()
    weights = [row["weight"] for row in trades]
    taken: set[str] = set()
    count = max(0, town.size - 12)
    for trade in town.chance.choices(trades, weights, k=count):
        place = town.chance.choices(book["place"], [row["weight"] for row in book["place"]])[0]
        name = next(name for name in _name(town.chance, names[place["locale"]]) if name not in taken)
        taken.add(name)
        city = town.chance.choice(place["cities"])
        yield {
            "handle": "",
            "name": name,
            "city": city,
            "trade": trade,
            "place": place,
            "pronouns": town.chance.choice(("", "", "", "she/her", "he/him", "they/them")),
            "headline": town.chance.choice(trade["headlines"]),
            "bio": _bio(town.chance, trade, place, city.partition(",")[0], book["closings"]),
        }


def _names() -> dict[str, dict[str, list[str]]]:
    book: dict[str, dict[str, list[str]]] = {}
    for row in table("names.csv", ","):
        book.setdefault(row["locale"], {}).setdefault(row["kind"], []).append(row["name"])
    return book


def _name(chance: Random, names: dict[str, list[str]]) -> Iterator[str]:
    while True:
        first = chance.choice(names[chance.choice(("first_f", "first_m"))])
        yield f"{first} {chance.choice(names['last'])}"


def _bio(chance: Random, trade: Drawn, place: Drawn, city: str, closings: list[str]) -> str:
    own = trade.get(place.get("tongue", ""))
    if own and chance.random() < 0.5:
        return str(own)
    lines = chance.sample(trade["lines"], min(len(trade["lines"]), chance.choice((1, 2, 2, 3))))
    closing = chance.choice(closings).format(city=city, years=chance.randrange(4, 27))
    return " ".join([*lines, closing])


def _move_in(town: Town, one: Drawn, number: int, credits: list[dict[str, str]]) -> Resident:
    joined = town.ago(400 - number * 395 / town.size)
    with at(joined):
        person = people.introduce(one["name"])
        if not one.get("newcomer"):
            _say_all(town, person, one, credits)
    if not one.get("newcomer"):
        _say_days(town, person, one, joined)
    if one.get("admin"):
        people.make_admin(person.handle)
    trade = one["trade"]
    positions = [] if one.get("newcomer") else [trade["position"], *trade["also"]]
    return Resident(person, positions, one["city"][-2:], joined)


def _say_all(town: Town, person: Person, one: Drawn, credits: list[dict[str, str]]) -> None:
    chance, trade = town.chance, one["trade"]
    said = {"name": one["name"], "pronouns": one["pronouns"], "headline": one["headline"], "bio": one["bio"]}
    people.describe(person, handle=person.handle, links=[], **said)
    _say_work(town, person, one)
    people.say_places(
        person,
        bases=_bases(chance, one),
        travels=chance.random() < 0.6,
        travel_radius_km=chance.choice((None, None, 50, 150, 300)),
        works_remotely=bool({"post", "music", "games"} & {*trade["disciplines"]}) or chance.random() < 0.15,
        rates=_rates(chance, one),
        pay_models=chance.choice(
            ([PayModel.PAID], [PayModel.PAID, PayModel.DEFERRED], [PayModel.PAID, PayModel.EXPENSES])
        ),
    )
    for row in chance.sample(credits, 0 if one.get("admin") else chance.choice((0, 2, 2, 3, 5))):
        people.add_credit(person, **_credit(chance, row, trade))
    if one["handle"] or chance.random() < 0.68:
        people.set_portrait(person, faces.drawn(person.handle), f"Cut-paper portrait of {person.name}")
    visibility = Visibility.PUBLIC if one["handle"] else _visibility(chance)
    if visibility != Visibility.PUBLIC:
        people.set_privacy(person, visibility=visibility, contact_policy=ContactPolicy.MEMBERS)
    people.list_me(person)


def _say_work(town: Town, person: Person, one: Drawn) -> None:
    chance, trade = town.chance, one["trade"]
    labels = [trade["position"], *(label for label in trade["also"] if chance.random() < 0.6)]
    skills = chance.sample(trade["skills"], chance.randint(min(2, len(trade["skills"])), len(trade["skills"])))
    levels = [LanguageLevel.NATIVE, LanguageLevel.C1, LanguageLevel.B2]
    people.say_work(
        person,
        disciplines=[town.disciplines[slug] for slug in trade["disciplines"] if slug in town.disciplines],
        positions=[{"label": label, "years": chance.randrange(2, 28)} for label in labels],
        skills=[{"label": label, "level": chance.randrange(3, 6)} for label in skills],
        languages=[
            {"code": code, "level": level} for code, level in zip(one["place"]["languages"], levels, strict=False)
        ],
    )


def _bases(chance: Random, one: Drawn) -> list[dict[str, Any]]:
    home = {"name": one["city"], "works_as_local": True}
    others = [city for city in one["place"]["cities"] if city != one["city"]]
    if not others or chance.random() < 0.75:
        return [home]
    return [home, {"name": chance.choice(others), "works_as_local": chance.random() < 0.7}]


def _rates(chance: Random, one: Drawn) -> list[dict[str, Any]]:
    if chance.random() < 0.35:
        return []
    amount = nice(one["trade"]["day"] * one["place"]["rate"] * chance.uniform(0.8, 1.2))
    return [
        {
            "basis": RateBasis.DAY,
            "amount": amount * 100,
            "amount_to": nice(amount * 1.2) * 100 if chance.random() < 0.4 else None,
            "currency": one["place"]["currency"],
            "hours_in_day": chance.choice((8, 10, 10, 12)),
            "visibility": chance.choice(list(RateVisibility)),
        }
    ]


def nice(amount: float) -> int:
    """An amount as people say it: 437 is 440, 18230 is 18000."""
    step = 5 if amount < 200 else 10 if amount < 1000 else 10 ** (len(str(int(amount))) - 2) * 5 // 5
    return max(step, round(amount / step) * step)


def _credit(chance: Random, row: dict[str, str], trade: Drawn) -> dict[str, Any]:
    return {
        "title": row["title"],
        "position_label": trade["position"],
        "format": row["format"],
        "genre": "",
        "year": 2026 - chance.randrange(12),
        "company": row["company"],
        "url": "",
    }


def _visibility(chance: Random) -> Visibility:
    return chance.choices([Visibility.PUBLIC, Visibility.MEMBERS, Visibility.HIDDEN], [84, 14, 2])[0]


def _say_days(town: Town, person: Person, one: Drawn, joined: Any) -> None:
    """What people say about their days, and how long ago: some lately, some too long ago."""
    chance = town.chance
    age = 2 if one["handle"] == "ines-carvalho" else 17 if one["handle"] == "callum-reid" else _age(chance)
    with at(max(joined, town.ago(age))):
        if not one["handle"] and chance.random() < 0.22:
            return
        if not one["handle"] and chance.random() < 0.3:
            people.say_word(person, chance.choice(("available", "busy", "ask")))
            return
        day = town.began.date() + timedelta(days=chance.randrange(-10, 20))
        for kind in chance.choice(_PATTERNS):
            end = day + timedelta(days=chance.randrange(5, 40))
            people.say_days(person, starts_on=day, ends_on=end, kind=kind)
            day = end + timedelta(days=chance.randrange(0, 12))


def _age(chance: Random) -> int:
    return chance.choices([chance.randrange(0, 13), chance.randrange(14, 30), chance.randrange(31, 60)], [7, 2, 1])[0]


_PATTERNS = (
    [AvailabilityKind.AVAILABLE],
    [AvailabilityKind.UNAVAILABLE, AvailabilityKind.AVAILABLE],
    [AvailabilityKind.AVAILABLE, AvailabilityKind.UNAVAILABLE],
    [AvailabilityKind.TENTATIVE, AvailabilityKind.AVAILABLE],
    [AvailabilityKind.AVAILABLE, AvailabilityKind.TENTATIVE, AvailabilityKind.UNAVAILABLE],
)
