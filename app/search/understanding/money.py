"""What it may cost: "under 600/day", "max €450 a day", "£50/h", "< $2000/week"."""

from __future__ import annotations

import re

from app.kit.templating import money
from app.search.question import RateLimit
from app.search.understanding.pieces import Piece, Sentence

LEAST_WITHOUT_UNIT = 30
MOST = 1_000_000

_WORDS = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "pound": "GBP",
    "pounds": "GBP", "quid": "GBP", "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD",
    "a$": "AUD", "au$": "AUD", "aud": "AUD", "c$": "CAD", "ca$": "CAD", "cad": "CAD", "nz$": "NZD", "nzd": "NZD",
    "chf": "CHF", "francs": "CHF", "franken": "CHF", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "isk": "ISK",
    "pln": "PLN", "zloty": "PLN", "czk": "CZK", "huf": "HUF", "ron": "RON", "zar": "ZAR", "rand": "ZAR",
    "inr": "INR", "rupees": "INR", "jpy": "JPY", "yen": "JPY", "¥": "JPY", "brl": "BRL", "mxn": "MXN", "try": "TRY",
    "aed": "AED", "ils": "ILS", "sgd": "SGD", "hkd": "HKD", "krw": "KRW", "cny": "CNY",
}  # fmt: skip
_CURRENCY = "|".join(re.escape(word) + (r"\b" if word[-1].isalpha() else "") for word in sorted(_WORDS, key=len)[::-1])
_NUMBER = r"\d{1,3}(?:[,.'’ ]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d{1,7}(?:[.,]\d{1,2}(?!\d))?"
_CENTS = re.compile(r"(.*?)(?:[.,](\d{1,2}))?")
_BASIS = (
    r"\s*(?:(?:/|per|an?|each|p/|pro|par|por|al)\s*(?P<per>half[- ]day|hour|hr|h|std|stunde|heure|day|d|tag|jour|dia|"
    r"giorno|week|wk|w|woche)\b|(?P<ly>hourly|daily|weekly|half[- ]day|day rate|p/?[hdw])\b)"
)
_RATE = re.compile(
    r"(?:(?:with )?(?:an? )?(?P<before>hourly|half[- ]day|daily|day|weekly)?\s*(?:rates?|fees?|pay|budget|costs?|"
    r"charg(?:es|ing)|asks?|asking)\s*(?:of|is|:)?\s*)?"
    r"(?P<cue>under|below|less than|cheaper than|at most|max(?:imum)?\.?(?: of)?|up ?to|no more than|not more than|"
    r"not over|within|budget(?: of)?|<=?|≤|bis(?: zu)?|unter|hochstens|moins de|jusqu.?a|menos de|hasta|for|"
    r"(?:around|about|ca\.?|~))?\s*"
    rf"(?P<unit>{_CURRENCY})?\s*(?P<low>{_NUMBER})(?P<k>k\b)?"
    rf"(?:\s*(?:-|–|to)\s*(?:{_CURRENCY})?(?P<high>{_NUMBER})(?P<hk>k\b)?)?"
    rf"\s*(?P<after>{_CURRENCY})?(?:{_BASIS})?(?:\s*(?P<rate>day rate|rate|all[- ]in|max)\b)?"
)
_NO_MONEY = re.compile(
    r"\s*(?:\+|%|k?ms?\b|mi\b|miles?\b|years?\b|yrs?\b|y\b|days?\b|weeks?\b|months?\b|people\b|[/.:]\d)"
)


def read(sentence: Sentence, here: int) -> Piece | None:
    """The most that may be asked, if an amount of money stands at word `here`."""
    start = sentence.tokens[here].start
    found = _RATE.match(sentence.even, start)
    if found is None or not _is_money(found, sentence.even):
        return None
    currency = _WORDS.get(found["unit"] or found["after"] or "", "EUR")
    amount = round(_plain_number(found["high"] or found["low"]) * (1000 if found["hk"] or found["k"] else 1) * 100)
    if not 0 < amount <= MOST * 100:
        return None
    limit = RateLimit(amount, currency, _basis(found))
    return Piece("rate", start, found.end(), said(limit), filters={"rate": limit})


def said(limit: RateLimit) -> str:
    """ "at most €600 a day"."""
    article = "an" if limit.basis == "hour" else "a"
    return f"at most {money(limit.amount, limit.currency)} {article} {limit.basis.replace('_', ' ')}"


def _is_money(found: re.Match[str], even: str) -> bool:
    """Whether this can be nothing but money: its unit says so, or "under" and a number that is none of years."""
    if found["per"] or found["ly"] or found["before"]:
        return True
    if found["unit"] or found["after"]:
        return found["unit"] not in ("try",)
    if not found["cue"] or found["cue"] in ("for", "within", "around", "about") or _NO_MONEY.match(even, found.end()):
        return False
    return _plain_number(found["low"]) * (1000 if found["k"] else 1) >= LEAST_WITHOUT_UNIT


def _plain_number(text: str) -> float:
    """ "1,200", "1.200", "1 200" are a thousand and two hundred; "37,50" and "37.50" have cents."""
    whole, cents = _CENTS.fullmatch(text).groups()  # type: ignore[union-attr]
    return float("".join(letter for letter in whole if letter.isdigit()) + "." + (cents or "0"))


def _basis(found: re.Match[str]) -> str:
    said_as = found["per"] or found["ly"] or found["before"] or "day"
    if said_as.startswith("half"):
        return "half_day"
    return {"h": "hour", "s": "hour", "w": "week"}.get(said_as.removeprefix("p").removeprefix("/")[0], "day")
