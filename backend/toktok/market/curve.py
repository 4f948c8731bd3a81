"""The curve of a creator token in exact integers: what the market contract computes, to the wei.

Flat up to the launch supply, then the square of the supply: p(S) = p0 * max(1, (S / S0)^2), with
p0 = R0 / S0. The reserve is held at the ceiling of its integral and every payment is a difference
of ceilings, so rounding never takes from the reserve and nobody sells below p0.

Allocations given back unvested come off the flat part, at p0: a token then stands on the curve at
its supply plus what was returned, and nobody's price moves.

What a trade costs and brings is in `pricing`. Amounts of TT and of tokens are wei (1e18 a unit).
`launch_reserve` is R0, the TT wei raised.
"""

from __future__ import annotations

WAD = 10**18
LAUNCH_SUPPLY = 1_000_000 * WAD
SUPPLY_LIMIT = 1_000 * LAUNCH_SUPPLY
MINIMUM_LAUNCH_RESERVE = 1_000 * WAD

_CUBE = LAUNCH_SUPPLY**3


def reserve_at(supply: int, *, launch_reserve: int) -> int:
    """TT wei that `supply` token wei must be backed by, rounded up.

    R(S) = R0 * S / S0 up to S0, then R0 * (2 + (S / S0)^3) / 3.
    """
    if supply < 0:
        raise ValueError("supply is negative")
    if supply <= LAUNCH_SUPPLY:
        return ceil_div(launch_reserve * supply, LAUNCH_SUPPLY)
    return ceil_div(launch_reserve * (2 * _CUBE + supply**3), 3 * _CUBE)


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


def ceil_div(dividend: int, divisor: int) -> int:
    """The quotient, rounded up."""
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
