"""Languages in a sentence: "speaks french", "fluent German", "Portuguese B2"."""

from __future__ import annotations

import re
from functools import cache

from app.kit.text import fold
from app.people.languages import name_of
from app.search.question import Demand, Way
from app.search.understanding.pieces import Piece, Sentence, filtered
from app.taxonomy.queries import LANGUAGES

IN_WORDS = 0.5
_OWN_NAMES = {
    "deutsch": "de", "francais": "fr", "espanol": "es", "castellano": "es", "castilian": "es", "italiano": "it",
    "portugues": "pt", "nederlands": "nl", "flemish": "nl", "vlaams": "nl", "polski": "pl", "svenska": "sv",
    "norsk": "no", "dansk": "da", "suomi": "fi", "turkce": "tr", "cestina": "cs", "magyar": "hu", "mandarin": "zh",
    "cantonese": "yue", "farsi": "fa", "tagalog": "fil", "gaeilge": "ga", "cymraeg": "cy", "ellinika": "el",
    "englisch": "en", "anglais": "en", "ingles": "en", "inglese": "en", "franzosisch": "fr", "allemand": "de",
    "tedesco": "de", "aleman": "de", "spanisch": "es", "espagnol": "es", "italienisch": "it", "italien": "it",
}  # fmt: skip
# Languages whose names are other words as well: only with "speaks" or the like.
_UNSURE = {"fang", "fula", "avar", "twi", "lao", "ga", "ido", "akan", "cree", "interlingua", "herero", "ewe", "sango"}
_LEVELS = {"a1": 1, "a2": 2, "b1": 3, "b2": 4, "c1": 5, "c2": 6}
_LEVEL_WORDS = {
    "native": 7, "mother tongue": 7, "bilingual": 6, "fluent": 5, "fluently": 5, "proficient": 5, "business": 4,
    "professional": 4, "good": 3, "conversational": 3, "some": 1, "basic": 1,
}  # fmt: skip
_LEVEL_NAMES = {
    1: "",
    7: " (native)",
    **{number: f" ({name.upper()} or better)" for name, number in _LEVELS.items() if number > 1},
}
_HOW = rf"(?P<level>{'|'.join(_LEVEL_WORDS)}|[abc][12]\+?)"
_SPEAKS = (
    r"(?:(?:who |can |must |should )*(?:speaks?|speaking|spoken|spricht|parle|habla|parla)\s+|"
    r"(?:language|languages|langue|sprache)s?:?\s+)"
)


def read(sentence: Sentence, here: int) -> Piece | None:
    """ "speaks french", "french-speaking", "fluent german", "German B2"."""
    start = sentence.tokens[here].start
    for pattern in _language_patterns():
        if found := pattern.match(sentence.even, start):
            level = _level(found.groupdict().get("level"))
            return _language(sentence, here, found.end(), language_codes()[found["name"]], level)
    return None


def read_bare(sentence: Sentence, here: int) -> Piece | None:
    """A language by its name alone: a demand, for it may be somebody's name, or where they come from."""
    token = sentence.tokens[here]
    code = language_codes().get(fold(token.text))
    if code is None or fold(token.text) in _UNSURE:
        return None
    ways = (Way(key=f"language:{code}"), Way(words=token.text, weight=IN_WORDS))
    demand = Demand(token.text, ways, f"speaks {name_of(code)}")
    return Piece("language", token.start, token.end, demand.said, demand, token.unwanted)


def _language(sentence: Sentence, here: int, end: int, code: str, level: int) -> Piece | None:
    words = f"speaks {name_of(code)}{_LEVEL_NAMES[level]}"
    return filtered(sentence, here, end, "language", words, key=f"language:{code}", languages=((code, level),))


def _level(said: str | None) -> int:
    if said is None:
        return 1
    return _LEVEL_WORDS.get(said) or _LEVELS[said.removesuffix("+")]


@cache
def language_codes() -> dict[str, str]:
    return {fold(name): code for code, name in LANGUAGES.items()} | _OWN_NAMES


@cache
def _language_patterns() -> tuple[re.Pattern[str], ...]:
    names = sorted(language_codes(), key=lambda name: (-len(name), name))
    name = rf"(?P<name>{'|'.join(map(re.escape, names))})\b"
    after = rf"[\s-]*\(?(?:at )?{_HOW}(?!\w)(?: level| speakers?)?\)?"
    speaking = r"[\s-]+(?:speaking|speakers?|spoken|language|mother tongue|sprachig)\b"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?:{_SPEAKS})(?:{_HOW}\s+)?(?:in\s+)?{name}",
            rf"{name}{after}",
            rf"{_HOW}\s+(?:in\s+|knowledge of\s+)?(?:speaker of\s+)?{name}(?:{speaking})?",
            rf"{name}{speaking}",
        )
    )
