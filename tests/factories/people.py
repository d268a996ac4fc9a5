"""People for tests: plain functions, nothing random."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

from PIL import Image

from app.extensions import db
from app.kit.clock import now, today
from app.kit.text import slugify
from app.people.models import (
    VOUCHED,
    AvailabilityBlock,
    AvailabilityKind,
    Block,
    Credit,
    CreditState,
    Person,
    PersonBase,
    PersonPosition,
    PersonSkill,
    RateBasis,
    RateCard,
    RateVisibility,
)


def save(row: Any) -> Any:
    """Keep a row that no action made."""
    db.session.add(row)
    db.session.commit()
    return row


def make_person(
    name: str = "Ada Lindqvist",
    *,
    positions: list[str] | None = None,
    skills: list[str] | None = None,
    city: str | None = None,
    listed: bool = True,
    **columns: Any,
) -> Person:
    """Somebody who is listed. `positions` and `skills` are labels; the first position is the primary one."""
    person = Person(
        name=name,
        handle=columns.pop("handle", slugify(name)),
        claimed_at=now(),
        listed_at=now() if listed else None,
        **columns,
    )
    person.positions = [PersonPosition(label=label, primary=i == 0, sort=i) for i, label in enumerate(positions or [])]
    person.skills = [PersonSkill(label=label, sort=i) for i, label in enumerate(skills or [])]
    person.bases = [PersonBase(name=city)] if city else []
    return save(person)


def make_block(blocker: Person, blocked: Person) -> Block:
    return save(Block(blocker_id=blocker.id, blocked_id=blocked.id))


def make_days(
    person: Person,
    starts_on: date | int,
    ends_on: date | int,
    kind: AvailabilityKind = AvailabilityKind.AVAILABLE,
    *,
    confirmed: int = 0,
) -> AvailabilityBlock:
    """Days of somebody, given as dates or as days from today; confirmed so many days ago."""
    person.availability_confirmed_at = now() - timedelta(days=confirmed)
    return save(AvailabilityBlock(person_id=person.id, starts_on=_day(starts_on), ends_on=_day(ends_on), kind=kind))


def make_rate(
    person: Person, amount: int = 45000, visibility: RateVisibility = RateVisibility.MEMBERS, **columns: Any
) -> RateCard:
    """A day rate; the amount in cents."""
    return save(RateCard(person_id=person.id, amount=amount, visibility=visibility, basis=RateBasis.DAY, **columns))


def make_asking(
    owner: Person, confirmer: Person, title: str = "The Long Night", state: CreditState = CreditState.ASKED
) -> Credit:
    """A credit about which somebody was asked, in whichever state; both name the production."""
    save(Credit(person_id=confirmer.id, title=title))
    confirmed = now() if state in VOUCHED else None
    credit = Credit(person_id=owner.id, title=title, state=state, confirmer_id=confirmer.id, confirmed_at=confirmed)
    if confirmed:
        owner.verified_at = confirmed
    return save(credit)


def picture_file(
    width: int = 640, height: int = 480, kind: str = "JPEG", mode: str = "RGB", **options: Any
) -> io.BytesIO:
    """A picture as it comes in."""
    file = io.BytesIO()
    Image.new(mode, (width, height), options.pop("colour", None) or 0).save(file, kind, **options)
    file.seek(0)
    return file


def _day(given: date | int) -> date:
    return today() + timedelta(days=given) if isinstance(given, int) else given
