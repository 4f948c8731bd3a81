"""Events of the chain as sentences: which sentence, and who and what its gaps are filled with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from toktok.market.rows import ActivityRow
from toktok.market.values import Address
from toktok.moments.names import names_of
from toktok.moments.venue import Venue

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened. `key` names its sentence below `activity.says`; sums are wei.

    `who` did it, `other` is whom it was done with or to.
    """

    id: str
    timestamp: int
    tx_hash: bytes
    key: str
    who: Address | None
    other: Address | None
    handle: str | None
    token: Address | None
    moment: int | None
    moment_name: str | None
    sum: str | None
    tokens: str | None = None
    eth: str | None = None
    bps: int | None = None


def told(session: Session, rows: Sequence[ActivityRow], venue: Venue) -> list[Told]:
    """Activities as sentences, in the order given."""
    names = names_of(session, (row.moment for row in rows if row.moment is not None), venue)
    return [_told(row, names.get(row.moment or 0)) for row in rows]


def _told(row: ActivityRow, name: str | None) -> Told:
    plain = Told(
        id=f"{row.id[0]}-{row.id[1]}",
        timestamp=row.timestamp,
        tx_hash=row.tx_hash,
        key=row.kind,
        who=row.account,
        other=None,
        handle=row.handle,
        token=row.token,
        moment=row.moment,
        moment_name=name,
        sum=_sum(row),
    )
    special = _SPECIAL.get(row.kind)
    return plain if special is None else replace(plain, **special(row.data))


_SUMS = {
    "return": "tt_amount", "trade": "tt_amount", "deposit": "tt", "withdrawal": "tt",
    "sale": "price", "auction": "reserve_price", "subscription": "cost", "finalized": "reserve",
    "failed": "raised", "plan": "fee", "fund_root": "total",
}  # fmt: skip
"""Which figure is the sum of a kind, where it is not `amount`."""


def _sum(row: ActivityRow) -> str | None:
    value = row.data.get(_SUMS.get(row.kind, "amount"))
    return None if value is None else str(value)


def _trade(data: Data) -> dict[str, Any]:
    return {"key": f"trade_{data['side']}", "tokens": data["token_amount"]}


def _given_back(data: Data) -> dict[str, Any]:
    return {"tokens": data["amount"]}


def _allocation(data: Data) -> dict[str, Any]:
    return {"tokens": data["amount"], "sum": None}


def _to_creator(data: Data) -> dict[str, Any]:
    return {"other": _account(data, "creator")}


def _exchange(data: Data) -> dict[str, Any]:
    return {"eth": data["eth"]}


def _sent(data: Data) -> dict[str, Any]:
    return {"other": _account(data, "to"), "tokens": data["amount"], "sum": None}


def _moved(data: Data) -> dict[str, Any]:
    return {"key": f"creator_transfer_{data['stage']}", "other": _account(data, "to")}


def _fee(data: Data) -> dict[str, Any]:
    return {"bps": data["creator_fee_bps"]}


def _paused(data: Data) -> dict[str, Any]:
    return {"key": "unpaused" if data["until"] is None else "paused"}


def _mint(data: Data) -> dict[str, Any]:
    return {"key": "mint" if int(data["amount"]) else "mint_free"}


def _sale(data: Data) -> dict[str, Any]:
    return {"who": _account(data, "buyer"), "other": _account(data, "seller")}


def _settled(data: Data) -> dict[str, Any]:
    if data["winner"] is None:
        return {"key": "auction_unsold"}
    return {"who": _account(data, "winner"), "other": _account(data, "seller")}


def _plan(data: Data) -> dict[str, Any]:
    return {"key": "plan" if data["fee"] is not None else "plan_ended"}


def _root(data: Data) -> dict[str, Any]:
    return {"key": f"fund_root_{data['stage']}"}


_SPECIAL: dict[str, Callable[[Data], dict[str, Any]]] = {
    "trade": _trade,
    "return": _given_back,
    "allocation": _allocation,
    "tip": _to_creator,
    "royalty": _to_creator,
    "subscription": _to_creator,
    "deposit": _exchange,
    "withdrawal": _exchange,
    "token_transfer": _sent,
    "creator_transfer": _moved,
    "fee_lowered": _fee,
    "paused": _paused,
    "mint": _mint,
    "sale": _sale,
    "auction_settled": _settled,
    "plan": _plan,
    "fund_root": _root,
}
"""What is not taken from the same places for every kind."""


def _account(data: Data, key: str) -> Address | None:
    value = data.get(key)
    return None if value is None else bytes.fromhex(value.removeprefix("0x"))
