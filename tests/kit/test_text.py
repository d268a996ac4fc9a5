"""Words, folded, cut and made safe."""

import pytest

from app.kit import text
from app.kit.forms import in_words

HARMFUL = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "<img src=x onerror=alert(1)>",
    "![x](https://elsewhere.example/spy.png)",
    '<a href="javascript:alert(1)">x</a>',
    "[x](vbscript:msgbox)",
    "<svg onload=alert(1)>",
    "`<script>alert(1)</script>`",
]


@pytest.mark.parametrize("typed", HARMFUL)
def test_markdown_does_no_harm(typed):
    html = text.markdown(typed)
    assert "<script" not in html
    assert "<img" not in html
    assert "<svg" not in html
    assert '<a href="javascript' not in html
    assert '<a href="data' not in html
    assert '<a href="vbscript' not in html


def test_markdown_keeps_what_people_mean():
    html = text.markdown("**Bold** and [a reel](https://reel.example)\n\n- one\n- two")
    assert "<strong>Bold</strong>" in html
    assert 'rel="nofollow noopener noreferrer ugc"' in html
    assert html.count("<li>") == 2


def test_headings_do_not_compete_with_the_pages_own():
    assert "<h1" not in text.markdown("# Me")


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Make-Up Artist", "make up artist"),
        ("Régisseur", "regisseur"),
        ("C++", "c++"),
        ("Łódź", "lodz"),
        ("1st AC", "1st ac"),
    ],
)
def test_folding(typed, folded):
    assert text.fold(typed) == folded


@pytest.mark.parametrize(
    ("typed", "slug"), [("Zoë Müller", "zoe-muller"), ("C++ & C#", "c-plus-plus-c-sharp"), ("日本", "")]
)
def test_slugs(typed, slug):
    assert text.slugify(typed) == slug


def test_the_first_name_not_taken():
    assert text.unused("ada", {"ada", "ada-2"}.__contains__) == "ada-3"


@pytest.mark.parametrize("typed", ["a\x00b", "a\x1b[31m", "a\ud800"])
def test_what_cannot_be_seen_is_noticed(typed):
    assert text.has_unseen(typed)


@pytest.mark.parametrize("typed", ["Ada\u202eatad", "A\u200bda"])
def test_what_deceives_is_noticed(typed):
    assert text.deceives(typed)


def test_excerpts_end_between_words():
    assert text.excerpt("one two three four", 12) == "one two…"


def test_states_in_words():
    assert in_words("in_production") == "In production"
    assert in_words("pre_production") == "Pre-production"
