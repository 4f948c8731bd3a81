"""The records the payouts' reading functions return."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toktok.market.values import Address, EventId, Hash, Wei

LedgerSource = Literal[
    "tips",
    "sales",
    "resales",
    "royalties",
    "subscriptions",
    "fund",
    "sale_referrals",
    "outbids",
]
Source = LedgerSource | Literal["moments", "trade_fees", "dividends", "referrals", "protocol"]


@dataclass(frozen=True, slots=True)
class PayoutPart:
    """TT wei of one source: owed now, and earned ever, the owed part included.

    `token` is None for what is not of one token. `moments` are bookings that a claim divides first.
    """

    source: Source
    token: Address | None
    handle: str | None
    owed: Wei
    earned: Wei


@dataclass(frozen=True, slots=True)
class SplitRow:
    """One recipient of a list, and its share in 1/10,000; the last takes what rounding leaves."""

    recipient: Address
    bps: int


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A payment of everything that was owed. `from_ledger` is the part the market did not hold."""

    id: EventId
    tx_hash: Hash
    block: int
    timestamp: int
    to: Address
    amount: Wei
    from_ledger: Wei


@dataclass(frozen=True, slots=True)
class Booked:
    """TT wei the account gets when `moment` is divided."""

    moment: int
    owed: Wei


@dataclass(frozen=True, slots=True)
class Payouts:
    """Everything an account is owed as of `block`, and where it comes from.

    `owed` is what `claimAll(tokens, moments, …)` would pay in that block, to the wei, with all
    `moments`. `later` is owed too, of moments that one transaction has no room for. `payout_address` is
    where the account's income as a creator goes.
    """

    address: Address
    block: int
    timestamp: int
    owed: Wei
    later: Wei
    tokens: tuple[Address, ...]
    moments: tuple[Booked, ...]
    breakdown: tuple[PayoutPart, ...]
    claimed: Wei
    ledger_balance: Wei
    splits: tuple[SplitRow, ...]
    payout_address: Address
    claims: tuple[ClaimRow, ...]
