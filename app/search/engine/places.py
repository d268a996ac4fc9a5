"""How far away people are from a place, by the nearest of the places that they work from."""

from __future__ import annotations

import numpy as np

from app.search.engine.arrays import Array
from app.search.engine.sheets import spans
from app.search.engine.shelf import Shelf
from app.search.question import Near

_EARTH_KM = 6371.0


def distances(shelf: Shelf, rows: Array, near: Near) -> Array:
    """Kilometres from `near` for each of `rows`; infinite where no place is known that counts."""
    bases = shelf.ragged("base")
    where = spans(bases.ptr, rows)
    owners = np.repeat(np.arange(len(rows)), np.diff(bases.ptr)[rows])
    km = _kilometres(bases.parts["lat"][where], bases.parts["lon"][where], near)
    if near.as_local:
        km = np.where(bases.parts["local"][where] > 0, km, np.inf)
    nearest = np.full(len(rows), np.inf)
    np.minimum.at(nearest, owners, km)
    return nearest


def _kilometres(lat: Array, lon: Array, near: Near) -> Array:
    """The way along a great circle, by the haversine formula."""
    here, there = np.radians(near.lat), np.radians(lat.astype(np.float64))
    across = np.radians(lon.astype(np.float64) - near.lon)
    chord = np.sin((there - here) / 2) ** 2 + np.cos(here) * np.cos(there) * np.sin(across / 2) ** 2
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1))))
