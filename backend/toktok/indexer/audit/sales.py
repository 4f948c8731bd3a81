"""Auctions, and what decides whether an order can be filled, against their contracts."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlmodel import col

from toktok.chain.addresses import ZERO, checksum
from toktok.indexer.audit.asking import Views
from toktok.indexer.audit.people import People
from toktok.indexer.audit.report import Comparison
from toktok.indexer.audit.snapshot import Snapshot
from toktok.store.tables import Auction, ClosedGroup, ExchangeAllowance, OrderCounter, OrderFill


def compare_auction(ask: Views, row: Auction) -> Comparison:
    """An auction and its highest bid."""
    return Comparison(
        "auction",
        str(row.auction),
        ask.auction("auctionOf", row.auction),
        {
            "status": row.status,
            "seller": row.seller,
            "bidder": row.bidder or ZERO,
            "token_id": row.token_id,
            "reserve_price": row.reserve_price,
            "amount": row.amount,
            "opens_at": row.opens_at,
            "ends_at": row.ends_at,
        },
    )


def compare_traders(snapshot: Snapshot, people: People, ask: Views) -> Iterator[Comparison]:
    """TT, what the exchange may take of it, and the orders that have ended."""
    yield from _groups(snapshot, people, ask)
    rows = snapshot.rows(OrderCounter, people.span.holds(OrderCounter.maker))
    counters = {row.maker: row.counter for row in rows}
    # Of everybody with TT, so that counters we missed are found as well.
    for maker in counters.keys() | people.tt.keys():
        view = ask.exchange("counterOf", maker)
        counter = counters.get(maker, 0)
        yield Comparison("order_counter", checksum(maker), view, {"value": counter})
    found = snapshot.rows(ExchangeAllowance, people.span.holds(ExchangeAllowance.account))
    allowances = {row.account: row.amount for row in found}
    for account in people.tt.keys() | allowances.keys():
        key = checksum(account)
        balance = people.tt.get(account, 0)
        yield Comparison("tt_balance", key, ask.tt("balanceOf", account), {"value": balance})
        # Of everybody with TT, so that allowances we missed are found as well.
        view = ask.tt("allowance", account, ask.contracts.exchange)
        amount = allowances.get(account, 0)
        yield Comparison("exchange_allowance", key, view, {"value": amount})


def _groups(snapshot: Snapshot, people: People, ask: Views) -> Iterator[Comparison]:
    rows = snapshot.rows(ClosedGroup, people.span.holds(ClosedGroup.maker))
    closed = {(row.maker, row.group) for row in rows}
    maker, group = col(OrderFill.maker), col(OrderFill.group)
    filled = snapshot.values(select(maker, group).where(people.span.holds(maker)))
    for each in closed | {(row[0], row[1]) for row in filled}:
        view = ask.exchange("isGroupClosed", *each)
        key = f"{checksum(each[0])} {each[1]}"
        yield Comparison("closed_group", key, view, {"value": each in closed})
