"""How gunicorn serves Callboard. It reads this file by itself when started in the project's folder."""

from __future__ import annotations

import os
import signal
import threading
from typing import Any

from app.extensions import socketio
from app.search import completing

host = os.environ.get("HOST", "127.0.0.1")
port = os.environ.get("PORT", "8000")
production = os.environ.get("CALLBOARD_ENV") == "production"

bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
worker_class = "gthread"
# Every open page holds a thread for its socket.
threads = int(os.environ.get("CALLBOARD_THREADS", "64"))
# More than open sockets: what is above the threads waits instead of being refused.
worker_connections = threads + 1000
graceful_timeout = 20
# The application writes the access log, one structured line a request.
accesslog = None
loglevel = "info" if production else "warning"
# It would listen in the home folder.
control_socket_disable = True
# A heartbeat on a slow disk looks like a hung worker.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def post_worker_init(worker: Any) -> None:
    """The application is loaded: say where it is, and let no open socket hold up the end."""
    if worker.age == 1:
        shown = "127.0.0.1" if host in ("0.0.0.0", "::") else bind.rpartition(":")[0]
        print(f"Callboard is at http://{shown}:{port}", flush=True)
    if "callboard-index" in worker.app.callable.extensions:
        threading.Thread(target=_gather_words, args=(worker.app.callable,), daemon=True).start()
    leave = signal.getsignal(signal.SIGTERM)

    def hang_up_and_leave(number: int, frame: Any) -> None:
        leave(number, frame)
        threading.Thread(target=_hang_up, daemon=True).start()

    signal.signal(signal.SIGTERM, hang_up_and_leave)


def worker_int(worker: Any) -> None:
    """Ctrl-C: the same, for threads that still listen to a socket keep Python from leaving."""
    threading.Thread(target=_hang_up, daemon=True).start()


def _gather_words(application: Any) -> None:
    with application.app_context():
        completing.prepare()


def _hang_up() -> None:
    # Not line.disconnect(): it waits for a queue that may never be emptied.
    if socketio.server is None:
        return
    line = socketio.server.eio
    for sid, held in list(line.sockets.items()):
        try:
            held.close(wait=False, reason=line.reason.SERVER_DISCONNECT)
        except Exception as error:  # it may have left by itself; the others must still hear it
            print(f"socket {sid} did not close: {error!r}", flush=True)
