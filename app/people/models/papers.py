"""Where somebody may work without further papers, and which unions they are in."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.people.models.profile import OfPerson
from app.taxonomy.unions import Union, unions


class UnionStatus(StrEnum):
    MEMBER = "member"
    ASSOCIATE = "associate"
    APPLYING = "applying"
    RETIRED = "retired"


class UnionVisibility(StrEnum):
    """Who may know of a membership: a fact that is nobody's business unless its owner says otherwise."""

    ONLY_ME = "only_me"
    MEMBERS = "members"
    PUBLIC = "public"


class WorkAuthorisation(OfPerson, Base):
    """A country, by its ISO 3166 code, that somebody may work in: as a citizen or with a permit they hold."""

    __tablename__ = "work_authorisation"
    __table_args__ = (UniqueConstraint("person_id", "country_code"),)

    country_code: Mapped[str] = mapped_column(String(2), index=True)


class UnionMembership(OfPerson, Base):
    """A union somebody is in. `union_slug` is empty for one that the list lacks; the number is for its owner alone."""

    __tablename__ = "union_membership"
    __table_args__ = (UniqueConstraint("person_id", "label"),)

    union_slug: Mapped[str] = mapped_column(String(40), default="", index=True)
    label: Mapped[str] = mapped_column(String(120))
    branch: Mapped[str] = mapped_column(String(100), default="")
    number: Mapped[str] = mapped_column(String(40), default="")
    status: Mapped[UnionStatus] = mapped_column(default=UnionStatus.MEMBER)
    visibility: Mapped[UnionVisibility] = mapped_column(default=UnionVisibility.ONLY_ME)

    @property
    def union(self) -> Union | None:
        """The union as the list has it."""
        return unions().get(self.union_slug)

    @property
    def name(self) -> str:
        return self.union.name if self.union else self.label

    @property
    def short(self) -> str:
        """What it is called in talk: "BECTU"."""
        return self.union.short if self.union else self.label
