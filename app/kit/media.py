"""Pictures that people bring: measured before they are opened, drawn anew, and kept under names of our own."""

from __future__ import annotations

import secrets
import warnings
from pathlib import Path
from typing import IO

from flask import current_app
from PIL import Image, ImageOps, UnidentifiedImageError
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base, db
from app.kit.database import Dated, Keyed
from app.kit.errors import Malformed

TAKEN = ("JPEG", "PNG", "WEBP", "GIF")
MOST_PIXELS = 40_000_000
WIDTHS = (96, 320, 640, 1280)


class Picture(Keyed, Dated, Base):
    """A picture in several widths. Its token cannot be guessed; who may see the page decides who learns it."""

    __tablename__ = "picture"

    token: Mapped[str] = mapped_column(String(32), unique=True)
    width: Mapped[int]
    height: Mapped[int]
    alt: Mapped[str] = mapped_column(String(300), default="")

    @property
    def widths(self) -> list[int]:
        return [width for width in WIDTHS if width < self.width] + [min(self.width, WIDTHS[-1])]


def keep(stream: IO[bytes], alt: str = "") -> Picture:
    """Take in a picture: JPEG, PNG, WebP or the first frame of a GIF, 40 megapixels at most.

    Raises `Malformed` with a sentence for the field. Adds a row to the open transaction.
    """
    image = _open(stream)
    picture = Picture(token=secrets.token_urlsafe(16), width=image.width, height=image.height, alt=alt)
    for width in picture.widths:
        _draw(image, width).save(_made(path_of(picture.token, width)), "WEBP", quality=82, method=3)
    db.session.add(picture)
    return picture


def path_of(token: str, width: int) -> Path:
    """Where one width of a picture lies."""
    return Path(current_app.config["DATA"]) / "media" / token[:2] / f"{token}-{width}.webp"


def _open(stream: IO[bytes]) -> Image.Image:
    refused = Malformed("This file could not be read as a picture. JPEG, PNG, WebP and GIF are taken.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            image = Image.open(stream, formats=TAKEN)
            if image.width * image.height > MOST_PIXELS:
                raise Malformed("This picture has more than 40 megapixels. Please bring a smaller one.")
            image.load()
    except Malformed:
        raise
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Warning,
        Image.DecompressionBombError,
    ) as error:
        raise refused from error
    upright = ImageOps.exif_transpose(image)
    return upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")


def _draw(image: Image.Image, width: int) -> Image.Image:
    if width >= image.width:
        return image
    return image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
