"""Pitches for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from app.extensions import db
from app.kit.clock import now
from app.people.models import PayModel, Person
from app.pitches.models import (
    SHOWN,
    Pitch,
    PitchInvitation,
    PitchNeed,
    PitchPlace,
    PitchState,
    PitchVisibility,
    Stage,
    TeamMember,
)
from app.taxonomy.models import Format, Genre
from tests.factories.people import save


def make_format(name: str = "Short film", field: str = "film_tv") -> Format:
    slug = name.lower().replace(" ", "-")
    there = db.session.query(Format).filter_by(slug=slug).one_or_none()
    return there or save(Format(slug=slug, name=name, field=field))


def make_genre(name: str = "Drama", field: str = "story") -> Genre:
    slug = name.lower().replace(" ", "-")
    there = db.session.query(Genre).filter_by(slug=slug).one_or_none()
    return there or save(Genre(slug=slug, name=name, field=field))


def make_pitch(
    owner: Person,
    title: str = "The Last Ferry",
    *,
    needs: list[str] | None = None,
    genres: list[str] | None = None,
    places: list[str] | None = None,
    format: str = "Short film",
    **columns: Any,
) -> Pitch:
    """A pitch that has all that publishing needs: published and public, unless said otherwise."""
    state = columns.setdefault("state", PitchState.PUBLISHED)
    pitch = Pitch(
        owner_id=owner.id,
        slug=columns.pop("slug", title.lower().replace(" ", "-")),
        title=title,
        format=make_format(format),
        published_at=columns.pop("published_at", now() - timedelta(days=1)) if state in SHOWN else None,
        **{
            "logline": "A ferryman carries one last passenger across a river that is running dry.",
            "stage": Stage.DEVELOPMENT,
            "pay_model": PayModel.PAID,
            "visibility": PitchVisibility.PUBLIC,
            **columns,
        },
    )
    wanted = ["Gaffer"] if needs is None else needs
    pitch.needs = [PitchNeed(label=label) for label in wanted]
    pitch.genres = [make_genre(name) for name in genres or []]
    pitch.places = [PitchPlace(label=label) for label in places or []]
    return save(pitch)


def make_member(pitch: Pitch, person: Person, position: str = "Editor", *, joined: bool = True) -> TeamMember:
    return save(
        TeamMember(
            pitch_id=pitch.id,
            person_id=person.id,
            position_label=position,
            joined_at=now() if joined else None,
        )
    )


def make_invitation(pitch: Pitch, person: Person) -> PitchInvitation:
    return save(PitchInvitation(pitch_id=pitch.id, person_id=person.id))
