"""Creators."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from toktok.api.schemas.examples import CREATOR_ROW, page
from toktok.api.schemas.values import (
    Address,
    Bps,
    NextCursor,
    Record,
    SignedWei,
    Timestamp,
    Wei,
    example,
)

Standing = Literal["open", "closed", "trading", "failed"]


class Fees(Record):
    """Shares of every trade."""

    creator_bps: Bps
    fan_bps: Bps
    protocol_bps: Bps


class Creator(Record):
    """A creator's launch, curve and market. Prices are TT wei per whole token."""

    model_config = example(CREATOR_ROW)

    token: Address
    creator: Address
    handle: str
    name: str
    symbol: str
    contract_uri: str
    status: Annotated[Standing, Field(description="Closed: over, and not finalized by anyone yet.")]
    launched_at: Timestamp
    closes_at: Timestamp
    finalized_at: Timestamp | None
    raised: Wei
    minimum_raise: Wei
    maximum_raise: Annotated[Wei, Field(description="0: none.")]
    max_per_account: Annotated[Wei, Field(description="0: no limit.")]
    contributors: int
    bond: Wei
    allocation_vesting: Annotated[int, Field(description="Seconds.")]
    creator_vesting: Annotated[int, Field(description="Seconds.")]
    fees: Fees
    price: Annotated[Wei, Field(description="0 before trading.")]
    price_24h: Annotated[Wei, Field(description="24 hours ago.")]
    price_7d: Annotated[Wei, Field(description="7 days ago, or when trading began.")]
    floor_price: Annotated[Wei, Field(description="No sale brings less per token before fees.")]
    reserve: Annotated[Wei, Field(description="TT that stands behind the token.")]
    supply: Wei
    market_value: Annotated[Wei, Field(description="Price times supply, more than all could get.")]
    holders: int
    trades: int
    volume: Wei
    volume_24h: Wei
    inflow_24h: Annotated[SignedWei, Field(description="Net change of the reserve in 24 hours.")]
    fan_revenue: Annotated[Wei, Field(description="All that ever came in for holders.")]
    pending_dividends: Annotated[Wei, Field(description="To be released to holders.")]
    creator_owed: Wei
    payout: Annotated[Address, Field(description="Where the creator's income goes.")]
    spark: Annotated[list[Wei], Field(max_length=24, description="Prices of the last 7 days.")]


class CreatorPage(Record):
    """Some creators."""

    model_config = example(page(CREATOR_ROW))

    items: list[Creator]
    next_cursor: NextCursor
