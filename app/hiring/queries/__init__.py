"""Finding roles, applications, and how a studio answers. The viewer comes first, and may be nobody."""

from app.hiring.queries.applications import who_decides
from app.hiring.queries.figures import Answers, answers_of
from app.hiring.queries.roles import (
    Wishes,
    by_id,
    by_ids,
    listing,
    of_house,
    open_counts,
    open_in,
    seen_by,
    taking_applications,
    visible_to,
)

__all__ = [
    "Answers",
    "Wishes",
    "answers_of",
    "by_id",
    "by_ids",
    "listing",
    "of_house",
    "open_counts",
    "open_in",
    "seen_by",
    "taking_applications",
    "visible_to",
    "who_decides",
]
