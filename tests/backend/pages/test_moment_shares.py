"""What a page says of who gets what is what the ledger divides."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toktok.pages.moment_shares import WHOLE, resale_shares, sale_shares
from toktok.payouts.rows import SplitRow

ANN, BOB = b"\x01" * 20, b"\x02" * 20
SPLITS = (SplitRow(ANN, 7_000), SplitRow(BOB, 3_000))


def by_part(shares: object) -> dict[str, int]:
    """In 1/10,000 of the price."""
    return {each.part: each.bps for each in shares}  # type: ignore[attr-defined]


def test_a_first_sale_is_85_10_5() -> None:
    shares = sale_shares(splits=(), sound_bps=0, has_fans=True)
    assert by_part(shares) == {"creator": 8_500, "fans": 1_000, "protocol": 500}


def test_the_sound_comes_off_the_creator_side_and_never_off_what_was_for_fans() -> None:
    with_fans = sale_shares(splits=(), sound_bps=1_500, has_fans=True)
    without = sale_shares(splits=(), sound_bps=1_500, has_fans=False)
    assert by_part(with_fans)["sound"] == by_part(without)["sound"] == 1_275
    assert by_part(without) == {"creator": 8_225, "sound": 1_275, "protocol": 500}


def test_the_moments_own_list_divides_what_is_left() -> None:
    shares = sale_shares(splits=SPLITS, sound_bps=1_000, has_fans=True)
    named = {each.account: each.bps for each in shares if each.part == "split"}
    assert named == {ANN: 5_355, BOB: 2_295}


def test_a_resale_gives_the_seller_what_royalty_and_fee_leave() -> None:
    shares = resale_shares(royalty_bps=500, splits=(), sound_bps=0, has_fans=True)
    assert by_part(shares) == {"seller": 9_400, "creator": 400, "fans": 100, "protocol": 100}
    free = resale_shares(royalty_bps=0, splits=(), sound_bps=2_000, has_fans=True)
    assert by_part(free) == {"seller": 9_900, "protocol": 100}


@given(royalty_bps=st.integers(0, 1_000), sound_bps=st.integers(0, 2_000), has_fans=st.booleans())
def test_shares_add_up_to_the_price(royalty_bps: int, sound_bps: int, has_fans: bool) -> None:
    sale = sale_shares(splits=SPLITS, sound_bps=sound_bps, has_fans=has_fans)
    resale = resale_shares(
        royalty_bps=royalty_bps, splits=SPLITS, sound_bps=sound_bps, has_fans=has_fans
    )
    for shares in (sale, resale):
        assert sum(each.of_price for each in shares) == WHOLE
