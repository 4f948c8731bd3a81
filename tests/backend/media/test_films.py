"""What an MP4 file says of itself, and what is none."""

from __future__ import annotations

import contextlib
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.films import box, film
from toktok.media.films import Film, NotAFilm, film_in


def test_a_film_says_how_long_it_is_and_what_it_has() -> None:
    assert film_in(film(seconds=12)) == Film(12_000, pictures=True, sound=False)
    assert film_in(film(seconds=3, track=b"soun")) == Film(3_000, pictures=False, sound=True)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (b"", "does not begin"),
        (film()[:-1], "longer than the file"),
        (film()[:16], "no pictures or sound"),
        (film().replace(b"moov", b"free"), "not saved to its end"),
        (film().replace(b"mvhd", b"free"), "how long"),
        (film().replace(b"ftyp", b"free"), "does not begin"),
    ],
)
def test_a_broken_film_is_none(broken: bytes, says: str) -> None:
    with pytest.raises(NotAFilm, match=says):
        film_in(broken)


@given(at=st.integers(0, len(film()) - 1), byte=st.integers(0, 255))
def test_no_byte_makes_it_go_on_for_ever_or_fail_otherwise(at: int, byte: int) -> None:
    changed = bytearray(film())
    changed[at] = byte
    with contextlib.suppress(NotAFilm):
        film_in(bytes(changed))


@given(st.binary(max_size=300))
def test_no_bytes_do(content: bytes) -> None:
    with contextlib.suppress(NotAFilm):
        film_in(film()[:16] + content)


def test_boxes_in_boxes_do_not_make_it_go_on() -> None:
    """As many boxes as may be in each of as many as may be, twice: there is time for one path, not for all."""
    media = box(b"mdia", box(b"free", b"") * 398)
    track = box(b"trak", media * 390)
    clip = film()[:16] + box(b"moov", box(b"mvhd", bytes(100)) + track * 5) + box(b"mdat", b"")
    looked = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal looked
        looked += event == "call"

    sys.setprofile(count)
    try:
        with pytest.raises(NotAFilm, match="how long"):
            film_in(clip)
    finally:
        sys.setprofile(None)
    assert looked < 20_000
