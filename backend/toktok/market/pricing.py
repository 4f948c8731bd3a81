"""What a trade on the curve does, fees taken off: what the contract `Pricing` computes, to the wei.

Amounts of TT and of tokens are wei (1e18 a unit). `launch_reserve` is the TT wei raised, `returned`
the token wei given back of allocations: the token stands on the curve at its supply plus these.
"""

from __future__ import annotations

from dataclasses import dataclass

from toktok.market.curve import SUPPLY_LIMIT, ceil_div, price_at, reserve_at, supply_at

BPS = 10_000
PROTOCOL_FEE_BPS = 100
MAXIMUM_FEE_BPS = 300


class CurveError(ValueError):
    """A trade the curve does not allow; the class has the name of the contract's error."""


class ZeroAmount(CurveError):
    """Nothing is bought or sold."""

    def __init__(self) -> None:
        super().__init__("ZeroAmount()")


class SupplyLimitExceeded(CurveError):
    """The supply after the trade would pass the limit."""

    def __init__(self, supply: int, limit: int) -> None:
        super().__init__(f"SupplyLimitExceeded({supply}, {limit})")
        self.supply = supply
        self.limit = limit


class ReserveLimitExceeded(CurveError):
    """The reserve after the trade would pass what stands behind the largest supply."""

    def __init__(self, reserve: int, limit: int) -> None:
        super().__init__(f"ReserveLimitExceeded({reserve}, {limit})")
        self.reserve = reserve
        self.limit = limit


class AmountExceedsSupply(CurveError):
    """More is sold than exists."""

    def __init__(self, amount: int, supply: int) -> None:
        super().__init__(f"AmountExceedsSupply({amount}, {supply})")
        self.amount = amount
        self.supply = supply


@dataclass(frozen=True, slots=True)
class FeeRates:
    """Shares of a trade in 1/10,000: creator's, holders', protocol's."""

    creator_bps: int
    fan_bps: int
    protocol_bps: int = PROTOCOL_FEE_BPS

    @property
    def total_bps(self) -> int:
        """The whole fee in 1/10,000."""
        return self.creator_bps + self.fan_bps + self.protocol_bps


@dataclass(frozen=True, slots=True)
class Fees:
    """Fees of one trade in TT wei."""

    creator: int
    fans: int
    protocol: int

    @property
    def total(self) -> int:
        """All three together."""
        return self.creator + self.fans + self.protocol

    @property
    def referrer(self) -> int:
        """What a referrer gets out of the protocol's fee, if there is one."""
        return self.protocol // 2


@dataclass(frozen=True, slots=True)
class Quote:
    """What a trade does in the state it was asked for.

    tt_amount: TT wei the trader pays, fees included (buy), or receives, fees taken off (sell).
    token_amount: token wei the trader receives (buy) or gives (sell).
    price_before, price_after: TT wei per whole token, rounded down.
    reserve_change: TT wei the reserve grows by; negative for a sale.
    supply_after: token wei.
    """

    tt_amount: int
    token_amount: int
    fees: Fees
    price_before: int
    price_after: int
    reserve_change: int
    supply_after: int


def fees_on(amount: int, rates: FeeRates) -> Fees:
    """Each fee on `amount` TT wei, rounded down."""
    return Fees(
        creator=amount * rates.creator_bps // BPS,
        fans=amount * rates.fan_bps // BPS,
        protocol=amount * rates.protocol_bps // BPS,
    )


def quote_buy(
    tt_in: int, *, launch_reserve: int, supply: int, rates: FeeRates, returned: int = 0
) -> Quote:
    """What spending exactly `tt_in` TT wei brings.

    Raises ZeroAmount, also when it brings not a wei; ReserveLimitExceeded.
    """
    if tt_in <= 0:
        raise ZeroAmount
    limit = reserve_at(SUPPLY_LIMIT, launch_reserve=launch_reserve)
    if tt_in > limit:
        raise ReserveLimitExceeded(tt_in, limit)
    fees = fees_on(tt_in, rates)
    position = supply + returned
    backing = reserve_at(position, launch_reserve=launch_reserve) + tt_in - fees.total
    if backing > limit:
        raise ReserveLimitExceeded(backing, limit)
    after = supply_at(backing, launch_reserve=launch_reserve)
    if after == position:
        raise ZeroAmount
    return _quote(
        tt_in,
        fees,
        change=after - position,
        reserve_change=tt_in - fees.total,
        launch_reserve=launch_reserve,
        supply=supply,
        returned=returned,
    )


def quote_buy_exact(
    tokens_out: int, *, launch_reserve: int, supply: int, rates: FeeRates, returned: int = 0
) -> Quote:
    """What buying exactly `tokens_out` token wei costs.

    Raises ZeroAmount, SupplyLimitExceeded.
    """
    if tokens_out <= 0:
        raise ZeroAmount
    position = supply + returned
    after = position + tokens_out
    if after > SUPPLY_LIMIT:
        raise SupplyLimitExceeded(after, SUPPLY_LIMIT)
    cost = reserve_at(after, launch_reserve=launch_reserve) - reserve_at(
        position, launch_reserve=launch_reserve
    )
    tt_in = ceil_div(cost * BPS, BPS - rates.total_bps)
    fees = fees_on(tt_in, rates)
    while tt_in - fees.total != cost:
        # Three floored fees left up to three wei over; a few steps down meet the cost exactly.
        tt_in -= 1
        fees = fees_on(tt_in, rates)
    return _quote(
        tt_in,
        fees,
        change=tokens_out,
        reserve_change=cost,
        launch_reserve=launch_reserve,
        supply=supply,
        returned=returned,
    )


def quote_sell(
    tokens_in: int, *, launch_reserve: int, supply: int, rates: FeeRates, returned: int = 0
) -> Quote:
    """What selling exactly `tokens_in` token wei brings; one wei may bring nothing.

    Raises ZeroAmount, AmountExceedsSupply.
    """
    if tokens_in <= 0:
        raise ZeroAmount
    if tokens_in > supply:
        raise AmountExceedsSupply(tokens_in, supply)
    position = supply + returned
    gross = reserve_at(position, launch_reserve=launch_reserve) - reserve_at(
        position - tokens_in, launch_reserve=launch_reserve
    )
    fees = fees_on(gross, rates)
    return _quote(
        gross - fees.total,
        fees,
        change=-tokens_in,
        reserve_change=-gross,
        launch_reserve=launch_reserve,
        supply=supply,
        returned=returned,
    )


def _quote(
    tt_amount: int,
    fees: Fees,
    *,
    change: int,
    reserve_change: int,
    launch_reserve: int,
    supply: int,
    returned: int,
) -> Quote:
    position = supply + returned
    return Quote(
        tt_amount=tt_amount,
        token_amount=abs(change),
        fees=fees,
        price_before=price_at(position, launch_reserve=launch_reserve),
        price_after=price_at(position + change, launch_reserve=launch_reserve),
        reserve_change=reserve_change,
        supply_after=supply + change,
    )
