"""What is said in the town."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle
from typing import Any

from app.hiring.actions import applications as hiring
from app.hiring.models import Application, ApplicationState
from app.home.town.houses import Posted
from app.home.town.reading import Resident, Town, written
from app.kit.clock import at
from app.messaging import actions as messaging
from app.messaging.models import Conversation
from app.people.models import Person
from app.pitches import actions as pitches
from app.pitches import policy
from app.pitches.models import Pitch, PitchState, PitchVisibility

Speakers = dict[str, Person]


def talk(town: Town, pitched: list[tuple[Pitch, Resident]], sent: list[tuple[Application, Posted]]) -> int:
    """Have people talk, with each other and about things. Answers with the number of messages."""
    book = written("talks.toml")
    steps: list[Callable[[], int]] = [partial(_direct, town, row) for row in town.share(book["talk"])]
    about = [one for one in pitched if one[0].state == PitchState.PUBLISHED and _is_open(one[0])]
    for one, row in zip(town.share(about)[::3], cycle(book["about_pitch"]), strict=False):
        steps.append(partial(_about_pitch, town, *one, row))
    waiting = [one for one in sent if one[0].state in (ApplicationState.VIEWED, ApplicationState.SHORTLISTED)]
    for row, told in zip(cycle(book["about_application"]), waiting[::4], strict=False):
        steps.append(partial(_about_application, town, *told, row))
    return sum(step() for step in town.bar("Conversations", steps))


def _is_open(pitch: Pitch) -> bool:
    return pitch.visibility in (PitchVisibility.PUBLIC, PitchVisibility.MEMBERS)


def _direct(town: Town, row: dict[str, Any]) -> int:
    a = town.who(row["a"])
    b = town.who(row["b"], a.country, [a.person.id])
    with at(town.ago(row["days"])):
        conversation = messaging.open_direct(a.person, b.person)
    return _say(town, conversation, {"a": a.person, "b": b.person}, row, row["days"], row["over"])


def _about_pitch(town: Town, pitch: Pitch, owner: Resident, row: dict[str, Any]) -> int:
    needed = town.chance.choice([need.label for need in pitch.needs])
    asker = town.who(needed, owner.country, [owner.person.id, *(part.person_id for part in pitch.team)])
    if not policy.may_talk(asker.person, pitch) or pitch.published_at is None:
        return 0
    age = (town.began - pitch.published_at) / timedelta(days=1) * 0.8
    with at(town.ago(age)):
        conversation = pitches.talk(asker.person, pitch)
    return _say(town, conversation, {"a": asker.person, "b": owner.person}, row, age, 2, title=pitch.title)


def _about_application(town: Town, application: Application, posted: Posted, row: dict[str, Any]) -> int:
    recruiter = posted.house.recruiter.person
    age = (town.began - application.created_at) / timedelta(days=1) * 0.6
    with at(town.ago(age)):
        conversation = hiring.converse(recruiter, application)
    speakers = {"a": application.applicant, "b": recruiter}
    return _say(town, conversation, speakers, row, age, 3, role=posted.role.title)


def _say(
    town: Town,
    conversation: Conversation,
    speakers: Speakers,
    row: dict[str, Any],
    days: float,
    over: float,
    **names: str,
) -> int:
    """Say the lines in bursts, a day or so apart, over `over` days from `days` ago; leave the last few unread."""
    lines = [line.partition(": ") for line in row["lines"].strip().splitlines()]
    moments = _moments(town, len(lines), days, over)
    for number, ((letter, _, words), moment) in enumerate(zip(lines, moments, strict=True)):
        with at(moment):
            key = f"town:{conversation.id}:{number}"
            messaging.post(speakers[letter], conversation, words.format(**names), key)
    _read(conversation, speakers, len(lines) - int(row.get("unread", 0)))
    return len(lines)


def _moments(town: Town, count: int, days: float, over: float) -> list[datetime]:
    """When each of `count` lines is said: a few minutes apart within a burst."""
    bursts = max(1, min(count // 3, round(over)))
    begins = sorted(town.ago(max(0, days - over * burst / bursts)) for burst in range(bursts))
    pauses = [timedelta(minutes=3 * (number % 7), seconds=town.chance.randrange(90)) for number in range(count)]
    planned = sorted(begins[number * bursts // count] + pauses[number] for number in range(count))
    latest = (town.began - timedelta(seconds=100 * (count - number)) for number in range(count))
    return [min(pair) for pair in zip(planned, latest, strict=True)]


def _read(conversation: Conversation, speakers: Speakers, seq: int) -> None:
    for person in speakers.values():
        messaging.read_up_to(person, conversation, seq)
