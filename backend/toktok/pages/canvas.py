"""A picture being drawn: 1200 × 630 pixels, as other places show beside a link."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
GROUND, INK, MUTED, ACCENT = "#0e0f12", "#f2f2ee", "#a6a9b2", "#9db0ff"
UP, DOWN = "#52c993", "#ff928a"

Weight = Literal[500, 700]
Point = tuple[float, float]

_FONTS = Path(__file__).parent / "fonts"
_MARK_INK = ((3, 5), (21, 5), (21, 11), (15, 11), (15, 27), (9, 27), (9, 11), (3, 11))
_MARK_DOT = ((23, 5), (29, 5), (29, 11), (23, 11))
_MARK_ACCENT = (
    (17, 14), (29, 14), (29, 20), (26, 20), (26, 27), (20, 27), (20, 20), (17, 20),
)  # fmt: skip
_MARK_SIDE = 32
_FINER = 4


class Canvas:
    """Something to draw on, with the colours and letters of the pages at night."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
        self._draw = ImageDraw.Draw(self.image)

    def write(
        self, at: Point, text: str, *, size: int, weight: Weight = 700, colour: str = INK
    ) -> float:
        """A line whose letters stand on `at`; where it ends."""
        font = font_of(weight, size)
        self._draw.text(at, text, fill=colour, font=font, anchor="ls")
        return at[0] + font.getlength(text)

    def line(self, points: Sequence[Point], colour: str, *, width: int = 6) -> None:
        """A line, its corners round, and what is below it tinted."""
        tint = Image.new("L", (WIDTH, HEIGHT), 0)
        area = [*points, (points[-1][0], HEIGHT), (points[0][0], HEIGHT)]
        ImageDraw.Draw(tint).polygon(area, fill=34)
        self.image.paste(Image.new("RGB", (WIDTH, HEIGHT), colour), mask=tint)
        self._draw.line(list(points), fill=colour, width=width, joint="curve")

    def brand(self) -> None:
        """The mark and the name, at the bottom."""
        self.image.paste(mark(56), (MARGIN, HEIGHT - MARGIN - 42), mark(56))
        self.write((MARGIN + 70, HEIGHT - MARGIN), "Toktok", size=38)

    def place(self, picture: Image.Image, box: tuple[int, int, int, int]) -> None:
        """A picture that fills the box, its corners round."""
        left, top, right, bottom = box
        size = (right - left, bottom - top)
        mask = Image.new("L", size, 0)
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), 28, fill=255)
        self.image.paste(_filling(picture, size), (left, top), mask)

    def png(self) -> bytes:
        """The picture as a file."""
        return as_png(self.image)


def mark(side: int, *, accent: str = ACCENT, ink: str = INK) -> Image.Image:
    """The mark of the place on nothing, `side` pixels wide."""
    scale = side * _FINER / _MARK_SIDE
    large = Image.new("RGBA", (side * _FINER, side * _FINER), (0, 0, 0, 0))
    draw = ImageDraw.Draw(large)
    for shape, colour in ((_MARK_INK, ink), (_MARK_DOT, accent), (_MARK_ACCENT, accent)):
        draw.polygon([(x * scale, y * scale) for x, y in shape], fill=colour)
    return large.resize((side, side), Image.Resampling.LANCZOS)


@lru_cache(maxsize=32)
def font_of(weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    """Inter in one weight and size (its licence lies beside it)."""
    return ImageFont.truetype(_FONTS / f"inter-{weight}.woff", size)


def fitting(text: str, *, size: int, smallest: int, width: float) -> tuple[str, int]:
    """The text and the size at which it fits into `width`; cut where it cannot."""
    while size > smallest and font_of(700, size).getlength(text) > width:
        size -= 4
    cut = text
    while cut and font_of(700, size).getlength(cut) > width:
        cut = cut[:-2].rstrip() + "…"
    return cut, size


def wrapped(text: str, *, size: int, width: float, lines: int) -> list[str]:
    """The text in at most so many lines, broken between words, the last one cut."""
    found: list[str] = []
    rest = text.split()
    while rest and len(found) < lines - 1:
        fits = 1
        while (
            fits < len(rest) and font_of(700, size).getlength(" ".join(rest[: fits + 1])) <= width
        ):
            fits += 1
        found.append(" ".join(rest[:fits]))
        rest = rest[fits:]
    found.append(" ".join(rest))
    return [fitting(line, size=size, smallest=size, width=width)[0] for line in found if line]


def can_write(text: str) -> bool:
    """Whether the font has every letter of `text`."""
    font = font_of(500, 24)
    missing = bytes(font.getmask("\U0010fffd"))
    return all(each.isspace() or bytes(font.getmask(each)) != missing for each in set(text))


def as_png(image: Image.Image) -> bytes:
    """An image as a small file."""
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _filling(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    scale = max(size[0] / picture.width, size[1] / picture.height)
    large = picture.convert("RGB").resize(
        (round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS
    )
    left, top = (large.width - size[0]) // 2, (large.height - size[1]) // 2
    return large.crop((left, top, left + size[0], top + size[1]))
