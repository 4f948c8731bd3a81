"""What happens to moments, lived through: signed, minted, auctioned, listed, offered, redeemed."""

from __future__ import annotations

from world import DAY, NOBODY, TT, UNLIMITED

HOUR = 3_600
MINUTE = 60


def test_a_creator_signs_and_the_first_buyer_creates_the_moment(world):
    first, second = world.fans[:2]
    voucher, signature = world.voucher(price=40 * TT, editionSize=5)
    before = world.creator.nonce
    arguments = (voucher, signature, 2, first, 80 * TT, NOBODY)
    created = world.moments.mintVoucher(*arguments, {"from": first})
    moment = created.events["MomentCreated"]["moment"]
    assert world.creator.nonce == before, "who creates pays no gas"
    assert world.moments.momentOfVoucher(world.moments.hashVoucher(voucher)) == moment
    world.moments.mintVoucher(voucher, signature, 1, second, 40 * TT, NOBODY, {"from": second})
    assert world.mint(moment, second) == moment * 100_000 + 4
    state = world.moments.momentState(moment).dict()
    assert (state["creator"], state["minted"]) == (world.creator, 4)
    owners = [world.moments.ownerOf(moment * 100_000 + serial) for serial in (1, 2, 3, 4)]
    assert owners == [first, first, second, second]


def test_a_voucher_ends_when_it_is_cancelled_or_its_creator_moves(world):
    fan = world.fans[0]
    canceled, signature = world.voucher(nonce=1)
    world.moments.cancelVoucher(1, {"from": world.creator})
    arguments = (canceled, signature, 1, fan, UNLIMITED, NOBODY)
    refused = world.refusal(world.moments, "mintVoucher", *arguments, sender=fan)
    assert refused == ("VoucherSpent", world.creator.address.lower(), 1)
    token = world.trading()
    outdated, signature = world.voucher(nonce=2)
    world.market.transferCreator(token, world.stranger, {"from": world.creator})
    world.ganache.travel(3 * DAY)
    world.market.acceptCreator(token, {"from": world.stranger})
    arguments = (outdated, signature, 1, fan, UNLIMITED, NOBODY)
    refused = world.refusal(world.moments, "mintVoucher", *arguments, sender=fan)
    assert refused == ("VoucherOutdated", 0, 1)


def test_a_voucher_of_somebody_else_is_refused(world):
    fan = world.fans[0]
    (_, nonce, moves, terms), signature = world.voucher()
    forged = (fan.address, nonce, moves, terms)
    arguments = (forged, signature, 1, fan, UNLIMITED, NOBODY)
    refused = world.refusal(world.moments, "mintVoucher", *arguments, sender=fan)
    assert refused == ("InvalidSignature", fan.address.lower())


def test_an_edition_is_sold_within_its_bounds(world):
    fan, other = world.fans[:2]
    opens = world.ganache.now() + HOUR
    moment = world.moment(editionSize=4, maxPerWallet=3, opensAt=opens, closesAt=opens + DAY)

    def refused(quantity, buyer=fan, most=UNLIMITED):
        arguments = (moment, quantity, buyer, most, NOBODY)
        return world.refusal(world.moments, "mint", *arguments, sender=buyer)

    assert refused(1) == ("SaleNotOpen", moment, opens)
    world.ganache.travel(HOUR + 1)
    assert refused(4) == ("WalletLimitExceeded", fan.address.lower(), 3, 4)
    assert refused(2, most=200 * TT - 1) == ("CostExceeded", 200 * TT - 1, 200 * TT)
    world.mint(moment, fan, 3)
    assert refused(2, other) == ("EditionSoldOut", moment, 1, 2)
    world.ganache.travel(DAY)
    assert refused(1, other) == ("SaleClosed", moment, opens + DAY)


def test_an_auction_with_an_outbid_and_an_extension(world):
    low, high = world.fans[:2]
    moment = world.moment(editionSize=1, price=0)
    token = moment * 100_000 + 1
    made = world.auction.createAuction(token, 500 * TT, 0, DAY, {"from": world.creator})
    auction, ends = (
        made.events["AuctionCreated"]["auction"],
        made.events["AuctionCreated"]["endsAt"],
    )
    refused = world.refusal(world.auction, "bid", auction, 499 * TT, sender=low)
    assert refused == ("BidTooLow", 500 * TT, 499 * TT)
    world.auction.bid(auction, 500 * TT, {"from": low})
    assert world.auction.minimumBidOf(auction) == 525 * TT
    world.ganache.travel(DAY - 5 * MINUTE)
    late = world.auction.bid(auction, 600 * TT, {"from": high})
    assert late.events["BidPlaced"]["endsAt"] == ends + 10 * MINUTE
    assert world.claim(low) == 500 * TT, "an outbid amount is there at once"
    refused = world.refusal(world.auction, "settle", auction, sender=world.stranger)
    assert refused == ("AuctionStillRunning", auction, ends + 10 * MINUTE)
    world.ganache.travel(15 * MINUTE)
    world.auction.settle(auction, {"from": world.stranger})
    assert world.moments.ownerOf(token) == high
    assert world.tt.balanceOf(world.auction) == 0
    assert world.claim(world.creator, moments=[moment]) == 600 * TT * 95 // 100


def test_an_auction_without_a_bid_gives_the_token_back(world):
    token = world.moment(editionSize=1, price=0) * 100_000 + 1
    for end in ("cancelAuction", "settle"):
        made = world.auction.createAuction(token, TT, 0, DAY, {"from": world.creator})
        assert world.moments.ownerOf(token) == world.auction
        if end == "settle":
            world.ganache.travel(DAY)
        auction = made.events["AuctionCreated"]["auction"]
        getattr(world.auction, end)(auction, {"from": world.creator})
        assert world.moments.ownerOf(token) == world.creator


def test_a_listing_is_repriced_and_filled(world):
    seller, buyer = world.fans[:2]
    moment = world.moment(royaltyBps=800)
    token = world.mint(moment, seller)
    dear = world.order(seller, "listing", token, 400 * TT, group=1)
    cheap = world.order(seller, "listing", token, 300 * TT, group=2)
    world.exchange.cancelGroup(1, {"from": seller})
    refused = world.refusal(world.exchange, "fillListing", *dear, buyer, sender=buyer)
    assert refused == ("GroupClosed", seller.address.lower(), 1)
    before = world.tt.balanceOf(seller)
    filled = world.exchange.fillListing(*cheap, buyer, {"from": buyer}).events["OrderFilled"]
    assert (filled["royalty"], filled["fee"], filled["toSeller"]) == (24 * TT, 3 * TT, 273 * TT)
    assert world.tt.balanceOf(seller) == before + 273 * TT
    assert world.moments.ownerOf(token) == buyer
    refused = world.refusal(world.exchange, "fillListing", *cheap, buyer, sender=buyer)
    assert refused == ("NotOwner", seller.address.lower(), token)
    world.moments.transferFrom(buyer, seller, token, {"from": buyer})
    refused = world.refusal(world.exchange, "fillListing", *cheap, buyer, sender=buyer)
    assert refused == ("VersionOutdated", 1, 3), "a listing does not revive"


def test_offers_are_accepted_once(world):
    owner, bidder = world.fans[:2]
    moment = world.moment()
    token = world.mint(moment, owner, 2)
    wide = world.order(bidder, "moment offer", moment, 150 * TT)
    before = world.tt.balanceOf(owner)
    world.exchange.acceptOffer(*wide, token + 1, {"from": owner})
    assert world.moments.ownerOf(token + 1) == bidder
    assert world.tt.balanceOf(owner) == before + 141 * TT
    refused = world.refusal(world.exchange, "acceptOffer", *wide, token, sender=owner)
    assert refused == ("GroupClosed", bidder.address.lower(), 1)
    single = world.order(bidder, "offer", token, 120 * TT, group=2)
    world.exchange.acceptOffer(*single, token, {"from": owner})
    assert world.moments.ownerOf(token) == bidder


def test_a_counter_ends_everything_that_was_signed(world):
    seller, buyer = world.fans[:2]
    token = world.mint(world.moment(), seller)
    listing = world.order(seller, "listing", token, 150 * TT)
    world.exchange.incrementCounter({"from": seller})
    refused = world.refusal(world.exchange, "fillListing", *listing, buyer, sender=buyer)
    assert refused == ("CounterOutdated", 0, 1)


def test_a_perk_is_redeemed_once_and_ends_the_listing(world):
    seller, buyer = world.fans[:2]
    moment = world.moment(perk="A loaf on a Saturday")
    token = world.mint(moment, seller)
    listing = world.order(seller, "listing", token, 150 * TT)
    world.moments.redeem(token, {"from": seller})
    refused = world.refusal(world.exchange, "fillListing", *listing, buyer, sender=buyer)
    assert refused == ("VersionOutdated", 1, 2)
    assert world.refusal(world.moments, "redeem", token, sender=seller) == ("PerkSpent", token)


def test_a_creators_own_listing_is_a_first_sale(world):
    buyer = world.fans[0]
    moment = world.moment(editionSize=1, price=0)
    token = moment * 100_000 + 1
    listing = world.order(world.creator, "listing", token, 1_000 * TT)
    world.exchange.fillListing(*listing, buyer, {"from": buyer})
    assert tuple(world.ledger.bookedOf(moment)) == (1_000 * TT, 0, 0)


def test_a_pause_stops_what_enters_and_nothing_that_leaves(world):
    seller, buyer = world.fans[:2]
    moment = world.moment()
    token = world.mint(moment, seller, 2)
    listing = world.order(seller, "listing", token, 150 * TT)
    offer = world.order(buyer, "offer", token + 1, 120 * TT)
    made = world.auction.createAuction(token, TT, 0, HOUR, {"from": seller})
    world.subscriptions.setPlan(TT, DAY, 0, {"from": world.creator})
    for guarded in (world.moments, world.auction, world.exchange, world.subscriptions):
        guarded.pause({"from": world.admin})
    entries = (
        (world.moments, "mint", moment, 1, buyer, UNLIMITED, NOBODY),
        (world.auction, "createAuction", token + 1, TT, 0, HOUR),
        (world.exchange, "fillListing", *listing, buyer),
        (world.subscriptions, "subscribe", world.creator, 1, 1, buyer, TT),
    )
    for contract, function, *arguments in entries:
        refused = world.refusal(contract, function, *arguments, sender=buyer)
        assert refused[0] == "EntriesPaused", function
    auction = made.events["AuctionCreated"]["auction"]
    world.auction.bid(auction, TT, {"from": buyer})
    world.exchange.acceptOffer(*offer, token + 1, {"from": seller})
    world.ganache.travel(HOUR)
    world.auction.settle(auction, {"from": world.stranger})
    assert [world.moments.ownerOf(token + at) for at in (0, 1)] == [buyer, buyer]
    assert world.claim(world.creator, moments=[moment]) > 0
