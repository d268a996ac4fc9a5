"""What colleagues do together: a list that is shared, a credit that is confirmed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("script", [True, False])
def test_a_list_is_made_from_two_profiles_shared_and_taken_along(stage, script):
    owner, colleague = stage.enter("owner", java_script_enabled=script), stage.enter("recruiter")
    name = "Lights, winter" if script else "Lights, summer"
    owner.goto("/people/nora-falk")
    owner.get_by_role("link", name="Add to a list").click()
    owner.get_by_label("A new list of mine").check()
    owner.get_by_label("Name of the new list").fill(name)
    owner.get_by_role("button", name="Add to the list").click()
    expect(owner.get_by_role("heading", level=1)).to_have_text(name)
    owner.goto("/people/vera-lind/lists")
    owner.get_by_label(name).check()
    owner.get_by_role("button", name="Add to the list").click()
    note(owner, "Vera Lind", "Called", "Rings back on Monday.")
    owner.get_by_role("button", name="Move Vera Lind up").click()
    expect(owner.get_by_role("main").get_by_role("heading", level=2).first).to_have_text("Vera Lind")

    owner.get_by_label("Share with a studio").select_option("Northlight Pictures")
    owner.get_by_role("button", name="Share").click()
    expect(owner.get_by_role("main")).to_contain_text("Northlight Pictures")

    colleague.goto("/notices")
    colleague.get_by_role("link", name=f"shares a list with Northlight Pictures: {name}").click()
    expect(colleague.get_by_role("main")).to_contain_text("Rings back on Monday.")
    expect(colleague.get_by_role("main")).to_contain_text("Owner Person")
    assert taken_along(colleague, "CSV").startswith(b"\xef\xbb\xbfName,")
    assert taken_along(colleague, "PDF").startswith(b"%PDF-")


def note(page: Page, person: str, progress: str, words: str) -> None:
    entry = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=person))
    entry.locator("summary").click()
    entry.get_by_label("How far you are").select_option(progress)
    entry.get_by_label("Note").fill(words)
    entry.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text(words)


def taken_along(page: Page, kind: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=kind).click()
    return download.value.path().read_bytes()


def test_a_credit_is_confirmed_by_somebody_who_was_there(stage):
    mio, otis = stage.enter("mio"), stage.enter("otis")
    for page, title in ((mio, "Behind the Dam"), (otis, "behind the dam")):
        page.goto("/profile/credits")
        page.get_by_label("Production").fill(title)
        page.get_by_role("button", name="Add the credit").click()
    mio.get_by_role("link", name="Have it confirmed").click()
    mio.get_by_role("button", name="Ask Otis Reed").click()
    expect(mio.get_by_role("main")).to_contain_text("Otis Reed is asked")

    otis.goto("/notices")
    otis.get_by_role("link", name="Mio Brandt asks you to confirm a credit").click()
    expect(otis.get_by_role("main")).to_contain_text("Behind the Dam")
    otis.get_by_role("button", name="Yes, I confirm it").click()
    expect(otis.get_by_role("main")).to_contain_text("You confirmed this")

    mio.goto("/people/mio-brandt")
    expect(mio.get_by_role("main")).to_contain_text("confirmed by Otis Reed")
    expect(mio.get_by_role("main")).to_contain_text("credits confirmed by colleagues")
