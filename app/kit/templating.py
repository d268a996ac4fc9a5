"""Templates: each floor's own folder, and the words that every page can use."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_currency
from flask import Flask, url_for
from flask_wtf.csrf import generate_csrf
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader
from lucide.jinja import lucide
from markupsafe import Markup

from app.kit import policy, text
from app.kit.clock import now
from app.kit.doors import csp_nonce
from app.kit.forms import in_words

LOCALE = "en_GB"


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
    """Minor units as an amount: 45000 EUR is "€450"."""
    shown = format_currency(minor / 100, currency, locale=LOCALE)
    return str(shown).removesuffix(".00")


@cache
def icon(name: str) -> Markup:
    """An icon of the Lucide set, drawn into the page; decoration, so hidden from screen readers."""
    return Markup(lucide(name, size=20, **{"class": "icon", "aria-hidden": "true", "focusable": "false"}))


def _asset_finder(app: Flask) -> Any:
    def asset(name: str) -> str:
        return url_for("static", filename=f"dist/{_manifest(app).get(name, name)}")

    return asset


def _preloads(app: Flask) -> Any:
    return lambda: [url_for("static", filename=f"dist/{name}") for name in _manifest(app).get("preload", [])]


def _manifest(app: Flask) -> dict[str, Any]:
    written = Path(app.static_folder or "") / "dist" / "manifest.json"
    found = _read_manifest(written, written.stat().st_mtime_ns) if written.exists() else {}
    return found


@cache
def _read_manifest(path: Path, _: int) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text())
    return read
