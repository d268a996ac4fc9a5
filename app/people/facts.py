"""What happens to people."""

from dataclasses import dataclass

from app.people.models import Credit, Person


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
class CreditAsked:
    """Somebody was asked to confirm a credit, or to look again at one that they disputed."""

    credit: Credit


@dataclass(frozen=True)
class CreditAnswered:
    """Whoever was asked has confirmed a credit, disputed it, or settled their dispute: see its state."""

    credit: Credit
    by: Person


@dataclass(frozen=True)
class CreditUnasked:
    """A credit is its owner's word alone again, or gone: there is nothing for `confirmer` to answer."""

    credit: Credit
    confirmer: Person


@dataclass(frozen=True)
class PeopleBroughtIn:
    """A directory file brought these people in, or brought news of them."""

    ids: list[int]
