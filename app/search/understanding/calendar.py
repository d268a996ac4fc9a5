"""Days by their names: "3-21 dec", "3/12-21/12" (the day comes first), "next week"; without a year, the coming ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from babel import Locale

from app.kit.text import fold
from app.search.question import Days

COUNT = r"(\d{1,2}|an?|one|two|three|four|five|six)"

_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_LENGTHS = {"day": 1, "week": 7, "month": 30}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TONGUES = ("en", "de", "fr", "es", "it", "nl", "pt")
_NO_MONTHS = {"set", "out", "ago"}
# Shorter ones and these are names of people or words of every day as well.
_UNSURE = 6
_ALSO_UNSURE = {"august", "agosto"}

Named = tuple[Days, int]
Reader = Callable[["re.Match[str]", date], Days | None]


def named_days(even: str, at: int, today: date, cued: bool) -> Named | None:
    """The days named at letter `at`, and where their name ends. Unless `cued`, only what can be nothing but days."""
    for pattern, reader, sure in _forms():
        if (sure or cued) and (found := pattern.match(even, at)) and (days := reader(found, today)):
            return days, found.end()
    return None


def count_of(text: str) -> int:
    return _COUNTS.get(text) or int(text)


def length_of(unit: str) -> timedelta:
    return timedelta(days=_LENGTHS[unit])


def week_of(day: date) -> Days:
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + timedelta(days=7))


@cache
def month_names() -> dict[str, int]:
    """The months as half of Europe calls them, in full and in short."""
    found: dict[str, int] = {}
    for tongue in _TONGUES:
        for width in ("wide", "abbreviated"):
            for number, name in Locale(tongue).months["format"][width].items():
                found.setdefault(fold(name), number)
    return {name: number for name, number in found.items() if name not in _NO_MONTHS} | {"sept": 9}


@cache
def _forms() -> list[tuple[re.Pattern[str], Reader, bool]]:
    """Patterns, how each is read, and whether it is days even without a word of time before it."""
    return [(re.compile(pattern), reader, sure) for pattern, reader, sure in (*_with_numbers(), *_in_words())]


def _with_numbers() -> Iterator[tuple[str, Reader, bool]]:
    month = rf"({_any_of(month_names())})\b\.?"
    day = r"(?<![\d.])(\d{1,2})(?:st|nd|rd|th|er|\.)?(?:\s+(?:of|de))?(?![\d:])"
    year = r"(?:,?\s*'?(\d{4})\b)?"
    to = r"\s*(?:-|–|—|/|\.\.+|to|till|until|through|and|bis|au|al|a)\s*(?:the\s+)?"
    iso = r"(\d{4})-(\d{1,2})-(\d{1,2})"
    short = r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2})\b|\.)?"
    yield rf"{iso}{to}{iso}\b", lambda m, today: _range(_ymd(m, 1, 2, 3), _ymd(m, 4, 5, 6), today), True
    yield rf"{iso}\b", lambda m, today: _single(_ymd(m, 1, 2, 3), today), True
    between_months = rf"{day}\s*{month}{year}{to}{day}\s*{month}{year}"
    yield between_months, lambda m, today: _range(_ymd(m, 3, 2, 1), _ymd(m, 6, 5, 4), today), True
    yield rf"{day}{to}{day}\s*{month}{year}", lambda m, today: _range(_ymd(m, 4, 3, 1), _ymd(m, 4, 3, 2), today), True
    between_days = rf"{month}\s*{day}{year}{to}{month}\s*{day}{year}"
    yield between_days, lambda m, today: _range(_ymd(m, 3, 1, 2), _ymd(m, 6, 4, 5), today), True
    yield rf"{month}\s*{day}{to}{day}{year}", lambda m, today: _range(_ymd(m, 4, 1, 2), _ymd(m, 4, 1, 3), today), True
    yield rf"{short}{to}{short}(?![\d/])", lambda m, today: _range(_ymd(m, 3, 2, 1), _ymd(m, 6, 5, 4), today), True
    one_month = rf"(\d{{1,2}})\.?\s*[-–]\s*{short}(?![\d/])"
    yield one_month, lambda m, today: _range(_ymd(m, 4, 3, 1), _ymd(m, 4, 3, 2), today), True
    yield rf"{day}\s*{month}{year}", lambda m, today: _single(_ymd(m, 3, 2, 1), today), True
    yield rf"{month}\s*{day}{year}", lambda m, today: _single(_ymd(m, 3, 1, 2), today), True
    yield rf"{short}(?![\d/])", lambda m, today: _single(_ymd(m, 3, 2, 1), today), False
    yield r"(?:calendar |kw ?|week )(\d{1,2})\b", _numbered_week, True


def _in_words() -> Iterator[tuple[str, Reader, bool]]:
    month = rf"(?P<month>{_any_of(month_names())})\b\.?"
    sure = {name for name in month_names() if len(name) >= _UNSURE} - _ALSO_UNSURE
    part = r"(?P<part>early|mid|late|(?:the )?(?:end|beginning) of|next|this|whole|all|month of)"
    yield rf"(?:{part}[ -])?{month}\s+(?P<year>\d{{4}})\b", _month, True
    yield rf"{part}[ -]{month}", _month, True
    yield rf"(?P<month>{_any_of(sure)})\b", _month, True
    yield month, _month, False
    yield r"(this|next)\s+(week(?:end)?|month|year|fortnight)\b", _coming, True
    yield rf"(?:the )?next {COUNT} (day|week|month)s\b", _coming_count, True
    yield rf"{COUNT} (day|week|month)s?(?: time)?\b", _in_a_while, False
    yield r"(today|tomorrow)\b", _coming_day, True
    yield r"(tonight|(?:the )?weekend)\b", _coming_day, False
    yield r"(?:now|immediately|asap|soon|right away|sofort)\b", _soon, False
    yield rf"(?:(this|next|coming)\s+)?({'|'.join(_WEEKDAYS)})s?\b", _weekday, False


def _any_of(names: dict[str, int] | set[str]) -> str:
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))


def _ymd(found: re.Match[str], year: int, month: int, day: int) -> tuple[int | None, int, int]:
    """Year (none if not said), month and day from these groups; "12/21" can only be the 21st of December."""
    said = found[year]
    number = month_names().get(found[month]) or int(found[month])
    when = int(found[day])
    number, when = (when, number) if number > 12 >= when else (number, when)
    return (int(said) + 2000 * (len(said) == 2) if said else None), number, when


def _day(year: int | None, month: int, day: int, today: date) -> date | None:
    """A day; without a year, the coming one."""
    try:
        if year is not None:
            return date(year, month, day)
        this_year = date(today.year, month, day)
        return this_year if this_year >= today else date(today.year + 1, month, day)
    except ValueError:
        return None


def _single(when: tuple[int | None, int, int], today: date) -> Days | None:
    day = _day(*when, today)
    return Days(day, day + timedelta(days=1)) if day else None


def _range(first: tuple[int | None, int, int], last: tuple[int | None, int, int], today: date) -> Days | None:
    """From the one day to the other; without a year of its own, the first is the nearest before the last."""
    end = _day(last[0], *last[1:], today)
    if end is None:
        return None
    if first[1] == last[1] and first[2] > last[2]:
        # "21-3 dec": the month before, for nobody means a year.
        first = (first[0], (first[1] - 2) % 12 + 1, first[2])
    year = first[0] or (end.year if first[1:] <= (end.month, end.day) else end.year - 1)
    begin = _day(year, *first[1:], today)
    return Days(begin, end + timedelta(days=1)) if begin and begin <= end else None


def _month(found: re.Match[str], today: date) -> Days | None:
    named = found.groupdict()
    part, month, year = named.get("part") or "", month_names()[named["month"]], named.get("year")
    first = date(int(year) if year else today.year + (month < today.month), month, 1)
    end = _next_month(first)
    if part.endswith(("early", "beginning of")):
        end = first.replace(day=11)
    elif part == "mid":
        first, end = first.replace(day=11), first.replace(day=21)
    elif part.endswith(("late", "end of")):
        first = first.replace(day=21)
    return Days(max(first, today), end)


def _numbered_week(found: re.Match[str], today: date) -> Days | None:
    weeks = []
    for year in (today.year, today.year + 1):
        try:
            weeks.append(week_of(date.fromisocalendar(year, int(found[1]), 1)))
        except ValueError:
            continue
    return next((week for week in weeks if week.end > today), None)


def _coming(found: re.Match[str], today: date) -> Days | None:
    following, unit = found[1] == "next", found[2]
    days = _unit_of(unit, today, following)
    return Days(max(days.first, today), days.end)


def _unit_of(unit: str, today: date, following: bool) -> Days:
    monday = today - timedelta(days=today.weekday() - 7 * following)
    if unit == "weekend":
        return Days(monday + timedelta(days=5), monday + timedelta(days=7))
    if unit == "week":
        return week_of(monday)
    if unit == "fortnight":
        return Days(today, today + timedelta(days=14))
    if unit == "month":
        first = _next_month(today) if following else today.replace(day=1)
        return Days(first, _next_month(first))
    return Days(date(today.year + following, 1, 1), date(today.year + following + 1, 1, 1))


def _coming_count(found: re.Match[str], today: date) -> Days | None:
    return Days(today, today + count_of(found[1]) * length_of(found[2]))


def _in_a_while(found: re.Match[str], today: date) -> Days | None:
    first = today + count_of(found[1]) * length_of(found[2])
    return Days(first, first + timedelta(days=7))


def _coming_day(found: re.Match[str], today: date) -> Days | None:
    if "weekend" in found[1]:
        days = _unit_of("weekend", today, False)
        return Days(max(days.first, today), days.end)
    first = today + timedelta(days=found[1] == "tomorrow")
    return Days(first, first + timedelta(days=1))


def _soon(_found: re.Match[str], today: date) -> Days | None:
    return Days(today, today + timedelta(days=7))


def _weekday(found: re.Match[str], today: date) -> Days | None:
    ahead = _WEEKDAYS.index(found[2]) - today.weekday()
    day = today + timedelta(days=ahead + 7 if found[1] == "next" else ahead % 7)
    return Days(day, day + timedelta(days=1))


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
