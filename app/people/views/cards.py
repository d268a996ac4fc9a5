"""Cards of people, drawn once for everybody who may look, until their person changes something."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from flask import get_template_attribute
from markupsafe import Markup

from app.kit.clock import now
from app.kit.kept import Kept
from app.people import queries
from app.people.models import Person
from app.people.queries import Face

# Ages ("confirmed 2 days ago") and names of positions change without a person's doing.
MINUTES = 5
_drawn: Kept[Markup] = Kept(most=5_000)


def drawn(viewer: Person | None, faces: Sequence[Face]) -> list[Markup]:
    """The cards of `faces`, which `viewer` may see, in their order."""
    keys = {face.id: _key(viewer, face) for face in faces}
    cards = {person: _drawn.get(key) for person, key in keys.items()}
    missing = [person for person, card in cards.items() if card is None]
    if missing:
        card = get_template_attribute("macros/cards.html", "person_card")
        for person in queries.by_ids(viewer, missing):
            cards[person.id] = _drawn.put(keys[person.id], card(person, level=2))
    return [card for card in cards.values() if card is not None]


def _key(viewer: Person | None, face: Face) -> Hashable:
    """What a card depends on: members see more than visitors, and everybody more of their own."""
    own = viewer is not None and viewer.id == face.id
    return viewer is None, own, face, int(now().timestamp()) // (60 * MINUTES)
