"""Says in one sentence why Callboard cannot listen on HOST and PORT, and what to type instead."""

import errno
import os
import socket
import sys

HIGHEST = 65535


def refusal(host: str, port: int) -> OSError | None:
    """What the system answers to a listener on this address; None when it is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(1)
        except OSError as error:
            return error
    return None


def next_free(host: str, port: int) -> int:
    """The nearest free port above a taken one."""
    above = range(port + 1, min(port + 100, HIGHEST + 1))
    return next((candidate for candidate in above if refusal(host, candidate) is None), 0)


def sentence(host: str, port: str) -> str:
    """The reason why not, and the way out; empty when all is well."""
    if not (port.isascii() and port.isdigit() and 0 < int(port) <= HIGHEST):
        return f"PORT={port} is no port number: PORT=8000 make run"
    error = refusal(host, int(port))
    if error is None:
        return ""
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken: PORT={next_free(host, int(port))} make run"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Port {port} is kept for the system: PORT=8000 make run"
    return f"HOST={host} is no address of this machine: HOST=127.0.0.1 make run"


if __name__ == "__main__":
    sys.exit(sentence(os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")) or 0)
