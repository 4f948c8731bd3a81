"""Launches, curves, books, holders and allocations against the market and the tokens."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.chain.addresses import ZERO, checksum
from toktok.indexer.audit.asking import Views
from toktok.indexer.audit.people import People
from toktok.indexer.audit.report import Comparison
from toktok.indexer.audit.snapshot import Snapshot
from toktok.store.tables import Creator, Status


def compare_creator(snapshot: Snapshot, ask: Views, creator: Creator) -> Iterator[Comparison]:
    """A launch and what became of it."""
    yield from _launch(snapshot, ask, creator)
    if creator.status == Status.TRADING:
        yield from _trading(snapshot, ask, creator)


def compare_pool(ask: Views, creator: Creator, *, held: int) -> Comparison:
    """The market's pool of unclaimed allocations: what nobody holds, so no holder is missing."""
    return Comparison(
        "holder",
        f"{checksum(creator.token)} unclaimed pool",
        ask.token(creator.token, "balanceOf", ask.contracts.market),
        {"value": creator.supply - held},
    )


def compare_fans(snapshot: Snapshot, people: People, ask: Views) -> Iterator[Comparison]:
    """Balances and allocations of accounts, and the tokens they are behind."""
    for row in people.holders:
        yield Comparison(
            "holder",
            f"{checksum(row.token)} {checksum(row.account)}",
            ask.token(row.token, "accountOf", row.account),
            {"balance": row.balance, "checkpoint": row.checkpoint, "settled": row.settled},
        )
    for each in people.allocations:
        yield Comparison(
            "allocation",
            f"{checksum(each.token)} {checksum(each.account)}",
            ask.market("allocationOf", each.token, each.account),
            {
                "contributed": 0 if each.refunded else each.contributed,
                "total": snapshot.total(each),
                "vested": snapshot.vested(each),
                "claimed": each.claimed,
                "returned": each.returned,
                "dividends": snapshot.allocation_dividends(each),
            },
        )
    for account, behind in people.creator_accounts.items():
        key, token = checksum(account), ask.market("tokenOf", account)
        yield Comparison("creator_account", key, token, {"value": behind.token or ZERO})
        moves = ask.market("movesOf", account)
        yield Comparison("creator_account", key, moves, {"value": behind.moves})


def _launch(snapshot: Snapshot, ask: Views, creator: Creator) -> Iterator[Comparison]:
    key = checksum(creator.token)
    yield Comparison(
        "creator",
        key,
        ask.market("launchOf", creator.token),
        {
            "status": snapshot.status(creator),
            "creator": creator.creator,
            "raised": creator.raised,
            "closes_at": creator.closes_at,
            "finalized_at": creator.finalized_at or 0,
            "minimum_raise": creator.minimum_raise,
            "maximum_raise": creator.maximum_raise,
            "max_per_account": creator.max_per_account,
            "allocation_vesting": creator.allocation_vesting,
            "creator_vesting": creator.creator_vesting,
            "creator_fee_bps": creator.creator_fee_bps,
            "fan_fee_bps": creator.fan_fee_bps,
            "bond": creator.bond,
            "returned": creator.returned,
        },
    )
    yield Comparison(
        "creator",
        key,
        ask.market("pendingTransferOf", creator.token),
        {"to": creator.pending_creator or ZERO, "eta": creator.pending_eta or 0},
    )
    for function, text in (
        ("handle", creator.handle),
        ("name", creator.name),
        ("symbol", creator.symbol),
        ("contractURI", creator.contract_uri),
    ):
        yield Comparison("creator", key, ask.token(creator.token, function), {"value": text})
    if creator.status != Status.FAILED:
        holder = ask.market("tokenOfHandle", creator.handle)
        yield Comparison("creator", key, holder, {"value": creator.token})


def _trading(snapshot: Snapshot, ask: Views, creator: Creator) -> Iterator[Comparison]:
    key, token = checksum(creator.token), creator.token
    books = snapshot.books(creator)
    yield Comparison(
        "creator",
        key,
        ask.market("reserveOf", token),
        {"reserve": creator.reserve, "protocol_owed": creator.protocol_owed},
    )
    yield Comparison("creator", key, ask.market("priceOf", token), {"value": creator.price})
    yield Comparison("creator", key, ask.token(token, "totalSupply"), {"value": creator.supply})
    yield Comparison(
        "creator",
        key,
        ask.token(token, "revenue"),
        {
            "accumulator": books.accumulator,
            "pending": books.pending,
            "creator_owed": books.creator_owed,
        },
    )
