"""Templates: each floor's own folder, and the words that every page can use."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Hashable
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_currency
from flask import Flask, url_for
from flask_wtf.csrf import generate_csrf
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, pass_context
from jinja2.runtime import Context
from lucide.jinja import lucide
from markupsafe import Markup

from app.kit import policy, text
from app.kit.clock import now
from app.kit.doors import csp_nonce
from app.kit.forms import in_words
from app.kit.kept import Kept

LOCALE = "en_GB"

_drawn: Kept[str] = Kept(most=2_000)
# Stands in what is kept for the form token of whoever looks. Random, so that nobody can write it into a text.
_TOKEN = secrets.token_hex(16)


def furnish(app: Flask, floors: tuple[str, ...]) -> None:
    """Give `app` the templates of its floors ("pitches/show.html" lies in app/pitches/templates) and the filters."""
    own = PrefixLoader({floor: FileSystemLoader(Path(app.root_path) / floor / "templates") for floor in floors})
    app.jinja_env.loader = ChoiceLoader([FileSystemLoader(Path(app.root_path) / "templates"), own])
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        markdown=text.markdown,
        excerpt=text.excerpt,
        in_words=in_words,
        ago=ago,
        day=day,
        moment=moment,
        days=days,
        money=money,
    )
    app.jinja_env.globals.update(
        url_for=link,
        kept=_kept,
        asset=_asset_finder(app),
        preloads=_preloads(app),
        icon=icon,
        csrf_token=generate_csrf,
        csp_nonce=csp_nonce,
        may=policy.may,
        now=now,
    )


@lru_cache(maxsize=4096)
def _remembered(endpoint: str, values: tuple[tuple[str, object], ...]) -> str:
    return url_for(endpoint, **dict(values))  # type: ignore[arg-type]


def link(endpoint: str, **values: Any) -> str:
    """`url_for` for templates: an address on this site never changes, and a page asks for dozens."""
    if endpoint.startswith(".") or "_external" in values:
        return url_for(endpoint, **values)
    try:
        return _remembered(endpoint, tuple(values.items()))
    except TypeError:  # lists among the values
        return url_for(endpoint, **values)


@pass_context
def _kept(context: Context, template: str, *depends_on: Hashable) -> Markup:
    """A part of the page that is the same wherever `depends_on` is: drawn once. Its form tokens are not kept."""
    key = (template, *depends_on)
    drawn = _drawn.get(key)
    if drawn is None:
        known = {**context.get_all(), "csrf_token": lambda: _TOKEN}
        drawn = _drawn.put(key, context.environment.get_template(template).render(known))
    return Markup(drawn.replace(_TOKEN, generate_csrf()) if _TOKEN in drawn else drawn)


def ago(moment: datetime) -> str:
    """How long ago, in words: "2 days ago"; less than a minute is "just now"."""
    away = moment - now()
    if abs(away) < timedelta(minutes=1):
        return "just now"
    return format_timedelta(away, granularity="minute", add_direction=True, locale=LOCALE, threshold=1.2)


def day(value: date) -> str:
    """A day: "3 Dec 2026"."""
    return format_date(value, "d MMM yyyy", locale=LOCALE)


def days(first: date, end: date | None) -> str:
    """The days from `first` up to, not including, `end`: "3–21 Dec 2026"."""
    last = date.fromordinal(end.toordinal() - 1) if end else None
    if last is None or last <= first:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month != last.month:
        return f"{format_date(first, 'd MMM', locale=LOCALE)} – {day(last)}"
    return f"{first.day}–{day(last)}"


def moment(value: datetime) -> str:
    """A moment in UTC, said so: "3 Dec 2026, 18:00 UTC"."""
    return format_datetime(value.astimezone(UTC), "d MMM yyyy, HH:mm 'UTC'", locale=LOCALE)


def money(minor: int, currency: str) -> str:
    """Minor units as an amount: 45000 EUR is "€450", and of SEK "SEK 450"."""
    shown = str(format_currency(minor / 100, currency, locale=LOCALE)).removesuffix(".00")
    return re.sub(rf"^(-?{currency})(?=\d)", "\\1\u00a0", shown)


@cache
def icon(name: str) -> Markup:
    """An icon of the Lucide set, drawn into the page; decoration, so hidden from screen readers."""
    return Markup(lucide(name, size=20, **{"class": "icon", "aria-hidden": "true", "focusable": "false"}))


def _asset_finder(app: Flask) -> Any:
    def asset(name: str) -> str:
        return _path_of(_manifest(app).get(name, name))

    return asset


def _preloads(app: Flask) -> Any:
    return lambda: [_path_of(name) for name in _manifest(app).get("preload", [])]


def _path_of(name: str) -> str:
    return link("static", filename=f"dist/{name}")


def _manifest(app: Flask) -> dict[str, Any]:
    """Which names carry which hash: read once, as long as it is there when the server starts."""
    return _read_manifest(Path(app.static_folder or "") / "dist" / "manifest.json")


@cache
def _read_manifest(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    return read
