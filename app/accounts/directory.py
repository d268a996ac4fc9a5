"""A directory file, line by line: who stands in it, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from app.extensions import security
from app.people.entry import Entry, read
from app.people.lines import LONGEST_LINE, Unreadable, parse

BATCH = 500
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Listed:
    """One person of the file, and the address to which their claim is mailed."""

    number: int
    entry: Entry
    email: str | None


@dataclass
class Directory:
    """A file of JSON objects, one a line. `refused` gathers line numbers and reasons while it is read."""

    path: Path
    refused: list[tuple[int, str]] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)

    def count(self) -> int:
        """How many lines there are."""
        with self.path.open("rb") as file:
            return sum(1 for _ in _lines(file))

    def batches(self) -> Iterator[tuple[int, list[Listed]]]:
        """Who could be read, some hundred at a time, with the number of lines that this took."""
        batch: list[Listed] = []
        lines = 0
        with self.path.open("rb") as file:
            for number, line in enumerate(_lines(file), start=1):
                lines += 1
                batch.extend(self._take(number, line))
                if lines == BATCH:
                    yield lines, batch
                    batch, lines = [], 0
        if lines:
            yield lines, batch

    def _take(self, number: int, line: bytes) -> list[Listed]:
        line = line.removeprefix(_BOM) if number == 1 else line
        if not line.strip():
            return []
        try:
            said = parse(line.rstrip(b"\r\n"))
            email = _email(said.pop("email", None))
            entry = read(said)
            self._note(number, entry.handle)
        except Unreadable as reason:
            self.refused.append((number, str(reason)))
            return []
        return [Listed(number, entry, email)]

    def _note(self, number: int, handle: str) -> None:
        if handle in self._seen:
            raise Unreadable(f"{handle} stands on line {self._seen[handle]} already")
        self._seen[handle] = number


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Lines with their ends; of one that is far too long only the beginning, to spare the memory."""
    while line := file.readline(LONGEST_LINE + 2):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE + 2)
        yield line


def _email(given: Any) -> str | None:
    if given is None or given == "":
        return None
    if not isinstance(given, str) or len(given) > 254:
        raise Unreadable("email is no address")
    try:
        return str(security.mail_util.validate(given))
    except ValueError:
        raise Unreadable("email is no address") from None
