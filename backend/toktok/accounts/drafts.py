"""What somebody has begun and nobody else sees: small pieces of JSON under names of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson
from sqlmodel import Session, col, func, select

from toktok.accounts.clock import written_now
from toktok.accounts.errors import DraftRefused, TooMuchKept, UnknownDraft
from toktok.market.values import Address
from toktok.store.tables import AppDraft

MOST = 50
MOST_BYTES = 16 * 1024


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft without what it says."""

    key: str
    changed_at: int


def list_drafts(session: Session, account: Address) -> tuple[DraftRow, ...]:
    """All drafts of an account, by key; there are not many."""
    found = session.exec(
        select(AppDraft.key, AppDraft.changed_at)
        .where(AppDraft.account == account)
        .order_by(col(AppDraft.key))
    )
    return tuple(DraftRow(*row) for row in found)


def read_draft(session: Session, account: Address, key: str) -> dict[str, Any]:
    """What a draft says. Raises UnknownDraft."""
    row = session.get(AppDraft, (account, key))
    if row is None:
        raise UnknownDraft(key)
    return row.content


def keep_draft(session: Session, account: Address, key: str, content: dict[str, Any]) -> None:
    """Keep it under this name instead of what was there. Raises DraftRefused, TooMuchKept."""
    try:
        length = len(orjson.dumps(content))
    except TypeError as error:
        raise DraftRefused(
            "It has a number or a text that JSON cannot carry.", case="content"
        ) from error
    if length > MOST_BYTES:
        raise DraftRefused(f"A draft may have {MOST_BYTES} bytes.", case="size", most=MOST_BYTES)
    row = session.get(AppDraft, (account, key))
    if row is None:
        counted = select(func.count()).select_from(AppDraft).where(AppDraft.account == account)
        if session.exec(counted).one() >= MOST:
            raise TooMuchKept("drafts", most=MOST)
        row = AppDraft(account=account, key=key, content=content, changed_at=0)
    row.content, row.changed_at = content, written_now(session)
    session.add(row)


def drop_draft(session: Session, account: Address, key: str) -> None:
    """Keep it no longer."""
    row = session.get(AppDraft, (account, key))
    if row is not None:
        session.delete(row)
