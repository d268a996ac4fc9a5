"""tantivy, the search library in Rust, by its own Python binding; left out where that is not installed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tantivy

from app.search.text import words_of
from benchmarks.engines import BOOSTS, FIELDS, TOP, Counts, Reply, texts_of
from benchmarks.roster import Profile

_Query, _Must, _Should = tantivy.Query, tantivy.Occur.Must, tantivy.Occur.Should
_FACETS = {name: {"terms": {"field": name, "size": TOP}} for name in ("skill", "city")}


class Tantivy:
    """One thread writes, as everybody's does."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "tantivy"
        self.folder.mkdir()
        self.writer: Any = None

    def build(self, profiles: Iterable[Profile]) -> None:
        writer = tantivy.Index(_schema(), path=str(self.folder)).writer(heap_size=256_000_000, num_threads=1)
        for profile in profiles:
            writer.add_document(_document(profile))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        self.index = tantivy.Index.open(str(self.folder))
        self.schema, self.searcher = self.index.schema, self.index.searcher()

    def update(self, profiles: list[Profile]) -> None:
        self.writer = self.writer or self.index.writer(heap_size=64_000_000, num_threads=1)
        for profile in profiles:
            self.writer.delete_documents("id", profile["id"])
            self.writer.add_document(_document(profile))
        self.writer.commit()
        self.index.reload()
        self.searcher = self.index.searcher()

    def ask(self, kind: str, query: dict[str, Any]) -> Reply:
        match kind:
            case "any of three":
                return self._top(_Query.boolean_query([(_Should, self._word(word)) for word in query["words"]]))
            case "phrase":
                return self._top(self._anywhere(lambda field: self._phrase(field, query["words"])))
            case "beginning":
                beginning = query["beginning"] + ".*"
                return self._top(self._anywhere(lambda field: _Query.regex_query(self.schema, field, beginning)))
            case "misspelt":
                word = query["word"]
                return self._top(
                    self._anywhere(lambda field: _Query.fuzzy_term_query(self.schema, field, word, distance=1))
                )
            case "skill only":
                return self._top(self._value("skill", query["skill"]))
        words = _Query.boolean_query([(_Must, self._word(word)) for word in query["words"]])
        match kind:
            case "word, skill, city":
                values = [self._value(name, query[name]) for name in ("skill", "city")]
                return self._top(_filtered(words, values))
            case "facets":
                return self._faceted(words)
            case "facets, 3 filters":
                limit = _Query.range_query(self.schema, "rate", tantivy.FieldType.Integer, 0, query["rate"])
                free = self._value("available", query["available"])
                return self._faceted(_filtered(words, [self._value("skill", query["skill"]), limit, free]))
            case "sorted by rate":
                return self._top(words, order_by_field="rate", order=tantivy.Order.Asc)
        return self._top(words)

    def _top(self, query: Any, **order: Any) -> Reply:
        found = self.searcher.search(query, TOP, count=False, **order)
        return Reply([self.searcher.doc(address)["id"][0] for _, address in found.hits])

    def _faceted(self, query: Any) -> Reply:
        top, counted = self._top(query), self.searcher.aggregate(query, _FACETS)
        cities = counted["city"]
        total = sum(bucket["doc_count"] for bucket in cities["buckets"]) + cities.get("sum_other_doc_count", 0)
        return Reply(top.ids, total, {name: _counts(counted[name]) for name in _FACETS})

    def _word(self, word: str) -> Any:
        return self._anywhere(lambda field: _Query.term_query(self.schema, field, word, index_option="freq"))

    def _anywhere(self, of_field: Any) -> Any:
        boosted = [(_Should, _Query.boost_query(of_field(field), BOOSTS[field])) for field in FIELDS]
        return _Query.boolean_query(boosted)

    def _phrase(self, field: str, words: Sequence[str]) -> Any:
        return _Query.phrase_query(self.schema, field, list(words))

    def _value(self, field: str, value: Any) -> Any:
        return _Query.term_query(self.schema, field, value, index_option="basic")


def _schema() -> Any:
    schema = tantivy.SchemaBuilder()
    schema.add_integer_field("id", stored=True, indexed=True, fast=True)
    for field in FIELDS:
        schema.add_text_field(field, index_option="position")
    for field in ("skill", "city"):
        schema.add_text_field(field, tokenizer_name="raw", fast=True, index_option="basic")
    schema.add_integer_field("rate", indexed=True, fast=True)
    schema.add_boolean_field("available", indexed=True, fast=True)
    return schema.build()


def _document(profile: Profile) -> Any:
    texts = {field: " ".join(words_of(text)) for field, text in texts_of(profile).items()}
    return tantivy.Document(
        id=profile["id"],
        skill=profile["skills"],
        city=profile["city"],
        rate=profile["rate"],
        available=profile["available"],
        **texts,
    )


def _filtered(query: Any, values: Sequence[Any]) -> Any:
    unscored = [(_Must, _Query.const_score_query(value, 0.0)) for value in values]
    return _Query.boolean_query([(_Must, query), *unscored])


def _counts(counted: Any) -> Counts:
    return [(bucket["key"], bucket["doc_count"]) for bucket in counted["buckets"]]
