"""Faces of cut paper, drawn from a handle: the same handle, the same face. They are of nobody."""

from __future__ import annotations

import io
from random import Random

from PIL import Image, ImageDraw

SIDE = 640
SHOWN = 320
# Ground, shoulders, face, hair, accent: colours of paper, not of people.
_PAPERS = (
    ("#e9dfcf", "#2f4a4a", "#d9714a", "#2a2320", "#e7b23c"),
    ("#cfe0df", "#7a2e2a", "#e7b23c", "#1f2f3a", "#e0503a"),
    ("#2d3550", "#d8643f", "#efd9b8", "#8fb3ad", "#f0b93f"),
    ("#f0cf8e", "#3a5a40", "#b5482f", "#231d1a", "#f4efe6"),
    ("#e8c7bf", "#2b2b33", "#3d7f86", "#5a2231", "#f0c25a"),
    ("#3f5d4b", "#e9dcc3", "#e58f6b", "#17211c", "#e7b23c"),
    ("#d9d5cb", "#34558b", "#5a3a2c", "#d9482f", "#f0b93f"),
    ("#5b2436", "#e6b89c", "#efe0cd", "#d9713f", "#9fc0bd"),
    ("#bcd0c2", "#4a3b63", "#e59a86", "#2b2440", "#d9482f"),
    ("#f3ede1", "#c8452c", "#4f6fa8", "#1d2742", "#e7b23c"),
    ("#27424a", "#efe3cc", "#e0a13c", "#ad3f2b", "#eadfc8"),
    ("#e6d3a7", "#7b3f61", "#5f8f7b", "#20312b", "#efe7da"),
    ("#c9b6d2", "#23404a", "#efdcc0", "#6a2f4b", "#d8643f"),
    ("#1f2a2e", "#b5482f", "#9fc0a8", "#efe3cc", "#e7b23c"),
)


def drawn(handle: str) -> io.BytesIO:
    """A portrait as a PNG file."""
    chance = Random(handle)  # noqa: S311 - pictures, not secrets
    ground, cloth, skin, hair, accent = chance.choice(_PAPERS)
    sheet = Image.new("RGB", (SIDE, SIDE), ground)
    pen = ImageDraw.Draw(sheet)
    if chance.random() < 0.4:
        _sun(pen, chance, accent)
    middle, width = SIDE // 2 + chance.randrange(-28, 29), chance.randrange(210, 262)
    box = (middle - width // 2, 150, middle + width // 2, 150 + round(width * chance.uniform(1.2, 1.36)))
    behind, before = chance.choice(_HAIR)
    behind(pen, box, hair)
    _shoulders(pen, chance, middle, cloth, accent)
    _neck(pen, box, middle, skin)
    _head(sheet, box, skin, chance)
    before(ImageDraw.Draw(sheet), box, hair)
    if chance.random() < 0.28:
        _glasses(ImageDraw.Draw(sheet), box, hair if hair != skin else accent)
    file = io.BytesIO()
    sheet.reduce(SIDE // SHOWN).save(file, "PNG", compress_level=1)
    return file


Box = tuple[int, int, int, int]


def _sun(pen: ImageDraw.ImageDraw, chance: Random, colour: str) -> None:
    x, y, r = chance.randrange(40, 600), chance.randrange(20, 300), chance.randrange(70, 170)
    pen.ellipse((x - r, y - r, x + r, y + r), fill=colour)


def _shoulders(pen: ImageDraw.ImageDraw, chance: Random, middle: int, colour: str, accent: str) -> None:
    half = chance.randrange(210, 280)
    pen.ellipse((middle - half, 500, middle + half, 900), fill=colour)
    if chance.random() < 0.5:
        pen.polygon([(middle - 62, 520), (middle + 62, 520), (middle, 625)], fill=accent)


def _neck(pen: ImageDraw.ImageDraw, box: Box, middle: int, skin: str) -> None:
    wide = (box[2] - box[0]) // 4
    pen.rounded_rectangle((middle - wide, box[3] - 90, middle + wide, 556), 48, fill=_darker(skin))


def _head(sheet: Image.Image, box: Box, skin: str, chance: Random) -> None:
    mask = Image.new("L", sheet.size, 0)
    shape = ImageDraw.Draw(mask)
    if chance.random() < 0.5:
        shape.ellipse(box, fill=255)
    else:
        shape.rounded_rectangle(box, (box[2] - box[0]) // 2 - chance.randrange(0, 34), fill=255)
    face = Image.new("RGB", sheet.size, skin)
    shade = ImageDraw.Draw(face)
    edge = (box[0] + box[2]) // 2 + chance.randrange(-10, 30)
    bridge, tip = box[1] + (box[3] - box[1]) * 2 // 5, box[1] + (box[3] - box[1]) * 3 // 5
    # One cut from brow to chin gives a nose without drawing one.
    cut = [
        (edge, 0),
        (edge, bridge),
        (edge - 30, tip),
        (edge, tip + 6),
        (edge, SIDE),
        (SIDE, SIDE),
        (SIDE, 0),
    ]
    shade.polygon(cut, fill=_darker(skin))
    sheet.paste(face, mask=mask)


def _glasses(pen: ImageDraw.ImageDraw, box: Box, colour: str) -> None:
    y, middle, r = box[1] + (box[3] - box[1]) * 9 // 20, (box[0] + box[2]) // 2, 40
    for x in (middle - 50, middle + 50):
        pen.ellipse((x - r, y - r, x + r, y + r), outline=colour, width=9)
    pen.line((middle - 12, y, middle + 12, y), fill=colour, width=9)


def _nothing(pen: ImageDraw.ImageDraw, box: Box, colour: str) -> None:
    """Bald, or nothing on this side."""


def _cap(pen: ImageDraw.ImageDraw, box: Box, colour: str) -> None:
    left, top, right, bottom = box
    pen.chord((left - 16, top - 34, right + 16, bottom + 10), 206, 334, fill=colour)


def _fringe(pen: ImageDraw.ImageDraw, box: Box, colour: str) -> None:
    left, top, right, bottom = box
    high = (bottom - top) // 3
    pen.pieslice((left - 14, top - 26, right + 14, top + high * 2), 180, 360, fill=colour)


def _parted(pen: ImageDraw.ImageDraw, box: Box, colour: str) -> None:
    left, top, right, bottom = box
    third = (right - left) // 3
    pen.chord((left - 18, top - 40, right + 14, bottom - 30), 180, 318, fill=colour)
    pen.ellipse((right - third, top - 22, right + 20, top + third + 30), fill=colour)


def _long(pen: ImageDraw.ImageDraw, box: Box, colour: str) -> None:
    left, top, right, bottom = box
    pen.rounded_rectangle((left - 38, top - 36, right + 38, bottom + 120), 130, fill=colour)


def _bob(pen: ImageDraw.ImageDraw, box: Box, colour: str) -> None:
    left, top, right, bottom = box
    pen.rounded_rectangle((left - 44, top - 34, right + 44, bottom - 24), 110, fill=colour)


def _bun(pen: ImageDraw.ImageDraw, box: Box, colour: str) -> None:
    middle, top = (box[0] + box[2]) // 2, box[1]
    pen.ellipse((middle - 66, top - 118, middle + 66, top + 14), fill=colour)


def _curls(pen: ImageDraw.ImageDraw, box: Box, colour: str) -> None:
    left, top, right, bottom = box
    chance = Random(str(box))  # noqa: S311
    for _ in range(22):
        x, y = chance.randrange(left - 30, right + 30), chance.randrange(top - 50, (top + bottom) // 2)
        pen.ellipse((x - 46, y - 46, x + 46, y + 46), fill=colour)


_HAIR = (
    (_nothing, _cap),
    (_nothing, _fringe),
    (_nothing, _parted),
    (_nothing, _nothing),
    (_long, _fringe),
    (_long, _parted),
    (_bob, _fringe),
    (_bun, _cap),
    (_curls, _nothing),
    (_curls, _fringe),
)


def _darker(colour: str) -> str:
    return "#" + "".join(f"{int(int(colour[n : n + 2], 16) * 0.82):02x}" for n in (1, 3, 5))
