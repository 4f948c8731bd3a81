"""Something of everything that lists show, whatever chance has played before."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import orjson

from tests.support.merkle import leaf_of, proof_of, tree_of
from tests.support.world import TT, World
from toktok.media.folder import MediaFolder

DAY = 86_400
HOUR = 3_600
MINTS = 5


def furnish(world: World, token: str) -> int:
    """A moment of the token's creator that people collect, auction and give away, and subscribers.

    Returns the moment.
    """
    for contract in world.guarded:
        contract.send(world.accounts[1], "unpause")
    creator = world.market.read("creatorOf", token)
    fans = [person for person in world.people if person != creator]
    moment = collected(world, creator, fans)
    subscribe(world, creator)
    for fan in fans[:MINTS]:
        world.fund.do(fan, "deposit", TT)
    entry = fans[0], world.fund.read("claimedOf", fans[0]) + TT
    post_root(world, [entry, (fans[1], 10**30)])
    world.node.wait_until(2 * DAY)
    leaves = [leaf_of(world.fund, *each) for each in (entry, (fans[1], 10**30))]
    world.fund.do(fans[2], "claim", *entry, proof_of(tree_of(leaves), 0))
    return moment


def subscribe(world: World, creator: str) -> None:
    """A new plan of a creator, and some who pay for it."""
    world.subscriptions.do(creator, "setPlan", 2 * TT, 30 * DAY, 0)
    plan = world.subscriptions.read("planOf", creator)[0]
    for fan in [person for person in world.people if person != creator][:MINTS]:
        world.subscriptions.do(fan, "subscribe", creator, plan, 2, fan, 100 * TT)


def collected(world: World, creator: str, fans: list[str]) -> int:
    """A moment with a perk and a sound, minted, given away, redeemed, and auctioned to the end."""
    world.sounds.do(fans[0], "registerSound", "ipfs://rain", b"\x01" * 32, 1_000, [])
    sound = world.sounds.read("soundCount")
    terms: tuple[Any, ...] = (
        "ipfs://clip",
        b"\x02" * 32,
        40,
        3 * TT,
        0,
        0,
        0,
        500,
        sound,
        [],
        "a call",
    )
    world.moments.do(creator, "createMoment", terms)
    moment: int = world.ledger.read("momentCount")
    for fan in fans[:MINTS]:
        world.moments.do(fan, "mint", moment, 2, fan, 100 * TT, fans[-1])
    first = moment * 100_000 + 1
    for number, (giver, taker) in enumerate(pairwise(fans[:MINTS])):
        world.moments.do(giver, "transferFrom", giver, taker, first + 2 * number)
    world.moments.do(fans[1], "redeem", first)
    seller = fans[0]
    world.moments.do(seller, "approve", world.auction.address, first + 1)
    world.auction.do(seller, "createAuction", first + 1, TT, 0, HOUR)
    auction = world.auction.read("auctionCount")
    for number, bidder in enumerate(fans[1:4]):
        world.auction.do(bidder, "bid", auction, (number + 1) * 2 * TT)
    world.node.wait_until(HOUR)
    world.auction.do(fans[5], "settle", auction)
    return moment


def settle_roots(world: World) -> None:
    """Wait until no root waits."""
    if world.fund.read("pendingRoot")[0]:
        world.node.wait_until(2 * DAY)


def post_root(
    world: World, entries: list[tuple[str, int]], folder: MediaFolder | None = None
) -> None:
    """Give accounts what they earned so far; the data behind it lies in the folder, if there is one."""
    settle_roots(world)
    levels = tree_of([leaf_of(world.fund, *entry) for entry in entries])
    creators = [
        {
            "account": account,
            "cumulative": str(cumulative),
            "proof": [f"0x{node.hex()}" for node in proof_of(levels, index)],
        }
        for index, (account, cumulative) in enumerate(entries)
    ]
    uri = "ipfs://elsewhere"
    if folder is not None:
        uri = f"ipfs://{folder.put(orjson.dumps({'creators': creators}))}"
    donor, operator = world.people[0], world.accounts[1]
    world.tt.do(donor, "deposit", value=TT // 10)
    world.fund.do(donor, "deposit", 500 * TT)
    world.fund.do(operator, "postRoot", levels[-1][0], world.fund.read("deposits"), uri)
