"""Starting servers for a measurement, and ending them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60.0


@contextmanager
def serving(app: str, probe: str, **environment: str) -> Iterator[int]:
    """Serve `app` ("wsgi:app") by one gunicorn worker with threads; gives the port once `probe` answers."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", app, "--config", "gunicorn.conf.py", "--workers", "1"]
    settings = {**os.environ, "PORT": str(port), "CALLBOARD_RATELIMITS": "off", **environment}
    with subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.DEVNULL, stderr=sys.stderr) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}{probe}", server)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"Nothing answered at {url}.")
