"""Where a creator's income comes from, and how it is divided."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from toktok.api.schemas.examples import CREATOR, FAN, TOKEN
from toktok.api.schemas.moment_examples import HASH
from toktok.api.schemas.payouts import Split
from toktok.api.schemas.values import Address, Hash, Record, Wei, example

_PARTS = {
    "to_sound": "0",
    "to_creator": "8500000000000000000",
    "own": "5950000000000000000",
    "shared": "2550000000000000000",
    "to_fans": "1000000000000000000",
    "to_protocol": "500000000000000000",
}

Own = Annotated[
    Wei,
    Field(
        description="Part of `to_creator` that was credited to the creator itself, or to the payout address it had "
        "named."
    ),
]
Shared = Annotated[
    Wei, Field(description="Part of `to_creator` that lists of splits gave to all others.")
]


class SourceIncome(Record):
    """All incomes of one source; the four parts add up to `amount`."""

    source: Literal["tip", "sale", "resale", "royalty", "subscription"]
    count: int
    amount: Wei
    to_sound: Wei
    to_creator: Wei
    own: Own
    shared: Shared
    to_fans: Wei
    to_protocol: Wei


class MomentIncome(Record):
    """What one moment brought: divided so far, and what waits."""

    moment: int
    divided: Wei
    to_sound: Wei
    to_creator: Wei
    own: Own
    shared: Shared
    to_fans: Wei
    to_protocol: Wei
    sales: Annotated[Wei, Field(description="Waits to be divided.")]
    resales: Annotated[Wei, Field(description="Waits to be divided.")]
    referred: Annotated[Wei, Field(description="Part of `sales` that referrers have already.")]


class Income(Record):
    """A creator's income."""

    model_config = example(
        {
            "creator": CREATOR,
            "token": TOKEN,
            "handle": "ada",
            "block": 42,
            "sources": [{"source": "sale", "count": 1, "amount": "10000000000000000000", **_PARTS}],
            "moments": [
                {
                    "moment": 1,
                    "divided": "10000000000000000000",
                    **_PARTS,
                    "sales": "5000000000000000000",
                    "resales": "0",
                    "referred": "0",
                }
            ],
        }
    )

    creator: Address
    token: Address
    handle: str
    block: int
    sources: Annotated[
        list[SourceIncome], Field(description="Of the account behind the token now.")
    ]
    moments: Annotated[list[MomentIncome], Field(description="The newest 200.")]


class CreatorSplits(Record):
    """How a creator side is divided where an income names no list."""

    model_config = example(
        {
            "creator": CREATOR,
            "payout": CREATOR,
            "list_id": HASH,
            "splits": [{"recipient": CREATOR, "bps": 9_000}, {"recipient": FAN, "bps": 1_000}],
        }
    )

    creator: Address
    payout: Annotated[Address, Field(description="Who gets all of it without a list.")]
    list_id: Hash | None
    splits: list[Split]
