"""Countries by their ISO 3166 codes, and the groups of them whose citizens and permits count in one another."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from babel import Locale

from app.kit.text import fold
from app.taxonomy.lexicon import Completer, Word

_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
GROUPS: dict[str, frozenset[str]] = {
    "EEA": frozenset(f"{_EU} IS LI NO".split()),
    "EU": frozenset(_EU.split()),
}
_GROUP_NAMES = {"EEA": "European Economic Area", "EU": "European Union"}
# Regions of the locale data that have two letters and are no countries of ISO 3166.
_NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
_OTHER_NAMES = {"GB": ("UK", "Great Britain", "Britain"), "US": ("USA", "America"), "NL": ("Holland",)}


def codes_of(typed: str) -> frozenset[str] | None:
    """The countries meant by "Germany", "de" or "EU"; None if there is no such country or group."""
    return _by_name().get(fold(typed))


def name_of(code: str) -> str:
    """What a country is called; the code itself if it is not known."""
    return _names().get(code, code)


def grouped(codes: Iterable[str]) -> list[str]:
    """Codes with groups that are there as a whole in the place of their countries; in the order of their names."""
    left = set(codes)
    whole = []
    for group, members in GROUPS.items():
        if members <= left:
            whole.append(group)
            left -= members
    return [*whole, *sorted(left, key=name_of)]


def said(code: str) -> str:
    """A country or group in words: "Germany", "European Union"."""
    return _GROUP_NAMES.get(code) or name_of(code)


def complete_country(typed: str) -> list[dict[str, str]]:
    """How `typed` may go on, at most eight ways."""
    return _completer().complete(typed)


@cache
def _names() -> dict[str, str]:
    known = dict(Locale("en").territories)
    return {code: name for code, name in known.items() if len(code) == 2 and code not in _NO_COUNTRIES}


@cache
def _by_name() -> dict[str, frozenset[str]]:
    one = {fold(word): frozenset({code}) for code in _names() for word in _words(code)}
    several = {fold(word): GROUPS[group] for group, name in _GROUP_NAMES.items() for word in (group, name)}
    return {**one, **several}


@cache
def _completer() -> Completer:
    groups = [Word(_GROUP_NAMES[code], code, 2, fold(word)) for code in GROUPS for word in (code, _GROUP_NAMES[code])]
    countries = [Word(name_of(code), code, 1, fold(word)) for code in _names() for word in _words(code)]
    return Completer([*groups, *countries])


def _words(code: str) -> tuple[str, ...]:
    return (_names()[code], code, *_OTHER_NAMES.get(code, ()))
