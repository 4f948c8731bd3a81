"""Moments, their tokens and sounds, against their contracts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import Select, select
from sqlmodel import col

from toktok.chain.addresses import ZERO, checksum
from toktok.indexer.audit.asking import Views
from toktok.indexer.audit.people import People
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


def compare_edition(ask: Views, row: Moment) -> Iterator[Comparison]:
    """A moment's terms and how many were minted."""
    yield Comparison(
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
    if row.voucher is not None:
        view = ask.moments("momentOfVoucher", row.voucher)
        yield Comparison("moment", str(row.moment), view, {"value": row.moment})


def compare_tokens(
    ask: Views, moment: Moment, tokens: Iterable[MomentToken]
) -> Iterator[Comparison]:
    """Every serial that was minted, those of which we have no row included."""
    rows = {row.token_id: row for row in tokens}
    first = moment.moment * SERIALS + 1
    for token_id in range(first, first + moment.minted):
        yield from compare_token(ask, token_id, rows.get(token_id))


def compare_token(ask: Views, token_id: int, row: MomentToken | None) -> Iterator[Comparison]:
    """The owner of a serial, and what it may do with it."""
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


def compare_collectors(snapshot: Snapshot, people: People, ask: Views) -> Iterator[Comparison]:
    """What accounts have of moments, whom they let move them, and the vouchers they signed."""
    yield from _wallets(snapshot, people, ask)
    yield from _approvals(snapshot, people, ask)
    for row in snapshot.rows(VoucherNonce, people.span.holds(VoucherNonce.creator)):
        view = ask.moments("isVoucherSpent", row.creator, row.nonce)
        key = f"{checksum(row.creator)} {row.nonce}"
        yield Comparison("voucher_nonce", key, view, {"value": True})


def _wallets(snapshot: Snapshot, people: People, ask: Views) -> Iterator[Comparison]:
    held: dict[bytes, int] = defaultdict(int)
    for row in people.wallets:
        held[row.account] += row.held
    for moment, account, minted in snapshot.values(_counted(people)):
        view = ask.moments("mintedTo", moment, account)
        key = f"{moment} {checksum(account)}"
        yield Comparison("moment_wallet", key, view, {"value": minted})
    # Of everybody who owns a token, so that wallets we missed are found as well.
    for account in held.keys() | people.owners:
        view = ask.moments("balanceOf", account)
        count = held.get(account, 0)
        yield Comparison("moment_wallet", checksum(account), view, {"value": count})


def _counted(people: People) -> Select[int, bytes, int]:
    """What accounts minted of the moments that have a limit: of the others nobody counts it."""
    wallet, moment = col(MomentWallet.moment), col(Moment.moment)
    return (
        select(wallet, col(MomentWallet.account), col(MomentWallet.minted))
        .join(Moment, moment == wallet)
        .where(people.span.holds(MomentWallet.account), col(Moment.max_per_wallet) > 0)
    )


def _approvals(snapshot: Snapshot, people: People, ask: Views) -> Iterator[Comparison]:
    rows = snapshot.rows(MomentApproval, people.span.holds(MomentApproval.owner))
    known = {row.owner: row for row in rows}
    for owner in known.keys() | {row.account for row in people.wallets}:
        row = known.get(owner, MomentApproval(owner=owner, exchange=False, auction=False))
        for operator, approved in (
            (ask.contracts.exchange, row.exchange),
            (ask.contracts.auction, row.auction),
        ):
            view = ask.moments("isApprovedForAll", owner, operator)
            key = f"{checksum(owner)} {checksum(operator)}"
            yield Comparison("moment_approval", key, view, {"value": approved})


def compare_sound(ask: Views, row: Sound) -> Comparison:
    """A sound and the list it pays."""
    return Comparison(
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
