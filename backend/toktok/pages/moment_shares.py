"""Who gets what of a sale and of a resale of a moment, as the ledger divides it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from toktok.market.values import Address
from toktok.payouts.rows import SplitRow

WHOLE = 1_000_000
"""Parts of a price that shares are counted in."""

_SIDE, _FANS, _PROTOCOL = 850_000, 100_000, 50_000
_FEE = 10_000
_ROYALTY_TO_FANS_BPS = 2_000
_BPS = 10_000

Part = Literal["creator", "split", "sound", "fans", "protocol", "seller"]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the price, of WHOLE; `account` where it is one account's by name."""

    part: Part
    account: Address | None
    of_price: int


def sale_shares(*, splits: Sequence[SplitRow], sound_bps: int, has_fans: bool) -> tuple[Share, ...]:
    """Of a first sale: from the edition, by auction, or by its creator."""
    fans = _FANS if has_fans else 0
    side = _SIDE + _FANS - fans
    return (
        *_creator_side(side, splits, sound_bps),
        *_fans(fans),
        Share("protocol", None, _PROTOCOL),
    )


def resale_shares(
    *, royalty_bps: int, splits: Sequence[SplitRow], sound_bps: int, has_fans: bool
) -> tuple[Share, ...]:
    """Of a sale by somebody else."""
    royalty = WHOLE * royalty_bps // _BPS
    fans = royalty * _ROYALTY_TO_FANS_BPS // _BPS if has_fans else 0
    return (
        Share("seller", None, WHOLE - royalty - _FEE),
        *(_creator_side(royalty - fans, splits, sound_bps) if royalty else ()),
        *_fans(fans),
        Share("protocol", None, _FEE),
    )


def _creator_side(side: int, splits: Sequence[SplitRow], sound_bps: int) -> list[Share]:
    """The sound's part comes off first; the moment's own list divides the rest."""
    sound = side * sound_bps // _BPS
    rest = side - sound
    shares = [Share("split", each.recipient, rest * each.bps // _BPS) for each in splits]
    shares = shares or [Share("creator", None, rest)]
    return [*shares, *([Share("sound", None, sound)] if sound else [])]


def _fans(part: int) -> list[Share]:
    return [Share("fans", None, part)] if part else []
