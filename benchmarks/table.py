"""Tables for the terminal."""

from __future__ import annotations

from collections.abc import Sequence


def show(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under their heads, figures to the right."""
    cells = [[_said(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in [list(heads), *cells]) for column in range(len(heads))]
    print(f"\n{title}")
    for row in [list(heads), *cells]:
        first = row[0].ljust(widths[0])
        print("  " + "  ".join([first, *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]))


def _said(cell: object) -> str:
    return f"{cell:,.2f}" if isinstance(cell, float) else str(cell)
