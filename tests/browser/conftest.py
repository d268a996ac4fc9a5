"""Real browsers before a house that is really served."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error

from tests.serving import Cable, served, with_real_sockets

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
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
        pytest.skip("NOT TESTED IN A BROWSER, there is no Chromium on this machine")
    if not (Path(__file__).parents[2] / "app/static/dist/manifest.json").exists():
        pytest.skip("NOT TESTED IN A BROWSER, the front end is not built")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": QUIET}


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
