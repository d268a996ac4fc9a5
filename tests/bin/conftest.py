"""The commands are tested from outside: no house is built for them."""

import pytest


@pytest.fixture(autouse=True)
def house() -> None:
    """None."""
