"""What the tests of accounts have in common."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from app.extensions import limiter
from tests.factories.accounts import PASSWORD, post


@pytest.fixture(autouse=True)
def _empty_postbag(house) -> Iterator[None]:
    post()
    yield
    post()


@pytest.fixture
def limits(app, monkeypatch):
    """Knocking too often is refused, as outside of tests."""
    monkeypatch.setitem(app.config, "RATELIMIT_ENABLED", True)
    monkeypatch.setattr(limiter, "_limiter", MovingWindowRateLimiter(MemoryStorage()))


@pytest.fixture
def sign_in(visit):
    """Sign in by the form: `sign_in("ada@example.org")` answers with the browser and the answer."""

    def knock(email, password=PASSWORD, browser=None, **more):
        browser = browser or visit(None)
        answer = browser.post("/sign-in", data={"email": email, "password": password, **more})
        return browser, answer

    return knock
