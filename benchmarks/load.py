"""A small HTTP client that keeps a number of connections busy, run as a process of its own."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Load:
    """What came of it: requests a second, and milliseconds at the median and the 99th of a hundred."""

    per_second: float
    p50_ms: float
    p99_ms: float


def press(port: int, path: str, cookie: str = "", *, seconds: float = 3.0, connections: int = 16) -> Load:
    """Ask for `path` over and over on `connections` kept-open connections.

    Raises `RuntimeError` if any answer is not 200: a quick refusal is no quick page.
    """
    orders = json.dumps([port, path, cookie, seconds, connections])
    done = subprocess.run([sys.executable, __file__, orders], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    return Load(*json.loads(done.stdout))


async def _one(port: int, request: bytes, until: float, times: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < until:
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.split(b"\r\n")[0].decode())
        lowered = head.lower()
        length = int(lowered.split(b"content-length:")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        times.append(time.perf_counter() - began)
        if b"connection: close" in lowered:
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.close()


async def _press(port: int, path: str, cookie: str, seconds: float, connections: int) -> tuple[float, float, float]:
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Accept: text/html", "Connection: keep-alive"]
    lines += [f"Cookie: {cookie}"] if cookie else []
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    times: list[float] = []
    began = time.perf_counter()
    await asyncio.gather(*(_one(port, request, began + seconds, times) for _ in range(connections)))
    taken, ranked = time.perf_counter() - began, sorted(times)
    return len(ranked) / taken, 1000 * ranked[len(ranked) // 2], 1000 * ranked[int(len(ranked) * 0.99)]


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_press(*json.loads(sys.argv[1])))))
