"""Contracts and exact Python integers live through the same histories, and agree to the wei."""

from __future__ import annotations

import random

import pytest
from books import born
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from world import DAY, TT

from toktok.market import curve, dividends
from toktok.market.curve import LAUNCH_SUPPLY
from toktok.market.pricing import CurveError, FeeRates

STEPS = 25
QUOTES = {"buy": "quoteBuy", "buy_exact": "quoteBuyExact", "sell": "quoteSell"}
amounts = st.one_of(
    st.integers(1, 1_000), st.integers(1, 10**19), st.integers(1, 10**24), st.integers(1, 10**36)
)


def begin(world, contributions, rates):
    """The same token on the chain and in Python."""
    token = world.trading(
        *contributions, creator_fee_bps=rates.creator_bps, fan_fee_bps=rates.fan_bps
    )
    shares = {
        fan.address: amount * TT for fan, amount in zip(world.fans, contributions, strict=False)
    }
    return token, born(shares, rates, world.ganache.now())


def assert_same_quote(world, token, model, kind, amount):
    quote = QUOTES[kind]
    try:
        expected = model.quote(kind, amount)
    except CurveError as error:
        expected = type(error).__name__
    if isinstance(expected, str):
        refused = world.refusal(world.market, quote, token, amount, sender=world.stranger)
        assert refused[0] == expected
        return
    assert getattr(world.market, quote)(token, amount).dict() == {
        "ttAmount": expected.tt_amount,
        "tokenAmount": expected.token_amount,
        "creatorFee": expected.fees.creator,
        "fanFee": expected.fees.fans,
        "protocolFee": expected.fees.protocol,
        "priceBefore": expected.price_before,
        "priceAfter": expected.price_after,
    }


def assert_same_state(world, token, model):
    now = world.ganache.now()
    due = dividends.release(model.books, now)
    assert token.totalSupply() == model.books.supply
    assert world.market.reserveOf(token)[0] == model.reserve
    assert tuple(token.revenue()) == (due.accumulator, due.pending, due.creator_owed)
    for who, account in model.accounts.items():
        held = (account.balance, account.checkpoint, account.settled)
        assert tuple(token.accountOf(who)) == held
        assert token.dividendsOf(who) == account.owed(due.accumulator)
    for who, share in model.shares.items():
        allocation = world.market.allocationOf(token, who).dict()
        assert allocation["dividends"] == share.owed(due.accumulator)
        assert allocation["returned"] == share.returned


@pytest.mark.parametrize(
    ("contributions", "rates", "bought"),
    [
        ((1_000,), FeeRates(0, 0), 0),
        ((6_000, 3_333, 1_717), FeeRates(200, 100), 20_000),
        ((90_000, 7), FeeRates(300, 300), 99_000),
    ],
)
def test_every_quote_is_the_models(world, contributions, rates, bought):
    token, model = begin(world, contributions, rates)
    if bought:
        buyer = world.fans[4]
        world.buy(token, buyer, bought * TT)
        model.trade(buyer.address, "buy", bought * TT, world.ganache.now())

    @settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
    @given(st.sampled_from(sorted(QUOTES)), amounts)
    def agree(kind, amount):
        assert_same_quote(world, token, model, kind, amount)

    agree()
    for edge in (LAUNCH_SUPPLY, model.books.supply, curve.SUPPLY_LIMIT - model.books.supply):
        for kind in QUOTES:
            for amount in (edge - 1, edge, edge + 1):
                if amount > 0:
                    assert_same_quote(world, token, model, kind, amount)


@pytest.mark.parametrize("story", range(3))
def test_chain_and_model_agree_after_every_step_of_a_history(world, story):
    chance = random.Random(story)
    rates = FeeRates(chance.randrange(301), chance.randrange(301))
    token, model = begin(world, (6_000, 3_333, 1_717), rates)
    for _ in range(STEPS):
        world.ganache.travel(chance.choice((1, 60, 3_600, DAY, 5 * DAY)))
        step = chance.choice((buys, buys, buys_exactly, sells, gives, collects, funds, gives_back))
        step(world, token, model, chance)
        assert_same_state(world, token, model)


def buys(world, token, model, chance):
    fan, amount = chance.choice(world.fans), chance.randrange(1, 3_000 * TT)
    world.buy(token, fan, amount)
    model.trade(fan.address, "buy", amount, world.ganache.now())


def buys_exactly(world, token, model, chance):
    fan, amount = chance.choice(world.fans), chance.randrange(1, 50_000 * TT)
    arguments = (token, amount, 2**200, fan, 2**40, world.stranger)
    trade = world.market.buyExact(*arguments, {"from": fan}).events["Traded"]
    quote = model.trade(fan.address, "buy_exact", amount, world.ganache.now())
    assert (trade["ttAmount"], trade["referrerFee"]) == (quote.tt_amount, quote.fees.referrer)


def sells(world, token, model, chance):
    fan = chance.choice(world.fans)
    held = model.account(fan.address).balance
    if held:
        amount = held if chance.random() < 0.3 else chance.randrange(1, held + 1)
        world.sell(token, fan, amount)
        model.trade(fan.address, "sell", amount, world.ganache.now())


def gives(world, token, model, chance):
    giver, taker = chance.sample(world.fans, 2)
    held = model.account(giver.address).balance
    amount = held if chance.random() < 0.3 else chance.randrange(held + 1)
    token.transfer(taker, amount, {"from": giver})
    model.give(giver.address, taker.address, amount, world.ganache.now())


def collects(world, token, model, chance):
    # Only who has no allocation: theirs would be paid along.
    fan = chance.choice(world.fans[3:])
    if world.ledger.owed(fan, [token], []):
        paid = world.ledger.claimAll([token], [], fan, {"from": fan}).events["Claimed"]["amount"]
        assert paid == model.collect(fan.address, world.ganache.now())


def funds(world, token, model, chance):
    payer, amount = chance.choice(world.fans), chance.randrange(1, 50 * TT)
    world.market.fundFans(token, amount, {"from": payer})
    model.fund(amount, world.ganache.now())


def gives_back(world, token, model, chance):
    fan = chance.choice(world.fans[:3])
    total, vested, _, returned, _ = world.market.allocationOf(token, fan)[1:]
    # A day's worth less: it vests while we speak.
    unvested = (total - vested - returned - total // 30) // TT
    if unvested > 0:
        amount = chance.randrange(1, unvested + 1) * TT
        back = world.market.returnUnvested(token, amount, {"from": fan})
        paid = model.give_back(fan.address, amount, world.ganache.now())
        assert back.events["UnvestedReturned"]["ttOut"] == paid
