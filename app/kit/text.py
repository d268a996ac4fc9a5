"""Words: slugs, folding, excerpts, and Markdown as safe HTML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

MARKDOWN_LIMIT = 10_000

_TAGS = {"p", "br", "strong", "em", "s", "ul", "ol", "li", "blockquote", "code", "pre", "a", "h3", "h4", "hr"}
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# Marks that turn text round or vanish: they let one name pass for another.
_DECEIVING = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")

_FOLDED = re.compile(r"[\w+#]+")
# Letters that Unicode does not part into a plain one and its mark.
_UNPARTED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})

_markdown = MarkdownIt("js-default", {"html": False, "linkify": True, "breaks": True}).disable("image")


def has_unseen(text: str) -> bool:
    """Whether `text` holds control characters or lone surrogates, which no door takes."""
    return _UNSEEN.search(text) is not None


def deceives(text: str) -> bool:
    """Whether `text` holds invisible or direction-turning marks, which no name may."""
    return _DECEIVING.search(text) is not None


def turns(text: str) -> bool:
    """Whether `text` holds marks that turn it, and what stands beside it, round."""
    return _TURNING.search(text) is not None


def fold(text: str) -> str:
    """`text` for comparing: without accents, case, and anything but letters, digits, + and #."""
    plain = text.casefold()
    if not plain.isascii():
        parted = unicodedata.normalize("NFKD", plain.translate(_UNPARTED))
        plain = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return " ".join(_FOLDED.findall(plain.replace("_", " ")))


def slugify(text: str, limit: int = 60) -> str:
    """`text` as part of an address: lower-case letters, digits and single hyphens; may come out empty."""
    spelt = fold(text).replace("+", " plus ").replace("#", " sharp ")
    plain = spelt.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:limit].strip("-")


def unused(wish: str, taken: Callable[[str], bool]) -> str:
    """`wish`, or `wish-2`, `wish-3` ... : the first that is not taken."""
    if not taken(wish):
        return wish
    number = 2
    while taken(f"{wish}-{number}"):
        number += 1
    return f"{wish}-{number}"


def excerpt(text: str, limit: int = 160) -> str:
    """The beginning of `text` on one line, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rsplit(" ", 1)[0] + "…"


@lru_cache(maxsize=2048)
def markdown(text: str) -> Markup:
    """Markdown as HTML that cannot do harm: no raw HTML, no pictures from elsewhere, links marked as foreign."""
    html = _markdown.render(text[:MARKDOWN_LIMIT])
    html = re.sub(r"<(/?)h[12]>", r"<\1h3>", html)
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer ugc",
    )
    return Markup(clean)
