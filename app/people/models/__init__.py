"""The tables of people. A person's email address is not among them: only accounts knows it."""

from app.people.models.availability import AvailabilityBlock, AvailabilityKind
from app.people.models.block import Block
from app.people.models.person import ContactPolicy, Person, Standing, Visibility, person_discipline
from app.people.models.profile import (
    Credit,
    LanguageLevel,
    Link,
    PersonBase,
    PersonLanguage,
    PersonPosition,
    PersonSkill,
)
from app.people.models.rate import PayModel, RateBasis, RateCard, RateVisibility
from app.people.models.work import PortfolioItem, PortfolioKind

__all__ = [
    "AvailabilityBlock",
    "AvailabilityKind",
    "Block",
    "ContactPolicy",
    "Credit",
    "LanguageLevel",
    "Link",
    "PayModel",
    "Person",
    "PersonBase",
    "PersonLanguage",
    "PersonPosition",
    "PersonSkill",
    "PortfolioItem",
    "PortfolioKind",
    "RateBasis",
    "RateCard",
    "RateVisibility",
    "Standing",
    "Visibility",
    "person_discipline",
]
