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

    source: Literal["tips", "trade_fees", "dividends", "referrals", "protocol"]
    token: Address | None
    handle: str | None
    owed: Wei
    earned: Annotated[Wei, Field(description="Ever, the owed part included.")]


class Split(Record):
    """A recipient of the account's tips."""

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
    from_ledger: Annotated[Wei, Field(description="The part of it that came from tips.")]


class Payouts(Record):
    """What an account is owed as of `block`, and what it was paid."""

    model_config = example(
        {
            "address": CREATOR,
            "block": 42,
            "timestamp": 1_790_000_000,
            "owed": "53000000000000000000",
            "tokens": [TOKEN],
            "breakdown": [
                {
                    "source": "tips",
                    "token": None,
                    "handle": None,
                    "owed": "9000000000000000000",
                    "earned": "18000000000000000000",
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
    owed: Annotated[Wei, Field(description="What `claimAll(tokens, …)` would pay in that block.")]
    tokens: Annotated[list[Address], Field(description="To be passed to `claimAll`.")]
    breakdown: list[PayoutPart]
    claimed: Wei
    ledger_balance: Wei
    splits: list[Split]
    payout_address: Annotated[Address, Field(description="Where its income as a creator goes.")]
    claims: Annotated[list[Claim], Field(description="The last 20, the last first.")]
