"""Where the money of moments, subscriptions, royalties and the fund goes, lived through."""

from __future__ import annotations

import json

from world import DAY, TT, UNLIMITED

from scripts.seeding.fund import Period, Reception, data_of

PERIOD = 30 * DAY


def test_one_claim_divides_and_pays_everything(world):
    artist, friend, referrer, buyer, *_ = world.fans
    token = world.trading()
    moment = world.moment(
        soundId=world.sound(artist, 2_000),
        splits=[
            {"recipient": world.creator.address, "bps": 7_500},
            {"recipient": friend.address, "bps": 2_500},
        ],
    )
    world.mint(moment, buyer, 10, referrer)
    # 1,000 TT: 850 creator side, 100 fans, 50 protocol, of which the referrer has half.
    assert world.ledger.owed(referrer, [], []) == 25 * TT
    assert world.ledger.owed(artist, [], [moment]) == 170 * TT
    assert world.ledger.owed(friend, [], [moment]) == 170 * TT
    before = token.revenue()[1]
    assert world.claim(world.creator, [token], [moment]) == 510 * TT
    assert token.revenue()[1] == before + 100 * TT
    assert (world.claim(artist), world.claim(friend)) == (170 * TT, 170 * TT)
    assert (world.claim(referrer), world.claim(world.admin)) == (25 * TT, 25 * TT)
    assert tuple(world.ledger.bookedOf(moment)) == (0, 0, 0)
    assert world.tt.balanceOf(world.ledger) == 0


def test_a_creator_without_a_token_gets_the_fans_part(world):
    buyer = world.fans[0]
    moment = world.moment()
    world.mint(moment, buyer)
    world.ledger.distribute([moment], {"from": world.stranger})
    assert world.claim(world.creator) == 95 * TT


def test_a_royalty_is_divided_between_creator_side_and_fans(world):
    seller, buyer = world.fans[:2]
    token = world.trading()
    moment = world.moment(royaltyBps=1_000)
    minted = world.mint(moment, seller)
    world.ledger.distribute([moment], {"from": world.stranger})
    world.claim(world.creator)
    before = token.revenue()[1]
    listing = world.order(seller, "listing", minted, 1_000 * TT)
    world.exchange.fillListing(*listing, buyer, {"from": buyer})
    divided = world.ledger.distribute([moment], {"from": world.stranger}).events["IncomeDivided"]
    assert divided["amount"] == 110 * TT
    assert (divided["toCreatorSide"], divided["toFans"]) == (80 * TT, 20 * TT)
    assert divided["toProtocol"] == 10 * TT
    assert token.revenue()[1] <= before + 20 * TT


def test_a_foreign_royalty_is_swept(world):
    token = world.trading()
    fan = world.fans[3]
    fan.transfer(token, 10**17)
    world.tt.transfer(token, 200 * TT, {"from": fan})
    swept = token.sweep({"from": world.stranger}).events["Swept"]
    assert swept["amount"] == 1_200 * TT
    assert world.ledger.balanceOf(world.creator) == 960 * TT
    assert token.revenue()[1] == 240 * TT
    assert token.balance() == 0
    assert world.refusal(token, "sweep", sender=fan) == ("NothingToSweep",)


def test_a_subscription_keeps_the_terms_it_was_paid_for(world):
    fan, friend = world.fans[3:5]
    token = world.trading()
    world.subscriptions.setPlan(30 * TT, PERIOD, 100 * TT, {"from": world.creator})
    arguments = (world.creator, 1, 2, fan, 60 * TT)
    world.subscriptions.subscribe(*arguments, {"from": fan})
    ends = world.ganache.now() + 2 * PERIOD
    assert not world.subscriptions.isSubscribed(world.creator, fan), "it holds too little"
    world.buy(token, fan, 10 * TT)
    assert world.subscriptions.isSubscribed(world.creator, fan)
    world.subscriptions.setPlan(90 * TT, PERIOD, 10**6 * TT, {"from": world.creator})
    assert world.subscriptions.isSubscribed(world.creator, fan)
    assert tuple(world.subscriptions.subscriptionOf(world.creator, fan)) == (ends, 100 * TT)
    refused = world.refusal(world.subscriptions, "subscribe", *arguments, sender=fan)
    assert refused == ("PlanChanged", 1, 2)
    world.subscriptions.setPlan(20 * TT, PERIOD, 0, {"from": world.creator})
    world.subscriptions.subscribe(world.creator, 3, 1, friend, 20 * TT, {"from": fan})
    assert world.subscriptions.isSubscribed(world.creator, friend), "a gift"
    assert world.ledger.balanceOf(world.creator) == 64 * TT
    world.ganache.travel(2 * PERIOD)
    assert not world.subscriptions.isSubscribed(world.creator, fan)


def test_the_fund_pays_a_period_after_its_delay(world):
    payer = world.fans[0]
    found = {
        world.creator.address: Reception(300 * TT),
        world.fans[1].address: Reception(100 * TT, {payer.address}),
    }
    world.fund.deposit(1_000 * TT, {"from": payer})
    data = published(world, Period(1, 0, 1, 850 * TT), found, {})
    post(world, data)
    world.fund.veto({"from": world.admin})
    post(world, data)
    entry = entry_of(data, world.creator)
    refused = world.refusal(world.fund, "claim", *entry, sender=world.creator)
    assert refused[0] == "InvalidProof", "no root is in force yet"
    world.ganache.travel(2 * DAY)
    world.fund.claim(*entry, {"from": world.stranger})
    assert world.claim(world.creator) == 600 * TT
    refused = world.refusal(world.fund, "claim", *entry, sender=world.stranger)
    assert refused == ("NothingToClaim", world.creator.address.lower(), 600 * TT)


def test_a_later_period_pays_what_is_new(world):
    payer, other = world.fans[:2]
    world.fund.deposit(1_000 * TT, {"from": payer})
    first = published(world, Period(1, 0, 1, 400 * TT), {other.address: Reception(TT)}, {})
    post(world, first)
    world.ganache.travel(2 * DAY)
    before = {other.address: 400 * TT}
    found = {world.creator.address: Reception(TT), other.address: Reception(2 * TT)}
    second = published(world, Period(2, 1, 2, 600 * TT), found, before)
    post(world, second)
    world.fund.claim(*entry_of(first, other), {"from": other})
    world.ganache.travel(2 * DAY)
    for account in (other, world.creator):
        world.fund.claim(*entry_of(second, account), {"from": world.stranger})
    assert (world.claim(other), world.claim(world.creator)) == (800 * TT, 200 * TT)
    assert world.tt.balanceOf(world.fund) == 0


def test_everyone_is_paid_and_nothing_stays_behind(world):
    artist, first, second, third, *_ = world.fans
    token = world.trading()
    sound = world.sound(artist, 1_111)
    edition = world.moment(price=33 * TT + 7, royaltyBps=777, soundId=sound)
    single = world.moment(editionSize=1, price=0, royaltyBps=1_000)
    minted = world.mint(edition, first, 3, referrer=third)
    made = world.auction.createAuction(
        single * 100_000 + 1, 77 * TT, 0, DAY, {"from": world.creator}
    )
    auction = made.events["AuctionCreated"]["auction"]
    for bidder, amount in ((first, 77), (second, 99), (third, 111)):
        world.auction.bid(auction, amount * TT + 13, {"from": bidder})
    offer = world.order(second, "moment offer", edition, 51 * TT + 3)
    world.exchange.acceptOffer(*offer, minted + 2, {"from": first})
    world.subscriptions.setPlan(19 * TT + 1, DAY, 0, {"from": world.creator})
    world.subscriptions.subscribe(world.creator, 1, 3, third, UNLIMITED, {"from": third})
    world.ledger.tip(world.creator, 3 * TT + 1, {"from": first})
    world.ganache.travel(DAY)
    world.auction.settle(auction, {"from": world.stranger})
    world.ledger.distribute([edition, single, edition], {"from": world.stranger})
    world.ganache.travel(400 * DAY)
    for account in (*world.fans, world.creator, world.admin):
        if world.ledger.owed(account, [token], [edition, single]):
            world.claim(account, [token], [edition, single])
    assert world.tt.balanceOf(world.auction) == 0
    assert world.tt.balanceOf(world.exchange) == 0
    assert world.tt.balanceOf(world.ledger) == 0


def published(world, period, found, before):
    """What the operator publishes, as anybody reads it."""
    data = data_of(period, found, before=before, chain_id=1337, fund=world.fund.address)
    return json.loads(json.dumps(data))


def post(world, data):
    arguments = (data["root"], int(data["total"]), "ipfs://data")
    world.fund.postRoot(*arguments, {"from": world.admin})


def entry_of(data, account):
    """A claim, as the fund takes it."""
    entry = next(each for each in data["creators"] if each["account"] == account.address)
    return account, int(entry["cumulative"]), entry["proof"]
