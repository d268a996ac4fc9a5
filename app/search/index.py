"""The index on disk: Whoosh's, which is durable, and the shelves beside it, which answer. One writer for both.

The only place that knows Whoosh's files: its schema, its writer, its readers.
"""

from __future__ import annotations

import fcntl
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema
from whoosh.query import Or, Term

from app.search.documents import Document
from app.search.engine import answering
from app.search.engine.answering import Answer, Cut, Layer, Viewpoint
from app.search.engine.arrays import Damaged
from app.search.engine.library import Edition, Library
from app.search.engine.sheets import FIELDS, Entry, Sheet, joined, of_entries
from app.search.question import Question
from app.search.text import ANALYZER

# Goes up whenever the schema, its analysis or what lies on the shelves changes.
EDITION = 2
# Rows that are kept as they are before they become a sheet.
AT_ONCE = 5_000

SCHEMA = Schema(
    key=ID(unique=True, stored=True),
    kind=ID,
    audience=ID,
    **{field: TEXT(analyzer=ANALYZER) for field in FIELDS},
    keys=KEYWORD,
    stamp=STORED,
)


class Unavailable(Exception):
    """There is no index that could be read."""


class Index:
    """One index in `home`, a folder of its own, in which `current` names the edition that is read and written."""

    def __init__(self, home: Path, kinds: Sequence[str]) -> None:
        self.home = home
        self.kinds = kinds
        self.library = Library(home, f"index-{EDITION}-")

    def answer(self, kind: str, question: Question, viewpoint: Viewpoint, cut: Cut) -> Answer:
        """A page of what fits, best first, with the exact total and facets. Raises `Unavailable`."""
        return answering.answer(self._layers(kind), question, viewpoint, cut)

    def every_id(self, kind: str, question: Question, viewpoint: Viewpoint, since: datetime | None = None) -> list[int]:
        """The ids of all that fit, and changed `since`, in their own order. Raises `Unavailable`."""
        return answering.every_id(self._layers(kind), question, viewpoint, int(since.timestamp()) if since else None)

    def says(self, kind: str, word: str) -> bool:
        """Whether anything of this kind has this word, as `text.words_of` gives it. Raises `Unavailable`."""
        return any(layer.shelf.says(word) for layer in self._layers(kind))

    def named(self, kind: str, beginning: str, viewpoint: Viewpoint, most: int) -> list[int]:
        """Ids of those with a word of their name that begins so, as `text.words_of` gives it. Raises `Unavailable`."""
        found: list[int] = []
        for layer in self._layers(kind):
            rows = layer.shelf.named(beginning, most)
            seen = layer.live[rows] & layer.seen(viewpoint)[rows]
            found += layer.shelf.ids[rows[seen][:most]].tolist()
        return found[:most]

    def put(self, documents: Mapping[str, Document | None]) -> None:
        """Bring documents up to date by key; None takes one out. One commit for all. Raises `Unavailable`."""
        with self.writing(), _readable():
            edition = self._edition()
            self._write(whoosh_index.open_dir(self.home / edition.folder), documents)
            stocks = dict(edition.stocks)
            for kind, entries in _by_kind(documents).items():
                stocks[kind] = self.library.changed(edition, kind, entries)
            self.library.publish(Edition(edition.folder, stocks))

    def tidy(self) -> None:
        """Bind in with the rest what changed since, where it has become much. Raises `Unavailable`."""
        with self.writing(), _readable():
            edition = self._edition()
            for kind in self.library.crowded(edition):
                edition = Edition(edition.folder, {**edition.stocks, kind: self.library.tidied(edition, kind)})
                self.library.publish(edition)

    def rebuild(self, batches: Iterable[Iterable[Document]]) -> None:
        """Fill a folder beside and swap; who searches meanwhile reads the old one."""
        with self.writing():
            folder = self._new_folder()
            writer = whoosh_index.create_in(folder, SCHEMA).writer(limitmb=256)
            shelving = _Shelving(self.kinds)
            for document in chain.from_iterable(batches):
                writer.add_document(**document.fields)
                shelving.add(document)
            writer.commit()
            self._serve(folder, shelving)

    def shelve(self, batches: Iterable[Iterable[Document]]) -> None:
        """Make only the shelves anew, beside those that serve. Raises `Unavailable` where Whoosh's index is gone."""
        with self.writing():
            folder = self.home / self._edition().folder
            shelving = _Shelving(self.kinds)
            for document in chain.from_iterable(batches):
                shelving.add(document)
            self._serve(folder, shelving)

    def stamps(self) -> dict[str, Any]:
        """Every key in Whoosh's index with the stamp it was written with. Raises `Unavailable`."""
        with _readable(), whoosh_index.open_dir(self.home / self._edition().folder).searcher() as searcher:
            return {stored["key"]: stored.get("stamp") for stored in searcher.all_stored_fields()}

    def shelved_stamps(self) -> dict[str, str]:
        """The same of the shelves. Raises `Unavailable`."""
        with _readable():
            return self.library.stamps()

    def damaged_files(self) -> list[str]:
        """Files of the shelves that are no longer what was written. Raises `Unavailable`."""
        with _readable():
            return self.library.damaged_files()

    def is_sound(self) -> bool:
        """Whether there is an index that can be read and written."""
        return self.has_whoosh() and self.has_shelves()

    def has_whoosh(self) -> bool:
        """Whether Whoosh's part of the index can be read."""
        try:
            with _readable(), whoosh_index.open_dir(self.home / self._edition().folder).searcher() as searcher:
                return bool(searcher.doc_count_all() >= 0)
        except Unavailable:
            return False

    def has_shelves(self) -> bool:
        """Whether the shelves can be read."""
        try:
            return all(self._layers(kind) for kind in self.kinds)
        except Unavailable:
            return False

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer, of this and every other process."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "writer.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _layers(self, kind: str) -> list[Layer]:
        with _readable():
            return self.library.layers(kind)

    def _edition(self) -> Edition:
        edition = self.library.edition()
        if edition is None:
            raise Unavailable
        return edition

    def _write(self, held: Any, documents: Mapping[str, Document | None]) -> None:
        writer = held.writer(timeout=30)
        try:
            with writer.searcher() as searcher:
                # update_document inside one writer leaves doubles; deleting by one query does not, and is quick.
                writer.delete_by_query(Or([Term("key", key) for key in documents]), searcher=searcher)
            for document in documents.values():
                if document is not None:
                    writer.add_document(**document.fields)
            writer.commit()
        except BaseException:
            writer.cancel()
            raise

    def _serve(self, folder: Path, shelving: _Shelving) -> None:
        """Bind what was gathered, have it be read, and take away what was before, or was never finished."""
        stocks = {kind: self.library.bound(folder.name, kind, sheet) for kind, sheet in shelving.sheets().items()}
        self.library.publish(Edition(folder.name, stocks))
        for other in self.home.glob("index-*"):
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)

    def _new_folder(self) -> Path:
        # Never the name of an earlier one: a reader that still holds that one would take it for this.
        folder = self.home / f"{self.library.mark}{uuid.uuid4().hex[:12]}"
        folder.mkdir(parents=True)
        return folder


class _Shelving:
    """Entries on their way to the shelves, kind by kind, as sheets of a few thousand."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self._loose: dict[str, list[Entry]] = {kind: [] for kind in kinds}
        self._sheets: dict[str, list[Sheet]] = {kind: [] for kind in kinds}

    def add(self, document: Document) -> None:
        loose = self._loose[document.kind]
        loose.append(document.entry)
        if len(loose) >= AT_ONCE:
            self._sheets[document.kind].append(of_entries(loose))
            loose.clear()

    def sheets(self) -> dict[str, Sheet]:
        return {kind: joined([*self._sheets[kind], of_entries(loose)]) for kind, loose in self._loose.items()}


@contextmanager
def _readable() -> Iterator[None]:
    """Whatever goes wrong in reading files says that there is no index."""
    try:
        yield
    except (OSError, Damaged, whoosh_index.IndexError, KeyError, ValueError, EOFError) as error:
        raise Unavailable(str(error)) from error


def _by_kind(documents: Mapping[str, Document | None]) -> dict[str, dict[int, Entry | None]]:
    found: dict[str, dict[int, Entry | None]] = {}
    for key, document in documents.items():
        kind, _, number = key.partition(":")
        found.setdefault(kind, {})[int(number)] = document.entry if document else None
    return found
