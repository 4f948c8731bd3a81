"""What an account paid and received, act by act: for its books and its taxes."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlmodel import Session, col, select, tuple_

from toktok.chain.addresses import checksum
from toktok.market.activity import activity_after, handles_of
from toktok.market.endings import endings_of
from toktok.market.head import read_head
from toktok.market.rows import ActivityRow
from toktok.market.values import Address, EventId, Wei
from toktok.store.tables import Activity, FanGift, MomentSale, SubscriptionPayment
from toktok.store.tables.happening import Happening

Row = TypeVar("Row", bound=Happening)

_AT_ONCE = 500
_BEGINNING: EventId = (-1, 0)


@dataclass(frozen=True, slots=True)
class Flow:
    """What one act did to an account's money, in wei. `fees` are part of what was paid, or taken off.

    What the ledger books for an account is received when it is claimed. TT or ETH that others send it, and moments, are
    not among these; creator tokens are.
    """

    event: EventId
    timestamp: int
    tx_hash: bytes
    kind: str
    handle: str | None
    moment: int | None
    tt_in: Wei = 0
    tt_out: Wei = 0
    tokens_in: Wei = 0
    tokens_out: Wei = 0
    eth_in: Wei = 0
    eth_out: Wei = 0
    fees: Wei = 0


def statement(session: Session, account: Address) -> Iterator[Flow]:
    """Every flow of `account`, the oldest first, read piece by piece."""
    parts = (
        _acts(session, account),
        iter(_bonds(session, account)),
        # Bought and sold apart, each along an index in the order of the list.
        _moments_bought(session, account),
        _moments_sold(session, account),
        _gifts(session, account),
        _paid_for_others(session, account),
    )
    return heapq.merge(*parts, key=lambda flow: flow.event)


def _acts(session: Session, account: Address) -> Iterator[Flow]:
    last, up_to = _BEGINNING, read_head(session).number
    while rows := activity_after(session, last, limit=_AT_ONCE, up_to=up_to, account=account):
        for row in rows:
            flows = _FLOWS.get(row.kind)
            if flows is not None:
                yield _flow(row, flows(row.data, checksum(account)))
        last = rows[-1].id


def _flow(row: ActivityRow, sums: Mapping[str, Wei]) -> Flow:
    return Flow(row.id, row.timestamp, row.tx_hash, row.kind, row.handle, row.moment, **sums)


def _trade(data: Mapping[str, Any], me: str) -> dict[str, Wei]:
    fees = sum(int(data[f"{each}_fee"]) for each in ("creator", "fan", "protocol"))
    tt, tokens = int(data["tt_amount"]), int(data["token_amount"])
    received = data["to"] == me
    if data["side"] == "buy":
        return {"tt_out": tt, "tokens_in": tokens if received else 0, "fees": fees}
    return {"tt_in": tt if received else 0, "tokens_out": tokens, "fees": fees}


def _sent(data: Mapping[str, Any], me: str) -> dict[str, Wei]:
    return {"tokens_in" if data["to"] == me else "tokens_out": int(data["amount"])}


def _deposit(data: Mapping[str, Any], me: str) -> dict[str, Wei]:
    return {"eth_out": int(data["eth"]), "tt_in": int(data["tt"]) if data["to"] == me else 0}


def _withdrawal(data: Mapping[str, Any], me: str) -> dict[str, Wei]:
    return {"tt_out": int(data["tt"]), "eth_in": int(data["eth"]) if data["to"] == me else 0}


def _claim(data: Mapping[str, Any], me: str) -> dict[str, Wei]:
    return {"tt_in": int(data["amount"]) if data["to"] == me else 0}


def _subscription(data: Mapping[str, Any], me: str) -> dict[str, Wei]:
    return {"tt_out": int(data["cost"]) if data["payer"] == me else 0}


def _only(name: str, figure: str) -> Callable[[Mapping[str, Any], str], dict[str, Wei]]:
    return lambda data, _me: {name: int(data[figure])}


_FLOWS: dict[str, Callable[[Mapping[str, Any], str], dict[str, Wei]]] = {
    "launch": _only("tt_out", "bond"),
    "contribution": _only("tt_out", "amount"),
    "refund": _only("tt_in", "amount"),
    "allocation": _only("tokens_in", "amount"),
    "return": _only("tt_in", "tt_amount"),
    "trade": _trade,
    "tip": _only("tt_out", "amount"),
    "claim": _claim,
    "token_transfer": _sent,
    "deposit": _deposit,
    "withdrawal": _withdrawal,
    "bid": _only("tt_out", "amount"),
    "subscription": _subscription,
    "fund_deposit": _only("tt_out", "amount"),
}
"""What each kind of act does to the money of whoever acts or receives; sales of moments are read from the sales."""


def _bonds(session: Session, account: Address) -> list[Flow]:
    """Bonds that came back when the account's launches ended."""
    launches = session.exec(
        select(Activity).where(Activity.account == account, Activity.kind == "launch")
    )
    bonds = {each.token: int(each.data["bond"]) for each in launches if each.token is not None}
    ends = sorted(endings_of(session, bonds), key=lambda end: (end.block_number, end.log_index))
    handles = handles_of(session, (each.token for each in ends if each.token is not None))
    return [
        Flow(
            event=(each.block_number, each.log_index),
            timestamp=each.timestamp,
            tx_hash=each.tx_hash,
            kind="bond_returned",
            handle=handles.get(each.token or b""),
            moment=None,
            tt_in=bonds[each.token or b""],
        )
        for each in ends
    ]


def _moments_bought(session: Session, account: Address) -> Iterator[Flow]:
    """Moments the account bought."""
    return _of_sales(session, account, MomentSale.buyer == account)


def _moments_sold(session: Session, account: Address) -> Iterator[Flow]:
    """Moments it resold to others: of a first sale all is booked in the ledger."""
    return _of_sales(session, account, MomentSale.seller == account, MomentSale.buyer != account)


def _of_sales(session: Session, account: Address, *which: Any) -> Iterator[Flow]:
    for found in _in_order(session, MomentSale, *which):
        yield from (_of_sale(each, account) for each in found)


def _gifts(session: Session, account: Address) -> Iterator[Flow]:
    """What it gave to the fans of creators."""
    for found in _in_order(session, FanGift, FanGift.payer == account):
        handles = handles_of(session, (each.token for each in found))
        for each in found:
            yield _paid(each, "gift_to_fans", handles.get(each.token), each.amount)


def _paid_for_others(session: Session, account: Address) -> Iterator[Flow]:
    """Subscriptions of others that it paid: its own are among its acts."""
    others = SubscriptionPayment.payer == account, SubscriptionPayment.account != account
    for found in _in_order(session, SubscriptionPayment, *others):
        # The subject is the creator's token, or the creator where it had none.
        handles = handles_of(session, (each.subject for each in found))
        for each in found:
            yield _paid(each, "subscription_for_another", handles.get(each.subject), each.cost)


def _paid(row: Happening, kind: str, handle: str | None, amount: Wei) -> Flow:
    place = (row.block_number, row.log_index)
    return Flow(place, row.timestamp, row.tx_hash, kind, handle, None, tt_out=amount)


def _in_order(session: Session, model: type[Row], *which: Any) -> Iterator[Sequence[Row]]:
    """What happened of a kind, the first first, many at once."""
    place = (col(model.block_number), col(model.log_index))
    last = _BEGINNING
    while found := session.exec(
        select(model).where(*which, tuple_(*place) > tuple_(*last)).order_by(*place).limit(_AT_ONCE)
    ).all():
        yield found
        last = (found[-1].block_number, found[-1].log_index)


def _of_sale(sale: MomentSale, account: Address) -> Flow:
    bought = sale.buyer == account
    # A bid was paid when it was made.
    paid = sale.amount if bought and sale.kind != "auction" else 0
    resold = sale.seller == account and not sale.is_first
    return Flow(
        event=(sale.block_number, sale.log_index),
        timestamp=sale.timestamp,
        tx_hash=sale.tx_hash,
        kind="moment_bought" if bought else "moment_sold",
        handle=None,
        moment=sale.moment,
        tt_in=sale.to_seller if resold else 0,
        tt_out=paid,
        fees=0 if bought else sale.royalty + sale.fee,
    )
