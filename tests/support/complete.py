"""A row of every table that is audited: what chance may not have brought about, done on purpose."""

from __future__ import annotations

from tests.support.collecting import DAY, HOUR, INFINITE, LISTING, OFFER, SERIALS
from tests.support.merkle import leaf_of, proof_of, tree_of
from tests.support.signing import sign_order, sign_voucher
from tests.support.world import NOBODY, TT, World


def complete(world: World, token: str) -> None:
    """Do one of everything; `token` is a creator token that trades."""
    world.node.wait_until(8 * DAY)  # Whatever chance has paused is open again.
    _move_creator(world, token)
    creator: str = world.market.read("creatorOf", token)
    _sell_moments(world, creator)
    _run_auction(world, creator)
    _trade(world)
    _subscribe(world, creator)
    _pay_from_fund(world)
    world.ledger.do(creator, "setSplits", [(world.people[0], 4_000), (world.people[1], 6_000)])
    world.node.wait_until(40 * DAY)
    world.auction.do(world.accounts[1], "pause")


def _terms(**other: object) -> tuple[object, ...]:
    terms: dict[str, object] = {
        "uri": "ipfs://complete",
        "content_hash": b"\x07" * 32,
        "size": 50,
        "price": 4 * TT,
        "opens_at": 0,
        "closes_at": 0,
        "per_wallet": 5,
        "royalty": 700,
        "sound": 1,
        "splits": [],
        "perk": "a song",
    }
    return tuple({**terms, **other}.values())


def _move_creator(world: World, token: str) -> None:
    """A creator with another key; an allocation taken after it has earned."""
    before = world.market.read("creatorOf", token)
    heir = next(person for person in world.people if world.market.read("tokenOf", person) == NOBODY)
    world.subscriptions.do(before, "setPlan", TT, 30 * DAY, 0)
    world.market.do(before, "transferCreator", token, heir)
    world.node.wait_until(3 * DAY)
    world.market.do(heir, "acceptCreator", token)
    world.market.do(world.people[0], "fundFans", token, 1_000 * TT)
    world.node.wait_until(2 * DAY)
    for person in world.people:
        world.market.send(person, "claimAllocation", token)


def _newest(world: World) -> int:
    newest: int = world.ledger.read("momentCount")
    return newest


def _sell_moments(world: World, creator: str) -> None:
    """An edition with a sound, referred and waiting; a voucher used and one cancelled."""
    fan, collector, referrer = world.people[4:7]
    world.sounds.do(referrer, "registerSound", "ipfs://sound", b"\x08" * 32, 900, [])
    world.moments.do(creator, "createMoment", _terms())
    moment = _newest(world)
    world.moments.do(fan, "mint", moment, 4, collector, INFINITE, referrer)
    world.moments.do(collector, "redeem", moment * SERIALS + 2)
    world.moments.do(collector, "approve", fan, moment * SERIALS + 3)
    moves = world.market.read("movesOf", creator)
    voucher = (creator, 2**200, moves, _terms(per_wallet=0, royalty=0))
    signature = sign_voucher(world.moments, voucher)
    arguments = (voucher, signature, 1, fan, INFINITE, NOBODY)
    world.moments.do(fan, "mintVoucher", *arguments)
    world.moments.do(fan, "cancelVoucher", 2**201)


def _run_auction(world: World, creator: str) -> None:
    """A one-of-one with two bids, not settled."""
    world.moments.do(creator, "createMoment", _terms(size=1, price=0))
    token_id = _newest(world) * SERIALS + 1
    world.moments.do(creator, "setApprovalForAll", world.auction.address, True)
    world.auction.do(creator, "createAuction", token_id, 5 * TT, 0, 30 * DAY)
    auction = world.auction.read("auctionCount")
    world.auction.do(world.people[4], "bid", auction, 5 * TT)
    world.auction.do(world.people[5], "bid", auction, 6 * TT)


def _trade(world: World) -> None:
    """A resale whose royalty waits, an offer filled; a group and a counter that have ended."""
    fan, collector = world.people[4:6]
    moment = next(
        each
        for each in range(_newest(world), 0, -1)
        if world.moments.read("mintedTo", each, collector)
    )
    now, token_id = world.node.timestamp(), moment * SERIALS + 1
    world.moments.do(collector, "setApprovalForAll", world.exchange.address, True)
    world.exchange.do(collector, "incrementCounter")
    counter = world.exchange.read("counterOf", collector)
    version = world.moments.read("versionOf", token_id)
    order = (collector, LISTING, token_id, 9 * TT, now, now + DAY, 77, counter, version)
    # What the sale below takes back.
    world.moments.do(collector, "approve", world.people[0], token_id)
    world.tt.do(fan, "approve", world.exchange.address, 30 * TT)
    world.exchange.do(fan, "fillListing", order, sign_order(world.exchange, order), fan)
    token_id = moment * SERIALS + 4
    counter = world.exchange.read("counterOf", fan)
    order = (fan, OFFER, token_id, 2 * TT, now, now + DAY, 2**255, counter, 0)
    signature = sign_order(world.exchange, order)
    world.exchange.do(collector, "acceptOffer", order, signature, token_id)
    world.exchange.do(fan, "cancelGroup", 5)


def _subscribe(world: World, creator: str) -> None:
    """A plan with a holding, and a subscriber."""
    world.subscriptions.do(creator, "setPlan", 2 * TT, 366 * DAY, 3 * TT)
    plan = world.subscriptions.read("planOf", creator)[0]
    world.subscriptions.do(
        world.people[4], "subscribe", creator, plan, 12, world.people[6], INFINITE
    )


def _pay_from_fund(world: World) -> None:
    """A root in force of which one leaf is paid, and one that waits."""
    world.node.wait_until(3 * DAY)
    person, operator = world.people[7], world.accounts[1]
    world.fund.do(world.people[4], "deposit", 100 * TT)
    before, total = world.fund.read("claimedOf", person), world.fund.read("deposits")
    entries = [(person, before + 40 * TT), (world.people[8], 1)]
    levels = tree_of([leaf_of(world.fund, *entry) for entry in entries])
    world.fund.do(operator, "postRoot", levels[-1][0], total, "ipfs://root")
    world.node.wait_until(2 * DAY + HOUR)
    world.fund.do(world.people[4], "claim", *entries[0], proof_of(levels, 0))
    world.node.wait_until(HOUR)
    world.fund.do(operator, "postRoot", b"\x09" * 32, total, "ipfs://next")
