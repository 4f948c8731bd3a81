"""Launches, curves, books, holders and allocations against the market and the tokens."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.chain.addresses import ZERO, checksum
from toktok.indexer.audit.asking import Views
from toktok.indexer.audit.report import Comparison
from toktok.indexer.audit.snapshot import Snapshot
from toktok.store.tables import Creator, CreatorAccount, Status


def compare_creators(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    """Creators and their tokens."""
    for creator in snapshot.creators.values():
        yield from _launch(snapshot, ask, creator)
        if creator.status == Status.TRADING:
            yield from _trading(snapshot, ask, creator)
    yield from _accounts(snapshot, ask)
    yield from _holders(snapshot, ask)
    yield from _allocations(snapshot, ask)


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
    held = sum(row.balance for row in snapshot.holders.values() if row.token == token)
    yield Comparison(
        "holder",
        f"{key} unclaimed pool",
        ask.token(token, "balanceOf", ask.contracts.market),
        {"value": creator.supply - held},
    )


def _accounts(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    rows = {row.account: row for row in snapshot.all(CreatorAccount)}
    # Whoever is a creator, so that accounts we missed are found as well.
    for account in rows.keys() | {row.creator for row in snapshot.creators.values()}:
        row = rows.get(account, CreatorAccount(account=account, token=None, moves=0))
        key, token = checksum(account), ask.market("tokenOf", account)
        yield Comparison("creator_account", key, token, {"value": row.token or ZERO})
        moves = ask.market("movesOf", account)
        yield Comparison("creator_account", key, moves, {"value": row.moves})


def _holders(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    for row in snapshot.holders.values():
        yield Comparison(
            "holder",
            f"{checksum(row.token)} {checksum(row.account)}",
            ask.token(row.token, "accountOf", row.account),
            {"balance": row.balance, "checkpoint": row.checkpoint, "settled": row.settled},
        )


def _allocations(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    for row in snapshot.allocations.values():
        yield Comparison(
            "allocation",
            f"{checksum(row.token)} {checksum(row.account)}",
            ask.market("allocationOf", row.token, row.account),
            {
                "contributed": 0 if row.refunded else row.contributed,
                "total": snapshot.total(row),
                "vested": snapshot.vested(row),
                "claimed": row.claimed,
                "returned": row.returned,
                "dividends": snapshot.allocation_dividends(row),
            },
        )
