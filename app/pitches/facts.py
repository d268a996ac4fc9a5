"""What happens to pitches and their teams."""

from dataclasses import dataclass

from app.people.models import Person
from app.pitches.models import Pitch, PitchInvitation, TeamMember


@dataclass(frozen=True)
class PitchPublished:
    """It came out of its drawer for the first time. `PitchChanged` is announced as well."""

    pitch: Pitch


@dataclass(frozen=True)
class PitchChanged:
    """Anything that is seen of a pitch changed: words, needs, team, picture, visibility, state."""

    pitch: Pitch


@dataclass(frozen=True)
class PitchInvited:
    """Somebody may read a pitch that is not for everybody."""

    invitation: PitchInvitation


@dataclass(frozen=True)
class PitchRemoved:
    """A moderator took it off the wall, for this reason. `PitchChanged` is announced as well."""

    pitch: Pitch
    reason: str


@dataclass(frozen=True)
class InvitationWithdrawn:
    pitch: Pitch
    person: Person


@dataclass(frozen=True)
class TeamAsked:
    """The owner asked somebody into the team."""

    member: TeamMember


@dataclass(frozen=True)
class TeamJoined:
    """Somebody said yes."""

    member: TeamMember


@dataclass(frozen=True)
class TeamLeft:
    """Somebody said no, left or was removed: `by` says whose doing it was."""

    member: TeamMember
    by: Person
