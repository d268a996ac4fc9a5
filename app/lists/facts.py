"""What happens with lists."""

from dataclasses import dataclass

from app.lists.models import Shortlist
from app.people.models import Person


@dataclass(frozen=True)
class ListShared:
    """A studio's team has a list that it did not have before."""

    shortlist: Shortlist
    by: Person


@dataclass(frozen=True)
class ListGone:
    """A list was deleted; `shortlist` is what it was."""

    shortlist: Shortlist
