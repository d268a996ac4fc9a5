"""Work to look at and listen to."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.kit.media import Picture
from app.people.models.profile import OfPerson


class PortfolioKind(StrEnum):
    PICTURE = "picture"
    REEL = "reel"


class PortfolioItem(OfPerson, Base):
    """A picture of our own keeping, or a reel at a listed provider, which loads when clicked."""

    __tablename__ = "portfolio_item"

    kind: Mapped[PortfolioKind]
    title: Mapped[str] = mapped_column(String(120))
    my_role: Mapped[str] = mapped_column(String(120), default="")
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"))
    provider: Mapped[str] = mapped_column(String(24), default="")
    page_url: Mapped[str] = mapped_column(String(300), default="")
    embed_url: Mapped[str] = mapped_column(String(300), default="")

    picture: Mapped[Picture | None] = relationship(lazy="joined", innerjoin=False)
