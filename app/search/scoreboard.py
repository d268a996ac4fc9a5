"""An evaluation as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.search.evaluation import Collection, Figures, Outcome, by, figures_of, worst

HELD_OUT = "held-out"
FIRST = 3
MOST_NAMED = 5
_HEADS = ("", "queries", "nDCG@10", "MRR", "recall@20", "median ms")


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The figures by group and by split, and of all."""
    blocks = [by("group", outcomes), by("split", outcomes), {"all": figures_of(outcomes)}]
    width = max(len(name) for block in blocks for name in block)
    for block in blocks:
        if block:
            yield _row(_HEADS, width)
            yield from (_row(_cells(name, figures), width) for name, figures in block.items())
            yield ""


def weakest(outcomes: Sequence[Outcome], count: int) -> Iterator[str]:
    """The queries that were answered worst: who came first, each with their grade, and who should have.

    Never those of the split "held-out": who sets weights by what they see here must not see them.
    """
    for outcome in worst([outcome for outcome in outcomes if outcome.judged.split != HELD_OUT], count):
        grades = outcome.judged.relevant
        best = sorted(grades, key=lambda handle: (-grades[handle], handle))
        yield f"{outcome.ndcg:.2f}  {outcome.judged.query}  ({outcome.judged.group or 'no group'})"
        yield f"      came:   {_named(outcome.found, grades) or 'nobody'}"
        yield f"      wanted: {_named(best, grades)}"


def faults(collection: Collection, absent: Sequence[str]) -> Iterator[str]:
    """What was wrong with the file."""
    yield from (f"line {number}: {reason}" for number, reason in collection.faults)
    if absent:
        more = f" and {len(absent) - MOST_NAMED} more" if len(absent) > MOST_NAMED else ""
        yield f"{len(absent)} of the judged handles are nobody's here: {', '.join(absent[:MOST_NAMED])}{more}"


def _named(handles: Sequence[str], grades: dict[str, int]) -> str:
    return ", ".join(f"{handle} ({grades.get(handle, 0)})" for handle in handles[:FIRST])


def _cells(name: str, figures: Figures) -> tuple[str, ...]:
    shares = (figures.ndcg_at_10, figures.mrr, figures.recall_at_20)
    return (name, str(figures.queries), *(f"{share:.3f}" for share in shares), f"{figures.median_ms:.1f}")


def _row(cells: Sequence[str], width: int) -> str:
    first, *rest = cells
    return "  ".join([first.ljust(width), *(cell.rjust(9) for cell in rest)])
