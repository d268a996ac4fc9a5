"""The doors of the people floor."""

import pytest

PAGES = [
    "/people",
    "/people/ada-lindqvist",
    "/people/ben-okafor",
    "/people/ben-okafor/block",
    "/profile",
    "/profile/work",
    "/profile/places",
    "/profile/availability",
    "/profile/credits",
    "/profile/portfolio",
    "/profile/privacy",
    "/welcome",
    "/welcome/place",
    "/welcome/you",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_member_sees_the_page(path, ada, ben, visit):
    answer = visit(ada).get(path)
    assert answer.status_code == 200, answer.text
