"""Auctions are what the contract says, by the chain's clock."""

from __future__ import annotations

from typing import Any

from tests.backend.api.reading import everything
from tests.support.served import Served
from tests.support.world import NOBODY
from toktok.moments.auctions import BIDS_SHOWN


def test_an_auction_is_the_contracts_by_its_clock(toktok: Served) -> None:
    world, states = toktok.world, set()
    count = world.auction.read("auctionCount")
    rows = everything(toktok, "/v1/auctions")
    assert [each["auction"] for each in rows] == list(range(count, 0, -1))
    now = world.node.timestamp()
    for row in rows:
        status, seller, bidder, token, reserve, amount, opens, ends = world.auction.read(
            "auctionOf", row["auction"]
        )
        states.add(row["state"])
        over = {2: "settled", 3: "canceled"}.get(status)
        running = "to_come" if now < opens else "running" if now < ends else "ended"
        assert row["state"] == (over or running)
        assert (row["seller"].lower(), (row["bidder"] or NOBODY).lower()) == (seller, bidder)
        assert (row["token_id"], int(row["reserve_price"])) == (token, reserve)
        assert (int(row["amount"]), row["opens_at"], row["ends_at"]) == (amount, opens, ends)
        assert (row["opens_in"], row["ends_in"]) == (max(0, opens - now), max(0, ends - now))
        if row["state"] in ("to_come", "running"):
            minimum = world.auction.read("minimumBidOf", row["auction"])
            assert int(row["minimum_bid"]) == minimum
        else:
            assert row["minimum_bid"] is None
        detail = toktok.get(f"/v1/auctions/{row['auction']}")
        assert (detail["now"], len(detail["bid_list"])) == (now, min(row["bids"], BIDS_SHOWN))
        bids = [int(each["amount"]) for each in detail["bid_list"]]
        assert bids == sorted(bids, reverse=True)
        if bids:
            assert (bids[0], detail["bid_list"][0]["bidder"]) == (amount, row["bidder"])
            assert detail["bid_list"][0]["ends_at"] == ends
        named = {each["auction"] for each in everything(toktok, "/v1/auctions", state=row["state"])}
        assert row["auction"] in named
        if bids:
            mine = everything(toktok, "/v1/auctions", bidder=detail["bid_list"][-1]["bidder"])
            assert row["auction"] in {each["auction"] for each in mine}
    assert len(states) > 1


def test_a_running_auction_is_counted_down(toktok: Served) -> None:
    world = toktok.world
    seller, bidder = world.people[:2]
    world.tt.do(bidder, "deposit", value=10**18)
    world.moments.do(
        seller, "createMoment", ("ipfs://one", b"\x09" * 32, 1, 0, 0, 0, 0, 0, 0, [], "")
    )
    token = world.ledger.read("momentCount") * 100_000 + 1
    assert toktok.catch_up()
    assert toktok.get(f"/v1/moments/{token // 100_000}")["state"] == "one_of_one"
    world.moments.do(seller, "approve", world.auction.address, token)
    opens = world.node.timestamp() + 100
    world.auction.do(seller, "createAuction", token, 10**18, opens, 3_600)
    auction = world.auction.read("auctionCount")

    def shown() -> dict[str, Any]:
        toktok.catch_up()
        answer: dict[str, Any] = toktok.get(f"/v1/auctions/{auction}")
        return answer

    before = shown()
    assert (before["state"], before["minimum_bid"]) == ("to_come", str(10**18))
    assert before["opens_in"] == opens - before["now"] > 0
    assert toktok.get(f"/v1/tokens/{token}")["auction"] == auction
    assert toktok.get(f"/v1/portfolio/{seller}")["auctions"][0]["auction"] == auction
    world.node.wait_until(3_650)
    world.auction.do(bidder, "bid", auction, 10**18 + 1)
    late = shown()
    assert (late["state"], late["minimum_bid"]) == ("running", str(10**18 + 1 + 10**18 // 20 + 1))
    assert late["ends_at"] == before["ends_at"] + 600
    assert toktok.get(f"/v1/portfolio/{bidder}")["bids"][0]["auction"] == auction
    world.node.wait_until(late["ends_in"])
    ended = shown()
    assert (ended["state"], ended["ends_in"], ended["minimum_bid"]) == ("ended", 0, None)
    world.auction.do(bidder, "settle", auction)
    settled = shown()
    assert (settled["state"], settled["closed_at"]) == ("settled", world.node.timestamp())
    hands = toktok.get(f"/v1/tokens/{token}")["history"]
    assert [(each["kind"], each["price"]) for each in hands] == [
        ("auction", str(10**18 + 1)),
        ("escrow", None),
        ("mint", None),
    ]
