"""Moments, their tokens and sounds, against their contracts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from toktok.chain.addresses import ZERO, checksum
from toktok.indexer.audit.asking import Views
from toktok.indexer.audit.report import Comparison
from toktok.indexer.audit.snapshot import Snapshot
from toktok.indexer.handlers.moments import SERIALS
from toktok.store.tables import (
    Moment,
    MomentApproval,
    MomentToken,
    MomentWallet,
    Sound,
    VoucherNonce,
)


def compare_moments(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    """Editions, owners, versions, approvals, vouchers and sounds."""
    tokens = {row.token_id: row for row in snapshot.all(MomentToken)}
    for moment in snapshot.all(Moment):
        yield _edition(ask, moment)
        if moment.voucher is not None:
            view = ask.moments("momentOfVoucher", moment.voucher)
            yield Comparison("moment", str(moment.moment), view, {"value": moment.moment})
        for serial in range(1, moment.minted + 1):
            token_id = moment.moment * SERIALS + serial
            yield from _token(ask, token_id, tokens.get(token_id))
    yield from _wallets(snapshot, ask)
    yield from _approvals(snapshot, ask)
    for row in snapshot.all(VoucherNonce):
        view = ask.moments("isVoucherSpent", row.creator, row.nonce)
        key = f"{checksum(row.creator)} {row.nonce}"
        yield Comparison("voucher_nonce", key, view, {"value": True})
    yield from _sounds(snapshot, ask)


def _edition(ask: Views, row: Moment) -> Comparison:
    return Comparison(
        "moment",
        str(row.moment),
        ask.moments("momentState", row.moment),
        {
            "creator": row.creator,
            "content_hash": row.content_hash,
            "edition_size": row.edition_size,
            "minted": row.minted,
            "price": row.price,
            "opens_at": row.opens_at,
            "closes_at": row.closes_at,
            "max_per_wallet": row.max_per_wallet,
            "royalty_bps": row.royalty_bps,
            "sound_id": row.sound_id or 0,
            "has_perk": row.perk != "",
            "uri": row.uri,
        },
    )


def _token(ask: Views, token_id: int, row: MomentToken | None) -> Iterator[Comparison]:
    ours = (
        {"owner": None}
        if row is None
        else {
            "owner": row.owner,
            "version": row.version,
            "redeemed": row.redeemed_at is not None,
            "moment": row.moment,
            "serial": row.serial,
        }
    )
    yield Comparison("moment_token", str(token_id), ask.moments("tokenState", token_id), ours)
    if row is not None:
        view = ask.moments("getApproved", token_id)
        yield Comparison("moment_token", str(token_id), view, {"value": row.approved or ZERO})


def _wallets(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    limited = {row.moment for row in snapshot.all(Moment) if row.max_per_wallet}
    held: dict[bytes, int] = defaultdict(int)
    for row in snapshot.all(MomentWallet):
        held[row.account] += row.held
        if row.moment in limited:
            view = ask.moments("mintedTo", row.moment, row.account)
            key = f"{row.moment} {checksum(row.account)}"
            yield Comparison("moment_wallet", key, view, {"value": row.minted})
    # Of everybody who owns a token, so that wallets we missed are found as well.
    for account in held.keys() | {row.owner for row in snapshot.all(MomentToken)}:
        view = ask.moments("balanceOf", account)
        count = held.get(account, 0)
        yield Comparison("moment_wallet", checksum(account), view, {"value": count})


def _approvals(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    known = {row.owner: row for row in snapshot.all(MomentApproval)}
    owners = known.keys() | {row.account for row in snapshot.all(MomentWallet)}
    for owner in owners:
        row = known.get(owner, MomentApproval(owner=owner, exchange=False, auction=False))
        for operator, approved in (
            (ask.contracts.exchange, row.exchange),
            (ask.contracts.auction, row.auction),
        ):
            view = ask.moments("isApprovedForAll", owner, operator)
            key = f"{checksum(owner)} {checksum(operator)}"
            yield Comparison("moment_approval", key, view, {"value": approved})


def _sounds(snapshot: Snapshot, ask: Views) -> Iterator[Comparison]:
    rows = snapshot.all(Sound)
    yield Comparison("sound", "number", ask.sounds("soundCount"), {"value": len(rows)})
    for row in rows:
        yield Comparison(
            "sound",
            str(row.sound_id),
            ask.sounds("soundOf", row.sound_id),
            {
                "artist": row.artist,
                "share_bps": row.share_bps,
                "content_hash": row.content_hash,
                "splits": row.splits,
                "uri": row.uri,
            },
        )
