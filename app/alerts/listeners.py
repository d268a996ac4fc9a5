"""When it is looked for new matches: by the clock, each watch as often as its owner wants."""

from __future__ import annotations

from datetime import timedelta

import structlog

from app.alerts import actions, queries
from app.alerts.models import Cadence, Watch
from app.extensions import db
from app.kit.clock import now
from app.kit.jobs import every
from app.search.index import Unavailable

log = structlog.get_logger()

PERIODS = {
    Cadence.AT_ONCE: timedelta(minutes=1),
    Cadence.DAILY: timedelta(days=1),
    Cadence.WEEKLY: timedelta(days=7),
}


@every(minutes=1)
def look_for_new_matches() -> None:
    """Look for all whose time has come; one that stumbles holds up no other."""
    for cadence, period in PERIODS.items():
        for key in queries.due(cadence, now() - period):
            _look(key)


def _look(key: int) -> None:
    watch = db.session.get(Watch, key)
    if watch is None:
        return
    try:
        actions.look(watch)
    except Unavailable:
        # It is asked again in a minute, when there may be an index.
        db.session.rollback()
    except Exception:
        db.session.rollback()
        log.exception("search not looked for", watch=key)
