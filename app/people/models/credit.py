"""What somebody worked on, as they say it, and whether somebody else of that production says so too."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app.extensions import Base
from app.kit.audit import LifeCycle
from app.kit.text import fold
from app.people.models.profile import OfPerson
from app.taxonomy.models import Position

if TYPE_CHECKING:
    from app.people.models.person import Person


class CreditState(StrEnum):
    SELF_DECLARED = "self_declared"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


# What a colleague vouches for, at once or after a dispute was settled.
VOUCHED = {CreditState.CONFIRMED, CreditState.RESOLVED}
# Back to one's own word: the asking was taken back, or the credit was said anew and is another one now.
LIFE = LifeCycle(
    {
        CreditState.SELF_DECLARED: {CreditState.ASKED},
        CreditState.ASKED: {CreditState.CONFIRMED, CreditState.DISPUTED, CreditState.SELF_DECLARED},
        CreditState.CONFIRMED: {CreditState.DISPUTED, CreditState.SELF_DECLARED},
        CreditState.DISPUTED: {CreditState.RESOLVED, CreditState.WITHDRAWN, CreditState.SELF_DECLARED},
        CreditState.RESOLVED: {CreditState.DISPUTED, CreditState.SELF_DECLARED},
        CreditState.WITHDRAWN: {CreditState.SELF_DECLARED},
    }
)


class Credit(OfPerson, Base):
    """Something somebody worked on. `production` is its folded title: the same one in two credits is one production."""

    __tablename__ = "credit"

    title: Mapped[str] = mapped_column(String(160))
    production: Mapped[str] = mapped_column(String(200), default="", index=True)
    position_id: Mapped[int | None] = mapped_column(ForeignKey("position.id"))
    position_label: Mapped[str] = mapped_column(String(100), default="")
    format: Mapped[str] = mapped_column(String(100), default="")
    genre: Mapped[str] = mapped_column(String(100), default="")
    year: Mapped[int | None]
    company: Mapped[str] = mapped_column(String(120), default="")
    url: Mapped[str] = mapped_column(String(300), default="")
    state: Mapped[CreditState] = mapped_column(default=CreditState.SELF_DECLARED)
    state_changed_at: Mapped[datetime | None]
    confirmer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    confirmed_at: Mapped[datetime | None]
    dispute: Mapped[str] = mapped_column(String(500), default="")

    position: Mapped[Position | None] = relationship(lazy="joined", innerjoin=False)
    person: Mapped[Person] = relationship(foreign_keys="Credit.person_id", back_populates="credits")
    confirmer: Mapped[Person | None] = relationship(foreign_keys=[confirmer_id])

    @validates("title")
    def _name_production(self, _: str, title: str) -> str:
        self.production = production_of(title)
        return title

    @property
    def is_shown(self) -> bool:
        """Whether its owner stands by it."""
        return self.state != CreditState.WITHDRAWN

    @property
    def credited_as(self) -> str:
        return self.position.name if self.position else self.position_label

    @property
    def year_or_nought(self) -> int:
        """The year for ordering: what has none comes last."""
        return self.year or 0

    @property
    def is_confirmed(self) -> bool:
        return self.state in VOUCHED


def production_of(title: str) -> str:
    """What makes two titles one production: "L’Étoile" and "L'etoile"."""
    return fold(title)[:200]
