"""What belongs to one token: trades, holders, candles, contributions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from toktok.api.schemas.examples import FAN, ROW, TRADE, page
from toktok.api.schemas.values import (
    Address,
    Bps,
    EventId,
    Hash,
    NextCursor,
    Record,
    SignedWei,
    Timestamp,
    Wei,
    example,
)


class Trade(Record):
    """A purchase or a sale, and the state it left."""

    model_config = example(TRADE)

    id: EventId
    tx_hash: Hash
    block: int
    timestamp: Timestamp
    token: Address
    handle: str
    symbol: str
    trader: Address
    to: Address
    side: Literal["buy", "sell"]
    tt_amount: Annotated[
        Wei, Field(description="Paid, fees included, or received, fees taken off.")
    ]
    token_amount: Wei
    creator_fee: Wei
    fan_fee: Wei
    protocol_fee: Annotated[Wei, Field(description="The referrer's part included.")]
    referrer: Address | None
    referrer_fee: Wei
    price: Annotated[Wei, Field(description="TT wei per whole token after the trade.")]
    reserve: Wei
    supply: Wei


class TradePage(Record):
    """Some trades, the last first."""

    model_config = example(page(TRADE))

    items: list[Trade]
    next_cursor: NextCursor


class HeldAllocation(Record):
    """What a holder has from the launch, in token wei."""

    total: Wei
    claimed: Wei
    returned: Wei
    vested: Annotated[Wei, Field(description="By now, the claimed part included.")]
    vesting_ends: Timestamp


class Holder(Record):
    """An account's balance, and its allocation where it was in the launch."""

    account: Address
    balance: Wei
    share_bps: Annotated[Bps, Field(description="Of the supply, the unclaimed part included.")]
    is_creator: bool
    allocation: HeldAllocation | None


class HolderPage(Record):
    """Some holders, the greatest first."""

    model_config = example(
        page(
            {
                "account": FAN,
                "balance": "4008264462809917355371",
                "share_bps": 263,
                "is_creator": False,
                "allocation": {
                    "total": "25000000000000000000000",
                    "claimed": "0",
                    "returned": "0",
                    "vested": "7145061728395061728395",
                    "vesting_ends": 1_791_851_300,
                },
            }
        )
    )

    items: list[Holder]
    next_cursor: NextCursor


class HolderDay(Record):
    """Holders at the end of a UTC day that changed their number or the supply."""

    day: Annotated[Timestamp, Field(description="The day's first second.")]
    holders: Annotated[int, Field(description="Unclaimed allocations count as held.")]
    supply: Annotated[Wei, Field(description="Token wei.")]


class HolderDayPage(Record):
    """Some days, the oldest first."""

    model_config = example(
        page({"day": 1_789_948_800, "holders": 12, "supply": "1100000000000000000000000"})
    )

    items: list[HolderDay]
    next_cursor: NextCursor


class Candle(Record):
    """One span of time in which the price changed."""

    start: Timestamp
    open: Wei
    high: Wei
    low: Wei
    close: Wei
    volume: Annotated[Wei, Field(description="Fees included.")]
    inflow: Annotated[SignedWei, Field(description="Net change of the reserve.")]
    trades: int


class CandlePage(Record):
    """Some candles, the oldest first."""

    model_config = example(
        page(
            {
                "start": 1_789_999_200,
                "open": "23100000000000000",
                "high": "24200000000000000",
                "low": "23100000000000000",
                "close": "24200000000000000",
                "volume": "100000000000000000000",
                "inflow": "97000000000000000000",
                "trades": 1,
            }
        )
    )

    items: list[Candle]
    next_cursor: NextCursor


class Contribution(Record):
    """TT put into a launch, and the sums it left."""

    id: EventId
    tx_hash: Hash
    block: int
    timestamp: Timestamp
    account: Address
    is_creator: bool
    amount: Wei
    contributed: Annotated[Wei, Field(description="By this account so far.")]
    raised: Annotated[Wei, Field(description="By everyone so far.")]


class ContributionPage(Record):
    """Some contributions, the last first."""

    model_config = example(
        page(
            {
                **ROW,
                "account": FAN,
                "is_creator": False,
                "amount": "500000000000000000000",
                "contributed": "500000000000000000000",
                "raised": "20000000000000000000000",
            }
        )
    )

    items: list[Contribution]
    next_cursor: NextCursor
