"""The words of the trade, loaded once for all that is understood with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from app.extensions import db
from app.search.understanding.gathering import gather
from app.search.understanding.reading import Reading, read_with
from app.search.understanding.vocabulary import Vocabulary
from app.taxonomy.lexicon import lexicon
from app.taxonomy.loading import load

# A Sunday.
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def book(app) -> Vocabulary:
    """A vocabulary of the data files. The tables are empty again afterwards."""
    with app.app_context():
        load()
        gathered = gather(lexicon())
        for table in reversed(db.metadata.sorted_tables):
            db.session.execute(table.delete())
        db.session.commit()
    return gathered


@pytest.fixture
def read(book) -> Callable[[str], Reading]:
    return lambda typed: read_with(book, typed, TODAY)


@pytest.fixture
def said(read) -> Callable[[str], list[str]]:
    """What was understood, in words, piece by piece."""
    return lambda typed: [f"not {p.said}" if p.unwanted else p.said for p in read(typed).pieces]
