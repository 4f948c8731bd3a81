"""The protocol's sentences, lived through."""

from __future__ import annotations

from messages import b32, claim_message, permit_message
from world import DAY, FOREVER, LAUNCH_SUPPLY, NOBODY, TERMS, TT

HALF_LIFE = 2 * DAY


def test_everyone_joins_a_launch_at_one_price(world):
    token = world.trading(6_000, 3_000, 1_000)
    state = world.market.launchOf(token).dict()
    assert state["status"] == 3
    assert state["raised"] == 10_000 * TT
    assert token.totalSupply() == LAUNCH_SUPPLY
    assert world.market.priceOf(token) == 10_000 * TT // 10**6
    shares = [world.market.allocationOf(token, fan).dict()["total"] for fan in world.fans[:3]]
    assert shares == [LAUNCH_SUPPLY * part // 10 for part in (6, 3, 1)]


def test_the_bond_is_held_while_the_launch_is_open_and_comes_back(world):
    before = world.tt.balanceOf(world.creator)
    token = world.launch()
    assert world.tt.balanceOf(world.creator) == before - 100 * TT
    world.ganache.travel(TERMS["window"])
    world.market.finalize(token, {"from": world.stranger})
    assert world.tt.balanceOf(world.creator) == before


def test_a_launch_that_misses_its_minimum_gives_everything_back(world):
    fan = world.fans[0]
    token = world.launch(minimum_raise=5_000 * TT)
    before = world.tt.balanceOf(fan)
    world.market.contribute(token, 4_999 * TT, {"from": fan})
    world.ganache.travel(TERMS["window"])
    world.market.refund(token, {"from": fan})
    assert world.tt.balanceOf(fan) == before
    assert world.refusal(world.market, "refund", token, sender=fan) == (
        "NothingToRefund",
        token.address.lower(),
        fan.address.lower(),
    )
    assert world.launch(symbol="AGAIN").symbol() == "AGAIN"


def test_a_launch_closes_early_when_it_is_full(world):
    first, second = world.fans[:2]
    token = world.launch(maximum_raise=2_000 * TT)
    world.market.contribute(token, 1_500 * TT, {"from": first})
    refused = world.refusal(world.market, "contribute", token, 501 * TT, sender=second)
    assert refused == ("LaunchFull", token.address.lower(), 500 * TT, 501 * TT)
    world.market.contribute(token, 500 * TT, {"from": second})
    assert world.market.launchOf(token).dict()["status"] == 2
    world.market.finalize(token, {"from": world.stranger})
    assert world.market.launchOf(token).dict()["status"] == 3


def test_allocations_vest_day_by_day(world):
    fan = world.fans[0]
    token = world.trading(10_000)
    finalized = world.market.launchOf(token).dict()["finalizedAt"]
    world.ganache.travel(15 * DAY)
    world.market.claimAllocation(token, {"from": fan})
    passed = world.ganache.now() - finalized
    assert token.balanceOf(fan) == LAUNCH_SUPPLY * passed // (30 * DAY)
    world.ganache.travel(15 * DAY)
    world.market.claimAllocation(token, {"from": fan})
    assert token.balanceOf(fan) == LAUNCH_SUPPLY
    assert world.refusal(world.market, "claimAllocation", token, sender=fan)[0] == "NothingVested"


def test_what_has_not_vested_may_be_given_back_at_the_launch_price(world):
    fan, buyer = world.fans[0], world.fans[3]
    token = world.trading(10_000)
    world.buy(token, buyer, 5_000 * TT)
    before, price = world.tt.balanceOf(fan), world.market.priceOf(token)
    world.market.returnUnvested(token, LAUNCH_SUPPLY // 2, {"from": fan})
    assert world.tt.balanceOf(fan) == before + 5_000 * TT
    assert world.market.priceOf(token) == price, "nobody else's price moves"


def test_a_buyer_and_a_seller_get_what_they_were_quoted(world):
    fan = world.fans[4]
    token = world.trading()
    quote = world.market.quoteBuy(token, 1_000 * TT).dict()
    world.buy(token, fan, 1_000 * TT)
    assert token.balanceOf(fan) == quote["tokenAmount"]
    assert world.market.priceOf(token) == quote["priceAfter"]
    quote = world.market.quoteSell(token, token.balanceOf(fan)).dict()
    before = world.tt.balanceOf(fan)
    world.sell(token, fan, token.balanceOf(fan))
    assert world.tt.balanceOf(fan) == before + quote["ttAmount"]


def test_an_exact_buy_costs_what_it_was_quoted_and_not_more_than_allowed(world):
    fan = world.fans[4]
    token = world.trading()
    cost = world.market.quoteBuyExact(token, 12_345 * TT).dict()["ttAmount"]
    arguments = (token, 12_345 * TT, cost - 1, fan, FOREVER, NOBODY)
    refused = world.refusal(world.market, "buyExact", *arguments, sender=fan)
    assert refused == ("SlippageExceeded", cost - 1, cost)
    before = world.tt.balanceOf(fan)
    world.market.buyExact(token, 12_345 * TT, cost, fan, FOREVER, NOBODY, {"from": fan})
    assert before - world.tt.balanceOf(fan) == cost
    assert token.balanceOf(fan) == 12_345 * TT


def test_eth_buys_tokens_in_one_transaction(world):
    token = world.trading()
    expected = world.market.quoteBuy(token, 10_000 * TT).dict()["tokenAmount"]
    world.market.buyWithEth(
        token, expected, world.stranger, FOREVER, NOBODY, {"from": world.stranger, "value": TT}
    )
    assert token.balanceOf(world.stranger) == expected


def test_a_permit_and_a_buy_are_one_transaction(world):
    fan = world.fans[0]
    token = world.trading()
    world.tt.approve(world.market, 0, {"from": fan})
    signed = world.sign(fan, permit_message(world, fan, 500 * TT))
    batch = [
        world.market.selfPermit.encode_input(
            500 * TT, FOREVER, signed.v, b32(signed.r), b32(signed.s)
        ),
        world.market.buy.encode_input(token, 500 * TT, 1, fan, FOREVER, NOBODY),
    ]
    world.market.multicall(batch, {"from": fan})
    assert token.balanceOf(fan) > 0


def test_a_permit_used_up_by_a_stranger_does_not_break_the_batch(world):
    fan = world.fans[0]
    token = world.trading()
    world.tt.approve(world.market, 0, {"from": fan})
    signed = world.sign(fan, permit_message(world, fan, 500 * TT))
    proof = (signed.v, b32(signed.r), b32(signed.s))
    world.tt.permit(fan, world.market, 500 * TT, FOREVER, *proof, {"from": world.stranger})
    batch = [
        world.market.selfPermit.encode_input(500 * TT, FOREVER, *proof),
        world.market.buy.encode_input(token, 500 * TT, 1, fan, FOREVER, NOBODY),
    ]
    world.market.multicall(batch, {"from": fan})
    assert token.balanceOf(fan) > 0


def test_fees_go_to_creator_fans_protocol_and_referrer(world):
    fan, referrer = world.fans[3:5]
    token = world.trading(creator_fee_bps=200, fan_fee_bps=100)
    trade = world.buy(token, fan, 1_000 * TT, referrer).events["Traded"]
    assert (trade["creatorFee"], trade["fanFee"]) == (20 * TT, 10 * TT)
    assert (trade["protocolFee"], trade["referrerFee"]) == (10 * TT, 5 * TT)
    assert world.ledger.owed(world.creator, [token], []) == 20 * TT
    assert world.ledger.owed(referrer, [], []) == 5 * TT
    assert world.ledger.owed(world.admin, [token], []) == 5 * TT


def test_one_claim_pays_everything_that_is_owed(world):
    token = world.trading()
    world.buy(token, world.fans[3], 2_000 * TT)
    world.ledger.tip(world.creator, 100 * TT, {"from": world.fans[4]})
    owed = world.ledger.owed(world.creator, [token], [])
    assert owed == 40 * TT + 90 * TT
    before = world.tt.balanceOf(world.stranger)
    world.ledger.claimAll([token], [], world.stranger, {"from": world.creator})
    assert world.tt.balanceOf(world.stranger) == before + owed
    refused = world.refusal(
        world.ledger, "claimAll", [token], [], world.creator, sender=world.creator
    )
    assert refused == ("NothingOwed", world.creator.address.lower())


def test_half_of_what_is_pending_is_released_every_two_days(world):
    holder, buyer = world.fans[0], world.fans[3]
    token = world.trading(10_000, fan_fee_bps=300)
    world.buy(token, buyer, 10_000 * TT)
    booked = world.ganache.now()
    assert token.revenue()[1] == 300 * TT
    world.ganache.travel(HALF_LIFE)
    elapsed = world.ganache.now() - booked
    assert abs(token.revenue()[1] - 300 * TT * 2 ** (-elapsed / HALF_LIFE)) < TT // 10**6
    # The allocation earns from the first trade on, beside the buyer's balance.
    supply = token.totalSupply()
    released = 300 * TT - token.revenue()[1]
    earned = world.market.allocationOf(token, holder).dict()["dividends"]
    assert abs(earned - released * LAUNCH_SUPPLY // supply) <= 1
    assert abs(token.dividendsOf(buyer) - released * token.balanceOf(buyer) // supply) <= 1


def test_a_tip_is_divided_between_creator_side_fans_and_protocol(world):
    token = world.trading()
    friend = world.stranger
    world.ledger.setSplits([(world.creator, 7_000), (friend, 3_000)], {"from": world.creator})
    world.ledger.tip(world.creator, 1_000 * TT, {"from": world.fans[3]})
    assert world.ledger.balanceOf(world.creator) == 630 * TT
    assert world.ledger.balanceOf(friend) == 270 * TT
    assert world.ledger.balanceOf(world.admin) == 50 * TT
    assert token.revenue()[1] == 50 * TT


def test_whoever_joined_the_launch_can_leave_at_its_price_less_the_fee(world):
    early, late = world.fans[0], world.fans[4]
    token = world.trading(10_000, allocation_vesting=0)
    world.market.claimAllocation(token, {"from": early})
    world.buy(token, late, 50_000 * TT)
    world.sell(token, late, token.balanceOf(late))
    trade = world.sell(token, early, token.balanceOf(early)).events["Traded"]
    gross = trade["ttAmount"] + trade["creatorFee"] + trade["fanFee"] + trade["protocolFee"]
    assert gross >= 10_000 * TT


def test_tt_is_eth_at_any_time(world):
    fan = world.fans[0]
    before = fan.balance()
    spent = world.tt.withdraw(10_000 * TT, {"from": fan, "gas_price": "2 gwei"})
    assert fan.balance() == before + 10**18 - spent.gas_used * spent.gas_price


def test_a_pause_stops_what_enters_and_nothing_that_leaves(world):
    fan = world.fans[0]
    token = world.trading(10_000, allocation_vesting=0)
    world.market.claimAllocation(token, {"from": fan})
    world.market.pause({"from": world.admin})
    until = world.market.pausedUntil()
    assert until == world.ganache.now() + 7 * DAY
    arguments = (token, TT, 0, fan, FOREVER, NOBODY)
    assert world.refusal(world.market, "buy", *arguments, sender=fan) == ("EntriesPaused", until)
    world.sell(token, fan, 1_000 * TT)
    world.ganache.travel(7 * DAY)
    world.buy(token, fan, TT)
    assert world.refusal(world.market, "pause", sender=world.admin) == (
        "PauseResting",
        until + 30 * DAY,
    )
    refused = world.refusal(world.market, "pause", sender=world.stranger)
    assert refused[0] == "AccessManagedUnauthorized"


def test_a_creator_moves_to_a_new_key_after_three_days(world):
    token = world.trading()
    heir = world.stranger
    world.market.transferCreator(token, heir, {"from": world.creator})
    assert world.refusal(world.market, "acceptCreator", token, sender=heir)[0] == "TransferNotReady"
    world.ganache.travel(3 * DAY)
    world.market.acceptCreator(token, {"from": heir})
    assert world.market.creatorOf(token) == heir
    world.buy(token, world.fans[3], 1_000 * TT)
    assert world.ledger.owed(heir, [token], []) == 20 * TT


def test_a_relayer_claims_for_whoever_signed(world):
    token = world.trading()
    world.buy(token, world.fans[3], 1_000 * TT)
    owed = world.ledger.owed(world.creator, [token], [])
    signed = world.sign(world.creator, claim_message(world, world.creator, token))
    before = world.tt.balanceOf(world.creator)
    arguments = (world.creator, [token], [], world.creator, FOREVER, signed.signature)
    world.ledger.claimAllFor(*arguments, {"from": world.stranger})
    assert world.tt.balanceOf(world.creator) == before + owed
    refused = world.refusal(world.ledger, "claimAllFor", *arguments, sender=world.stranger)
    assert refused == ("InvalidSignature", world.creator.address.lower())


def test_everyone_can_leave_and_only_dust_remains(world):
    token = world.trading(6_000, 3_000, 1_000)
    for fan in world.fans[2:]:
        world.buy(token, fan, 3_000 * TT)
    world.ledger.tip(world.creator, 10 * TT, {"from": world.fans[0]})
    world.ganache.travel(10 * DAY)
    for fan in world.fans[:3]:
        world.market.claimAllocation(token, {"from": fan})
        total, vested, _, returned, _ = world.market.allocationOf(token, fan)[1:]
        # A minute's worth less: it vests while we speak.
        unvested = total - vested - returned - total * 60 // (30 * DAY)
        world.market.returnUnvested(token, unvested - unvested % 10**18, {"from": fan})
    world.ganache.travel(400 * DAY)
    for fan in world.fans[:3]:
        world.market.claimAllocation(token, {"from": fan})
    for fan in world.fans:
        if token.balanceOf(fan):
            world.sell(token, fan, token.balanceOf(fan))
    world.ganache.travel(400 * DAY)
    for account in (*world.fans, world.creator, world.admin):
        if world.ledger.owed(account, [token], []):
            world.ledger.claimAll([token], [], account, {"from": account})
    assert token.totalSupply() < 10, "what rounding left unallocated"
    assert world.tt.balanceOf(world.ledger) == 0
    assert world.tt.balanceOf(world.market) < 100
    for account in (*world.fans, world.creator):
        world.tt.withdraw(world.tt.balanceOf(account), {"from": account})
