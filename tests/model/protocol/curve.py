"""The curve: p(S) = p0 * max(1, (S/S0)^2), its integral, and the trades along it.

R0 is the TT raised by the launch, S0 the launch supply, p0 = R0/S0. A token stands at its supply
plus what was returned unvested, since that came off the flat part.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from tests.model.protocol.refusal import require

WAD = 10**18
S0 = 1_000_000 * WAD
MOST = 1_000 * S0
BPS = 10_000
PROTOCOL_BPS = 100


def reserve(supply: int, r0: int) -> int:
    """TT behind a supply: the integral of the price, rounded up."""
    if supply <= S0:
        return ceil(Fraction(r0 * supply, S0))
    return ceil(Fraction(r0 * (2 * S0**3 + supply**3), 3 * S0**3))


def supply(held: int, r0: int) -> int:
    """The largest supply whose reserve is at most `held`, by halving the interval it lies in."""
    least, beyond = 0, 2 * MOST
    while beyond - least > 1:
        middle = (least + beyond) // 2
        if reserve(middle, r0) <= held:
            least = middle
        else:
            beyond = middle
    return least


def price(at: int, r0: int) -> int:
    """TT per whole token at a place on the curve, rounded down."""
    p0 = Fraction(r0, S0)
    return floor(p0 * max(Fraction(1), Fraction(at, S0) ** 2) * WAD)


@dataclass(frozen=True)
class Fees:
    """Fees of one trade in TT wei."""

    creator: int
    fans: int
    protocol: int

    @property
    def total(self) -> int:
        """All three."""
        return self.creator + self.fans + self.protocol


@dataclass(frozen=True)
class Trade:
    """What a trade does.

    tt: TT the trader pays, fees included, or gets, fees taken off. tokens: the other side.
    held: TT by which the reserve grows or shrinks.
    """

    tt: int
    tokens: int
    fees: Fees
    held: int
    price_before: int
    price_after: int


@dataclass
class Curve:
    """A token's place: R0, its fees, its supply, and what was returned."""

    r0: int
    creator_bps: int
    fan_bps: int
    supply: int
    returned: int

    @property
    def place(self) -> int:
        """Where the token stands."""
        return self.supply + self.returned

    def fees(self, amount: int) -> Fees:
        """Each fee is rounded down by itself."""
        rates = (self.creator_bps, self.fan_bps, PROTOCOL_BPS)
        return Fees(*(amount * rate // BPS for rate in rates))

    def buy(self, tt_in: int) -> Trade:
        """Spend exactly so much, fees included."""
        limit = reserve(MOST, self.r0)
        require(tt_in <= limit, "ReserveLimitExceeded", tt_in, limit)
        fees = self.fees(tt_in)
        net = tt_in - fees.total
        backing = reserve(self.place, self.r0) + net
        require(backing <= limit, "ReserveLimitExceeded", backing, limit)
        tokens = supply(backing, self.r0) - self.place
        require(tokens > 0, "ZeroAmount")
        return self._trade(tt_in, tokens, fees, net, self.place + tokens)

    def buy_exact(self, tokens: int) -> Trade:
        """Buy exactly so many: the total whose fees leave the cost, the largest that rounds so."""
        after = self.place + tokens
        require(after <= MOST, "SupplyLimitExceeded", after, MOST)
        cost = reserve(after, self.r0) - reserve(self.place, self.r0)
        total = ceil(Fraction(cost * BPS, BPS - self.creator_bps - self.fan_bps - PROTOCOL_BPS))
        while total - self.fees(total).total != cost:
            total -= 1
        return self._trade(total, tokens, self.fees(total), cost, after)

    def sell(self, tokens: int) -> Trade:
        """Sell exactly so many."""
        require(tokens <= self.supply, "AmountExceedsSupply", tokens, self.supply)
        after = self.place - tokens
        gross = reserve(self.place, self.r0) - reserve(after, self.r0)
        fees = self.fees(gross)
        return self._trade(gross - fees.total, tokens, fees, -gross, after)

    def _trade(self, tt: int, tokens: int, fees: Fees, held: int, after: int) -> Trade:
        before = price(self.place, self.r0)
        return Trade(tt, tokens, fees, held, before, price(after, self.r0))
