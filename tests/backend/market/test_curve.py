"""The curve's promises, on exact integers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from toktok.market import curve
from toktok.market.curve import LAUNCH_SUPPLY, SUPPLY_LIMIT, WAD, FeeRates

launch_reserves = st.integers(curve.MINIMUM_LAUNCH_RESERVE, 10**30)
supplies = st.one_of(
    st.integers(0, 2 * LAUNCH_SUPPLY),
    st.integers(LAUNCH_SUPPLY - 5, LAUNCH_SUPPLY + 5),
    st.integers(0, SUPPLY_LIMIT),
)
amounts = st.one_of(st.integers(1, 1000), st.integers(1, 10**25), st.integers(1, 10**32))
fee_rates = st.builds(
    FeeRates, st.integers(0, curve.MAXIMUM_FEE_BPS), st.integers(0, curve.MAXIMUM_FEE_BPS)
)
FREE = FeeRates(0, 0, protocol_bps=0)


@given(launch_reserves, supplies)
def test_supply_at_undoes_reserve_at_from_above(launch_reserve: int, supply: int) -> None:
    reserve = curve.reserve_at(supply, launch_reserve=launch_reserve)
    assert curve.supply_at(reserve, launch_reserve=launch_reserve) >= supply


@given(launch_reserves, st.integers(0, 10**12), st.integers(0, 10**20))
def test_supply_at_is_the_largest_supply_the_reserve_backs(
    launch_reserve: int, numerator: int, extra: int
) -> None:
    reserve = launch_reserve * numerator // 10**6 + extra
    supply = curve.supply_at(reserve, launch_reserve=launch_reserve)
    assert curve.reserve_at(supply, launch_reserve=launch_reserve) <= reserve
    assert curve.reserve_at(supply + 1, launch_reserve=launch_reserve) > reserve


@given(launch_reserves, supplies, st.integers(0, 10**24))
def test_reserve_and_price_never_fall_with_the_supply(
    launch_reserve: int, supply: int, more: int
) -> None:
    def both(at: int) -> tuple[int, int]:
        return (
            curve.reserve_at(at, launch_reserve=launch_reserve),
            curve.price_at(at, launch_reserve=launch_reserve),
        )

    before, after = both(supply), both(supply + more)
    assert before[0] <= after[0]
    assert before[1] <= after[1]


@given(launch_reserves)
def test_the_launch_supply_is_backed_by_what_was_raised(launch_reserve: int) -> None:
    assert curve.reserve_at(LAUNCH_SUPPLY, launch_reserve=launch_reserve) == launch_reserve
    assert curve.supply_at(launch_reserve, launch_reserve=launch_reserve) == LAUNCH_SUPPLY


def test_doubling_the_supply_costs_seven_thirds_of_the_launch() -> None:
    raised = 3_000 * WAD
    assert curve.reserve_at(2 * LAUNCH_SUPPLY, launch_reserve=raised) == 10_000 * WAD
    assert curve.supply_at(10_000 * WAD, launch_reserve=raised) == 2 * LAUNCH_SUPPLY
    assert curve.price_at(2 * LAUNCH_SUPPLY, launch_reserve=raised) == 4 * 3_000 * WAD // 10**6


@given(launch_reserves, supplies, amounts)
def test_buying_and_selling_at_once_never_gains(
    launch_reserve: int, supply: int, tt_in: int
) -> None:
    backing = curve.reserve_at(supply, launch_reserve=launch_reserve) + tt_in
    assume(supply < curve.supply_at(backing, launch_reserve=launch_reserve) <= SUPPLY_LIMIT)
    bought = curve.quote_buy(tt_in, launch_reserve=launch_reserve, supply=supply, rates=FREE)
    sold = curve.quote_sell(
        bought.token_amount,
        launch_reserve=launch_reserve,
        supply=bought.supply_after,
        rates=FREE,
    )
    assert sold.tt_amount <= tt_in


@given(launch_reserves, supplies, amounts, st.integers(1, 1000))
def test_selling_in_parts_brings_what_selling_at_once_brings(
    launch_reserve: int, supply: int, tokens: int, first: int
) -> None:
    assume(first < tokens <= supply)

    def proceeds(amount: int, at: int) -> int:
        return curve.quote_sell(
            amount, launch_reserve=launch_reserve, supply=at, rates=FREE
        ).tt_amount

    parts = proceeds(first, supply) + proceeds(tokens - first, supply - first)
    assert parts == proceeds(tokens, supply)


@given(launch_reserves, supplies, amounts)
def test_a_sale_brings_at_least_the_launch_price_before_fees(
    launch_reserve: int, supply: int, tokens: int
) -> None:
    assume(tokens <= supply)
    sold = curve.quote_sell(tokens, launch_reserve=launch_reserve, supply=supply, rates=FREE)
    assert sold.tt_amount >= launch_reserve * tokens // LAUNCH_SUPPLY


@given(launch_reserves, supplies, amounts, fee_rates)
def test_an_exact_buy_pays_for_every_token(
    launch_reserve: int, supply: int, tokens: int, rates: FeeRates
) -> None:
    assume(supply + tokens <= SUPPLY_LIMIT)
    quote = curve.quote_buy_exact(tokens, launch_reserve=launch_reserve, supply=supply, rates=rates)
    cost = curve.reserve_at(supply + tokens, launch_reserve=launch_reserve) - curve.reserve_at(
        supply, launch_reserve=launch_reserve
    )
    assert quote.reserve_change == cost
    assert quote.tt_amount == quote.reserve_change + quote.fees.total
    spending = curve.quote_buy(
        max(quote.tt_amount, 1), launch_reserve=launch_reserve, supply=supply, rates=rates
    )
    assert spending.token_amount >= tokens


@given(launch_reserves, supplies, amounts, fee_rates)
def test_fees_stay_within_their_rates(
    launch_reserve: int, supply: int, tokens: int, rates: FeeRates
) -> None:
    assume(tokens <= supply)
    sold = curve.quote_sell(tokens, launch_reserve=launch_reserve, supply=supply, rates=rates)
    gross = sold.tt_amount + sold.fees.total
    assert sold.reserve_change == -gross
    assert sold.fees.creator * curve.BPS <= gross * rates.creator_bps
    assert sold.fees.fans * curve.BPS <= gross * rates.fan_bps
    assert sold.fees.protocol * curve.BPS <= gross * rates.protocol_bps
    assert 0 <= sold.fees.referrer <= sold.fees.protocol - sold.fees.referrer
    assert sold.price_after <= sold.price_before


def test_selling_one_wei_for_nothing_succeeds() -> None:
    sold = curve.quote_sell(
        1, launch_reserve=1_000 * WAD, supply=LAUNCH_SUPPLY - 1, rates=FeeRates(300, 300)
    )
    assert sold.tt_amount in (0, 1)


@pytest.mark.parametrize("quote", [curve.quote_buy, curve.quote_buy_exact, curve.quote_sell])
def test_a_trade_of_nothing_has_a_named_error(quote: Callable[..., curve.Quote]) -> None:
    with pytest.raises(curve.ZeroAmount):
        quote(0, launch_reserve=1_000 * WAD, supply=LAUNCH_SUPPLY, rates=FREE)


def test_selling_more_than_exists_has_a_named_error() -> None:
    with pytest.raises(curve.AmountExceedsSupply) as caught:
        curve.quote_sell(11, launch_reserve=1_000 * WAD, supply=10, rates=FREE)
    assert (caught.value.amount, caught.value.supply) == (11, 10)


def test_buying_beyond_the_limit_has_a_named_error() -> None:
    with pytest.raises(curve.SupplyLimitExceeded) as caught:
        curve.quote_buy_exact(1, launch_reserve=1_000 * WAD, supply=SUPPLY_LIMIT, rates=FREE)
    assert (caught.value.supply, caught.value.limit) == (SUPPLY_LIMIT + 1, SUPPLY_LIMIT)


def test_spending_beyond_the_limit_has_a_named_error() -> None:
    raised = 1_000 * WAD
    limit = curve.reserve_at(SUPPLY_LIMIT, launch_reserve=raised)
    for spent in (limit + 1, limit):
        with pytest.raises(curve.ReserveLimitExceeded) as caught:
            curve.quote_buy(spent, launch_reserve=raised, supply=LAUNCH_SUPPLY, rates=FREE)
        assert caught.value.limit == limit
        assert caught.value.reserve == (spent if spent > limit else spent + raised)


def test_spending_less_than_a_wei_of_token_costs_has_a_named_error() -> None:
    with pytest.raises(curve.ZeroAmount):
        curve.quote_buy(1, launch_reserve=2 * LAUNCH_SUPPLY, supply=LAUNCH_SUPPLY, rates=FREE)


@pytest.mark.parametrize("undo", [curve.reserve_at, curve.supply_at])
def test_negative_amounts_are_refused(undo: Callable[..., int]) -> None:
    with pytest.raises(ValueError, match="negative"):
        undo(-1, launch_reserve=1_000 * WAD)
