"""Pictures that people bring, and what comes disguised as one."""

import io
import zlib

import pytest
from PIL import Image

from app.extensions import db
from app.kit import jobs, media
from app.kit.actions import action
from app.kit.errors import Malformed
from app.kit.media import Picture
from tests.factories.people import picture_file


@action
def keep(stream):
    return media.keep(stream, "what it shows")


@action
def drop(picture):
    media.drop(picture)


def kept(picture, width=None):
    path = media.path_of(picture.token, width or picture.widths[-1])
    return Image.open(io.BytesIO(path.read_bytes()))


def png_header(width, height):
    """The first bytes of a PNG that claims a size and holds next to nothing."""

    def chunk(name, data):
        body = name + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    size = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    rows = zlib.compress(b"\x00" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_is_drawn_anew_in_several_widths(kind):
    picture = keep(picture_file(1000, 500, kind))
    assert picture.widths == [96, 320, 640, 1000]
    assert {(kept(picture, width).format, kept(picture, width).width) for width in picture.widths} == {
        ("WEBP", 96),
        ("WEBP", 320),
        ("WEBP", 640),
        ("WEBP", 1000),
    }


@pytest.mark.parametrize(
    ("kind", "mode", "options"),
    [
        ("JPEG", "CMYK", {}),
        ("JPEG", "L", {}),
        ("PNG", "P", {"transparency": 0}),
        ("PNG", "LA", {}),
        ("PNG", "I;16", {}),
        ("PNG", "1", {}),
        ("GIF", "P", {"transparency": 0}),
        ("WEBP", "RGBA", {}),
    ],
)
def test_odd_ways_of_colouring_are_taken(kind, mode, options):
    picture = keep(picture_file(200, 100, kind, mode, **options))
    assert kept(picture).size == (200, 100)


def test_a_huge_picture_is_made_smaller_and_a_small_one_is_left():
    assert keep(picture_file(4000, 3000)).widths == [96, 320, 640, 1280]
    assert keep(picture_file(40, 30)).widths == [40]


def test_a_picture_lying_on_its_side_is_set_upright():
    turned = Image.Exif()
    turned[0x0112] = 6
    picture = keep(picture_file(400, 200, exif=turned))
    assert (picture.width, picture.height) == (200, 400)


def test_place_camera_and_author_stay_outside():
    exif = Image.Exif()
    exif[0x013B] = "Ada Lindqvist"
    exif[0x9286] = "x" * 60_000
    exif.get_ifd(0x8825)[2] = (59.0, 20.0, 0.0)
    picture = keep(picture_file(300, 200, exif=exif, comment=b"at home"))
    bare = media.path_of(picture.token, 300).read_bytes()
    assert b"Ada" not in bare
    assert b"at home" not in bare
    assert not kept(picture).getexif()


def test_a_damaged_note_about_the_picture_does_no_harm():
    file = picture_file(300, 200, exif=b"Exif\x00\x00" + b"\xff" * 2000)
    assert keep(file).width == 300


def test_a_page_hidden_behind_a_picture_is_left_behind():
    polyglot = io.BytesIO(picture_file(50, 50, "GIF").read() + b"<script>alert(1)</script>")
    picture = keep(polyglot)
    assert b"script" not in media.path_of(picture.token, 50).read_bytes()


HOSTILE = {
    "nothing": b"",
    "one byte": b"\x00",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "pdf": b"%PDF-1.4 " + b"x" * 500,
    "half a jpeg": picture_file(800, 600).read()[:900],
    "a header alone": b"\x89PNG\r\n\x1a\n",
    "a gif without frames": b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
    "a bomb": png_header(30_000, 30_000),
    "a bomb just over the line": png_header(8_000, 5_001),
    "a thread": png_header(20_000, 3),
    "a bitmap": picture_file(20, 20, "BMP").read(),
    "a tiff": picture_file(20, 20, "TIFF").read(),
    "too heavy": b"\xff\xd8\xff" + b"\x00" * (10 * 1024 * 1024),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_is_refused_with_a_sentence(name):
    with pytest.raises(Malformed, match=r"This (file|picture) .*\."):
        keep(io.BytesIO(HOSTILE[name]))
    assert db.session.query(Picture).count() == 0


def test_the_files_of_a_dropped_picture_go_too():
    picture = keep(picture_file(400, 200))
    paths = [media.path_of(picture.token, width) for width in picture.widths]
    drop(picture)
    assert all(path.exists() for path in paths)
    jobs.run_all()
    assert not any(path.exists() for path in paths)


def test_the_nearest_width_fills_the_place():
    picture = Picture(token="x", width=700, height=400)
    assert [picture.nearest(width) for width in (50, 96, 97, 640, 650, 5000)] == [96, 96, 320, 640, 700, 700]


@pytest.mark.parametrize("token", ["", "../../etc/passwd", "a" * 22, "a" * 21 + "\n", "é" * 22])
def test_a_strange_name_finds_no_file(token):
    assert media.found(token, 96) is None
