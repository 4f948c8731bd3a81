"""The records the payouts' reading functions return."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toktok.market.values import Address, EventId, Hash, Wei

Source = Literal["tips", "trade_fees", "dividends", "referrals", "protocol"]


@dataclass(frozen=True, slots=True)
class PayoutPart:
    """TT wei of one source: owed now, and earned ever, the owed part included.

    `token` is None for what is not of one token (tips, referrals).
    """

    source: Source
    token: Address | None
    handle: str | None
    owed: Wei
    earned: Wei


@dataclass(frozen=True, slots=True)
class SplitRow:
    """A recipient of the account's tips, and its share in 1/10,000."""

    recipient: Address
    bps: int


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A payment of everything that was owed. `from_ledger` is the part that came from tips."""

    id: EventId
    tx_hash: Hash
    block: int
    timestamp: int
    to: Address
    amount: Wei
    from_ledger: Wei


@dataclass(frozen=True, slots=True)
class Payouts:
    """Everything an account is owed as of `block`, and where it comes from.

    `owed` is what `claimAll(tokens, …)` would pay in that block, to the wei. `payout_address` is
    where the account's income as a creator goes.
    """

    address: Address
    block: int
    timestamp: int
    owed: Wei
    tokens: tuple[Address, ...]
    breakdown: tuple[PayoutPart, ...]
    claimed: Wei
    ledger_balance: Wei
    splits: tuple[SplitRow, ...]
    payout_address: Address
    claims: tuple[ClaimRow, ...]
