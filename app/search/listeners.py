"""Which facts ask for which document to be written again. Inside the transaction: the outbox."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.hiring.facts import RoleChanged, RoleClosed, RoleOpened
from app.hiring.models import Role
from app.kit.facts import on
from app.kit.jobs import later
from app.people.facts import PeopleBroughtIn, PersonIntroduced, PersonLeft, ProfileChanged
from app.pitches.facts import PitchChanged
from app.search.indexing import ask_for
from app.studios.facts import StudioChanged, StudioFounded
from app.taxonomy.facts import WordsChanged


@on(PersonIntroduced, ProfileChanged, PersonLeft)
def _person(fact: Any) -> None:
    ask_for("person", [fact.person.id])


@on(PeopleBroughtIn)
def _directory(fact: PeopleBroughtIn) -> None:
    ask_for("person", list(fact.ids))


@on(WordsChanged)
def _words(_: WordsChanged) -> None:
    later("search.compare", "all")


@on(PitchChanged)
def _pitch(fact: PitchChanged) -> None:
    ask_for("pitch", [fact.pitch.id])
    ask_for("role", list(db.session.scalars(select(Role.id).where(Role.pitch_id == fact.pitch.id))))


@on(RoleOpened, RoleChanged, RoleClosed)
def _role(fact: Any) -> None:
    ask_for("role", [fact.role.id])


@on(StudioFounded, StudioChanged)
def _studio(fact: Any) -> None:
    ask_for("studio", [fact.studio.id])
    ask_for("role", list(db.session.scalars(select(Role.id).where(Role.studio_id == fact.studio.id))))
