"""The records of a portfolio."""

from __future__ import annotations

from dataclasses import dataclass

from toktok.market.rows import Status
from toktok.market.values import Address, Wei


@dataclass(frozen=True, slots=True)
class AllocationPosition:
    """What an account has from a launch.

    Token wei, but TT wei for `contributed`, `cost`, `dividends_owed` and `value`. The last is what it adds now to selling the balance: the claimable part sold with it, fees taken
    off, and the part that has not vested returned at the launch price.
    """

    contributed: Wei
    total: Wei
    vested: Wei
    claimed: Wei
    claimable: Wei
    returned: Wei
    returnable: Wei
    vesting_ends: int
    cost: Wei
    value: Wei
    unrealised: Wei
    dividends_owed: Wei


@dataclass(frozen=True, slots=True)
class Position:
    """An account's part of one token.

    `value` is the TT wei that selling the whole balance would bring now, fees taken off; it leaves
    out the allocation. `cost` is what was paid for the balance, `average_cost` the same per whole token; tokens that
    others sent came at what they had cost these: `received` are all there ever were, in token wei.
    `total_return` is all that the token has brought, allocation included: gains and losses, realised or
    not, and dividends, collected or owed. `dividends_pending` is the account's share of the pool that
    is still to be released, if it keeps what it holds and nobody else's part changes.
    """

    token: Address
    handle: str
    name: str
    symbol: str
    price: Wei
    balance: Wei
    cost: Wei
    average_cost: Wei
    bought: Wei
    sold: Wei
    received: Wei
    value: Wei
    unrealised: Wei
    realised: Wei
    dividends_owed: Wei
    dividends_pending: Wei
    dividends_collected: Wei
    total_return: Wei
    allocation: AllocationPosition | None


@dataclass(frozen=True, slots=True)
class LaunchPosition:
    """What an account put into a launch that does not trade, and what it may take back now."""

    token: Address
    handle: str
    name: str
    symbol: str
    status: Status
    contributed: Wei
    refundable: Wei


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all positions, allocations included."""

    cost: Wei
    value: Wei
    unrealised: Wei
    realised: Wei
    dividends_owed: Wei
    dividends_pending: Wei
    dividends_collected: Wei
    total_return: Wei


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Everything an account holds, as of a block."""

    address: Address
    block: int
    timestamp: int
    positions: tuple[Position, ...]
    launches: tuple[LaunchPosition, ...]
    totals: Totals
