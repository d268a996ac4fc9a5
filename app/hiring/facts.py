"""What happens to roles and to those who apply."""

from dataclasses import dataclass

from app.hiring.models import Application, Role
from app.people.models import Person


@dataclass(frozen=True)
class RoleOpened:
    """A role takes applications: published, or open again after a pause."""

    role: Role


@dataclass(frozen=True)
class RoleChanged:
    """What others may read of an open or paused role changed."""

    role: Role


@dataclass(frozen=True)
class RoleClosed:
    """A role takes no more applications, for now or for good: `role.state` says which."""

    role: Role


@dataclass(frozen=True)
class ApplicationReceived:
    application: Application


@dataclass(frozen=True)
class ApplicationViewed:
    """The house opened an application for the first time."""

    application: Application


@dataclass(frozen=True)
class ApplicationDecided:
    """An application has its outcome, in `application.state`; `by` is empty where the clock decided."""

    application: Application
    by: Person | None


@dataclass(frozen=True)
class ApplicationWithdrawn:
    application: Application


@dataclass(frozen=True)
class DecisionDue:
    """The promised date passed and applicants still wait. Announced once a role."""

    role: Role
