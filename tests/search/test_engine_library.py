"""Editions: one file swapped whole, whatever happens in between; a large shelf, and a small one for what changed."""

import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from app.search.documents import document
from app.search.engine import library
from app.search.engine.answering import Cut, Viewpoint
from app.search.engine.narrowing import PUBLIC
from app.search.index import Index, Unavailable
from app.search.question import Demand, Question, Way
from tests.search.oracle import TODAY

ANYBODY = Viewpoint(True, TODAY)


@pytest.fixture
def index(tmp_path):
    made = Index(tmp_path / "search", ["person", "studio"])
    made.rebuild([[said(key, "old") for key in range(1, 31)]])
    return made


def test_what_changed_is_found_anew_and_no_longer_as_it_was(index):
    put(index, said(3, "new"), said(40, "new"))
    assert found(index, "new") == [3, 40]
    assert found(index, "old") == [key for key in range(1, 31) if key != 3]


def test_what_is_gone_is_found_no_more_and_may_come_back(index):
    index.put({"person:3": None, "person:4": None})
    assert found(index, "old") == [1, 2, *range(5, 31)]
    put(index, said(4, "back"))
    index.put({"person:4": None})
    assert found(index, "back") == []
    put(index, said(3, "back"))
    assert found(index, "back") == [3]


def test_another_reader_notices_at_its_next_question(index):
    reader = Index(index.home, index.kinds)
    assert found(reader, "new") == []
    put(index, said(3, "new"))
    assert found(reader, "new") == [3]


def test_much_that_changed_is_bound_in_and_nothing_is_different(index, monkeypatch):
    for key in range(1, 12):
        put(index, said(key, "new"))
    index.put({"person:30": None})
    before = (found(index, "new"), found(index, "old"), index.shelved_stamps(), index.stamps())
    monkeypatch.setattr(library, "MOST_APART", 5)
    index.tidy()
    assert index.library.edition().stocks["person"].changed is None
    assert (found(index, "new"), found(index, "old"), index.shelved_stamps(), index.stamps()) == before


def test_little_that_changed_is_let_be(index):
    put(index, said(3, "new"))
    stocks = index.library.edition().stocks
    index.tidy()
    assert index.library.edition().stocks == stocks


def test_files_that_nobody_names_are_taken_away(index):
    for key in range(1, 10):
        put(index, said(key, "new"))
    # Those of this edition, and of the one before for whoever is just opening it.
    assert len(list(index.home.glob("*/person-*.shelf"))) == 3


@pytest.mark.parametrize("step", ["changed", "publish"])
def test_a_crash_at_any_step_of_a_change_leaves_what_was(index, monkeypatch, step):
    put(index, said(3, "new"))
    with monkeypatch.context() as patched:
        patched.setattr(library.Library, step, crash)
        with pytest.raises(Unavailable):
            put(index, said(5, "new"))
    survivor = Index(index.home, index.kinds)
    assert survivor.is_sound()
    assert found(survivor, "new") == [3]
    put(survivor, said(5, "new"))
    assert found(survivor, "new") == [3, 5]


@pytest.mark.parametrize("step", ["bound", "publish"])
def test_a_crash_at_any_step_of_a_rebuild_leaves_what_was(index, monkeypatch, step):
    with monkeypatch.context() as patched:
        patched.setattr(library.Library, step, crash)
        for rebuild in (index.rebuild, index.shelve):
            with pytest.raises(OSError, match="the lights"):
                rebuild([[said(1, "new")]])
    survivor = Index(index.home, index.kinds)
    assert survivor.is_sound()
    assert found(survivor, "old") == list(range(1, 31))
    survivor.rebuild([[said(1, "old")]])
    assert len(list(index.home.glob("index-*"))) == 1


def test_a_half_written_edition_is_none(index):
    (index.home / "current.new").write_text('{"folder": "index-')
    assert found(index, "old") == list(range(1, 31))
    (index.home / "current").write_text('{"folder": "index-')
    with pytest.raises(Unavailable):
        found(Index(index.home, index.kinds), "old")


def test_a_truncated_shelf_is_no_shelf_and_a_wrong_byte_is_seen_by_verify(index):
    shelf = next(index.home.glob("*/person-*.shelf"))
    whole = shelf.read_bytes()
    shelf.write_bytes(whole[:-64])
    truncated = Index(index.home, index.kinds)
    assert truncated.has_whoosh()
    assert not truncated.has_shelves()
    middle = len(whole) - 100
    shelf.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    assert Index(index.home, index.kinds).damaged_files() == [shelf.name]


def test_a_rebuild_serves_the_old_until_it_is_done(index):
    seen = []

    def batches():
        for key in range(1, 31):
            seen.append(found(index, "old") == list(range(1, 31)))
            yield [said(key, "rebuilt")]

    index.rebuild(batches())
    assert all(seen)
    assert found(index, "rebuilt") == list(range(1, 31))
    assert len(list(index.home.glob("index-*"))) == 1


def test_who_asks_while_another_writes_always_sees_a_whole_edition(index):
    """Each write renews all: a reader sees the one or the other, never a part."""
    torn, stop = [], threading.Event()

    def read():
        reader = Index(index.home, index.kinds)
        while not stop.is_set():
            counts = {word: reader.answer("person", ask(word), ANYBODY, Cut(0, 0)) for word in ("even", "odd")}
            torn.extend(found.total for found in counts.values() if not found.loosely and found.total not in (0, 30))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for turn in range(12):
        put(index, *(said(key, "odd" if turn % 2 else "even") for key in range(1, 31)))
    stop.set()
    for reader in readers:
        reader.join()
    assert torn == []


def test_two_processes_write_and_read_one_index(index):
    script = textwrap.dedent(
        """
        import sys, warnings
        warnings.simplefilter("ignore")
        from pathlib import Path
        from app.search.index import Index
        from tests.search.test_engine_library import put, said
        index = Index(Path(sys.argv[1]), ["person", "studio"])
        for key in map(int, sys.argv[2:]):
            put(index, said(key, "elsewhere"))
        """
    )
    orders = [sys.executable, "-c", script, str(index.home)]
    other = subprocess.Popen([*orders, "101", "102", "103"], cwd=Path(__file__).parents[2])
    for key in (201, 202, 203):
        put(index, said(key, "elsewhere"))
    assert other.wait(60) == 0
    assert found(index, "elsewhere") == [101, 102, 103, 201, 202, 203]


def crash(*args, **kwargs):
    raise OSError("the lights went out")


def said(key, words):
    texts = {"name": [f"Nr {key}"], "words": [words]}
    return document(f"person:{key}", audience=PUBLIC, texts=texts, levels={}, figures={}, lists={})


def put(index, *documents):
    index.put({made.key: made for made in documents})


def ask(word):
    return Question((Demand(word, (Way(words=word),), quoted=True),))


def found(index, word):
    return index.every_id("person", ask(word), ANYBODY)
