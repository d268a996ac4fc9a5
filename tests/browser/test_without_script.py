"""A day's work in a browser that runs no scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.factories.accounts import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.fixture
def page(stage) -> Page:
    """Nora's browser, signed in by hand."""
    page = stage.enter(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    page.get_by_label("Email address").fill("nora-falk@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("banner")).to_contain_text("Messages")
    return page


def test_one_searches_and_applies(page):
    page.get_by_role("banner").get_by_role("searchbox").fill("open role")
    page.keyboard.press("Enter")
    page.get_by_role("navigation", name="Kinds of results").get_by_role("link", name="Roles").click()
    page.get_by_role("link", name="Open Role").click()
    page.get_by_label("A few words").fill("By the light of what I know.")
    page.get_by_label("Your rate").fill("not a number")
    page.get_by_role("button", name="Send the application").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was lost")
    expect(page.get_by_label("A few words")).to_have_value("By the light of what I know.")
    page.get_by_label("Your rate").fill("410")
    page.get_by_role("button", name="Send the application").click()
    expect(page.get_by_role("main")).to_contain_text("Submitted")
    expect(page.get_by_role("main")).to_contain_text("€410 a day")


def test_one_writes_a_message(page):
    page.goto("/people/mio-brandt")
    page.get_by_role("button", name="Write").click()
    page.get_by_label("Message", exact=True).fill("Is your van free on Sunday?")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("log")).to_contain_text("Is your van free on Sunday?")


def test_one_adds_a_row_and_takes_one_away(page):
    page.goto("/profile/work")
    positions = page.get_by_role("group", name="Positions")
    positions.get_by_role("button", name="Add position").click()
    page.get_by_role("group", name="Position 2").get_by_label("Position").fill("Focus puller")
    page.get_by_role("button", name="Save").last.click()
    page.goto("/people/nora-falk")
    expect(page.get_by_role("main")).to_contain_text("First assistant camera")

    page.goto("/profile/work")
    page.get_by_role("group", name="Position 2").get_by_role("button", name="Remove position").click()
    expect(page.get_by_role("group", name="Position 2")).to_have_count(0)
    page.get_by_role("button", name="Save").last.click()
    page.goto("/people/nora-falk")
    expect(page.get_by_role("main")).not_to_contain_text("First assistant camera")
