"""Creators by account: the trading token behind which each is now."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlmodel import Session

from toktok.market.creators import find_creator
from toktok.market.errors import UnknownCreator
from toktok.market.values import Address
from toktok.store.rows import columns
from toktok.store.tables import Creator, Status

_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}")

_CREATOR = columns(Creator)
_TRADING = select(_CREATOR.creator, _CREATOR.token, _CREATOR.handle).where(
    _CREATOR.creator.in_(bindparam("accounts", expanding=True)),
    _CREATOR.status == int(Status.TRADING),
)


@dataclass(frozen=True, slots=True)
class Behind:
    """A token that trades, and its handle."""

    token: Address
    handle: str


def trading_behind(session: Session, accounts: Iterable[Address]) -> dict[Address, Behind]:
    """The token that trades of each of `accounts` that is the creator of one."""
    wanted = list(set(accounts))
    found = session.execute(_TRADING, {"accounts": wanted}) if wanted else ()
    return {creator: Behind(token, handle) for creator, token, handle in found}


def account_behind(session: Session, name: str) -> Address:
    """The account of a creator: by handle or token; an address that is no token is the account.

    Raises UnknownCreator.
    """
    try:
        return find_creator(session, name).creator
    except UnknownCreator:
        if not _ADDRESS.fullmatch(name):
            raise
        return bytes.fromhex(name[2:])
