"""A house that is really served, and a network cable to it that can be pulled out."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from threading import Thread

from flask import Flask
from werkzeug.serving import make_server

from app.extensions import socketio


@contextlib.contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve the house on a free port: "127.0.0.1:23456"."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()


def with_real_sockets() -> None:
    """Undo what the library's test client does to the server: it swallows all that goes to real sockets."""
    for name in ("_send_packet", "_send_eio_packet"):
        vars(socketio.server).pop(name, None)


class Cable:
    """A relay to `address`. Cut, it drops what is open and lets nothing through."""

    def __init__(self, address: str) -> None:
        host, port = address.split(":")
        self.there = (host, int(port))
        self.open: set[socket.socket] = set()
        self.is_cut = False
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.door.getsockname()[1]}"
        Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        self.is_cut = True
        for end in list(self.open):
            self._drop(end)

    def mend(self) -> None:
        self.is_cut = False

    def close(self) -> None:
        self.door.close()
        self.cut()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self.door.accept()
                if self.is_cut:
                    near.close()
                    continue
                far = socket.create_connection(self.there)
                self.open |= {near, far}
                for ends in ((near, far), (far, near)):
                    Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                target.sendall(piece)
        for end in (source, target):
            self._drop(end)

    def _drop(self, end: socket.socket) -> None:
        self.open.discard(end)
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
