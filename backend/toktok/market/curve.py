"""The curve of a creator token in exact integers: what the market contract computes, to the wei.

Flat up to the launch supply, then the square of the supply: p(S) = p0 * max(1, (S / S0)^2), with
p0 = R0 / S0. The reserve is held at the ceiling of its integral and every payment is a difference
of ceilings, so rounding never takes from the reserve and nobody sells below p0.

Allocations given back unvested come off the flat part, at p0: a token then stands on the curve at
its supply plus what was returned, and nobody's price moves.

Amounts of TT and of tokens are wei (1e18 a unit). `launch_reserve` is R0, the TT wei raised;
`returned` the token wei given back.
"""

from __future__ import annotations

from dataclasses import dataclass

WAD = 10**18
LAUNCH_SUPPLY = 1_000_000 * WAD
SUPPLY_LIMIT = 1_000 * LAUNCH_SUPPLY
MINIMUM_LAUNCH_RESERVE = 1_000 * WAD
BPS = 10_000
PROTOCOL_FEE_BPS = 100
MAXIMUM_FEE_BPS = 300

_CUBE = LAUNCH_SUPPLY**3


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


def reserve_at(supply: int, *, launch_reserve: int) -> int:
    """TT wei that `supply` token wei must be backed by, rounded up.

    R(S) = R0 * S / S0 up to S0, then R0 * (2 + (S / S0)^3) / 3.
    """
    if supply < 0:
        raise ValueError("supply is negative")
    if supply <= LAUNCH_SUPPLY:
        return _ceil_div(launch_reserve * supply, LAUNCH_SUPPLY)
    return _ceil_div(launch_reserve * (2 * _CUBE + supply**3), 3 * _CUBE)


def supply_at(reserve: int, *, launch_reserve: int) -> int:
    """The largest supply in token wei whose `reserve_at` is at most `reserve` TT wei.

    S(R) = R * S0 / R0 below R0, then S0 * cbrt(3 * R / R0 - 2).
    """
    if reserve < 0:
        raise ValueError("reserve is negative")
    if reserve < launch_reserve:
        return reserve * LAUNCH_SUPPLY // launch_reserve
    return _cube_root(_CUBE * (3 * reserve - 2 * launch_reserve) // launch_reserve)


def price_at(supply: int, *, launch_reserve: int) -> int:
    """TT wei per whole token (1e18 wei) at `supply`, rounded down."""
    if supply <= LAUNCH_SUPPLY:
        return launch_reserve * WAD // LAUNCH_SUPPLY
    return launch_reserve * WAD * supply**2 // _CUBE


def floor_price(*, launch_reserve: int) -> int:
    """TT wei per whole token below which no sale before fees ever goes, rounded down."""
    return price_at(0, launch_reserve=launch_reserve)


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
    tt_in = _ceil_div(cost * BPS, BPS - rates.total_bps)
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


def _ceil_div(dividend: int, divisor: int) -> int:
    return -(-dividend // divisor)


def _cube_root(number: int) -> int:
    """The largest integer whose cube is at most `number`."""
    if number == 0:
        return 0
    # Newton from above falls strictly until it reaches the floor of the root.
    root = 1 << -(-number.bit_length() // 3)
    while True:
        lower = (2 * root + number // root**2) // 3
        if lower >= root:
            return root
        root = lower
