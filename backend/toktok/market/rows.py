"""The records the market's reading functions return."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toktok.market.values import Address, EventId, Hash, Wei

Status = Literal["open", "closed", "trading", "failed"]
Side = Literal["buy", "buy_exact", "sell"]


@dataclass(frozen=True, slots=True)
class TradeFees:
    """Shares of every trade in 1/10,000."""

    creator_bps: int
    fan_bps: int
    protocol_bps: int


@dataclass(frozen=True, slots=True)
class CreatorRow:
    """A creator's launch, curve and market.

    Prices are TT wei per whole token and 0 before trading. `market_value` is price times supply,
    which nobody could get; `reserve` is what stands behind it. `inflow_24h` is the net change of
    the reserve by trades. `spark` are prices over the last seven days, oldest first.
    """

    token: Address
    creator: Address
    handle: str
    name: str
    symbol: str
    contract_uri: str
    status: Status
    launched_at: int
    closes_at: int
    finalized_at: int | None
    raised: Wei
    minimum_raise: Wei
    maximum_raise: Wei
    max_per_account: Wei
    contributors: int
    bond: Wei
    allocation_vesting: int
    creator_vesting: int
    fees: TradeFees
    price: Wei
    price_24h: Wei
    price_7d: Wei
    floor_price: Wei
    reserve: Wei
    supply: Wei
    market_value: Wei
    holders: int
    trades: int
    volume: Wei
    volume_24h: Wei
    inflow_24h: Wei
    fan_revenue: Wei
    pending_dividends: Wei
    creator_owed: Wei
    payout: Address
    spark: tuple[Wei, ...]


@dataclass(frozen=True, slots=True)
class TradeRow:
    """A purchase or a sale, and the state it left."""

    id: EventId
    tx_hash: Hash
    block: int
    timestamp: int
    token: Address
    handle: str
    symbol: str
    trader: Address
    to: Address
    side: Literal["buy", "sell"]
    tt_amount: Wei
    token_amount: Wei
    creator_fee: Wei
    fan_fee: Wei
    protocol_fee: Wei
    referrer: Address | None
    referrer_fee: Wei
    price: Wei
    reserve: Wei
    supply: Wei


@dataclass(frozen=True, slots=True)
class CandleRow:
    """The trades of one span of time: prices, gross volume, net change of the reserve."""

    start: int
    open: Wei
    high: Wei
    low: Wei
    close: Wei
    volume: Wei
    inflow: Wei
    trades: int


@dataclass(frozen=True, slots=True)
class HeldAllocation:
    """What a holder has from the launch, in token wei; `vesting_ends` is a timestamp."""

    total: Wei
    claimed: Wei
    returned: Wei
    vested: Wei
    vesting_ends: int


@dataclass(frozen=True, slots=True)
class HolderRow:
    """An account's part of a token: its balance and the allocation it has not claimed yet.

    `share_bps` is the part of the whole supply, both together, in 1/10,000, rounded down.
    """

    account: Address
    balance: Wei
    share_bps: int
    is_creator: bool
    allocation: HeldAllocation | None


@dataclass(frozen=True, slots=True)
class HolderDayRow:
    """Holders and supply (token wei) at the end of a UTC day, `day` its first second."""

    day: int
    holders: int
    supply: Wei


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """TT put into a launch, and the sums it left."""

    id: EventId
    tx_hash: Hash
    block: int
    timestamp: int
    account: Address
    is_creator: bool
    amount: Wei
    contributed: Wei
    raised: Wei


@dataclass(frozen=True, slots=True)
class QuoteFees:
    """Fees of one trade in TT wei."""

    creator: Wei
    fans: Wei
    protocol: Wei
    total: Wei


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """What a trade would do in the state of `block`, to the wei.

    `price_average` is TT wei per whole token, everything included. `price_impact_bps` is how much
    worse than `price_before` the curve gives, fees left out, in 1/10,000.
    """

    token: Address
    side: Side
    block: int
    tt_amount: Wei
    token_amount: Wei
    fees: QuoteFees
    price_before: Wei
    price_after: Wei
    price_average: Wei
    price_impact_bps: int


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """Something that happened. `data` has its figures, amounts as decimal strings."""

    id: EventId
    block: int
    timestamp: int
    tx_hash: Hash
    kind: str
    token: Address | None
    handle: str | None
    moment: int | None
    account: Address | None
    data: dict[str, object]
