"""Pictures that people bring: measured before they are opened, drawn anew, kept under names of our own."""

from __future__ import annotations

import io
import os
import re
import secrets
import warnings
from pathlib import Path
from typing import IO

from flask import current_app
from PIL import Image, ImageCms, ImageOps
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base, db
from app.kit.database import Dated, Keyed
from app.kit.errors import Malformed
from app.kit.jobs import later, works

TAKEN = ("JPEG", "PNG", "WEBP", "GIF")
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 10  # times the shorter one
WIDTHS = (96, 320, 640, 1280)
TOKEN = re.compile(r"[\w-]{22}", re.ASCII)


class Picture(Keyed, Dated, Base):
    """A picture in several widths. Its token cannot be guessed; whoever sees the page learns it."""

    __tablename__ = "picture"

    token: Mapped[str] = mapped_column(String(32), unique=True)
    width: Mapped[int]
    height: Mapped[int]
    alt: Mapped[str] = mapped_column(String(300), default="")

    @property
    def widths(self) -> list[int]:
        return sorted({min(width, self.width) for width in WIDTHS})

    def nearest(self, width: int) -> int:
        """The smallest of our widths that fills `width` pixels, or the widest there is."""
        return next((kept for kept in self.widths if kept >= width), self.widths[-1])


def keep(stream: IO[bytes], alt: str = "") -> Picture:
    """Take in a picture: JPEG, PNG, WebP or the first frame of a GIF, 10 MB and 40 megapixels at most.

    Raises `Malformed` with a sentence for the field. Adds a row to the open transaction.
    """
    image = _open(stream)
    picture = Picture(token=secrets.token_urlsafe(16), width=image.width, height=image.height, alt=alt)
    for width in picture.widths:
        _draw(image, width).save(_made(path_of(picture.token, width)), "WEBP", quality=82, method=3)
    db.session.add(picture)
    return picture


def drop(picture: Picture) -> None:
    """Forget a picture; its files go once the action is done. Nothing may point to it any more."""
    later("drop_picture", picture.token, token=picture.token, widths=picture.widths)
    db.session.delete(picture)


def path_of(token: str, width: int) -> Path:
    """Where one width of a picture lies."""
    return Path(current_app.config["DATA"]) / "media" / token[:2] / f"{token}-{width}.webp"


def found(token: str, width: int) -> Path | None:
    """The file of one width of a picture, if there is one."""
    path = path_of(token, width) if TOKEN.fullmatch(token) else None
    return path if path and path.is_file() else None


@works("drop_picture")
def _drop_files(token: str, widths: list[int]) -> None:
    for width in widths:
        path_of(token, width).unlink(missing_ok=True)


def _open(stream: IO[bytes]) -> Image.Image:
    stream.seek(0, os.SEEK_END)
    if stream.tell() > MOST_BYTES:
        raise Malformed("This file is larger than 10 MB. Please bring a smaller one.")
    stream.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(stream)
    except Malformed:
        raise
    except Exception as error:  # Decoders of four formats fail in a dozen ways, and each means the same here.
        raise Malformed("This file could not be read as a picture. JPEG, PNG, WebP and GIF are taken.") from error


def _read(stream: IO[bytes]) -> Image.Image:
    image = Image.open(stream, formats=TAKEN)
    short, long = sorted(image.size)
    if short * long > MOST_PIXELS:
        raise Malformed("This picture has more than 40 megapixels. Please bring a smaller one.")
    if long > short * LONGEST_SIDE:
        raise Malformed("This picture is too long and thin to be shown. Please crop it.")
    # A JPEG can be read at a fraction of its size, which spares the memory.
    image.draft("RGB", (WIDTHS[-1] * 2, WIDTHS[-1] * 2))
    image.load()
    upright = _in_srgb(ImageOps.exif_transpose(image))
    drawn = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    # Place, camera and author, as far as the file named them, stay outside.
    drawn.info.clear()
    return drawn


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGB" if image.mode == "CMYK" else image.mode
        changed = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return changed or image


def _draw(image: Image.Image, width: int) -> Image.Image:
    if width >= image.width:
        return image
    return image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
