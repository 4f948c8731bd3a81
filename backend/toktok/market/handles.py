"""Handles: which there are, what one may look like, and whether one is free."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlmodel import Session, col, select

from toktok.market.values import Address
from toktok.store.tables import Creator, Status

_SHAPE = re.compile(r"[a-z0-9_]{3,20}")


@dataclass(frozen=True, slots=True)
class HandleRow:
    """Whether a launch could have this handle now; `token` is the one that holds it."""

    handle: str
    is_valid: bool
    is_free: bool
    token: Address | None


def handle(session: Session, name: str) -> HandleRow:
    """How a handle stands: a failed launch has given its own back."""
    holder = session.exec(
        select(Creator.token).where(Creator.handle == name, Creator.status != Status.FAILED)
    ).first()
    valid = _SHAPE.fullmatch(name) is not None
    return HandleRow(name, valid, valid and holder is None, holder)


@dataclass(frozen=True, slots=True)
class Holder:
    """A handle that is held, the name beside it, and who is behind the token now."""

    creator: Address
    handle: str
    name: str


def holders(session: Session) -> list[Holder]:
    """Everybody who holds a handle."""
    held = select(Creator.creator, Creator.handle, Creator.name).where(
        Creator.status != Status.FAILED
    )
    return [Holder(*row) for row in session.exec(held)]


def newest_handles(session: Session, *, limit: int) -> list[str]:
    """Handles of tokens that trade, the newest launch first."""
    order = (col(Creator.launched_block).desc(), col(Creator.launched_log).desc())
    trading = select(Creator.handle).where(Creator.status == Status.TRADING)
    return list(session.exec(trading.order_by(*order).limit(limit)))
