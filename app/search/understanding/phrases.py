"""Conditions said in a phrase: years, remote work, unions, pay, papers."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from app.kit.text import fold
from app.people.models import PayModel
from app.search.question import Demand, Way
from app.search.understanding.pieces import Piece, Sentence, filtered
from app.taxonomy import countries
from app.taxonomy.unions import unions

MOST_YEARS = 60
LONGEST_UNION = 8

_YEARS = re.compile(
    r"(?P<most>(?:under|less than|max|at most|up to|below) )?(?:with |having )?"
    r"(?:at least |min(?:imum)?\.? (?:of )?|over |more than |>=? ?)?(?P<years>\d{1,2})\s*"
    r"(?:\+|plus|or more)?\s*(?:-| )?(?:years?|yrs?|jahren?|ans|anos|anni)\b\+?'?"
    r"(?:\s+(?:of\s+)?(?:experience|exp|professional experience|in the (?:trade|business|industry)|erfahrung))?"
)
_PAY: dict[str, PayModel] = {
    "profit share": PayModel.PROFIT_SHARE, "profit-share": PayModel.PROFIT_SHARE, "profitshare": PayModel.PROFIT_SHARE,
    "deferred pay": PayModel.DEFERRED, "deferred": PayModel.DEFERRED, "deferral": PayModel.DEFERRED,
    "expenses only": PayModel.EXPENSES, "expenses paid": PayModel.EXPENSES, "unpaid": PayModel.UNPAID,
    "for free": PayModel.UNPAID, "student films": PayModel.STUDENT, "student film": PayModel.STUDENT,
    "student projects": PayModel.STUDENT, "paid only": PayModel.PAID, "paid": PayModel.PAID,
}  # fmt: skip
_PAID_HOW = {
    PayModel.PAID: "paid work", PayModel.DEFERRED: "works for deferred pay", PayModel.EXPENSES: "works for expenses",
    PayModel.PROFIT_SHARE: "works for a share of the profit", PayModel.UNPAID: "works unpaid",
    PayModel.STUDENT: "works on student projects",
}  # fmt: skip
_CITIZENS = {
    "british": "GB", "english": "GB", "scottish": "GB", "irish": "IE", "german": "DE", "french": "FR", "italian": "IT",
    "spanish": "ES", "portuguese": "PT", "dutch": "NL", "belgian": "BE", "austrian": "AT", "swiss": "CH",
    "danish": "DK", "swedish": "SE", "norwegian": "NO", "finnish": "FI", "polish": "PL", "czech": "CZ",
    "hungarian": "HU", "romanian": "RO", "greek": "GR", "american": "US", "canadian": "CA", "australian": "AU",
    "european": "EU",
}  # fmt: skip
_REMOTE = re.compile(
    r"(?:(?:can |may |who )?works? )?(?:(?:fully )?remote(?:ly)?|from home|wfh|home ?office)(?: only| work(?:ing)?)?\b"
)
_VERIFIED = re.compile(r"(?:verified|(?:with )?(?:confirmed|verified) credits?)\b")
_PAPERS = re.compile(
    r"(?:(?:with |has |holds |have )?(?:an? |the )?(?:(?:right|permit|authori[sz]ed|authori[sz]ation|allowed|eligible|"
    r"permission|legally able) to work|work(?:ing)? (?:permit|visa|rights)|may work)|can work)"
    r"\s+(?:in|for)\s+(?:the\s+)?(?P<where>[\w. ]{2,30})"
)
_PASSPORT = re.compile(
    r"(?:(?:with |has )?(?:an? )?)(?P<where>[a-z]{2,12})[ -](?:passport|citizens?|work (?:permit|visa)s?|visa)\b"
)
_ACTIVE = re.compile(
    r"(?:recently )?active(?: (?:this|in the last|in the past|within the last|last))?(?: (?P<unit>day|week|month))?\b"
)
_DAYS = {"day": 1, "week": 7, "month": 30, None: 30}
_UNION_WORD = re.compile(r"\s*(?:union\s*)?(?:members?|membership|card|cardholders?)?\b")
# Short names that are words of every day: unions only with "member" or "union" beside them.
_UNSURE_UNIONS = 3

Reading = Callable[[Sentence, int], Piece | None]


def years(sentence: Sentence, here: int) -> Piece | None:
    """ "10+ years", "at least 5 yrs experience"."""
    found = _YEARS.match(sentence.even, sentence.tokens[here].start)
    if found is None or not 0 < int(found["years"]) <= MOST_YEARS:
        return None
    if found["most"]:
        return Piece("passed", found.start(), found.end(), f"“{found[0]}” is not searched for")
    count = int(found["years"])
    return filtered(sentence, here, found.end(), "years", f"{count}+ years", years=count)


def remote(sentence: Sentence, here: int) -> Piece | None:
    """Work from anywhere: a demand like a place, so that it may be given up where nobody meets all of them."""
    token = sentence.tokens[here]
    found = _REMOTE.match(sentence.even, token.start)
    if found is None:
        return None
    demand = Demand("remote", (Way(key="flag:remote"),), "works remotely")
    return Piece("remote", token.start, found.end(), demand.said, demand, token.unwanted)


def verified(sentence: Sentence, here: int) -> Piece | None:
    found = _VERIFIED.match(sentence.even, sentence.tokens[here].start)
    return filtered(sentence, here, found.end(), "verified", "with confirmed credits", verified=True) if found else None


def active(sentence: Sentence, here: int) -> Piece | None:
    found = _ACTIVE.match(sentence.even, sentence.tokens[here].start)
    if found is None:
        return None
    days = _DAYS[found["unit"]]
    words = f"here in the last {days} days" if days > 1 else "here today"
    return filtered(sentence, here, found.end(), "active", words, active_days=days)


def pay(sentence: Sentence, here: int) -> Piece | None:
    """How work may be paid: "profit share", "expenses only"."""
    start = sentence.tokens[here].start
    for words, model in _PAY.items():
        end = start + len(words)
        if sentence.even.startswith(words, start) and not sentence.even[end : end + 1].isalnum():
            return filtered(sentence, here, end, "pay", _PAID_HOW[model], pay_models=(model.value,))
    return None


def papers(sentence: Sentence, here: int) -> Piece | None:
    """Where somebody may work: "authorised to work in the UK", "EU passport"."""
    start = sentence.tokens[here].start
    if found := _PASSPORT.match(sentence.even, start):
        codes = countries.codes_of(_CITIZENS.get(found["where"], found["where"]))
        return _may_work(sentence, here, found.end(), codes) if codes else None
    found = _PAPERS.match(sentence.even, start)
    words = found["where"].split() if found else []
    for length in range(min(3, len(words)), 0, -1):
        name = " ".join(words[:length])
        if found and (codes := countries.codes_of(name)):
            return _may_work(sentence, here, found.start("where") + len(name), codes)
    return None


def union(sentence: Sentence, here: int) -> Piece | None:
    """A union by its name or abbreviation: "BECTU", "Equity member"."""
    for length in range(min(LONGEST_UNION, len(sentence.tokens) - here), 0, -1):
        name = fold(" ".join(token.text for token in sentence.tokens[here : here + length]))
        slugs = _unions().get(name)
        if not slugs:
            continue
        end = sentence.tokens[here + length - 1].end
        beyond = _UNION_WORD.match(sentence.even, end)
        said_so = beyond is not None and bool(beyond[0].strip())
        if len(name) > _UNSURE_UNIONS or said_so:
            short = " or ".join(unions()[slug].short for slug in slugs[:3])
            words = f"in {short}" if len(slugs) < 4 else f"in a union called {short}"
            return filtered(sentence, here, beyond.end() if beyond and said_so else end, "union", words, unions=slugs)
    return None


PHRASES: tuple[Reading, ...] = (years, remote, papers, verified, active, pay, union)


def _may_work(sentence: Sentence, here: int, end: int, codes: frozenset[str]) -> Piece | None:
    where = " or ".join(map(countries.said, countries.grouped(codes)))
    return filtered(sentence, here, end, "papers", f"may work in {where}", authorised=tuple(sorted(codes)))


@cache
def _unions() -> dict[str, tuple[str, ...]]:
    book: dict[str, dict[str, None]] = {}
    for slug, known in unions().items():
        for name in (known.name, known.abbreviation):
            if name:
                book.setdefault(fold(name), {})[slug] = None
    return {name: tuple(slugs) for name, slugs in book.items()}
