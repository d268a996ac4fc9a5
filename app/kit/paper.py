"""Sheets of paper: PDF in the house's own type. The only place that knows ReportLab.

The type knows Latin, Greek and Cyrillic letters; Chinese, Japanese and Korean ones are left to the reader's program,
which has faces for them by agreement. What neither knows stands as a question mark.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, HRFlowable, KeepTogether, Paragraph, SimpleDocTemplate

TYPE = Path(__file__).parents[1] / "static" / "dist" / "paper"
SCRIPTS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "greek-ext", "vietnamese")
INK, SOFT, RULE = HexColor("#1a1714"), HexColor("#6b635b"), HexColor("#d8d2ca")
MARGIN = 18 * mm
# Of the frame that the text stands in.
PADDING = 6

# Hangul; kana; ideographs, which Japanese text has beside kana.
_KOREAN, _KANA = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]"), re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u2e80-\u2fdf\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


@dataclass(frozen=True)
class Item:
    """A part of a printed list that stays on one page: a name, a word beside it, lines, and a note."""

    name: str
    beside: str
    lines: list[str]
    note: str = ""


def printed(title: str, lead: str, items: Sequence[Item], foot: str) -> bytes:
    """A list as PDF, A4. `foot` stands on every page beside its number."""
    file = io.BytesIO()
    sheets = SimpleDocTemplate(
        file, pagesize=A4, margin=MARGIN, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN,
        title=title, author="Callboard", lang="en",
    )  # fmt: skip
    parts = [_set(title, _TITLE, bold=True), *([_set(lead, _LEAD)] if lead else [])]
    parts += [KeepTogether(list(_parts(item))) for item in items]

    def number(canvas: Canvas, _: object) -> None:
        _draw_foot(canvas, foot)

    sheets.build(parts, onFirstPage=number, onLaterPages=number)
    return file.getvalue()


def _parts(item: Item) -> Iterator[Flowable]:
    yield HRFlowable(width="100%", thickness=0.4, color=RULE, spaceBefore=4 * mm, spaceAfter=1 * mm)
    beside = f"   <font size='9' color='{SOFT.hexval()}'>{_spelt(item.beside)}</font>" if item.beside else ""
    yield Paragraph(_spelt(item.name, bold=True) + beside, _NAME)
    yield from (_set(line, _LINE) for line in item.lines)
    if item.note:
        yield _set(item.note, _NOTE)


def _set(text: str, style: ParagraphStyle, *, bold: bool = False) -> Paragraph:
    return Paragraph(_spelt(text, bold=bold), style)


def _spelt(text: str, *, bold: bool = False) -> str:
    """Text as markup, each run of letters in a face that has them."""
    faces = [(letter, _face_of(letter, text, bold=bold)) for letter in text]
    runs = ((face, "".join(letter for letter, _ in run)) for face, run in groupby(faces, key=lambda pair: pair[1]))
    return "".join(_run(face, letters) for face, letters in runs).replace("\n", "<br/>")


def _run(face: str | None, letters: str) -> str:
    return f"<font face='{face}'>{escape(letters)}</font>" if face else "?" * len(letters)


def _face_of(letter: str, text: str, *, bold: bool) -> str | None:
    if letter == "\n":
        letter = " "
    own = next((name for name, known in _faces(bold) if ord(letter) in known), None)
    return own or _agreed_face(letter, text)


def _agreed_face(letter: str, text: str) -> str | None:
    if _KOREAN.match(letter):
        return _agreed("HYGothic-Medium")
    if _KANA.match(letter) or (_HAN.match(letter) and _KANA.search(text)):
        return _agreed("HeiseiKakuGo-W5")
    return _agreed("STSong-Light") if _HAN.match(letter) else None


@cache
def _faces(bold: bool) -> list[tuple[str, frozenset[int]]]:
    """The house's type, a face a script, with the letters that each has."""
    weight = 700 if bold else 400
    return [_own_face(f"text-{script}-{weight}") for script in SCRIPTS]


def _own_face(name: str) -> tuple[str, frozenset[int]]:
    face = TTFont(name, TYPE / f"{name}.ttf")
    # All are called Inter inside, and a document takes faces of one name for one face.
    face.face.name = name.encode()
    pdfmetrics.registerFont(face)
    return name, frozenset(face.face.charToGlyph)


@cache
def _agreed(name: str) -> str:
    pdfmetrics.registerFont(UnicodeCIDFont(name))
    return name


def _draw_foot(canvas: Canvas, foot: str) -> None:
    line = Paragraph(_spelt(f"{foot} · page {canvas.getPageNumber()}"), _FOOT)
    _, height = line.wrap(A4[0] - 2 * (MARGIN + PADDING), MARGIN)
    line.drawOn(canvas, MARGIN + PADDING, MARGIN - height - 3 * mm)


def _style(name: str, size: float, **more: object) -> ParagraphStyle:
    return ParagraphStyle(name, fontName="Helvetica", fontSize=size, leading=size * 1.35, textColor=INK, **more)


_TITLE = _style("title", 20)
_LEAD = _style("lead", 10, spaceBefore=4)
_NAME = _style("name", 12)
_LINE = _style("line", 9.5)
_NOTE = _style("note", 9.5, leftIndent=4 * mm, spaceBefore=2, borderPadding=0)
_FOOT = ParagraphStyle("foot", fontName="Helvetica", fontSize=8, leading=10, textColor=SOFT)
