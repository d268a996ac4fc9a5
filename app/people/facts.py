"""What happens to people."""

from dataclasses import dataclass

from app.people.models import Person


@dataclass(frozen=True)
class PersonIntroduced:
    person: Person


@dataclass(frozen=True)
class ProfileChanged:
    """Anything that others may see of a person changed: words, days, visibility, whether they are listed."""

    person: Person


@dataclass(frozen=True)
class PersonBlocked:
    blocker: Person
    blocked: Person


@dataclass(frozen=True)
class PersonLeft:
    person: Person


@dataclass(frozen=True)
class PeopleBroughtIn:
    """A directory file brought these people in, or brought news of them."""

    ids: list[int]
