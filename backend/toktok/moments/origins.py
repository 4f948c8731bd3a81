"""Where a moment comes from: the transaction that created it, and what its creator signed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam
from sqlmodel import Session

from toktok.market.values import Hash
from toktok.store.rows import Rows, columns
from toktok.store.tables import Activity, Moment, SignedVoucher

_DONE, _VOUCHER = columns(Activity), columns(SignedVoucher)
_CREATED = Rows(
    Activity, _DONE.block_number == bindparam("block"), _DONE.log_index == bindparam("log")
)
_SIGNED = Rows(SignedVoucher, _VOUCHER.hash == bindparam("hash"), order=(_VOUCHER.id.desc(),))


@dataclass(frozen=True, slots=True)
class Origin:
    """The transaction that created a moment; its creator's signature, where a voucher of theirs was handed in here."""

    created_tx: Hash
    signature: str | None


def origin_of(session: Session, moment: Moment) -> Origin:
    """Where a stored moment comes from."""
    created = _CREATED.first(session, block=moment.created_block, log=moment.created_log)
    assert created is not None, "what creates a moment is told"
    signed = None if moment.voucher is None else _SIGNED.first(session, hash=moment.voucher)
    return Origin(created.tx_hash, None if signed is None else f"0x{signed.signature.hex()}")
