"""The clock of this floor, and what facts from below mean here."""

from __future__ import annotations

from app.hiring.actions import hours, houses
from app.kit.facts import on
from app.kit.jobs import every
from app.people.facts import PersonLeft
from app.pitches.facts import PitchChanged
from app.pitches.models import PitchState
from app.studios.facts import MemberLeft, StudioChanged
from app.taxonomy.facts import WordSettled


@every(minutes=1)
def keep_hours() -> None:
    """Close at the deadline, ask for overdue decisions, end what nobody decided."""
    hours.close_at_deadline()
    hours.ask_for_decisions()
    hours.expire()


@on(PitchChanged)
def pitch_changed(fact: PitchChanged) -> None:
    if fact.pitch.state == PitchState.ARCHIVED:
        houses.give_up(fact.pitch)
    houses.show_anew(fact.pitch)


@on(StudioChanged)
def studio_changed(fact: StudioChanged) -> None:
    houses.show_anew(fact.studio)


@on(MemberLeft)
def member_left(fact: MemberLeft) -> None:
    houses.shut_out(fact.member)


@on(WordSettled)
def word_settled(fact: WordSettled) -> None:
    houses.settle_word(fact.folded, fact.position_id, fact.skill_id)


@on(PersonLeft)
def person_left(fact: PersonLeft) -> None:
    houses.withdraw_all(fact.person)
