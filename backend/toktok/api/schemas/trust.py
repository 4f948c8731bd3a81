"""What a buyer can check of a creator's token."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from toktok.api.schemas.creators import Fees
from toktok.api.schemas.examples import TOKEN
from toktok.api.schemas.values import Address, Bps, Record, Timestamp, Wei, example


class Concentration(Record):
    """How the launch was shared, in parts of what was raised; all 0 once it has failed."""

    raised: Wei
    contributors: int
    largest_bps: Annotated[Bps, Field(description="The account that put in most.")]
    top_ten_bps: Annotated[Bps, Field(description="The ten that put in most, together.")]
    creator_bps: Annotated[Bps, Field(description="The account that launched.")]


class CreatorPart(Record):
    """What the creator has of the token, in token wei, and what it paid and got for it in the market.

    After a move to a new key: the account of now and the one that launched, together.
    """

    balance: Wei
    unclaimed: Annotated[Wei, Field(description="Allocated in the launch and not claimed yet.")]
    vesting: Annotated[Wei, Field(description="Of that, what has not vested.")]
    vesting_ends: Timestamp | None
    share_bps: Annotated[Bps, Field(description="Balance and allocation, of the supply.")]
    bought: Annotated[Wei, Field(description="TT wei paid for purchases, fees included.")]
    sold: Annotated[Wei, Field(description="TT wei received for sales, fees taken off.")]
    moved_away: Annotated[
        Wei,
        Field(
            description="Token wei sent to other accounts beyond what came from them; they may be sold there."
        ),
    ]


class FeeChange(Record):
    """The creator lowered its part of the trade fee."""

    timestamp: Timestamp
    creator_fee_bps: Bps


class Trust(Record):
    """What can be checked of a creator's token, as of a block."""

    model_config = example(
        {
            "token": TOKEN,
            "handle": "ada",
            "block": 42,
            "timestamp": 1_790_000_000,
            "launch": {
                "raised": "20000000000000000000000",
                "contributors": 7,
                "largest_bps": 2_500,
                "top_ten_bps": 10_000,
                "creator_bps": 1_000,
            },
            "creator": {
                "balance": "40000000000000000000000",
                "unclaimed": "60000000000000000000000",
                "vesting": "55000000000000000000000",
                "vesting_ends": 1_804_811_300,
                "share_bps": 909,
                "bought": "120000000000000000000",
                "sold": "0",
                "moved_away": "0",
            },
            "fees": {"creator_bps": 100, "fan_bps": 100, "protocol_bps": 100},
            "fee_changes": [{"timestamp": 1_789_900_000, "creator_fee_bps": 100}],
            "referrers": "12500000000000000000",
            "floor_price": "20000000000000000",
            "reserve": "22206666666666666666667",
            "market_value": "26620000000000000000000",
        }
    )

    token: Address
    handle: str
    block: int
    timestamp: Timestamp
    launch: Concentration
    creator: CreatorPart
    fees: Fees
    fee_changes: Annotated[
        list[FeeChange], Field(description="The last first; empty if it never changed.")
    ]
    referrers: Annotated[Wei, Field(description="TT wei that trades of this token paid referrers.")]
    floor_price: Wei
    reserve: Wei
    market_value: Wei
