"""Countries by the names that people type: "UK", "England", "Deutschland"."""

from __future__ import annotations

from functools import cache

from babel import Locale

from app.kit.text import fold
from app.taxonomy.countries import codes_of, name_of

_ALSO_CALLED = {
    "uk": "GB", "gb": "GB", "britain": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "usa": "US", "us": "US", "america": "US", "the states": "US", "holland": "NL", "czechia": "CZ", "turkey": "TR",
    "deutschland": "DE", "uae": "AE", "eire": "IE", "republic of ireland": "IE", "schweiz": "CH", "suisse": "CH",
    "osterreich": "AT", "espana": "ES", "italia": "IT", "brasil": "BR", "bosnia": "BA", "south korea": "KR",
}  # fmt: skip


@cache
def country_codes() -> dict[str, str]:
    """Folded names and the ISO 3166 codes they stand for; the codes themselves are no names here."""
    territories = {code: name for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()}
    named = {fold(name): code for code, name in territories.items() if codes_of(name) == frozenset({code})}
    return named | _ALSO_CALLED


def code_of(folded: str) -> str | None:
    """The country of a folded name or code."""
    code = folded.upper()
    return country_codes().get(folded) or (code if len(code) == 2 and name_of(code) != code else None)
