"""Accounts somebody does not want to hear of. Muting is one's own affair; blocking goes both ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, func, select

from toktok.accounts.clock import written_now
from toktok.accounts.errors import TooMuchKept, YourOwnAccount
from toktok.market.values import Address
from toktok.store.tables import AppBlock

BlockKind = Literal["block", "mute"]

MOST = 1_000


@dataclass(frozen=True, slots=True)
class BlockRow:
    """An account that is blocked or muted."""

    address: Address
    kind: BlockKind
    since: int


def block(session: Session, account: Address, other: Address, kind: BlockKind) -> None:
    """Hear no more of `other`, which a `block` keeps from hearing of us, too.

    Raises YourOwnAccount, TooMuchKept.
    """
    if account == other:
        raise YourOwnAccount
    row = session.get(AppBlock, (account, other))
    if row is None:
        counted = select(func.count()).select_from(AppBlock).where(AppBlock.account == account)
        if session.exec(counted).one() >= MOST:
            raise TooMuchKept("blocks", most=MOST)
        row = AppBlock(account=account, other=other, kind=kind, since=written_now(session))
    row.kind = kind
    session.add(row)


def unblock(session: Session, account: Address, other: Address) -> None:
    """Hear of `other` again."""
    row = session.get(AppBlock, (account, other))
    if row is not None:
        session.delete(row)


def list_blocks(session: Session, account: Address) -> tuple[BlockRow, ...]:
    """Everybody one does not hear of, by address; the list has an end."""
    found = session.exec(select(AppBlock).where(AppBlock.account == account))
    rows = (
        BlockRow(row.other, "block" if row.kind == "block" else "mute", row.since) for row in found
    )
    return tuple(sorted(rows, key=lambda row: row.address))


def hidden_from(session: Session, reader: Address | None) -> frozenset[Address]:
    """Of whom a reader is shown nothing: whom it blocked or muted, and who blocked it."""
    if reader is None:
        return frozenset()
    own = session.exec(select(AppBlock.other).where(AppBlock.account == reader)).all()
    theirs = session.exec(
        select(AppBlock.account).where(AppBlock.other == reader, AppBlock.kind == "block")
    ).all()
    return frozenset((*own, *theirs))


def is_blocked(session: Session, account: Address, *, by: Address) -> bool:
    """Whether `by` has blocked `account`."""
    row = session.get(AppBlock, (by, account))
    return row is not None and row.kind == "block"
