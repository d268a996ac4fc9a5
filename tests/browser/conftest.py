"""Real browsers before a house that is really served."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error

from tests.browser.stage import Stage, lit_house
from tests.serving import Cable, served, with_real_sockets

REQUIRED = os.environ.get("CALLBOARD_REQUIRE_BROWSER") == "1"
NAMES = (os.environ.get("CALLBOARD_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for name in NAMES if name and (found := shutil.which(name))), None)
MANIFEST = Path(__file__).parents[2] / "app/static/dist/manifest.json"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if CHROMIUM is None:
        _away("NOT TESTED IN A BROWSER: there is no Chromium here. Install it, or name it in CALLBOARD_CHROMIUM.")
    if not MANIFEST.exists():
        _away("NOT TESTED IN A BROWSER: the front end is not built. bin/setup builds it.")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": QUIET}


def _away(sentence):
    if REQUIRED:
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def lit(browser, tmp_path_factory):
    """A furnished house in a process of its own, with its worker: for stories from one floor to another."""
    with lit_house(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture
def stage(browser, lit):
    """Browsers of those who live there: `stage.enter("owner")`. After the story, none may have complained."""
    played = Stage(browser, lit)
    yield played
    played.clear()
    assert played.faults == []


@pytest.fixture(scope="session")
def address(app):
    """Where the house is served."""
    with served(app) as there:
        yield there


@pytest.fixture
def enter(browser, app, visit, address):
    """A browser of somebody's own: `enter(ada)`; each has its own cable, `context.cable`."""
    with_real_sockets()
    opened: list[BrowserContext] = []
    name = app.config["SESSION_COOKIE_NAME"]

    def open_browser(person=None, **options):
        cable = Cable(address)
        context = browser.new_context(base_url=f"http://{cable.address}", **options)
        context.cable = cable
        opened.append(context)
        context.set_default_timeout(20_000)
        if person is not None:
            value = visit(person).get_cookie(name).value
            context.add_cookies([{"name": name, "value": value, "domain": "127.0.0.1", "path": "/"}])
        return context

    yield open_browser
    for context in opened:
        try:
            context.close()
        except Error:
            pass
        finally:
            context.cable.close()
