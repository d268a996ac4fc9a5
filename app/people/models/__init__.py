"""The tables of people. A person's email address is not among them: only accounts knows it."""

from app.people.models.availability import AvailabilityBlock, AvailabilityKind
from app.people.models.block import Block
from app.people.models.credit import LIFE, VOUCHED, Credit, CreditState, production_of
from app.people.models.papers import UnionMembership, UnionStatus, UnionVisibility, WorkAuthorisation
from app.people.models.person import ContactPolicy, Person, Standing, Visibility, person_discipline
from app.people.models.profile import (
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
    "LIFE",
    "VOUCHED",
    "AvailabilityBlock",
    "AvailabilityKind",
    "Block",
    "ContactPolicy",
    "Credit",
    "CreditState",
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
    "UnionMembership",
    "UnionStatus",
    "UnionVisibility",
    "Visibility",
    "WorkAuthorisation",
    "person_discipline",
    "production_of",
]
