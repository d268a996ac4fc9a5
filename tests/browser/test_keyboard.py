"""Everything with the keys alone, and one always sees where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

# The outline is the element's own, or that of what stands for it: a card's whole face, a radio's label, a box of chips.
# A date has stops inside, around which the browser itself draws.
SHOWN = """() => {
  const outlined = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const here = document.activeElement;
  const stands = [here, here.parentElement, here.closest("label"), here.nextElementSibling].filter(Boolean);
  const seen = stands.some((one) => outlined(getComputedStyle(one))) || outlined(getComputedStyle(here, "::after"));
  return seen || here.type === "date" ? "" : here.outerHTML.slice(0, 160);
}"""


def test_the_first_key_skips_to_the_content(stage):
    page = stage.enter()
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_a_slash_leads_to_the_search_but_stays_a_slash_in_a_text(stage):
    page = stage.enter()
    page.goto("/about")
    page.keyboard.press("/")
    search = page.get_by_role("banner").get_by_role("combobox")
    expect(search).to_be_focused()
    page.keyboard.type("and/or")
    expect(search).to_have_value("and/or")


def test_a_menu_opens_and_escape_closes_it(stage):
    page = stage.enter("owner")
    page.goto("/people")
    opener = page.get_by_label("Account menu")
    opener.focus()
    page.keyboard.press("Enter")
    settings = page.get_by_role("link", name="Settings")
    expect(settings).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(settings).to_be_hidden()
    expect(opener).to_be_focused()


def test_completions_are_chosen_with_the_arrows(stage):
    page = stage.enter("viewer")
    page.goto("/profile/work")
    box = page.get_by_role("combobox", name="Position").first
    box.press_sequentially("focus")
    expect(page.get_by_role("option", name="Focus puller")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.get_by_role("listbox")).to_have_count(0)
    assert box.input_value()


def test_the_composer_sends_on_enter_and_breaks_lines_with_shift(lit, stage):
    page = stage.enter("viewer")
    page.goto(f"/conversations/{lit.things['conversation']['id']}")
    page.get_by_label("Message", exact=True).focus()
    page.keyboard.type("Said with")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("the keys alone")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("the keys alone")
    expect(page.get_by_label("Message", exact=True)).to_have_value("")


@pytest.mark.parametrize("address", ["/", "/people", "/roles", "/pitches/new", "/profile/places", "/search?q=gaffer"])
def test_one_always_sees_where_one_is(stage, address):
    page = stage.enter("owner", reduced_motion="reduce")
    page.goto(address)
    assert [unseen for unseen in walk(page, 60) if unseen] == []


def walk(page: Page, steps: int) -> list[str]:
    """Press Tab so often, and say of each stop that shows no focus what it is."""
    unseen = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        unseen.append(page.evaluate(SHOWN))
    return unseen
