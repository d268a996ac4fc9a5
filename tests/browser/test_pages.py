"""Every page there is, seen by its owner and by nobody, on a telephone and on a desk, by day and by night."""

from __future__ import annotations

from collections import defaultdict

import pytest
from playwright.sync_api import Page

from tests.browser import looking
from tests.browser.addresses import addresses

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(400), pytest.mark.xdist_group("browser")]


def look_at_all(page: Page, pages: dict[str, str]) -> None:
    """Go to each, look at it, and say at the end all that is wrong anywhere."""
    wrong: list[str] = []
    titles: dict[str, set[str]] = defaultdict(set)
    for address, endpoint in pages.items():
        answer = page.goto(address)
        titles[page.title()].add(endpoint)
        found = [] if answer.ok else [f"answered with {answer.status}"]
        found += looking.lacks(page) + looking.too_wide(page, 320) + looking.too_wide(page, 390)
        found += looking.barriers(page, "light", 390) + looking.barriers(page, "light", 1440)
        found += looking.barriers(page, "dark", 1440)
        wrong += [f"{address}: {one}" for one in found]
    wrong += [f"{title}: so are called {alike}" for title, alike in titles.items() if len(alike) > 1]
    assert not wrong, "\n".join(wrong)


def test_what_everybody_may_see_has_no_barriers(app, lit, stage):
    page = stage.enter(reduced_motion="reduce")
    public = addresses(app, lit.things, public=True)
    hidden = {"/pitches/draft-pitch", f"/roles/{lit.things['draft role']['id']}"}
    look_at_all(page, {address: endpoint for address, endpoint in public.items() if address not in hidden})


@pytest.mark.parametrize(
    "floors",
    [("home", "search", "people"), ("pitches", "studios"), ("hiring",), ("messaging", "notifications", "accounts")],
    ids=lambda floors: floors[-1],
)
def test_what_a_member_sees_has_no_barriers(app, lit, stage, floors):
    page = stage.enter("owner", reduced_motion="reduce")
    look_at_all(page, addresses(app, lit.things, floors))


def test_what_the_house_keeps_for_itself_has_no_barriers(app, lit, stage):
    page = stage.enter("admin", reduced_motion="reduce")
    look_at_all(page, addresses(app, lit.things, ("taxonomy",)))


@pytest.mark.parametrize("person", ["nobody", "owner"])
def test_a_refusal_is_a_page_too(stage, person):
    page = stage.enter(person, reduced_motion="reduce")
    assert page.goto("/people/nobody-at-all").status == 404
    assert looking.lacks(page) + looking.too_wide(page, 320) + looking.barriers(page, "light", 390) == []
