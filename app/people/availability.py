"""When somebody is free, as far as it is known: what they said, believed less with every week that passes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from app.kit import clock
from app.people.models import AvailabilityBlock, AvailabilityKind, Person

AS_SAID = timedelta(days=14)
PROBABLY = timedelta(days=30)
HORIZON = timedelta(days=3 * 366)
NOT_KNOWN = "availability not known"


class DayState(StrEnum):
    """What is known of a day; the later outweighs the earlier where two things were said."""

    UNKNOWN = "unknown"
    FREE = "free"
    TENTATIVE = "tentative"
    BUSY = "busy"


class Belief(StrEnum):
    """How far what was said still holds."""

    AS_SAID = "as_said"
    PROBABLY = "probably"
    NONE = "none"


@dataclass(frozen=True)
class Run:
    """Days of one state, from `first` up to, not including, `end`."""

    state: DayState
    first: date
    end: date


@dataclass(frozen=True)
class Availability:
    """The one line about somebody's days: "free 3–21 Dec", and its age "confirmed 2 days ago".

    `first` and `end` (not included) are empty where no days were named.
    """

    kind: DayState
    words: str
    age: str = ""
    confirmed_at: datetime | None = None
    first: date | None = None
    end: date | None = None


_SAID = {
    AvailabilityKind.AVAILABLE: DayState.FREE,
    AvailabilityKind.TENTATIVE: DayState.TENTATIVE,
    AvailabilityKind.UNAVAILABLE: DayState.BUSY,
}
# What a directory that was brought in says in one word.
_IN_A_WORD = {
    "available": (DayState.FREE, "free for work"),
    "busy": (DayState.BUSY, "busy"),
    "ask": (DayState.UNKNOWN, "ask about dates"),
}
_WEIGHT = list(DayState)


def on_days(person: Person, first: date, end: date, today: date | None = None) -> dict[date, DayState]:
    """What is known of each day from `first` up to, not including, `end`."""
    today = today or clock.today()
    known = dict.fromkeys(_each(first, end), _word_state(person, today))
    for run in runs(person.days, first, end):
        known.update(dict.fromkeys(_each(run.first, run.end), run.state))
    belief = believed(person, today)
    return {day: _faded(state, belief) for day, state in known.items()}


def summary(person: Person, today: date | None = None) -> Availability:
    """The line that stands on a card."""
    today = today or clock.today()
    belief = believed(person, today)
    age = _age(person, today)
    if belief is Belief.NONE:
        return Availability(DayState.UNKNOWN, NOT_KNOWN, age, person.availability_confirmed_at)
    said = _line_of_days(person, today) or _line_of_word(person)
    unsure = belief is Belief.PROBABLY and said.kind in (DayState.FREE, DayState.BUSY)
    return replace(
        said,
        kind=_faded(said.kind, belief),
        words=f"probably {said.words}" if unsure else said.words,
        age=age,
        confirmed_at=person.availability_confirmed_at,
    )


def believed(person: Person, today: date) -> Belief:
    """Up to two weeks as said, up to a month probably, then no more."""
    if person.availability_confirmed_at is None:
        return Belief.NONE
    age = today - person.availability_confirmed_at.date()
    if age < AS_SAID:
        return Belief.AS_SAID
    return Belief.PROBABLY if age <= PROBABLY else Belief.NONE


def runs(blocks: Iterable[AvailabilityBlock], first: date, end: date) -> list[Run]:
    """What was said, day by day, as runs of one state. Where two things were said of a day, busy wins."""
    said = [block for block in blocks if block.starts_on < end and block.ends_on > first]
    edges = {first, end} | {edge for block in said for edge in (block.starts_on, block.ends_on)}
    found: list[Run] = []
    for start, stop in pairwise(sorted(edge for edge in edges if first <= edge <= end)):
        states = [_SAID[block.kind] for block in said if block.starts_on <= start < block.ends_on]
        if states:
            _append(found, Run(max(states, key=_WEIGHT.index), start, stop))
    return found


def _append(found: list[Run], run: Run) -> None:
    if found and found[-1].state == run.state and found[-1].end == run.first:
        found[-1] = replace(found[-1], end=run.end)
    else:
        found.append(run)


def _line_of_days(person: Person, today: date) -> Availability | None:
    ahead = runs(person.days, today, today + HORIZON)
    if not ahead:
        return None
    run = ahead[0] if ahead[0].first == today else min(ahead, key=lambda run: _WEIGHT.index(run.state))
    words = _span(run, today)
    following = next((later for later in ahead if later.state is DayState.FREE), None)
    if run.state is DayState.BUSY and following:
        words = f"{words}, free from {_day(following.first, today)}"
    return Availability(run.state, words, first=run.first, end=run.end)


def _line_of_word(person: Person) -> Availability:
    state, words = _IN_A_WORD.get(person.availability_word or "", (DayState.UNKNOWN, NOT_KNOWN))
    return Availability(state, words)


def _word_state(person: Person, today: date) -> DayState:
    if any(block.ends_on > today for block in person.days):
        return DayState.UNKNOWN
    return _IN_A_WORD.get(person.availability_word or "", (DayState.UNKNOWN, ""))[0]


def _faded(state: DayState, belief: Belief) -> DayState:
    if belief is Belief.NONE:
        return DayState.UNKNOWN
    return DayState.TENTATIVE if belief is Belief.PROBABLY and state is DayState.FREE else state


def _each(first: date, end: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((end - first).days))


def _span(run: Run, today: date) -> str:
    """ "free 3–21 Dec", or of days that have begun, "free until 21 Dec"."""
    word = "perhaps free" if run.state is DayState.TENTATIVE else run.state
    last = run.end - timedelta(days=1)
    if run.first <= today:
        return f"{word} today" if last <= today else f"{word} until {_day(last, today)}"
    if last == run.first:
        return f"{word} on {_day(last, today)}"
    same_month = (run.first.year, run.first.month) == (last.year, last.month)
    begin = str(run.first.day) if same_month else _day(run.first, last)
    return f"{word} {begin}–{_day(last, today)}" if same_month else f"{word} {begin} – {_day(last, today)}"


def _day(day: date, beside: date) -> str:
    """A day, with its year only where `beside` lies in another one."""
    return f"{day.day} {day:%b}" if day.year == beside.year else f"{day.day} {day:%b} {day.year}"


def _age(person: Person, today: date) -> str:
    if person.availability_confirmed_at is None:
        return ""
    past = max(0, (today - person.availability_confirmed_at.date()).days)
    verb = "confirmed" if past <= PROBABLY.days else "last confirmed"
    for size, noun in ((365, "year"), (30, "month"), (7, "week"), (1, "day")):
        count = past // size
        if count > 1 or (count == 1 and size in (365, 30)):
            return f"{verb} {count} {noun}{'s' if count > 1 else ''} ago"
        if past == 7 and size == 7:
            return f"{verb} a week ago"
    return f"{verb} yesterday" if past == 1 else f"{verb} today"
