"""Which view has to say what."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.chain.addresses import ZERO, checksum
from toktok.chain.deployments import Deployment
from toktok.chain.views import View
from toktok.indexer.audit.report import Comparison
from toktok.indexer.audit.snapshot import Snapshot
from toktok.store.tables import Creator, Status


def comparisons(snapshot: Snapshot, deployment: Deployment) -> Iterator[Comparison]:
    """Everything to compare, value by value."""
    yield from _protocol(snapshot, deployment)
    for creator in snapshot.creators.values():
        yield from _launch(snapshot, deployment, creator)
        if creator.status == Status.TRADING:
            yield from _trading(snapshot, deployment, creator)
    yield from _holders(snapshot)
    yield from _allocations(snapshot, deployment)
    yield from _payouts(snapshot, deployment)


def _protocol(snapshot: Snapshot, deployment: Deployment) -> Iterator[Comparison]:
    ours = snapshot.protocol
    for function, value in (
        ("launchBond", ours.launch_bond),
        ("protocolPayout", ours.protocol_payout),
        ("pausedUntil", ours.paused_until),
    ):
        yield Comparison("protocol", function, _market(deployment, function), {"value": value})


def _launch(snapshot: Snapshot, deployment: Deployment, creator: Creator) -> Iterator[Comparison]:
    key = checksum(creator.token)
    token = (creator.token,)
    yield Comparison(
        "creator",
        key,
        _market(deployment, "launchOf", token),
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
        _market(deployment, "pendingTransferOf", token),
        {"to": creator.pending_creator or ZERO, "eta": creator.pending_eta or 0},
    )
    for function, text in (
        ("handle", creator.handle),
        ("name", creator.name),
        ("symbol", creator.symbol),
        ("contractURI", creator.contract_uri),
    ):
        yield Comparison("creator", key, _token(creator.token, function), {"value": text})


def _trading(snapshot: Snapshot, deployment: Deployment, creator: Creator) -> Iterator[Comparison]:
    key, token = checksum(creator.token), creator.token
    books = snapshot.books(creator)
    yield Comparison(
        "creator",
        key,
        _market(deployment, "reserveOf", (token,)),
        {"reserve": creator.reserve, "protocol_owed": creator.protocol_owed},
    )
    yield Comparison(
        "creator", key, _market(deployment, "priceOf", (token,)), {"value": creator.price}
    )
    yield Comparison("creator", key, _token(token, "totalSupply"), {"value": creator.supply})
    yield Comparison(
        "creator",
        key,
        _token(token, "revenue"),
        {
            "accumulator": books.accumulator,
            "pending": books.pending,
            "creator_owed": books.creator_owed,
        },
    )
    held = sum(row.balance for row in snapshot.holders if row.token == token)
    yield Comparison(
        "holder",
        f"{key} unclaimed pool",
        _token(token, "balanceOf", (deployment.market,)),
        {"value": creator.supply - held},
    )


def _holders(snapshot: Snapshot) -> Iterator[Comparison]:
    for row in snapshot.holders:
        yield Comparison(
            "holder",
            f"{checksum(row.token)} {checksum(row.account)}",
            _token(row.token, "accountOf", (row.account,)),
            {"balance": row.balance, "checkpoint": row.checkpoint, "settled": row.settled},
        )


def _allocations(snapshot: Snapshot, deployment: Deployment) -> Iterator[Comparison]:
    for row in snapshot.allocations:
        yield Comparison(
            "allocation",
            f"{checksum(row.token)} {checksum(row.account)}",
            _market(deployment, "allocationOf", (row.token, row.account)),
            {
                "contributed": 0 if row.refunded else row.contributed,
                "total": snapshot.total(row),
                "vested": snapshot.vested(row),
                "claimed": row.claimed,
                "returned": row.returned,
                "dividends": snapshot.allocation_dividends(row),
            },
        )


def _payouts(snapshot: Snapshot, deployment: Deployment) -> Iterator[Comparison]:
    for account, row in snapshot.ledger.items():
        view = _ledger(deployment, "balanceOf", (account,))
        yield Comparison("ledger_account", checksum(account), view, {"value": row.balance})
    for account, referral in snapshot.referrals.items():
        view = _market(deployment, "referralsOf", (account,))
        yield Comparison("referral", checksum(account), view, {"value": referral.owed})
    for account, payout in snapshot.payouts.items():
        view = _market(deployment, "payoutOf", (account,))
        yield Comparison("payout_address", checksum(account), view, {"value": payout})
    for account, (amount, tokens) in snapshot.owed().items():
        view = _ledger(deployment, "owed", (account, tokens))
        yield Comparison("owed", checksum(account), view, {"value": amount})


def _market(deployment: Deployment, function: str, arguments: tuple[object, ...] = ()) -> View:
    return View(deployment.market, "CreatorMarket", function, arguments)


def _ledger(deployment: Deployment, function: str, arguments: tuple[object, ...]) -> View:
    return View(deployment.ledger, "PayoutLedger", function, arguments)


def _token(token: bytes, function: str, arguments: tuple[object, ...] = ()) -> View:
    return View(token, "CreatorToken", function, arguments)
