"""SQLite's FTS5, with prefix indexes, tables for skills and cities, and its own ranking."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.search.engine.words import Vocabulary
from app.search.text import words_of
from benchmarks.engines import BOOSTS, FIELDS, TOP, Counts, Reply, texts_of
from benchmarks.roster import Profile

_TABLES = """
CREATE TABLE profile(
    id INTEGER PRIMARY KEY, name, headline, called, words, city INTEGER, rate INTEGER, available INTEGER);
CREATE TABLE city(id INTEGER PRIMARY KEY, name UNIQUE);
CREATE TABLE skill(id INTEGER PRIMARY KEY, name UNIQUE);
CREATE TABLE profile_skill(profile_id INTEGER, skill_id INTEGER, PRIMARY KEY(skill_id, profile_id)) WITHOUT ROWID;
CREATE VIRTUAL TABLE fts USING fts5(
    name, headline, called, words, content=profile, content_rowid=id, prefix='2 3', tokenize='unicode61');
CREATE VIRTUAL TABLE vocab USING fts5vocab(fts, row);
"""
_HAS_SKILL = "AND EXISTS (SELECT 1 FROM profile_skill s WHERE s.skill_id = ? AND s.profile_id = fts.rowid)"


class Fts5:
    """A file in write-ahead mode with a large cache."""

    name = "fts5"

    def __init__(self, folder: Path) -> None:
        self.file = folder / "fts5.sqlite"

    def build(self, profiles: Iterable[Profile]) -> None:
        table = self._connected()
        table.executescript(_TABLES)
        for profile in profiles:
            table.execute("INSERT INTO profile VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self._row(table, profile))
            table.executemany("INSERT INTO profile_skill VALUES (?, ?)", self._skills(table, profile))
        table.execute("INSERT INTO fts(fts) VALUES ('rebuild')")
        table.execute("CREATE INDEX skills_of ON profile_skill(profile_id)")
        weights = ", ".join(str(BOOSTS[field]) for field in FIELDS)
        table.execute("INSERT INTO fts(fts, rank) VALUES ('rank', ?)", (f"bm25({weights})",))
        table.execute("INSERT INTO fts(fts) VALUES ('optimize')")
        table.commit()
        table.execute("ANALYZE")
        table.commit()
        table.close()

    def open(self) -> None:
        self.table = self._connected()
        self.words = Vocabulary(sorted(word for (word,) in self.table.execute("SELECT term FROM vocab")))

    def update(self, profiles: list[Profile]) -> None:
        for profile in profiles:
            self._update(profile)

    def ask(self, kind: str, query: dict[str, Any]) -> Reply:
        match kind:
            case "any of three":
                return self._top(" OR ".join(f'"{word}"' for word in query["words"]))
            case "phrase":
                return self._top('"{}"'.format(" ".join(query["words"])))
            case "beginning":
                return self._top(query["beginning"] + "*")
            case "misspelt":
                # FTS5 knows no slips: the same vocabulary helps it that helps Callboard.
                near = self.words.near(query["word"])
                return self._top(" OR ".join(f'"{word}"' for word in near)) if near else Reply([])
            case "skill only":
                return self._having(self._id("skill", query["skill"]))
        matched = " AND ".join(f'"{word}"' for word in query["words"])
        match kind:
            case "word, skill, city":
                bounds = (self._id("city", query["city"]), self._id("skill", query["skill"]))
                return self._top(matched, f"AND p.city = ? {_HAS_SKILL}", bounds)
            case "facets":
                return self._faceted(matched)
            case "facets, 3 filters":
                bounds = (query["rate"], int(query["available"]), self._id("skill", query["skill"]))
                return self._faceted(matched, f"AND p.rate <= ? AND p.available = ? {_HAS_SKILL}", bounds)
            case "sorted by rate":
                return self._top(matched, order="p.rate")
        return self._top(matched)

    def _having(self, skill: int) -> Reply:
        """Any twenty, since there is nothing to rank by; counted, so that there is something to do."""
        rows = self.table.execute("SELECT profile_id FROM profile_skill WHERE skill_id = ? LIMIT ?", (skill, TOP))
        ids = [row[0] for row in rows]
        counted = self.table.execute("SELECT count(*) FROM profile_skill WHERE skill_id = ?", (skill,))
        return Reply(ids, counted.fetchone()[0])

    def count(self, words: list[str]) -> int:
        """How many have all these words."""
        matched = " AND ".join(f'"{word}"' for word in words)
        return int(self.table.execute("SELECT count(*) FROM fts WHERE fts MATCH ?", (matched,)).fetchone()[0])

    def _top(self, matched: str, where: str = "", bounds: tuple[Any, ...] = (), order: str = "rank") -> Reply:
        joined = "JOIN profile p ON p.id = fts.rowid" if "p." in where + order else ""
        asked = f"SELECT fts.rowid FROM fts {joined} WHERE fts MATCH ? {where} ORDER BY {order} LIMIT {TOP}"
        return Reply([row[0] for row in self.table.execute(asked, (matched, *bounds))])

    def _faceted(self, matched: str, where: str = "", bounds: tuple[Any, ...] = ()) -> Reply:
        top = self._top(matched, where, bounds)
        self.table.execute("CREATE TEMP TABLE IF NOT EXISTS hit(id INTEGER PRIMARY KEY)")
        self.table.execute("DELETE FROM hit")
        joined = "JOIN profile p ON p.id = fts.rowid" if where else ""
        self.table.execute(
            f"INSERT INTO hit SELECT fts.rowid FROM fts {joined} WHERE fts MATCH ? {where}", (matched, *bounds)
        )
        total = self.table.execute("SELECT count(*) FROM hit").fetchone()[0]
        skills = self._counts("SELECT skill_id, count(*) FROM hit JOIN profile_skill ON profile_id = id")
        cities = self._counts("SELECT p.city, count(*) FROM hit JOIN profile p ON p.id = hit.id")
        self.table.commit()
        return Reply(top.ids, total, {"skill": skills, "city": cities})

    def _counts(self, counted: str) -> Counts:
        rows = self.table.execute(f"{counted} GROUP BY 1 ORDER BY 2 DESC LIMIT {TOP}").fetchall()
        return [(str(value), count) for value, count in rows]

    def _update(self, profile: Profile) -> None:
        table, key = self.table, profile["id"]
        table.execute("BEGIN")
        old = table.execute("SELECT name, headline, called, words FROM profile WHERE id = ?", (key,)).fetchone()
        table.execute(
            "INSERT INTO fts(fts, rowid, name, headline, called, words) VALUES ('delete', ?, ?, ?, ?, ?)", (key, *old)
        )
        row = self._row(table, profile)
        table.execute("REPLACE INTO profile VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        table.execute("INSERT INTO fts(rowid, name, headline, called, words) VALUES (?, ?, ?, ?, ?)", row[:5])
        table.execute("DELETE FROM profile_skill WHERE profile_id = ?", (key,))
        table.executemany("INSERT INTO profile_skill VALUES (?, ?)", self._skills(table, profile))
        table.commit()

    def _row(self, table: sqlite3.Connection, profile: Profile) -> tuple[Any, ...]:
        texts = (" ".join(words_of(text)) for text in texts_of(profile).values())
        city = self._known(table, "city", profile["city"])
        return (profile["id"], *texts, city, profile["rate"], int(profile["available"]))

    def _skills(self, table: sqlite3.Connection, profile: Profile) -> list[tuple[int, int]]:
        return [(profile["id"], self._known(table, "skill", skill)) for skill in profile["skills"]]

    def _known(self, table: sqlite3.Connection, kind: str, name: str) -> int:
        table.execute(f"INSERT OR IGNORE INTO {kind}(name) VALUES (?)", (name,))
        return int(table.execute(f"SELECT id FROM {kind} WHERE name = ?", (name,)).fetchone()[0])

    def _id(self, kind: str, name: str) -> int:
        return int(self.table.execute(f"SELECT id FROM {kind} WHERE name = ?", (name,)).fetchone()[0])

    def _connected(self) -> sqlite3.Connection:
        table = sqlite3.connect(self.file)
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-262144", "mmap_size=2147483648"):
            table.execute(f"PRAGMA {pragma}")
        return table
