"""A studio with its people, and a role to apply for."""

from __future__ import annotations

import pytest

from app.hiring.models import Application, Role
from app.people.models import Person
from app.studios.models import Studio
from tests.factories.hiring import make_application, make_role
from tests.factories.studios import make_studio


@pytest.fixture
def studio(ada: Person) -> Studio:
    """Ada's."""
    return make_studio(ada)


@pytest.fixture
def role(studio: Studio, ada: Person) -> Role:
    """Open, posted by Ada."""
    return make_role(studio, ada)


@pytest.fixture
def application(role: Role, ben: Person) -> Application:
    """Ben's, for Ada's role."""
    return make_application(role, ben)
