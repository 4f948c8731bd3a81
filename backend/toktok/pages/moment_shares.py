"""Who gets what of a sale and of a resale of a moment, as the ledger divides it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from toktok.market.incomes import BPS, Parts, divide, divide_by, divide_sale
from toktok.market.values import Address
from toktok.payouts.rows import SplitRow
from toktok.store.tables import Source

WHOLE = 10**18
"""The price that is divided: a TT, in wei."""

Part = Literal["creator", "split", "sound", "fans", "protocol", "seller"]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the price, of WHOLE; `account` where it is one account's by name."""

    part: Part
    account: Address | None
    of_price: int

    @property
    def bps(self) -> int:
        """In 1/10,000 of the price, rounded down."""
        return self.of_price * BPS // WHOLE


def sale_shares(*, splits: Sequence[SplitRow], sound_bps: int, has_fans: bool) -> tuple[Share, ...]:
    """Of a first sale: from the edition, by auction, or by its creator."""
    parts = divide(Source.SALE, WHOLE, has_fans=has_fans, sound_bps=sound_bps)
    return _shares(parts, splits)


def resale_shares(
    *, royalty_bps: int, splits: Sequence[SplitRow], sound_bps: int, has_fans: bool
) -> tuple[Share, ...]:
    """Of a sale by somebody else."""
    sale = divide_sale(WHOLE, royalty_bps=royalty_bps, is_first=False)
    parts = divide(
        Source.RESALE, sale.booked, has_fans=has_fans, royalty_bps=royalty_bps, sound_bps=sound_bps
    )
    return (Share("seller", None, sale.to_seller), *_shares(parts, splits))


def _shares(parts: Parts, splits: Sequence[SplitRow]) -> tuple[Share, ...]:
    """The moment's own list divides the creator's part; without one that is the creator's."""
    amounts = divide_by([each.bps for each in splits], parts.to_creator) if splits else []
    named = [
        Share("split", each.recipient, amount) for each, amount in zip(splits, amounts, strict=True)
    ]
    others: list[Share] = [
        Share("sound", None, parts.to_sound),
        Share("fans", None, parts.to_fans),
        Share("protocol", None, parts.to_protocol),
    ]
    side = named or [Share("creator", None, parts.to_creator)]
    return tuple(each for each in (*side, *others) if each.of_price)
