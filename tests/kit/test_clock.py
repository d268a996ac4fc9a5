"""Setting the clock."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta

import pytest

from app.kit.clock import at, now, today

EVENING = datetime(2025, 3, 1, 22, 30, tzinfo=UTC)


def test_within_it_is_the_moment_that_was_set() -> None:
    with at(EVENING):
        assert (now(), today()) == (EVENING, date(2025, 3, 1))
        with at(EVENING + timedelta(hours=2)):
            assert today() == date(2025, 3, 2)
        assert now() == EVENING


def test_afterwards_the_clock_goes_on_even_if_something_failed() -> None:
    with pytest.raises(RuntimeError), at(EVENING):
        raise RuntimeError
    assert abs(now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_other_threads_keep_their_own_time() -> None:
    seen: list[datetime] = []
    with at(EVENING):
        thread = threading.Thread(target=lambda: seen.append(now()))
        thread.start()
        thread.join()
    assert seen[0] != EVENING
