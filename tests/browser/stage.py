"""Where the stories play: a house that is lit, and browsers before it that note whatever they complain of."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, expect

PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
ROOT = Path(__file__).parents[2]
# A page that says no, as a story may well want it to, stands in the console too.
_SAID_NO = re.compile(r"Failed to load resource: the server responded with a status of 4(04|22) ")
_OWN_UP = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`forbidden: ${event.violatedDirective} ${event.blockedURI}`))"""


@dataclass(frozen=True)
class House:
    """Where it is, who lives there, and what is in it."""

    address: str
    cookies: dict[str, str]
    things: dict[str, dict[str, Any]]


@contextlib.contextmanager
def lit_house(folder: Path) -> Iterator[House]:
    """Serve a furnished house out of `folder` from a process of its own."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("CALLBOARD_")}
    command = [sys.executable, "-m", "tests.browser.house", str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, env=outside, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        said = process.stdout.readline()
        assert said, "the house did not open; its reason is above"
        try:
            yield House(**json.loads(said))
        finally:
            process.stdin.close()
            process.wait(20)


class Stage:
    """Browsers before a house. `faults` are errors in a console, and whatever was asked of another host."""

    def __init__(self, browser: Browser, house: House) -> None:
        self.browser = browser
        self.house = house
        self.faults: list[str] = []
        self.opened: list[BrowserContext] = []

    def enter(self, person: str = "nobody", **options: Any) -> Page:
        """A page of somebody's browser; `options` are those of a browser context."""
        context = self.browser.new_context(base_url=f"http://{self.house.address}", **options)
        self.opened.append(context)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(_OWN_UP)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        context.on("request", self._asked)
        if person != "nobody":
            cookie = {"name": "callboard", "value": self.house.cookies[person], "url": f"http://{self.house.address}"}
            context.add_cookies([cookie])
        return context.new_page()

    def clear(self) -> None:
        for context in self.opened:
            context.close()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _SAID_NO.match(message.text):
            self.faults.append(f"{message.location.get('url')}: {message.text}")

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self.house.address:
            self.faults.append(f"asked {request.url}")


def until_there(page: Page, what: Locator) -> Locator:
    """Reload until it is there: what the worker does follows a moment later."""
    until = time.monotonic() + PATIENCE / 1000
    while not what.count():
        assert time.monotonic() < until, f"{what} did not come to {page.url}"
        page.reload()
    return what


@contextlib.contextmanager
def answered(page: Page, status: int) -> Iterator[None]:
    """What is done inside sends a form, and is answered with this status."""
    with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        yield
    assert sent.value.status == status
