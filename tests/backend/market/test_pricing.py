"""What trades on the curve promise, on exact integers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.backend.market.drawn import launch_reserves, supplies
from toktok.market import curve, pricing
from toktok.market.curve import LAUNCH_SUPPLY, SUPPLY_LIMIT, WAD
from toktok.market.pricing import FeeRates

amounts = st.one_of(st.integers(1, 1000), st.integers(1, 10**25), st.integers(1, 10**32))
fee_rates = st.builds(
    FeeRates, st.integers(0, pricing.MAXIMUM_FEE_BPS), st.integers(0, pricing.MAXIMUM_FEE_BPS)
)
FREE = FeeRates(0, 0, protocol_bps=0)


@given(launch_reserves, supplies, amounts)
def test_buying_and_selling_at_once_never_gains(
    launch_reserve: int, supply: int, tt_in: int
) -> None:
    backing = curve.reserve_at(supply, launch_reserve=launch_reserve) + tt_in
    assume(supply < curve.supply_at(backing, launch_reserve=launch_reserve) <= SUPPLY_LIMIT)
    bought = pricing.quote_buy(tt_in, launch_reserve=launch_reserve, supply=supply, rates=FREE)
    sold = pricing.quote_sell(
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
        return pricing.quote_sell(
            amount, launch_reserve=launch_reserve, supply=at, rates=FREE
        ).tt_amount

    parts = proceeds(first, supply) + proceeds(tokens - first, supply - first)
    assert parts == proceeds(tokens, supply)


@given(launch_reserves, supplies, amounts)
def test_a_sale_brings_at_least_the_launch_price_before_fees(
    launch_reserve: int, supply: int, tokens: int
) -> None:
    assume(tokens <= supply)
    sold = pricing.quote_sell(tokens, launch_reserve=launch_reserve, supply=supply, rates=FREE)
    assert sold.tt_amount >= launch_reserve * tokens // LAUNCH_SUPPLY


@given(launch_reserves, supplies, amounts, fee_rates)
def test_an_exact_buy_pays_for_every_token(
    launch_reserve: int, supply: int, tokens: int, rates: FeeRates
) -> None:
    assume(supply + tokens <= SUPPLY_LIMIT)
    quote = pricing.quote_buy_exact(
        tokens, launch_reserve=launch_reserve, supply=supply, rates=rates
    )
    cost = curve.reserve_at(supply + tokens, launch_reserve=launch_reserve) - curve.reserve_at(
        supply, launch_reserve=launch_reserve
    )
    assert quote.reserve_change == cost
    assert quote.tt_amount == quote.reserve_change + quote.fees.total
    spending = pricing.quote_buy(
        max(quote.tt_amount, 1), launch_reserve=launch_reserve, supply=supply, rates=rates
    )
    assert spending.token_amount >= tokens


@given(launch_reserves, supplies, amounts, fee_rates)
def test_fees_stay_within_their_rates(
    launch_reserve: int, supply: int, tokens: int, rates: FeeRates
) -> None:
    assume(tokens <= supply)
    sold = pricing.quote_sell(tokens, launch_reserve=launch_reserve, supply=supply, rates=rates)
    gross = sold.tt_amount + sold.fees.total
    assert sold.reserve_change == -gross
    assert sold.fees.creator * pricing.BPS <= gross * rates.creator_bps
    assert sold.fees.fans * pricing.BPS <= gross * rates.fan_bps
    assert sold.fees.protocol * pricing.BPS <= gross * rates.protocol_bps
    assert 0 <= sold.fees.referrer <= sold.fees.protocol - sold.fees.referrer
    assert sold.price_after <= sold.price_before


def test_selling_one_wei_for_nothing_succeeds() -> None:
    sold = pricing.quote_sell(
        1, launch_reserve=1_000 * WAD, supply=LAUNCH_SUPPLY - 1, rates=FeeRates(300, 300)
    )
    assert sold.tt_amount in (0, 1)


@pytest.mark.parametrize("quote", [pricing.quote_buy, pricing.quote_buy_exact, pricing.quote_sell])
def test_a_trade_of_nothing_has_a_named_error(quote: Callable[..., pricing.Quote]) -> None:
    with pytest.raises(pricing.ZeroAmount):
        quote(0, launch_reserve=1_000 * WAD, supply=LAUNCH_SUPPLY, rates=FREE)


def test_selling_more_than_exists_has_a_named_error() -> None:
    with pytest.raises(pricing.AmountExceedsSupply) as caught:
        pricing.quote_sell(11, launch_reserve=1_000 * WAD, supply=10, rates=FREE)
    assert (caught.value.amount, caught.value.supply) == (11, 10)


def test_buying_beyond_the_limit_has_a_named_error() -> None:
    with pytest.raises(pricing.SupplyLimitExceeded) as caught:
        pricing.quote_buy_exact(1, launch_reserve=1_000 * WAD, supply=SUPPLY_LIMIT, rates=FREE)
    assert (caught.value.supply, caught.value.limit) == (SUPPLY_LIMIT + 1, SUPPLY_LIMIT)


def test_spending_beyond_the_limit_has_a_named_error() -> None:
    raised = 1_000 * WAD
    limit = curve.reserve_at(SUPPLY_LIMIT, launch_reserve=raised)
    for spent in (limit + 1, limit):
        with pytest.raises(pricing.ReserveLimitExceeded) as caught:
            pricing.quote_buy(spent, launch_reserve=raised, supply=LAUNCH_SUPPLY, rates=FREE)
        assert caught.value.limit == limit
        assert caught.value.reserve == (spent if spent > limit else spent + raised)


def test_spending_less_than_a_wei_of_token_costs_has_a_named_error() -> None:
    with pytest.raises(pricing.ZeroAmount):
        pricing.quote_buy(1, launch_reserve=2 * LAUNCH_SUPPLY, supply=LAUNCH_SUPPLY, rates=FREE)
