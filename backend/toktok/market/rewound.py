"""Balances as they were a few blocks ago, from the journal the indexer keeps for reorganisations."""

from __future__ import annotations

import orjson
from sqlmodel import Session, col, select

from toktok.market.errors import StaleCursor
from toktok.market.head import read_floor
from toktok.market.values import Address
from toktok.store.tables import Holder, Journal


def holders_before(session: Session, token: Address, block: int) -> dict[Address, int]:
    """Balances in token wei, at `block`, of every account that was touched after it.

    Raises StaleCursor for a block that the journal does not go back to.
    """
    floor = read_floor(session)
    if block < floor:
        raise StaleCursor(kept_since=floor)
    touched = session.exec(
        select(Holder.account).where(Holder.token == token, Holder.updated_block > block)
    )
    balances = dict.fromkeys(touched, 0)
    if not balances:
        return {}
    journal = session.exec(
        select(Journal.key, Journal.before)
        .where(Journal.block_number > block, Journal.table_name == Holder.__tablename__)
        .order_by(col(Journal.block_number).desc())
    )
    for key, before in journal:
        of_token, of_account = orjson.loads(key)
        account = bytes.fromhex(of_account)
        if of_token == token.hex() and account in balances:
            # The oldest image comes last, and stays.
            balances[account] = int(orjson.loads(before)["balance"]) if before is not None else 0
    return balances
