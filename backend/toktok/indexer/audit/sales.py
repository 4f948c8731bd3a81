"""Auctions, and what decides whether an order can be filled, against their contracts."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.chain.addresses import ZERO, checksum
from toktok.indexer.audit.asking import Views
from toktok.indexer.audit.report import Comparison
from toktok.indexer.audit.snapshot import Snapshot
from toktok.store.tables import (
    Auction,
    ClosedGroup,
    ExchangeAllowance,
    OrderCounter,
    OrderFill,
    TtBalance,
)


def compare_sales(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    """Auctions, counters, groups, TT and allowances."""
    rows = snapshot.all(Auction)
    yield Comparison("auction", "number", ask.auction("auctionCount"), {"value": len(rows)})
    for row in rows:
        yield Comparison(
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
    yield from _orders(snapshot, ask)
    yield from _tt(snapshot, ask)


def _orders(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    closed = {(row.maker, row.group) for row in snapshot.all(ClosedGroup)}
    filled = {(row.maker, row.group) for row in snapshot.all(OrderFill)}
    for maker, group in closed | filled:
        view = ask.exchange("isGroupClosed", maker, group)
        key = f"{checksum(maker)} {group}"
        yield Comparison("closed_group", key, view, {"value": (maker, group) in closed})
    counters = {row.maker: row.counter for row in snapshot.all(OrderCounter)}
    # Of everybody with TT, so that counters we missed are found as well.
    for maker in counters.keys() | snapshot.tt_accounts:
        view = ask.exchange("counterOf", maker)
        counter = counters.get(maker, 0)
        yield Comparison("order_counter", checksum(maker), view, {"value": counter})


def _tt(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    supply = snapshot.protocol.tt_supply
    yield Comparison("protocol", "TT", ask.tt("totalSupply"), {"value": supply})
    balances = {row.account: row.balance for row in snapshot.all(TtBalance)}
    total = sum(balances.values())
    yield Comparison("tt_balance", "all", ask.tt("totalSupply"), {"value": total})
    allowances = {row.account: row.amount for row in snapshot.all(ExchangeAllowance)}
    for account in balances.keys() | allowances.keys():
        key = checksum(account)
        balance = balances.get(account, 0)
        yield Comparison("tt_balance", key, ask.tt("balanceOf", account), {"value": balance})
        # Of everybody with TT, so that allowances we missed are found as well.
        view = ask.tt("allowance", account, ask.contracts.exchange)
        amount = allowances.get(account, 0)
        yield Comparison("exchange_allowance", key, view, {"value": amount})
