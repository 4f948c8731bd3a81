"""Moments that can be had from those who have them: by auction, by listing."""

from __future__ import annotations

from tests.backend.moments.stall import LISTING, Stall, Table
from tests.support.world import TT

HOUR = 3_600


def offered(stall: Stall, how: str) -> set[int]:
    """The moments the list has, once everything that happened is indexed."""
    stall.toktok.catch_up()
    rows = stall.toktok.get("/v1/moments", offered=how, limit=200)["items"]
    return {row["moment"] for row in rows}


def test_a_moment_is_listed_as_long_as_one_of_its_tokens_is(stall: Stall, table: Table) -> None:
    seller, moment = table.seller, stall.moment(table.creator)
    token = stall.mint(seller, moment)
    assert moment not in offered(stall, "listing")
    order = stall.order(seller, LISTING, token)
    stall.kept(order)
    assert moment in offered(stall, "listing")
    assert moment not in offered(stall, "auction")
    stall.world.exchange.do(seller, "cancelGroup", order[6])
    assert moment not in offered(stall, "listing")


def test_a_moment_is_at_auction_until_somebody_settles(stall: Stall, table: Table) -> None:
    seller, moment = table.seller, stall.moment(table.creator)
    token = stall.mint(seller, moment)
    stall.world.moments.do(seller, "approve", stall.world.auction.address, token)
    stall.world.auction.do(seller, "createAuction", token, TT, 0, HOUR)
    assert moment in offered(stall, "auction")
    stall.node.wait_until(HOUR)
    assert moment in offered(stall, "auction")
    auction = stall.world.auction.read("auctionCount")
    stall.world.auction.do(seller, "settle", auction)
    assert moment not in offered(stall, "auction")


def test_a_list_of_what_is_offered_goes_on_where_it_stopped(stall: Stall, table: Table) -> None:
    for _ in range(3):
        token = stall.mint(table.seller, stall.moment(table.creator))
        stall.kept(stall.order(table.seller, LISTING, token))
    stall.toktok.catch_up()
    whole = [row["moment"] for row in stall.toktok.get("/v1/moments", offered="listing")["items"]]
    page = stall.toktok.get("/v1/moments", offered="listing", limit=2)
    rest = stall.toktok.get("/v1/moments", offered="listing", cursor=page["next_cursor"])
    assert [row["moment"] for row in (*page["items"], *rest["items"])] == whole
