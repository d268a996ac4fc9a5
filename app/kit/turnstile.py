"""One request at a time, as long as each is quick."""

from __future__ import annotations

import threading
from typing import Any

# Seconds after which a request goes ahead all the same: whoever is before it may be waiting for a disk.
PATIENCE = 0.1


class Turnstile:
    """Lets requests into `otherwise` one by one, in the order in which they came.

    Python works on one thread at a time anyway. Threads that are all let in only take its lock from each other at
    every row that is read, which took more than a third of the speed (docs/decisions/0009). Open lines do not pass
    here.
    """

    def __init__(self, otherwise: Any) -> None:
        self.otherwise, self.turn = otherwise, threading.BoundedSemaphore()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        in_turn = self.turn.acquire(timeout=PATIENCE)
        try:
            return self.otherwise(environ, start_response)
        finally:
            if in_turn:
                self.turn.release()
