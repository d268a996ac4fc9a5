"""Where somebody is to be: "near Leeds", "within 50 km of Leeds", "local to Leeds", "in Germany"."""

from __future__ import annotations

import re

from app.kit.text import fold
from app.search.question import Demand, Near, Way
from app.search.understanding.countries import code_of, country_codes
from app.search.understanding.names import run_from
from app.search.understanding.pieces import Piece, Sentence
from app.search.understanding.vocabulary import Vocabulary
from app.taxonomy.countries import name_of

NEAR_KM = 50
FURTHEST_KM = 2000
KM_IN_A_MILE = 1.609
MOST_CITIES = 5
LONGEST_PLACE = 5
# From how many people on a city is known by its names in other languages.
KNOWN_BY_OTHER_NAMES = 100_000
# Where others of that name are less likely meant; where the name is only said in words.
OTHER_CITY = 0.8
IN_WORDS = 0.5

_UNIT = r"(?P<unit>kms?|kilomet(?:er|re)s?|k|miles?|mi|mls?)\b"
_RADIUS = re.compile(
    rf"(?:(?:within|in|up to|max|radius(?: of)?)\s+)?(?:a\s+)?(?P<km>\d{{1,4}})\s*{_UNIT}(?:\s+radius)?"
    r"\s*(?:of|from|around|round|near|um|von|to|away from)\s+"
)
_NEAR = re.compile(
    r"(?:(?:lives?|living|based|living|works?)\s+)?(?:near(?: to)?|nearby|around|close to|not far from|outside(?: of)?|"
    r"in and around|in the vicinity of|nr\.?|by|bei|nahe|rund um|pres de|autour de|cerca de|vicino a)\s+"
)
_LOCAL_TO = re.compile(
    r"(?:(?:who )?works? as (?:a )?|working as (?:a )?|as (?:a )?)?"
    r"locals?(?:[ -](?:hires?|crew|based)(?:\s+(?:in|to|from|for|at|around))?|\s+(?:in|to|from|for|at|around))\s+"
)
_IN = re.compile(
    r"(?:(?:who )?(?:is |are )?(?:lives?|living|based|resident|located|works?|working)\s+)?"
    r"(?:in|from|at|out of|aus|a|en)\s+(?:the\s+)?|based\s+"
)
_AFTER = re.compile(rf"\s*(?:(?:[+±]|within|radius|,)\s*)?(?P<km>\d{{1,4}})\s*{_UNIT}(?:\s+radius)?")
_AREA = re.compile(r"\s+(?:area|region|and around|surroundings|and surroundings)\b")
_LOCALS = re.compile(r"[\s-]+(?:(?:as )?locals?(?:[ -]hires?)?|works as local)\b")
_COUNTRY_AFTER = re.compile(r"\s*,?\s*")
_NEAR_ME = re.compile(r"(?:near|around|close to) (?:me|here|us)\b|nearby\b(?!\s+\w)")
_SHORT = {"nyc": "newyorkcity", "ny": "newyorkcity", "sf": "sanfrancisco", "ldn": "london", "philly": "philadelphia"}
# Names of people and things, or words of every day: places only where a word before says so.
_UNSURE = {
    "can", "man", "van", "male", "mobile", "nice", "split", "oral", "bender", "lens", "tape", "tour", "solo", "soul",
    "spoken", "tango", "pet", "lime", "bone", "monster", "dining", "hippo", "orange", "most", "same", "many", "samba",
    "sale", "us", "jordan", "chad", "georgia", "guinea", "mission", "central", "jackson", "lincoln", "hamilton",
    "taylor", "cameron", "clare", "angers", "batman", "bend", "deal", "battle", "rugby", "wells", "page", "mary",
    "diana", "valentina", "ryan", "spring", "temple", "madison", "regina", "salvador", "beverly", "america",
}  # fmt: skip


def read(sentence: Sentence, here: int, book: Vocabulary) -> Piece | None:
    """A place with a word before it that says how near, or that it is a place."""
    start = sentence.tokens[here].start
    if found := _NEAR_ME.match(sentence.even, start):
        question = "Near which place? Add its name: “near Leeds”."
        return Piece("place", start, found.end(), "near you", question=question)
    if found := _RADIUS.match(sentence.even, start):
        return _near(sentence, here, found.end(), book, _km(found))
    if found := _LOCAL_TO.match(sentence.even, start):
        return _near(sentence, here, found.end(), book, NEAR_KM, as_local=True)
    if found := _NEAR.match(sentence.even, start):
        return _near(sentence, here, found.end(), book, NEAR_KM)
    found = _IN.match(sentence.even, start)
    return _somewhere(sentence, here, sentence.after(found.end(), here), book, sure=True) if found else None


def read_bare(sentence: Sentence, here: int, book: Vocabulary) -> Piece | None:
    """A place by its name alone."""
    return _somewhere(sentence, here, here, book, sure=False)


def _near(sentence: Sentence, here: int, at: int, book: Vocabulary, km: int, as_local: bool = False) -> Piece | None:
    found = _city(sentence, sentence.after(at, here), book, sure=True)
    if found is None:
        return None
    keys, end = found
    end, km, _ = _beyond(sentence, end, km)
    return _near_piece(sentence, here, end, book, keys[0], km, as_local)


def _near_piece(sentence: Sentence, here: int, end: int, book: Vocabulary, key: int, km: int, as_local: bool) -> Piece:
    place = book.places[key]
    near = Near(place.name, place.lat, place.lon, max(1, min(km, FURTHEST_KM)), as_local)
    return Piece("near", sentence.tokens[here].start, end, said(near), filters={"near": near})


def said(near: Near) -> str:
    """ "within 50 km of Leeds"."""
    words = f"within {near.km} km of {near.name}"
    return f"works as local {words}" if near.as_local else words


def _somewhere(sentence: Sentence, here: int, at: int, book: Vocabulary, sure: bool) -> Piece | None:
    found = _city(sentence, at, book, sure)
    if found is None:
        return _country(sentence, here, at, sure)
    keys, end = found
    name_end = end
    end, km, plain = _beyond(sentence, end, NEAR_KM)
    if locals_ := _LOCALS.match(sentence.even, end):
        return _near_piece(sentence, here, locals_.end(), book, keys[0], km, True)
    if not plain:
        return _near_piece(sentence, here, end, book, keys[0], km, False)
    text = sentence.typed[sentence.tokens[at].start : name_end]
    name = book.places[keys[0]].name
    ways = [Way(key=f"c{key}", weight=1.0 if n == 0 else OTHER_CITY) for n, key in enumerate(keys[:MOST_CITIES])]
    said_so = [Way(words=words, weight=IN_WORDS) for words in dict.fromkeys((name, text))]
    demand = Demand(text, (*ways, *said_so), name)
    return Piece("place", sentence.tokens[here].start, end, f"in {name}", demand, sentence.tokens[here].unwanted)


def _beyond(sentence: Sentence, end: int, km: int) -> tuple[int, int, bool]:
    """Where a place's words end, how many km around it, and whether nothing was said about that."""
    if found := _AFTER.match(sentence.even, end):
        return found.end(), _km(found), False
    if found := _AREA.match(sentence.even, end):
        return found.end(), km, False
    return end, km, True


def _city(sentence: Sentence, at: int, book: Vocabulary, sure: bool) -> tuple[list[int], int] | None:
    """The cities named at word `at`, the likeliest first, and where the name ends, its country with it."""
    run = run_from(sentence, at)[:LONGEST_PLACE] if at < len(sentence.tokens) else []
    for length in range(len(run), 0, -1):
        words = run[:length]
        keys = book.cities([_SHORT.get(words[0], words[0])] if length == 1 else words)
        keys = [key for key in keys if key in book.places]
        end = sentence.tokens[at + length - 1].end
        country, beyond = _country_code(sentence, at + length) if keys else (None, end)
        if country and any(book.places[key].country == country for key in keys):
            return [key for key in keys if book.places[key].country == country], beyond
        if keys and (sure or _is_sure(words, keys, book)):
            return keys, end
    return None


def _is_sure(words: list[str], keys: list[int], book: Vocabulary) -> bool:
    """Whether a bare word is a place: long enough, no word of every day, and not some town's forgotten spelling."""
    name = " ".join(words)
    if name in _UNSURE or (len(name) < 4 and name not in _SHORT):
        return False
    city = book.places[keys[0]]
    return name in _SHORT or name == fold(city.name) or len(words) > 1 or city.population > KNOWN_BY_OTHER_NAMES


def _country_code(sentence: Sentence, at: int) -> tuple[str | None, int]:
    """The country named right after a city: "Leeds, GB", "Paris Texas" not."""
    for length in (2, 1):
        if at + length <= len(sentence.tokens):
            name = fold(" ".join(token.text for token in sentence.tokens[at : at + length]))
            if code := code_of(name):
                return code, sentence.tokens[at + length - 1].end
    return None, 0


def _country(sentence: Sentence, here: int, at: int, sure: bool) -> Piece | None:
    for length in (3, 2, 1):
        run = run_from(sentence, at)[:length] if at < len(sentence.tokens) else []
        name = " ".join(run)
        code = country_codes().get(name) if len(run) == length else None
        if code and (sure or name not in _UNSURE):
            country = name_of(code)
            end = sentence.tokens[at + length - 1].end
            ways = (Way(key=f"country:{code}"), Way(words=country, weight=IN_WORDS))
            demand = Demand(name, ways, country)
            unwanted = sentence.tokens[here].unwanted
            return Piece("place", sentence.tokens[here].start, end, f"in {country}", demand, unwanted)
    return None


def _km(found: re.Match[str]) -> int:
    number = int(found["km"])
    return round(number * KM_IN_A_MILE) if found["unit"].startswith("m") else number
