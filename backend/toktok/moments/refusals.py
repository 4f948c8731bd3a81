"""Why an order or a voucher is not usable now, and what to do about it."""

from __future__ import annotations

from sqlmodel import Session

from toktok.chain.addresses import checksum
from toktok.market.head import read_head
from toktok.moments.errors import NotFillable
from toktok.store.tables import (
    CreatorAccount,
    ExchangeAllowance,
    MomentToken,
    OrderCounter,
    SignedOrder,
    SignedVoucher,
    TtBalance,
)

Told = tuple[str, str]


def order_refusal(session: Session, order: SignedOrder, reason: str) -> NotFillable:
    """The error for an order with this reason, with the values that are in the way."""
    detail, remedy = _told(session, order, reason)
    return NotFillable(detail, remedy=remedy)


def _told(session: Session, order: SignedOrder, reason: str) -> Told:
    if reason in ("not_minted", "not_owner", "version_outdated", "not_approved"):
        return _token_told(session, order, reason)
    if reason in ("balance_too_low", "allowance_too_low"):
        return _money_told(session, order, reason)
    maker, now = checksum(order.maker), read_head(session).timestamp
    if reason == "counter_raised":
        row = session.get(OrderCounter, order.maker)
        counter = row.counter if row is not None else 0
        return (
            f"Orders of {maker} must carry counter {counter}; this one has {order.counter}.",
            f"Sign again with counter {counter}.",
        )
    if reason in ("group_cancelled", "group_filled"):
        ended = "cancelled" if reason == "group_cancelled" else "ended by a filled offer"
        return (
            f"Group {order.group} of {maker} was {ended}.",
            "Sign again with a group that was never used.",
        )
    if reason == "expired":
        return (
            f"The order was good until {order.expiry}; the chain's clock says {now}.",
            "Sign again with a later expiry.",
        )
    return "The order was filled.", "Sign a new order if you want another one."


def _token_told(session: Session, order: SignedOrder, reason: str) -> Told:
    if order.token_id is None or reason == "not_minted":
        return _moment_told(order, reason)
    token = session.get_one(MomentToken, order.token_id)
    maker, exchange = checksum(order.maker), checksum(order.exchange)
    if reason == "not_owner":
        return (
            f"Token {token.token_id} belongs to {checksum(token.owner)}, not to {maker}.",
            "Only the owner lists a token; end its auction first if it is in one.",
        )
    if reason == "version_outdated":
        return (
            f"Token {token.token_id} has version {token.version}; the order is for {order.version}.",
            f"Look at the token again, then sign with version {token.version}.",
        )
    return (
        f"The exchange may not move token {token.token_id} of {maker}.",
        f"Approve {exchange} for the token, or for all moments of {maker}, then send it again.",
    )


def _moment_told(order: SignedOrder, reason: str) -> Told:
    if reason == "version_outdated":
        return (
            f"No token of moment {order.moment} has version {order.version}.",
            "Sign again with version 0, which takes any, or 1, which takes one as minted.",
        )
    what = f"moment {order.moment}" if order.token_id is None else f"token {order.token_id}"
    return (
        f"There is no {what}, or nothing of it was minted.",
        "A token's id is moment · 100,000 + serial; `GET /v1/moments` lists what there is.",
    )


def _money_told(session: Session, order: SignedOrder, reason: str) -> Told:
    maker, exchange = checksum(order.maker), checksum(order.exchange)
    if reason == "balance_too_low":
        held = session.get(TtBalance, order.maker)
        has = held.balance if held is not None else 0
        return (
            f"{maker} has {has} TT wei; the offer is for {order.price}.",
            "Get TT for ETH first, or offer less.",
        )
    allowed = session.get(ExchangeAllowance, order.maker)
    may = allowed.amount if allowed is not None else 0
    return (
        f"The exchange may take {may} TT wei of {maker}; the offer is for {order.price}.",
        f"Approve {exchange} for at least {order.price} TT wei, then send it again.",
    )


def voucher_refusal(session: Session, voucher: SignedVoucher, reason: str) -> NotFillable:
    """The error for a voucher with this reason."""
    creator, now = checksum(voucher.creator), read_head(session).timestamp
    told: dict[str, Told] = {
        "nonce_cancelled": (
            f"{creator} has cancelled nonce {voucher.nonce}.",
            "Sign again with a nonce that was never used.",
        ),
        "nonce_used": (
            f"Another voucher of {creator} with nonce {voucher.nonce} has created its moment.",
            "Sign again with a nonce that was never used.",
        ),
        "creator_moved": (
            f"{creator} has moved {_moves(session, voucher)} tokens to new keys; the voucher says {voucher.moves}.",
            "Sign again with the market's `movesOf`, or with the new key.",
        ),
        "sale_over": (
            f"The sale was open until {voucher.closes_at}; the chain's clock says {now}.",
            "Sign again with a later closesAt.",
        ),
        "no_sound": (
            f"There is no sound {voucher.sound_id}.",
            "`GET /v1/sounds` lists those there are; 0 means none.",
        ),
        "minted": (
            "The moment of this voucher exists already.",
            "Sign a voucher with another nonce for another moment.",
        ),
    }
    detail, remedy = told[reason]
    return NotFillable(detail, remedy=remedy)


def _moves(session: Session, voucher: SignedVoucher) -> int:
    account = session.get(CreatorAccount, voucher.creator)
    return account.moves if account is not None else 0
