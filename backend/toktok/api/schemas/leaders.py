"""Who leads."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from toktok.api.schemas.examples import CREATOR, FAN, TOKEN
from toktok.api.schemas.values import Address, Bps, NextCursor, Record, Timestamp, Wei, example

LEADER: dict[str, Any] = {
    "rank": 1,
    "token": TOKEN,
    "creator": CREATOR,
    "handle": "ada",
    "name": "Ada Lovelace",
    "symbol": "ADA",
    "volume_7d": "9300000000000000000000",
    "fan_revenue": "139500000000000000000",
    "holders": 12,
}

EARLY_FAN: dict[str, Any] = {
    "rank": 1,
    "account": FAN,
    "token": TOKEN,
    "handle": "ada",
    "contributed": "500000000000000000000",
    "kept": "400000000000000000000",
    "kept_bps": 8_000,
    "since": 1_789_259_300,
}


class Leader(Record):
    """A creator among the first."""

    model_config = example(LEADER)

    rank: int
    token: Address
    creator: Address
    handle: str
    name: str
    symbol: str
    volume_7d: Annotated[Wei, Field(description="Of the last seven UTC days, today's included.")]
    fan_revenue: Annotated[Wei, Field(description="All that ever came in for holders.")]
    holders: int


class EarlyFan(Record):
    """What a fan put into a launch and has kept since."""

    model_config = example(EARLY_FAN)

    rank: int
    account: Address
    token: Address
    handle: str
    contributed: Wei
    kept: Annotated[
        Wei, Field(description="The part of it, at the launch's price, whose tokens it still has.")
    ]
    kept_bps: Bps
    since: Annotated[Timestamp, Field(description="When the launch was finalized.")]


class LeaderPage(Record):
    """The first creators; the list does not go on."""

    model_config = example({"items": [LEADER], "next_cursor": None})

    items: list[Leader]
    next_cursor: NextCursor


class EarlyFanPage(Record):
    """The first fans; the list does not go on."""

    model_config = example({"items": [EARLY_FAN], "next_cursor": None})

    items: list[EarlyFan]
    next_cursor: NextCursor
