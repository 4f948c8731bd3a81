"""Signed vouchers: one, or a creator's, with what became of each."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session, col, select

from toktok.chain.addresses import checksum
from toktok.market.creators import deployment
from toktok.market.head import read_head
from toktok.market.paging import Listing
from toktok.market.values import Address, Hash, Page
from toktok.market.withheld import withheld_moments
from toktok.moments.authors import handles_of
from toktok.moments.errors import UnknownVoucher
from toktok.moments.metadata import Metadata, metadata_at, without_files
from toktok.moments.signed_rows import VoucherRow, VoucherState
from toktok.moments.venue import Venue
from toktok.moments.voucher_states import REASON, asked_at, state_of, states, vouchers
from toktok.store.tables import SignedVoucher

_KEY = (31,)


def list_vouchers(
    session: Session,
    venue: Venue,
    *,
    creator: Address | None = None,
    state: VoucherState | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[VoucherRow]:
    """Vouchers by when they were handed in, the newest first. Raises ForeignCursor."""
    listing = Listing(("vouchers", creator, state, deployment(session)))
    statement = vouchers(SignedVoucher)
    if creator is not None:
        statement = statement.where(col(SignedVoucher.creator) == creator)
    if state is not None:
        statement = statement.where(REASON.in_(states(state)))
    if cursor is not None:
        statement = statement.where(col(SignedVoucher.id) < listing.key(cursor, _KEY)[0])
    ordered = statement.order_by(col(SignedVoucher.id).desc()).limit(limit + 1)
    found = session.execute(ordered, asked_at(venue, read_head(session))).all()
    handles = handles_of(session, {row[0].creator for row in found})
    rows = tuple(
        _row(voucher, moment, reason, handles, _metadata(session, voucher, moment, venue))
        for voucher, moment, reason in found[:limit]
    )
    more = len(found) > limit
    return Page(rows, listing.cursor((found[limit - 1][0].id,)) if more else None)


def one_voucher(session: Session, voucher_hash: Hash, venue: Venue) -> VoucherRow:
    """The voucher with this EIP-712 hash, of this chain if it is there. Raises UnknownVoucher."""
    # One for each chain that the database has seen.
    numbers = session.exec(
        select(SignedVoucher.id).where(col(SignedVoucher.hash) == voucher_hash)
    ).all()
    if not numbers:
        raise UnknownVoucher(voucher_hash)
    now = asked_at(venue, read_head(session))
    newest = col(SignedVoucher.id) == max(number or 0 for number in numbers)
    voucher, moment, reason = session.execute(vouchers(SignedVoucher).where(newest), now).one()
    handles = handles_of(session, {voucher.creator})
    metadata = _metadata(session, voucher, moment, venue)
    return _row(voucher, moment, reason, handles, metadata)


def _metadata(
    session: Session, voucher: SignedVoucher, moment: int | None, venue: Venue
) -> Metadata | None:
    """What a voucher shows: without files where they, or the moment that came of it, are hidden."""
    found = metadata_at(venue.media, voucher.terms["uri"])
    is_hidden = moment is not None and moment in withheld_moments(session)
    if is_hidden or venue.withheld.moments_behind(session, found):
        return without_files(found)
    return found


def _row(
    voucher: SignedVoucher,
    moment: int | None,
    reason: str,
    handles: Mapping[Address, str],
    metadata: Metadata | None,
) -> VoucherRow:
    return VoucherRow(
        hash=voucher.hash,
        state=state_of(reason),
        reason=None if reason in ("unminted", "minted") else reason,
        creator=voucher.creator,
        handle=handles.get(voucher.creator),
        nonce=str(voucher.nonce),
        moment=moment,
        metadata=metadata,
        voucher={
            "creator": checksum(voucher.creator),
            "nonce": str(voucher.nonce),
            "moves": str(voucher.moves),
            "terms": voucher.terms,
        },
        signature="0x" + voucher.signature.hex(),
        contract=voucher.contract,
        chain_id=voucher.chain_id,
    )
