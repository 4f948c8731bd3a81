"""Cursors come back as they went, and only to the list that made them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toktok.market.errors import ForeignCursor, StaleCursor
from toktok.market.paging import EVENT, OLDEST_BLOCKS, Listing, require_recent

WIDE = (63, -256, 160)
wide_keys = st.tuples(
    st.integers(0, 2**63 - 1), st.integers(-(2**256) + 1, 2**256 - 1), st.integers(0, 2**160 - 1)
)


@given(wide_keys)
def test_a_key_comes_back_as_it_went(key: tuple[int, int, int]) -> None:
    listing = Listing(("holders", b"token"))
    assert listing.key(listing.cursor(key), WIDE) == key


@given(wide_keys)
def test_another_list_refuses_the_cursor(key: tuple[int, int, int]) -> None:
    cursor = Listing(("holders", b"token")).cursor(key)
    for other in (("holders", b"other"), ("trades", b"token"), ("holders",)):
        with pytest.raises(ForeignCursor):
            Listing(other).key(cursor, WIDE)


@given(st.text(max_size=600))
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(ForeignCursor):
        Listing(("trades",)).key(text)


@given(st.binary(max_size=80))
def test_bytes_that_are_no_cursor_are_refused(raw: bytes) -> None:
    listing = Listing(("trades",))
    with pytest.raises(ForeignCursor):
        listing.key(listing.cursor((1, 2))[:10] + raw.hex())


@pytest.mark.parametrize(
    "key", [(), (1,), (1, 2, 3), (2**63, 0), (1, 2**31), (-1, 2), (1, -2), (1, 2.5), (1, "2")]
)
def test_a_key_of_another_shape_is_refused(key: tuple[int, ...]) -> None:
    listing = Listing(("trades",))
    with pytest.raises(ForeignCursor):
        listing.key(listing.cursor(key), EVENT)


def test_a_list_begun_too_long_ago_is_not_continued() -> None:
    require_recent(7, head=7 + OLDEST_BLOCKS)
    require_recent(8, head=7)
    with pytest.raises(StaleCursor):
        require_recent(7, head=8 + OLDEST_BLOCKS)
