"""What an account paid, received and earned, act by act: for its books and its taxes."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlmodel import Session, col, select

from toktok.chain.addresses import checksum
from toktok.market.activity import activity_after, handles_of
from toktok.market.endings import endings_of
from toktok.market.head import read_head
from toktok.market.rows import ActivityRow
from toktok.market.values import Address, Wei
from toktok.moments.booked_flows import collected, credited, referred
from toktok.moments.flows import AT_ONCE, BEGINNING, Flow, in_order
from toktok.store.tables import Activity, FanGift, MomentSale, SubscriptionPayment
from toktok.store.tables.happening import Happening


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
        credited(session, account),
        collected(session, account),
        referred(session, account),
    )
    return heapq.merge(*parts, key=lambda flow: flow.event)


def _acts(session: Session, account: Address) -> Iterator[Flow]:
    last, up_to = BEGINNING, read_head(session).number
    while rows := activity_after(session, last, limit=AT_ONCE, up_to=up_to, account=account):
        for row in rows:
            flows = _FLOWS.get(row.kind)
            sums = {} if flows is None else flows(row.data, checksum(account))
            # Of some acts another account had the costs.
            if any(sums.values()):
                yield _flow(row, sums)
        last = rows[-1].id


def _flow(row: ActivityRow, sums: Mapping[str, Any]) -> Flow:
    return Flow(
        event=row.id,
        timestamp=row.timestamp,
        tx_hash=row.tx_hash,
        kind=row.kind,
        token=row.token,
        handle=row.handle,
        moment=row.moment,
        counts_as="payout" if row.kind == "claim" else "movement",
        **sums,
    )


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
    # Who has it paid to another address receives it, and gives it away.
    amount = int(data["amount"])
    return {"tt_in": amount, "tt_out": 0 if data["to"] == me else amount}


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
            token=each.token,
            handle=handles.get(each.token or b""),
            moment=None,
            tt_in=bonds[each.token or b""],
        )
        for each in ends
    ]


def _moments_bought(session: Session, account: Address) -> Iterator[Flow]:
    """Moments the account bought, of itself, too."""
    return _of_sales(session, account, MomentSale.buyer == account)


def _moments_sold(session: Session, account: Address) -> Iterator[Flow]:
    """Moments it resold to others: what a first sale brought is booked, and told when it is divided."""
    resold = MomentSale.seller == account, col(MomentSale.is_first).is_(False)
    return _of_sales(session, account, *resold, MomentSale.buyer != account)


def _of_sales(session: Session, account: Address, *which: Any) -> Iterator[Flow]:
    for found in in_order(session, MomentSale, *which):
        yield from (_of_sale(each, account) for each in found)


def _gifts(session: Session, account: Address) -> Iterator[Flow]:
    """What it gave to the fans of creators."""
    for found in in_order(session, FanGift, FanGift.payer == account):
        handles = handles_of(session, (each.token for each in found))
        for each in found:
            handle = handles.get(each.token)
            yield _paid(each, "gift_to_fans", each.token, handle, each.amount)


def _paid_for_others(session: Session, account: Address) -> Iterator[Flow]:
    """Subscriptions of others that it paid: its own are among its acts."""
    others = SubscriptionPayment.payer == account, SubscriptionPayment.account != account
    for found in in_order(session, SubscriptionPayment, *others):
        # The subject is the creator's token, or the creator where it had none.
        handles = handles_of(session, (each.subject for each in found))
        for each in found:
            handle = handles.get(each.subject)
            token = each.subject if handle is not None else None
            yield _paid(each, "subscription_for_another", token, handle, each.cost)


def _paid(
    row: Happening, kind: str, token: Address | None, handle: str | None, amount: Wei
) -> Flow:
    place = (row.block_number, row.log_index)
    return Flow(place, row.timestamp, row.tx_hash, kind, token, handle, None, tt_out=amount)


def _of_sale(sale: MomentSale, account: Address) -> Flow:
    bought, resold = sale.buyer == account, sale.seller == account and not sale.is_first
    # A bid was paid when it was made.
    paid = sale.amount if bought and sale.kind != "auction" else 0
    return Flow(
        event=(sale.block_number, sale.log_index),
        timestamp=sale.timestamp,
        tx_hash=sale.tx_hash,
        kind="moment_bought" if bought else "moment_sold",
        token=None,
        handle=None,
        moment=sale.moment,
        tt_in=sale.to_seller if resold else 0,
        tt_out=paid,
        fees=sale.royalty + sale.fee if resold else 0,
        moments_in=sale.quantity if bought and sale.to == account else 0,
        moments_out=sale.quantity if resold else 0,
    )
