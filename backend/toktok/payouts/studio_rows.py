"""The records of what an account is as a creator."""

from __future__ import annotations

from dataclasses import dataclass

from toktok.market.rows import Status
from toktok.market.values import Address
from toktok.payouts.membership_rows import PlanRow


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A token that is about to move to another account, which may accept it from `eta` on."""

    token: Address
    handle: str
    name: str
    sender: Address
    to: Address
    eta: int


@dataclass(frozen=True, slots=True)
class StudioRow:
    """What an account is as a creator, as of `block`; `timestamp` is the chain's clock.

    `token` is the one it is behind now, launching or trading. `moves` counts the tokens it has handed
    on, as vouchers name it. `move` is the announced way of its own token to another account, `offered`
    are tokens that others have announced to it. `subscribers` have paid for now.
    """

    address: Address
    block: int
    timestamp: int
    token: Address | None
    handle: str | None
    status: Status | None
    payout: Address
    moves: int
    move: MoveRow | None
    offered: tuple[MoveRow, ...]
    plan: PlanRow | None
    subscribers: int
