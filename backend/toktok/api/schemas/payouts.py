"""Payouts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from toktok.api.schemas.examples import CREATOR, ROW, TOKEN
from toktok.api.schemas.values import (
    Address,
    Bps,
    EventId,
    Hash,
    Record,
    Timestamp,
    Wei,
    example,
)


class PayoutPart(Record):
    """One source of income, of one token where it has one."""

    source: Annotated[
        Literal[
            "tips",
            "sales",
            "resales",
            "royalties",
            "subscriptions",
            "fund",
            "sale_referrals",
            "outbids",
            "moments",
            "trade_fees",
            "dividends",
            "referrals",
            "protocol",
        ],
        Field(
            description="`outbids` is the account's own money back; `moments` is booked and not divided yet."
        ),
    ]
    token: Address | None
    handle: str | None
    owed: Wei
    earned: Annotated[Wei, Field(description="Ever, the owed part included.")]


class Booked(Record):
    """What the account gets when the moment is divided."""

    moment: int
    owed: Wei


class Split(Record):
    """One recipient of a list; the last takes what rounding leaves."""

    recipient: Address
    bps: Bps


class Claim(Record):
    """A payment of everything that was owed."""

    id: EventId
    tx_hash: Hash
    block: int
    timestamp: Timestamp
    to: Address
    amount: Wei
    from_ledger: Annotated[Wei, Field(description="The part the market did not hold.")]


class Payouts(Record):
    """What an account is owed as of `block`, and what it was paid."""

    model_config = example(
        {
            "address": CREATOR,
            "block": 42,
            "timestamp": 1_790_000_000,
            "owed": "60000000000000000000",
            "later": "0",
            "tokens": [TOKEN],
            "moments": [{"moment": 1, "owed": "7000000000000000000"}],
            "breakdown": [
                {
                    "source": "tips",
                    "token": None,
                    "handle": None,
                    "owed": "9000000000000000000",
                    "earned": "18000000000000000000",
                },
                {
                    "source": "moments",
                    "token": None,
                    "handle": None,
                    "owed": "7000000000000000000",
                    "earned": "7000000000000000000",
                },
                {
                    "source": "trade_fees",
                    "token": TOKEN,
                    "handle": "ada",
                    "owed": "44000000000000000000",
                    "earned": "93000000000000000000",
                },
            ],
            "claimed": "58000000000000000000",
            "ledger_balance": "9000000000000000000",
            "splits": [],
            "payout_address": CREATOR,
            "claims": [
                {
                    **ROW,
                    "to": CREATOR,
                    "amount": "58000000000000000000",
                    "from_ledger": "9000000000000000000",
                }
            ],
        }
    )

    address: Address
    block: int
    timestamp: Timestamp
    owed: Annotated[
        Wei, Field(description="What `claimAll(tokens, moments, …)` would pay in that block.")
    ]
    later: Annotated[
        Wei, Field(description="Owed by more moments than one claim divides: claim again.")
    ]
    tokens: Annotated[list[Address], Field(description="To be passed to `claimAll`.")]
    moments: Annotated[list[Booked], Field(description="To be passed to `claimAll`.")]
    breakdown: list[PayoutPart]
    claimed: Wei
    ledger_balance: Wei
    splits: Annotated[list[Split], Field(description="Of its creator side; empty: all to itself.")]
    payout_address: Annotated[Address, Field(description="Where its income as a creator goes.")]
    claims: Annotated[list[Claim], Field(description="The last 20, the last first.")]
