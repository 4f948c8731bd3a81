"""Launches and supplies as hypothesis draws them."""

from __future__ import annotations

from hypothesis import strategies as st

from toktok.market.curve import LAUNCH_SUPPLY, MINIMUM_LAUNCH_RESERVE, SUPPLY_LIMIT

launch_reserves = st.integers(MINIMUM_LAUNCH_RESERVE, 10**30)
supplies = st.one_of(
    st.integers(0, 2 * LAUNCH_SUPPLY),
    st.integers(LAUNCH_SUPPLY - 5, LAUNCH_SUPPLY + 5),
    st.integers(0, SUPPLY_LIMIT),
)
