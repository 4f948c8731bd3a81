"""What came in for a creator and its fans, by source and day."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from toktok.api.schemas.examples import CREATOR, TOKEN, page
from toktok.api.schemas.income import Own, Shared
from toktok.api.schemas.values import Address, NextCursor, Record, Timestamp, Wei, example

_SOURCES = [
    {
        "source": "trade",
        "count": 2,
        "amount": "6000000000000000000",
        "to_creator": "2000000000000000000",
        "own": "2000000000000000000",
        "shared": "0",
        "to_fans": "2000000000000000000",
    },
    {
        "source": "tip",
        "count": 1,
        "amount": "10000000000000000000",
        "to_creator": "9000000000000000000",
        "own": "6300000000000000000",
        "shared": "2700000000000000000",
        "to_fans": "500000000000000000",
    },
]
_SUMS = {
    "to_creator": "11000000000000000000",
    "own": "8300000000000000000",
    "shared": "2700000000000000000",
    "to_fans": "2500000000000000000",
    "sources": _SOURCES,
}


class RevenuePart(Record):
    """Revenue of one source."""

    source: Annotated[
        Literal[
            "trade",
            "tip",
            "sale",
            "resale",
            "royalty",
            "subscription",
            "fund",
            "fan_gift",
            "unheld",
        ],
        Field(
            description="`trade`: fees of trades, when they happen. `tip` to `subscription`: incomes, when they are "
            "divided. `fund`: credited by the creator fund. `fan_gift`: given to the fans' pool by "
            "anybody. `unheld`: released dividends of tokens nobody holds; they were the fans' "
            "when they came in."
        ),
    ]
    count: int
    amount: Annotated[
        Wei, Field(description="All that was paid; what neither got is protocol's or others'.")
    ]
    to_creator: Annotated[Wei, Field(description="To the creator's side, splits included.")]
    own: Own
    shared: Shared
    to_fans: Annotated[Wei, Field(description="Into the fans' pool.")]


class RevenueDay(Record):
    """A UTC day that brought something in."""

    day: Annotated[Timestamp, Field(description="The day's first second.")]
    to_creator: Wei
    own: Own
    shared: Shared
    to_fans: Wei
    sources: list[RevenuePart]


class RevenuePage(Record):
    """Some days, the oldest first."""

    model_config = example(page({"day": 1_789_948_800, **_SUMS}))

    items: list[RevenueDay]
    next_cursor: NextCursor


class Revenue(Record):
    """All days together, as of `block`."""

    model_config = example(
        {"creator": CREATOR, "token": TOKEN, "handle": "ada", "block": 42, **_SUMS}
    )

    creator: Address
    token: Address
    handle: str
    block: int
    to_creator: Wei
    own: Own
    shared: Shared
    to_fans: Wei
    sources: list[RevenuePart]
