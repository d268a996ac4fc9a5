"""Where nobody fits: which condition to give up or widen, by how much, and how many there are then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice

from app.kit.templating import money
from app.search.question import Days, Filters, Near, RateLimit
from app.search.ticked import ticked
from app.search.understanding import Reading
from app.search.understanding.chips import without
from app.search.understanding.days import named
from app.search.understanding.pieces import Piece

# Each costs one count.
MOST_COUNTED = 10
MOST_SHOWN = 4
MORE_MONEY = 1.2
SPLIT_FROM = 4
A_WEEK = timedelta(days=7)
FURTHEST_KM = 1000

Count = Callable[[str, Filters], int]


@dataclass(frozen=True)
class Looser:
    """A search that asks for less: what is changed, the words and filters that are left, and how many then fit."""

    said: str
    typed: str
    filters: Filters
    total: int = 0


def loosen(reading: Reading, filters: Filters, count: Count) -> list[Looser]:
    """Searches with one condition widened or given up that find somebody: those that change least come first."""
    wider = [*_widened_pieces(reading, filters), *_widened_filters(reading, filters)]
    less = [*_without_filters(reading, filters), *_without_pieces(reading, filters)]
    counted = (replace(looser, total=count(looser.typed, looser.filters)) for looser in (*wider, *less)[:MOST_COUNTED])
    return list(islice((looser for looser in counted if looser.total), MOST_SHOWN))


def _widened_pieces(reading: Reading, filters: Filters) -> Iterator[Looser]:
    for piece in reading.pieces:
        for said, instead in _wider_words(piece):
            typed = f"{reading.spelt[: piece.start]}{instead}{reading.spelt[piece.end :]}"
            yield Looser(said, typed, filters)


def _wider_words(piece: Piece) -> Iterator[tuple[str, str]]:
    """How a condition may be widened, and what to type for that."""
    asked = piece.filters
    if near := _wider_near(asked.get("near")):
        local = "works as local " if near.as_local else ""
        yield f"within {near.km} km of {near.name}", f"{local}within {near.km} km of {near.name}"
    if rate := _wider_rate(asked.get("rate")):
        amount = f"{rate.amount / 100:.2f}".removesuffix(".00")
        yield _said_rate(rate), f"under {amount} {rate.currency} per {rate.basis.replace('_', ' ')}"
    for days in _other_days(asked.get("free")):
        last = days.end - timedelta(days=1)
        yield f"free {named(days)}", f"free {days.first.isoformat()} to {last.isoformat()}"


def _widened_filters(reading: Reading, filters: Filters) -> Iterator[Looser]:
    if near := _wider_near(filters.near):
        yield Looser(f"within {near.km} km of {near.name}", reading.spelt, replace(filters, near=near))
    if rate := _wider_rate(filters.rate):
        yield Looser(_said_rate(rate), reading.spelt, replace(filters, rate=rate))
    for days in _other_days(filters.free):
        yield Looser(f"free {named(days)}", reading.spelt, replace(filters, free=days))
    if filters.free and "unknown" not in filters.days_are:
        perhaps = replace(filters, days_are=("free", "tentative", "unknown"))
        yield Looser("also those whose days are not certain", reading.spelt, perhaps)


def _without_filters(reading: Reading, filters: Filters) -> Iterator[Looser]:
    for held in ticked(filters):
        yield Looser(f"without “{held.words}”", reading.spelt, held.left)


def _without_pieces(reading: Reading, filters: Filters) -> Iterator[Looser]:
    """The sentence without one of its pieces, the job last: it is what one came for."""
    for piece in sorted(reading.pieces, key=lambda piece: piece.kind == "position"):
        typed = without(reading.spelt, piece)
        if typed and piece.kind != "passed":
            yield Looser(f"without “{piece.said}”", typed, filters)


def _wider_near(near: Near | None) -> Near | None:
    return replace(near, km=near.km * 2) if near and near.km * 2 <= FURTHEST_KM else None


def _wider_rate(rate: RateLimit | None) -> RateLimit | None:
    return replace(rate, amount=round(rate.amount * MORE_MONEY)) if rate else None


def _other_days(days: Days | None) -> Iterator[Days]:
    """The first half of the days, for somebody else may take over; and as many a week later."""
    if days is None:
        return
    length = (days.end - days.first).days
    if length >= SPLIT_FROM:
        yield Days(days.first, days.first + timedelta(days=length // 2))
    yield Days(days.first + A_WEEK, days.end + A_WEEK)


def _said_rate(rate: RateLimit) -> str:
    return f"up to {money(rate.amount, rate.currency)} a {rate.basis.replace('_', ' ')}"
