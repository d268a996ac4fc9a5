"""The index on disk. The only place that knows Whoosh: its schema, its one writer, its readers."""

from __future__ import annotations

import fcntl
import os
import shutil
import threading
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.analysis import CharsetFilter, Filter, LowercaseFilter, RegexTokenizer
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema
from whoosh.query import And, AndMaybe, AndNot, Every, NullQuery, Or, Phrase, Query, Term
from whoosh.searching import Searcher
from whoosh.support.charset import accent_map

from app.search.reading import Asked, Reading

# Goes up whenever the schema or its analysis changes.
EDITION = 1
MOST_HITS = 20_000
NEAR_WORDS = 6


class Unavailable(Exception):
    """There is no index that could be read."""


@dataclass(frozen=True)
class Hit:
    """What was found: `kind` and `id` of the row, to be read from the database."""

    kind: str
    id: int


class _PluralFilter(Filter):  # type: ignore[misc]
    """One word for gaffer and gaffers: a light hand, since bios are in many languages."""

    def __call__(self, tokens: Iterable[Any]) -> Iterator[Any]:
        for token in tokens:
            word = token.text
            if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
                token.text = word[:-1]
            yield token


# Keeps c++, c#, node.js and single letters, which Whoosh's own tokenizer drops.
ANALYZER = RegexTokenizer(r"[\w][\w.+#]*[\w+#]|\w") | LowercaseFilter() | CharsetFilter(accent_map) | _PluralFilter()

SCHEMA = Schema(
    key=ID(unique=True, stored=True),
    kind=ID,
    audience=ID,
    name=TEXT(analyzer=ANALYZER),
    headline=TEXT(analyzer=ANALYZER),
    called=TEXT(analyzer=ANALYZER),
    words=TEXT(analyzer=ANALYZER),
    first=KEYWORD,
    keys=KEYWORD,
    flags=KEYWORD,
    stamp=STORED,
)
_WORD_FIELDS = {"name": 3.0, "headline": 2.0, "called": 1.5, "words": 1.0}


class Index:
    """One index in `home`, a folder of its own: `current` names the folder that is read and written."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._held = threading.local()

    def search(self, kind: str, reading: Reading, audiences: Iterable[str]) -> tuple[list[Hit], bool]:
        """Everything of `kind` that fits, best first; the flag says that only some of the demands were met.

        Raises `Unavailable` when there is no index to read.
        """
        with self._searcher() as searcher:
            among = And([Term("kind", kind), Or([Term("audience", audience) for audience in audiences])])
            for query in (_all_of, _some_of, _any_word_of):
                found = self._run(searcher, query(searcher, reading), among)
                if found or not reading.wanted:
                    return found, query is not _all_of
            return [], False

    def put(self, documents: dict[str, dict[str, Any] | None]) -> None:
        """Bring documents up to date by key; None takes one out. One commit for all. Raises `Unavailable`."""
        with self.writing():
            folder = self._current()
            if folder is None or not whoosh_index.exists_in(folder):
                raise Unavailable
            self._write(whoosh_index.open_dir(folder), documents)

    def stamps(self) -> dict[str, Any]:
        """Every key in the index with the stamp it was written with."""
        with self._searcher() as searcher:
            return {stored["key"]: stored.get("stamp") for stored in searcher.all_stored_fields()}

    def rebuild(self, batches: Iterable[dict[str, dict[str, Any]]]) -> None:
        """Fill a folder beside and swap; who searches meanwhile reads the old one."""
        with self.writing():
            folder = self._new_folder()
            writer = whoosh_index.create_in(folder, SCHEMA).writer(limitmb=256)
            for batch in batches:
                for document in batch.values():
                    writer.add_document(**document)
            writer.commit()
            old = self._current()
            self._point_to(folder)
            if old is not None and old != folder:
                shutil.rmtree(old, ignore_errors=True)

    def is_sound(self) -> bool:
        """Whether there is an index that can be read."""
        try:
            with self._searcher() as searcher:
                return bool(searcher.doc_count_all() >= 0)
        except Unavailable:
            return False

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer, of this and every other process."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "writer.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _run(self, searcher: Searcher, query: Query, among: Query) -> list[Hit]:
        results = searcher.search(And([query, among]), limit=MOST_HITS, scored=True)
        return [_hit(searcher.stored_fields(number)["key"]) for _, number in results.top_n]

    def _write(self, held: Any, documents: dict[str, dict[str, Any] | None]) -> None:
        writer = held.writer(timeout=30)
        try:
            with writer.searcher() as searcher:
                # update_document inside one writer leaves doubles; deleting by one query does not, and is quick.
                writer.delete_by_query(Or([Term("key", key) for key in documents]), searcher=searcher)
            for document in documents.values():
                if document is not None:
                    writer.add_document(**document)
            writer.commit()
        except BaseException:
            writer.cancel()
            raise

    @contextmanager
    def _searcher(self) -> Iterator[Searcher]:
        folder = self._current()
        if folder is None:
            raise Unavailable
        try:
            yield self._fresh(folder)
        except (OSError, whoosh_index.IndexError, KeyError, ValueError, EOFError) as error:
            self._held.__dict__.clear()
            raise Unavailable(str(error)) from error

    def _fresh(self, folder: Path) -> Searcher:
        # Whoosh's readers are for one thread each; refreshing one costs nothing while nothing has changed.
        if getattr(self._held, "folder", None) != folder:
            self._held.folder, self._held.searcher = folder, whoosh_index.open_dir(folder).searcher()
        self._held.searcher = self._held.searcher.refresh()
        return self._held.searcher

    def _new_folder(self) -> Path:
        # Never the name of an earlier one: a reader that still holds that one would take it for this.
        folder = self.home / f"index-{EDITION}-{uuid.uuid4().hex[:12]}"
        folder.mkdir(parents=True)
        return folder

    def _current(self) -> Path | None:
        try:
            name = (self.home / "current").read_text().strip()
        except FileNotFoundError:
            return None
        # What an earlier edition of the schema wrote is not read, but made anew.
        return self.home / name if name.startswith(f"index-{EDITION}-") else None

    def _point_to(self, folder: Path) -> None:
        beside = self.home / "current.new"
        beside.write_text(folder.name)
        os.replace(beside, self.home / "current")


def _hit(key: str) -> Hit:
    kind, _, number = key.partition(":")
    return Hit(kind, int(number))


def _all_of(searcher: Searcher, reading: Reading) -> Query:
    """Every demand is met."""
    return _without(searcher, reading, And(_demands(searcher, reading) or [Every()]))


def _some_of(searcher: Searcher, reading: Reading) -> Query:
    """The job is what counts; place and tools only put some before others."""
    wanted = _demands(searcher, reading)
    jobs = [query for asked, query in zip(reading.wanted, wanted, strict=False) if asked.is_position]
    return _without(searcher, reading, AndMaybe(Or(jobs), Or(wanted)) if jobs else Or(wanted))


def _any_word_of(searcher: Searcher, reading: Reading) -> Query:
    """Nobody has such a job: whoever says some of its words."""
    said = [query for asked in reading.wanted for query in _said(searcher, asked.text, True, False)]
    return _without(searcher, reading, Or(said))


def _demands(searcher: Searcher, reading: Reading) -> list[Query]:
    remote = [Term("flags", "remote")] if reading.remote else []
    return [_demand(searcher, asked) for asked in reading.wanted] + remote


def _without(searcher: Searcher, reading: Reading, wanted: Query) -> Query:
    unwanted = [_demand(searcher, asked, nearly=False) for asked in reading.unwanted]
    return AndNot(wanted, Or(unwanted)) if unwanted else wanted


def _demand(searcher: Searcher, asked: Asked, nearly: bool = True) -> Query:
    """One demand as a query: what it means weighs most; the same said in words counts too."""
    meant = [
        Term(field, key, boost=boost if place == 0 else boost * 0.7)
        for place, key in enumerate(asked.keys)
        for field, boost in (("first", 12.0), ("keys", 6.0))
        if field == "keys" or key.startswith("p")
    ]
    said = _said(searcher, asked.text, nearly and not asked.quoted and not meant, asked.quoted or bool(meant))
    said += [query for name in asked.names for query in _said(searcher, name, False, True)]
    return Or([*meant, *said]) if meant or said else NullQuery


def _said(searcher: Searcher, text: str, nearly: bool, in_order: bool) -> list[Query]:
    tokens = [token.text for token in ANALYZER(text)]
    if len(tokens) > 1 and in_order:
        return [Phrase(field, tokens, boost=weight) for field, weight in _WORD_FIELDS.items()]
    return [
        Term(field, word, boost=weight * closeness)
        for field, weight in _WORD_FIELDS.items()
        for token in tokens
        for word, closeness in _spellings(searcher, field, token, nearly)
    ]


def _spellings(searcher: Searcher, field: str, token: str, nearly: bool) -> list[tuple[str, float]]:
    """The word itself where anybody uses it; else, if allowed, the nearest that somebody does."""
    reader = searcher.reader()
    if (field, token) in reader or not nearly or len(token) < 4:
        return [(token, 1.0)]
    if any((other, token) in reader for other in _WORD_FIELDS):
        return []
    distance = 1 if len(token) < 8 else 2
    near = list(reader.terms_within(field, token, distance, prefix=1))
    near.sort(key=lambda word: -reader.doc_frequency(field, word))
    return [(word, 0.5) for word in near[:NEAR_WORDS]]
