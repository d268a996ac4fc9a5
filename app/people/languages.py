"""Languages by their BCP 47 tags, and what they are called."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from app.kit.text import fold
from app.taxonomy.queries import LANGUAGES

_TAG = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?")


def code_of(typed: str) -> str | None:
    """The tag meant by "German", "de" or "pt-br"; None if there is no such language."""
    if code := _by_name().get(fold(typed)):
        return code
    found = _TAG.fullmatch(typed.strip().lower().replace("_", "-"))
    if found is None or found[1] not in _names() or (found[3] and found[3].upper() not in _territories()):
        return None
    script, region = (found[2] or "").title(), (found[3] or "").upper()
    return "-".join(part for part in (found[1], script, region) if part)


def typed_as(code: str) -> str:
    """A tag as it may be typed again: by its name where the name comes back to it."""
    name = name_of(code)
    return name if code_of(name) == code else code


def name_of(code: str) -> str:
    """What the language of a tag is called: "Portuguese (Brazil)"; the tag itself if it is not known."""
    language, *rest = code.split("-")
    name = _names().get(language, code)
    region = _territories().get(rest[-1]) if rest else None
    return f"{name} ({region})" if region else name


def _names() -> dict[str, str]:
    return dict(Locale("en").languages)


def _territories() -> dict[str, str]:
    return dict(Locale("en").territories)


@cache
def _by_name() -> dict[str, str]:
    return {fold(name): code for code, name in LANGUAGES.items()}
