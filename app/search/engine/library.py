"""The shelves of every kind of thing, as one edition: a large shelf, and a small one for what changed since.

An edition is named by one small file that is swapped whole, so whoever reads sees the one or the other, and a crash at
any moment leaves the one before. Files never change; other processes notice a new edition at their next question.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from app.search.engine import arrays
from app.search.engine.arrays import Damaged
from app.search.engine.layers import Layer
from app.search.engine.sheets import Entry, Sheet, joined, of_entries
from app.search.engine.shelf import Shelf, bind

# Changes that may lie apart before they are bound in with the rest: so many, or this part of it.
MOST_APART, PART_APART = 500, 16


@dataclass(frozen=True)
class Stock:
    """Of one kind: the file of its large shelf, that of what changed since, and which ids are gone since."""

    shelf: str
    changed: str | None = None
    gone: tuple[int, ...] = ()


@dataclass(frozen=True)
class Edition:
    """What is read: the folder of Whoosh's index, and the shelves beside it by kind."""

    folder: str
    stocks: Mapping[str, Stock] = field(default_factory=dict)


@dataclass(frozen=True)
class _Open:
    """An edition with its shelves open. `seal` tells its file from those before and after it."""

    edition: Edition
    seal: tuple[int, int, int]
    layers: dict[str, list[Layer]]


class Library:
    """The editions in `home`, where `current` names the one that is read; folders begin with `mark`."""

    def __init__(self, home: Path, mark: str) -> None:
        self.home = home
        self.mark = mark
        self._named = str(home / "current")
        self._held: _Open | None = None

    def layers(self, kind: str) -> list[Layer]:
        """The shelves of a kind, as they count now. Raises `Damaged` or `FileNotFoundError`."""
        return self._opened().layers[kind]

    def edition(self) -> Edition | None:
        """What `current` names, read anew; None where it names nothing that could be read."""
        try:
            said = json.loads((self.home / "current").read_text())
            stocks = {kind: Stock(**{**stock, "gone": tuple(stock["gone"])}) for kind, stock in said["stocks"].items()}
            # What an earlier edition of the schema wrote is not read, but made anew.
            return Edition(said["folder"], stocks) if said["folder"].startswith(self.mark) else None
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def publish(self, edition: Edition) -> None:
        """Have this edition be read from now on, and forget files that only earlier ones named."""
        beside = self.home / "current.new"
        with beside.open("w") as file:
            json.dump(asdict(edition), file)
            file.flush()
            os.fsync(file.fileno())
        before = self.edition()
        os.replace(beside, self.home / "current")
        self._forget(edition, before)

    def bound(self, folder: str, kind: str, sheet: Sheet) -> Stock:
        """A large shelf of all there is of a kind, not yet read by anybody."""
        return Stock(bind(sheet, self._new_file(folder, kind)).path.name)

    def changed(self, edition: Edition, kind: str, entries: Mapping[int, Entry | None]) -> Stock:
        """The stock of a kind with these entries as they are now; None is gone. Not yet read by anybody."""
        stock = edition.stocks[kind]
        large = self._shelf(edition.folder, stock.shelf)
        fresh = of_entries(entry for entry in entries.values() if entry is not None)
        if stock.changed is not None:
            fresh = joined([self._shelf(edition.folder, stock.changed).sheet().without(entries), fresh])
        gone = {*stock.gone, *(key for key, entry in entries.items() if entry is None)} - set(fresh.ids.tolist())
        here = large.ids[large.places_of(np.array(sorted(gone), np.int64))]
        shelf = bind(fresh, self._new_file(edition.folder, kind), beside=large.common)
        return Stock(stock.shelf, shelf.path.name, tuple(int(key) for key in here))

    def crowded(self, edition: Edition) -> list[str]:
        """The kinds of which too much lies apart."""
        return [kind for kind, stock in edition.stocks.items() if self._is_crowded(edition.folder, stock)]

    def tidied(self, edition: Edition, kind: str) -> Stock:
        """All there is of a kind bound anew into one large shelf. Not yet read by anybody."""
        stock = edition.stocks[kind]
        sheet = self._shelf(edition.folder, stock.shelf).sheet()
        if stock.changed is None:
            return self.bound(edition.folder, kind, sheet.without(stock.gone))
        changed = self._shelf(edition.folder, stock.changed).sheet()
        kept = sheet.without([*stock.gone, *changed.ids.tolist()])
        return self.bound(edition.folder, kind, joined([kept, changed]))

    def stamps(self) -> dict[str, str]:
        """Every key on the shelves with the stamp of what was written."""
        found: dict[str, str] = {}
        for kind, layers in self._opened().layers.items():
            for layer in layers:
                live = set(layer.shelf.ids[layer.live].tolist())
                found.update({f"{kind}:{key}": stamp for key, stamp in layer.shelf.stamps.items() if key in live})
        return found

    def damaged_files(self) -> list[str]:
        """The files of this edition that are not byte for byte what was written. Reads all of them."""
        opened = self._opened()
        files = [layer.shelf.path for layers in opened.layers.values() for layer in layers]
        return [file.name for file in files if not arrays.is_whole(file)]

    def _opened(self) -> _Open:
        held = self._held
        if held is not None and held.seal == self._seal():
            return held
        try:
            self._held = self._open()
        except FileNotFoundError:
            # Between reading the name and opening the file there came a newer edition.
            self._held = self._open()
        return self._held

    def _open(self) -> _Open:
        seal, edition = self._seal(), self.edition()
        if edition is None:
            raise Damaged("current")
        layers = {kind: self._layers(edition.folder, stock) for kind, stock in edition.stocks.items()}
        return _Open(edition, seal, layers)

    def _layers(self, folder: str, stock: Stock) -> list[Layer]:
        large = self._shelf(folder, stock.shelf)
        live = np.ones(len(large), bool)
        live[large.places_of(np.array(sorted(stock.gone), np.int64))] = False
        if stock.changed is None:
            return [Layer(large, live)]
        changed = self._shelf(folder, stock.changed)
        live[large.places_of(changed.ids)] = False
        return [Layer(large, live), Layer(changed, np.ones(len(changed), bool))]

    def _shelf(self, folder: str, name: str) -> Shelf:
        """A shelf of this edition: the one that is open already, if it is."""
        path = self.home / folder / name
        opened = self._held.layers.values() if self._held else ()
        known = {layer.shelf.path: layer.shelf for layers in opened for layer in layers}
        return known.get(path) or Shelf(path)

    def _is_crowded(self, folder: str, stock: Stock) -> bool:
        if stock.changed is None:
            return False
        apart = len(self._shelf(folder, stock.changed)) + len(stock.gone)
        return apart > MOST_APART + len(self._shelf(folder, stock.shelf)) // PART_APART

    def _seal(self) -> tuple[int, int, int]:
        state = os.stat(self._named)
        return state.st_ino, state.st_mtime_ns, state.st_size

    def _new_file(self, folder: str, kind: str) -> Path:
        return self.home / folder / f"{kind}-{uuid.uuid4().hex[:12]}.shelf"

    def _forget(self, *kept: Edition | None) -> None:
        """Remove files of the folder that neither this edition nor the one before it names."""
        named = {
            name for edition in kept if edition for stock in edition.stocks.values() for name in _files(stock)
        }  # fmt: skip
        folders = {edition.folder for edition in kept if edition}
        for file in (file for folder in folders for file in (self.home / folder).glob("*.shelf")):
            if file.name not in named:
                file.unlink(missing_ok=True)


def _files(stock: Stock) -> Iterable[Any]:
    return (stock.shelf, stock.changed)
