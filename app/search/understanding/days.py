"""Days that somebody is to be free: "free 3-21 dec", "available from 3/12", "next week for 3 days"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from app.kit.templating import days as said
from app.search.question import Days
from app.search.understanding.calendar import COUNT, count_of, length_of, named_days, week_of
from app.search.understanding.pieces import Piece, Sentence

LONGEST_DAYS = 366
FURTHEST = timedelta(days=3 * 366)
OPEN_ENDED = 14
SOON = 7

_LEAD = re.compile(
    r"(?P<free>(?:who (?:is|are) |is |are )?(?:free|available|avail|bookable|frei|libre|disponible|dispo)\b)?\s*"
    r"(?P<how>(?:as of|w/c|(?:in )?(?:the )?week (?:of|commencing)|starting(?: from)?|beginning|between|during|"
    r"through(?:out)?|until|till|from|for|the|all|on|in|by|at|ab|am|im|vom|du|le|en|dal|del)\b)?\s*(?:the\s+)?"
)
_LASTING = re.compile(rf"\s*for {COUNT} (day|week|month)s?\b")
_BY_ITSELF = re.compile(r"(?:free|available|availability|bookable)\b")
_UNTIL = {"until", "till", "by"}
_FROM = {"from", "as of", "starting", "starting from", "beginning", "ab", "dal"}


def read(sentence: Sentence, here: int) -> Piece | None:
    """The days that are named from word `here` on."""
    start = sentence.tokens[here].start
    lead = _LEAD.match(sentence.even, start)
    cued = lead is not None and bool(lead["free"] or lead["how"])
    found = named_days(sentence.even, lead.end(), sentence.today, cued) if lead else None
    if lead and found:
        days, end = _as_meant(found[0], lead["how"] or "", sentence.today), found[1]
    elif found := named_days(sentence.even, start, sentence.today, False):
        days, end = found
    else:
        return None
    days, end = _lasting(sentence, days, end)
    if not _sensible(days, sentence.today):
        return Piece("passed", start, end, f"“{sentence.typed[start:end]}” are no days to come")
    return _piece(sentence, start, end, days)


def read_free(sentence: Sentence, here: int) -> Piece | None:
    """ "free" or "available" by itself: in the coming week."""
    start = sentence.tokens[here].start
    found = _BY_ITSELF.match(sentence.even, start)
    days = Days(sentence.today, sentence.today + timedelta(days=SOON))
    return _piece(sentence, start, found.end(), days) if found else None


def named(days: Days) -> str:
    """ "3–21 Dec 2026"."""
    return said(days.first, days.end)


def _piece(sentence: Sentence, start: int, end: int, days: Days) -> Piece:
    return Piece("days", start, end, f"free {named(days)}", filters={"free": days})


def _as_meant(days: Days, how: str, today: date) -> Days:
    """A day as the beginning or the end of what is asked, where the word before it says so."""
    if "week" in how or how == "w/c":
        return week_of(days.first)
    if days.end - days.first > timedelta(days=1):
        return days
    if how in _UNTIL:
        return Days(today, days.end)
    return Days(days.first, days.first + timedelta(days=OPEN_ENDED)) if how in _FROM else days


def _lasting(sentence: Sentence, days: Days, end: int) -> tuple[Days, int]:
    found = _LASTING.match(sentence.even, end)
    if found is None:
        return days, end
    return Days(days.first, days.first + count_of(found[1]) * length_of(found[2])), found.end()


def _sensible(days: Days, today: date) -> bool:
    length = (days.end - days.first).days
    return 0 < length <= LONGEST_DAYS and today < days.end and days.first < today + FURTHEST
