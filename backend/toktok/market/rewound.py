"""Balances as they were a few blocks ago, from the journal the indexer keeps for reorganisations."""

from __future__ import annotations

from typing import NamedTuple

import orjson
from sqlalchemy import bindparam, select
from sqlmodel import Session

from toktok.market.errors import StaleCursor
from toktok.market.head import read_floor
from toktok.market.values import Address
from toktok.store.rows import columns
from toktok.store.tables import Holder, Journal

_HOLDER, _CHANGED = columns(Holder), columns(Journal)
_TOUCHED = select(_HOLDER.account, _HOLDER.balance).where(
    _HOLDER.token == bindparam("token"), _HOLDER.updated_block > bindparam("block")
)
_BEFORE = (
    select(_CHANGED.key, _CHANGED.before)
    .where(_CHANGED.block_number > bindparam("block"), _CHANGED.table_name == Holder.__tablename__)
    .order_by(_CHANGED.block_number.desc())
)


class Rewound(NamedTuple):
    """A balance in token wei, as it was and as it is."""

    before: int
    now: int


def holders_before(session: Session, token: Address, block: int) -> dict[Address, Rewound]:
    """Balances at `block` of every account that was touched after it.

    Raises StaleCursor for a block that the journal does not go back to.
    """
    floor = read_floor(session)
    if block < floor:
        raise StaleCursor(kept_since=floor)
    touched = session.execute(_TOUCHED, {"token": token, "block": block})
    balances = {account: Rewound(0, now) for account, now in touched}
    if not balances:
        return {}
    for key, before in session.execute(_BEFORE, {"block": block}):
        of_token, of_account = orjson.loads(key)
        account = bytes.fromhex(of_account)
        if of_token == token.hex() and account in balances:
            # The oldest image comes last, and stays.
            balance = int(orjson.loads(before)["balance"]) if before is not None else 0
            balances[account] = balances[account]._replace(before=balance)
    return balances
