"""What happens to studios and their teams."""

from dataclasses import dataclass

from app.people.models import Person
from app.studios.models import Studio, StudioMember


@dataclass(frozen=True)
class StudioFounded:
    studio: Studio


@dataclass(frozen=True)
class StudioChanged:
    """Anything that others may see of a studio changed, its picture and place among it."""

    studio: Studio


@dataclass(frozen=True)
class MemberAsked:
    """Somebody was asked into a team; `by` asked."""

    member: StudioMember
    by: Person


@dataclass(frozen=True)
class MemberJoined:
    member: StudioMember


@dataclass(frozen=True)
class MemberLeft:
    """Somebody is out of a team, at once: by themselves, or removed by `by`."""

    member: StudioMember
    by: Person
