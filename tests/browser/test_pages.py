"""Every page there is, seen by its owner and by nobody, on a telephone and on a desk, by day and by night."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import Page

from tests.browser import looking
from tests.browser.addresses import addresses

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(400), pytest.mark.xdist_group("browser")]


NIGHT, DAY = ("dark", 1440), ("light", 1440)


def look_at_all(page: Page, pages: dict[str, str], *looks: tuple[str, int]) -> None:
    """Go to each, look at it in these lights and widths too, and say at the end all that is wrong anywhere."""
    wrong: list[str] = []
    titles: dict[str, str] = {}
    for address, endpoint in pages.items():
        answer = page.goto(address)
        found = [] if answer.ok else [f"answered with {answer.status}"]
        found += looking.lacks(page) + looking.too_wide(page, 320) + looking.too_wide(page, 390)
        for scheme, width in (("light", 390), *looks):
            found += looking.barriers(page, scheme, width)
        wrong += [f"{address}: {one}" for one in found]
        titles.setdefault(endpoint, page.title())
    wrong += [f"several pages are called {title}" for title, many in Counter(titles.values()).items() if many > 1]
    assert not wrong, "\n".join(wrong)


def test_what_everybody_may_see_has_no_barriers(app, lit, stage):
    page = stage.enter(reduced_motion="reduce")
    public = addresses(app, lit.things, public=True)
    hidden = {"/pitches/draft-pitch", f"/roles/{lit.things['draft role']['id']}"}
    seen = {address: endpoint for address, endpoint in public.items() if address not in hidden}
    look_at_all(page, seen, NIGHT, DAY)


@pytest.mark.parametrize(
    "floors",
    [
        ("home", "search", "people"),
        ("pitches", "studios"),
        ("hiring",),
        ("messaging", "notifications", "accounts"),
        ("lists",),
    ],
    ids=lambda floors: floors[-1],
)
def test_what_a_member_sees_has_no_barriers(app, lit, stage, floors):
    page = stage.enter("owner", reduced_motion="reduce")
    look_at_all(page, addresses(app, lit.things, floors), NIGHT)


def test_what_the_house_keeps_for_itself_has_no_barriers(app, lit, stage):
    page = stage.enter("admin", reduced_motion="reduce")
    look_at_all(page, addresses(app, lit.things, ("taxonomy",)), NIGHT)


@pytest.mark.parametrize("person", ["nobody", "owner"])
def test_a_refusal_is_a_page_too(stage, person):
    page = stage.enter(person, reduced_motion="reduce")
    assert page.goto("/people/nobody-at-all").status == 404
    assert looking.lacks(page) + looking.too_wide(page, 320) + looking.barriers(page, "light", 390) == []
