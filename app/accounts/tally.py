"""What an import came to."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.people.actions.directory import Brought


@dataclass
class Tally:
    """Counts over all batches; `owned` are the lines about people who look after their profile themselves."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    owned: list[tuple[int, str]] = field(default_factory=list)

    def add(self, brought: Brought, lines: dict[str, int]) -> None:
        """Count a batch; `lines` are the line numbers by handle."""
        self.new += len(brought.new)
        self.updated += len(brought.updated)
        self.unchanged += len(brought.unchanged)
        self.owned += [(lines[handle], f"{handle} has an owner and was left alone") for handle in brought.owned]

    @property
    def total(self) -> int:
        return self.new + self.updated + self.unchanged + len(self.owned)

    def in_words(self, refused: int) -> str:
        """The last line of the import."""
        return (
            f"{self.new:,} brought in, {self.updated:,} updated, {self.unchanged:,} unchanged, "
            f"{len(self.owned):,} left to their owners, {refused:,} refused."
        )
