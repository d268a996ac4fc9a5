"""Handles, languages and reels: what is taken and what is not."""

import pytest

from app.people import handles, languages
from app.people.embeds import embed_of


@pytest.mark.parametrize("handle", ["ada", "ada-lindqvist", "a1-b2", "x" * 34])
def test_a_plain_handle_is_taken(handle):
    assert handles.fault_in(handle) is None


@pytest.mark.parametrize(
    "handle",
    [
        "",
        "ab",
        "x" * 35,
        "Ada",
        "ada_l",
        "ada--l",
        "-ada",
        "ada-",
        "ada l",
        "ädä",
        "аda",
        "ada\u200b",
        "ada/x",
        "../a",
    ],
)
def test_a_misshapen_handle_is_refused_with_a_sentence(handle):
    assert handles.fault_in(handle)


@pytest.mark.parametrize("handle", ["admin", "adm1n", "4dmin", "ad-min", "adrnin", "stud1o", "callb0ard", "sign-in"])
def test_words_of_the_house_and_what_looks_like_them_are_kept(handle):
    assert "kept for Callboard" in handles.fault_in(handle)


@pytest.mark.parametrize(
    ("name", "handle"),
    [("Åsa Ek", "asa-ek"), ("李", "member-1"), ("Al", "member-1"), ("Admin", "admin-2"), ("!!!", "member-1")],
)
def test_every_name_comes_to_a_handle(name, handle):
    assert handles.made_from(name, lambda _: False) == handle


def test_a_long_name_with_a_number_is_still_a_good_handle():
    made = handles.made_from("Maximiliane von Hohenlohe-Langenburg-Schillingsfürst", lambda h: h[-1] not in "9")
    assert handles.fault_in(made) is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("German", "de"),
        ("german", "de"),
        ("de", "de"),
        ("pt-br", "pt-BR"),
        ("ZH_hant_tw", "zh-Hant-TW"),
        ("yue", "yue"),
    ],
)
def test_a_language_goes_by_its_name_or_its_tag(typed, code):
    assert languages.code_of(typed) == code


@pytest.mark.parametrize("typed", ["", "klingon", "xx", "de-XX-1", "x" * 1000, "en-ZZZ", "<b>"])
def test_what_is_no_language_has_no_tag(typed):
    assert languages.code_of(typed) is None


def test_a_tag_says_what_it_is_called():
    assert languages.name_of("pt-BR") == "Portuguese (Brazil)"
    assert languages.name_of("qqq") == "qqq"


@pytest.mark.parametrize(
    ("address", "player"),
    [
        (
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=10",
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1",
        ),
        ("https://youtu.be/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"),
        (
            "https://m.youtube.com/shorts/dQw4w9WgXcQ",
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1",
        ),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"),
        (
            "https://vimeo.com/76979871/abc123",
            "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1&h=abc123",
        ),
        (
            "https://soundcloud.com/ada/track",
            "https://w.soundcloud.com/player/?auto_play=true&url=https%3A%2F%2Fsoundcloud.com%2Fada%2Ftrack",
        ),
        (
            "https://open.spotify.com/intl-de/track/4cOdK2wGLETKBW3PvgPWqT?si=1",
            "https://open.spotify.com/embed/track/4cOdK2wGLETKBW3PvgPWqT",
        ),
        (
            "https://bandcamp.com/EmbeddedPlayer/album=123/size=small",
            "https://bandcamp.com/EmbeddedPlayer/album=123/size=large/tracklist=false/",
        ),
        ("https://ada.bandcamp.com/album/nights", ""),
        (
            "https://sketchfab.com/3d-models/chair-0123456789abcdef0123456789abcdef",
            "https://sketchfab.com/models/0123456789abcdef0123456789abcdef/embed?autostart=1",
        ),
    ],
)
def test_a_player_is_rebuilt_from_a_page(address, player):
    assert embed_of(address).player == player


@pytest.mark.parametrize(
    "address",
    [
        "",
        "vimeo",
        "http://vimeo.com/1",
        "javascript:alert(1)",
        "https://vimeo.com@evil.example/1",
        "https://[::1",
        "https://evil.example/watch?v=dQw4w9WgXcQ",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://vimeo.com:99999/1",
        'https://vimeo.com/1" onload="x',
        "https://youtu.be/<script>",
        "data:text/html,x",
        "https://.bandcamp.com/album/x",
        "https://evil.example/.bandcamp.com/album/x",
        "https://soundcloud.com/ada",
        "https://www.youtube.com/watch?v=" + "a" * 400,
        "https://open.spotify.com/user/x",
    ],
)
def test_no_other_address_comes_to_a_player(address):
    assert embed_of(address) is None


@pytest.mark.parametrize("code", ["de", "nb", "pt-BR", "zh-Hant-TW", "yue"])
def test_a_tag_shown_in_a_form_comes_back_as_itself(code):
    assert languages.code_of(languages.typed_as(code)) == code
