"""The records of what can be checked of a creator's token."""

from __future__ import annotations

from dataclasses import dataclass

from toktok.market.rows import TradeFees
from toktok.market.values import Address, Wei


@dataclass(frozen=True, slots=True)
class Concentration:
    """How a launch was shared, in 1/10,000 of what was raised: the largest contributor, the ten largest, the creator."""

    raised: Wei
    contributors: int
    largest_bps: int
    top_ten_bps: int
    creator_bps: int


@dataclass(frozen=True, slots=True)
class CreatorPart:
    """What the creator has of the token (token wei), and did with it in the market (TT wei).

    Of the `unclaimed` allocation `vesting` cannot be sold yet, until `vesting_ends` (None if nothing vests).
    `share_bps` is balance and allocation together in 1/10,000 of the supply. `moved_away` are the token wei
    that it sent to other accounts beyond what came from them: they may be sold there. After a move it is the
    account of now and the one that launched together.
    """

    balance: Wei
    unclaimed: Wei
    vesting: Wei
    vesting_ends: int | None
    share_bps: int
    bought: Wei
    sold: Wei
    moved_away: Wei


@dataclass(frozen=True, slots=True)
class FeeChange:
    """The creator lowered its trade fee, which never rises."""

    timestamp: int
    creator_fee_bps: int


@dataclass(frozen=True, slots=True)
class TrustRow:
    """What can be checked of a creator's token, as of `block`. `referrers` is what trades paid referrers."""

    token: Address
    handle: str
    block: int
    timestamp: int
    launch: Concentration
    creator: CreatorPart
    fees: TradeFees
    fee_changes: tuple[FeeChange, ...]
    referrers: Wei
    floor_price: Wei
    reserve: Wei
    market_value: Wei
