"""Writing a pitch, and taking it through its life."""

from __future__ import annotations

import secrets
from typing import Any

from app.extensions import db
from app.kit.actions import action
from app.kit.clock import now
from app.kit.database import lock
from app.kit.errors import NotNow
from app.kit.facts import announce
from app.kit.media import drop, keep
from app.kit.policy import ensure
from app.kit.text import fold, slugify
from app.people.models import Person
from app.pitches import policy, queries
from app.pitches.facts import PitchChanged, PitchPublished, PitchRemoved
from app.pitches.models import (
    LIFE,
    MOST_GENRES,
    MOST_NEEDS,
    MOST_PLACES,
    PLAIN,
    Pitch,
    PitchNeed,
    PitchPlace,
    PitchState,
    Unready,
)
from app.taxonomy import actions as words
from app.taxonomy import queries as taxonomy
from app.taxonomy.models import Format, Genre

MOST_PITCHES = 200


@action
def draft(actor: Person, *, publish: bool = False, **answers: Any) -> Pitch:
    """Write a pitch down, for its owner alone, or publish it at once. `answers` are those of `PitchForm`.

    Raises `Unready` if it is to be published and lacks something, `Malformed` for a picture that is none.
    """
    if queries.count_of(actor) >= MOST_PITCHES:
        raise NotNow(f"You have {MOST_PITCHES} pitches. Please finish some before you begin another.")
    pitch = Pitch(owner=actor, slug=_address_for(answers["title"]), state=PitchState.DRAFT)
    _write(pitch, answers)
    db.session.add(pitch)
    db.session.flush()
    if publish:
        move(actor, pitch, PitchState.PUBLISHED)
    announce(PitchChanged(pitch))
    return pitch


@action
def change(actor: Person, pitch: Pitch, *, publish: bool = False, **answers: Any) -> None:
    """Write a pitch anew. Once it has been published, nothing that publishing needs may go missing."""
    ensure(policy.may_edit(actor, lock(pitch)))
    _write(pitch, answers)
    if pitch.state != PitchState.DRAFT and pitch.lacks:
        raise Unready(pitch.lacks)
    if publish:
        move(actor, pitch, PitchState.PUBLISHED)
    announce(PitchChanged(pitch))


@action
def move(actor: Person, pitch: Pitch, to: PitchState, reason: str = "") -> None:
    """Take a pitch a step through its life. Raises `NotNow` for a step that is not listed, else `Unready`."""
    ensure(policy.may_move(actor, pitch, to))
    LIFE.move(actor, lock(pitch), to, reason)
    if to == PitchState.PUBLISHED:
        _publish(pitch)
    if to == PitchState.REMOVED:
        announce(PitchRemoved(pitch, reason))
    announce(PitchChanged(pitch))


@action
def settle_word(folded: str, position_id: int) -> None:
    """Have every need that was named by a free word mean the position that it names from now on."""
    for need in queries.needs_in_own_words(folded):
        need.position_id = position_id
        announce(PitchChanged(need.pitch))


def _publish(pitch: Pitch) -> None:
    if pitch.lacks:
        raise Unready(pitch.lacks)
    if pitch.published_at is None:
        pitch.published_at = now()
        announce(PitchPublished(pitch))


def _write(pitch: Pitch, answers: dict[str, Any]) -> None:
    needs, places = _needs(pitch, answers["needs"]), _places(answers["places"])
    pitch.format, pitch.genres = _format(answers["format"]), _genres(answers)
    for column in PLAIN:
        setattr(pitch, column, answers[column])
    pitch.needs, pitch.places = needs, places
    pitch.updated_at = now()
    _hang_poster(pitch, answers)


def _needs(pitch: Pitch, rows: list[dict[str, Any]]) -> list[PitchNeed]:
    filled = {fold(need.label): need.filled_at for need in pitch.needs}
    return [
        PitchNeed(
            label=row["position"],
            position=_position(row["position"]),
            note=row["note"],
            filled_at=(filled.get(fold(row["position"])) or now()) if row["filled"] else None,
        )
        for row in rows[:MOST_NEEDS]
    ]


def _position(label: str) -> Any:
    position = taxonomy.position_named(label)
    if position is None and not taxonomy.meanings(label):
        words.suggest("position", label)
    return position


def _places(labels: list[str]) -> list[PitchPlace]:
    return [PitchPlace(label=label, city=taxonomy.city_named(label)) for label in labels[:MOST_PLACES]]


def _format(slug: str) -> Format | None:
    return next((format for format in taxonomy.formats() if format.slug == slug), None)


def _genres(answers: dict[str, Any]) -> list[Genre]:
    """The genres of these names. Film, music and games share some: then that of the format's own field."""
    format = _format(answers["format"])
    wanted = [fold(name) for name in answers["genres"][:MOST_GENRES]]
    known = sorted(taxonomy.genres(), key=lambda genre: format is not None and genre.field == format.field)
    named = {fold(genre.name): genre for genre in known}
    return list({named[name].id: named[name] for name in wanted if name in named}.values())


def _hang_poster(pitch: Pitch, answers: dict[str, Any]) -> None:
    old, fresh, alt = pitch.picture, answers["picture"], answers["picture_alt"]
    if fresh:
        pitch.picture = keep(fresh, alt)
    elif answers["no_picture"]:
        pitch.picture = None
    elif old:
        old.alt = alt
    if old and old is not pitch.picture:
        db.session.flush()
        drop(old)


def _address_for(title: str) -> str:
    # With an ending of its own: a number counted up would tell that a hidden pitch has this title.
    begin = slugify(title) or "pitch"
    while queries.slug_taken(slug := f"{begin}-{secrets.token_hex(3)}"):
        pass
    return slug
