"""Pictures beside a link: of the right size, of their state, and whole whatever people put in."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from toktok.media.folder import MediaFolder
from toktok.pages import canvas, pictures, posters
from toktok.pages.pictures import CreatorPicture, MomentPicture

MIRA = CreatorPicture(
    name="Mira", handle="mira", about="@mira · MIRA", figure="0.0100", unit="TT per token",
    change="+2.00 % · 24 h", tone=canvas.UP, floor="Floor 0.0100 TT",
    prices=(10, 12, 9, 15), day="21 Nov 2026",
)  # fmt: skip
SUNSET = MomentPicture(
    name="Sunset", about="@mira · One of one", label="Highest bid", figure="40 TT", image=None,
    day="21 Nov 2026",
)  # fmt: skip


def opened(png: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(png))
    picture.load()
    return picture


@pytest.fixture
def media(tmp_path: Path) -> MediaFolder:
    return MediaFolder(tmp_path)


def test_pictures_have_the_size_that_others_show(media: MediaFolder) -> None:
    for png in (pictures._draw_creator(MIRA), pictures._draw_moment(SUNSET, media)):
        assert opened(png).size == (1200, 630)
        assert len(png) < 200_000


def test_another_state_is_another_picture() -> None:
    first = pictures._draw_creator(MIRA)
    assert pictures._draw_creator(MIRA) is first
    assert pictures._draw_creator(replace(MIRA, figure="0.0200")) != first
    assert pictures._draw_creator(replace(MIRA, prices=(10, 12, 9, 8))) != first


def test_poster_is_drawn_in(media: MediaFolder) -> None:
    file = io.BytesIO()
    Image.new("RGB", (240, 426), "#ff0000").save(file, "PNG")
    drawn = opened(
        pictures._draw_moment(replace(SUNSET, image=media.put(file.getvalue())), media)
    ).convert("RGB")
    assert drawn.getpixel((1000, 300)) == (255, 0, 0)


def test_poster_that_is_no_picture_or_too_large_is_left_out(media: MediaFolder) -> None:
    file = io.BytesIO()
    Image.new("1", (6_000, 5_000)).save(file, "PNG")
    for content in (b"\x89PNG\r\n\x1a\nbroken", b"<svg/>", file.getvalue()):
        cid = media.put(content)
        assert opened(pictures._draw_moment(replace(SUNSET, image=cid), media)).size == (1200, 630)
        assert posters.poster(media, cid) is None


def test_long_names_are_made_smaller_and_then_cut() -> None:
    assert canvas.fitting("Mira", size=72, smallest=44, width=800) == ("Mira", 72)
    text, size = canvas.fitting("M" * 48, size=72, smallest=44, width=800)
    assert size == 44
    assert text.endswith("…")
    assert canvas.font_of(700, size).getlength(text) <= 800


def test_names_take_the_lines_they_need() -> None:
    assert canvas.wrapped("Kettle Break", size=68, width=900, lines=2) == ["Kettle Break"]
    two = canvas.wrapped("A long evening by the sea with nobody else", size=68, width=700, lines=2)
    assert len(two) == 2
    assert all(canvas.font_of(700, 68).getlength(line) <= 700 for line in two)
    assert canvas.wrapped("", size=68, width=700, lines=2) == []


def test_letters_that_the_font_lacks_are_noticed() -> None:
    assert canvas.can_write("Zoë’s Caffè — 100 %")
    assert not canvas.can_write("写真")


def test_posters_of_cards_are_light_and_no_wider_than_a_card(media: MediaFolder) -> None:
    file = io.BytesIO()
    Image.effect_noise((1080, 1920), 60).convert("RGB").save(file, "PNG")
    small = posters._small(media, media.put(file.getvalue()))
    assert small is not None
    assert opened(small).size == (256, 455)
    assert len(small) < len(file.getvalue()) / 20
    assert posters._small(media, media.put(b"no picture")) is None
