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


def order_refusal(session: Session, order: SignedOrder, reason: str) -> NotFillable:
    """The error for an order with this reason, with the values that are in the way."""
    if reason in ("not_minted", "not_owner", "version_outdated", "not_approved"):
        return _token_told(session, order, reason)
    if reason in ("balance_too_low", "allowance_too_low"):
        return _money_told(session, order, reason)
    return _ended(session, order, reason)


def _ended(session: Session, order: SignedOrder, reason: str) -> NotFillable:
    maker, now = checksum(order.maker), read_head(session).timestamp
    if reason == "counter_raised":
        row = session.get(OrderCounter, order.maker)
        counter = row.counter if row is not None else 0
        return NotFillable(
            f"Orders of {maker} must carry counter {counter}; this one has {order.counter}.",
            remedy=f"Sign again with counter {counter}.",
            case="counter_raised",
        )
    if reason in ("group_cancelled", "group_filled"):
        ended = "cancelled" if reason == "group_cancelled" else "ended by a filled offer"
        return NotFillable(
            f"Group {order.group} of {maker} was {ended}.",
            remedy="Sign again with a group that was never used.",
            case=reason,
        )
    if reason == "expired":
        return NotFillable(
            f"The order was good until {order.expiry}; the chain's clock says {now}.",
            remedy="Sign again with a later expiry.",
            case="expired",
            expiry=order.expiry,
        )
    return NotFillable(
        "The order was filled.", remedy="Sign a new order if you want another one.", case="filled"
    )


def _token_told(session: Session, order: SignedOrder, reason: str) -> NotFillable:
    if order.token_id is None or reason == "not_minted":
        return _moment_told(order, reason)
    token = session.get_one(MomentToken, order.token_id)
    maker, exchange = checksum(order.maker), checksum(order.exchange)
    if reason == "not_owner":
        return NotFillable(
            f"Token {token.token_id} belongs to {checksum(token.owner)}, not to {maker}.",
            remedy="Only the owner lists a token; end its auction first if it is in one.",
            case="not_owner",
            owner=checksum(token.owner),
        )
    if reason == "version_outdated":
        return NotFillable(
            f"Token {token.token_id} has version {token.version}; the order is for {order.version}.",
            remedy=f"Look at the token again, then sign with version {token.version}.",
            case=reason,
        )
    return NotFillable(
        f"The exchange may not move token {token.token_id} of {maker}.",
        remedy=f"Approve {exchange} for the token, or for all moments of {maker}, then send it again.",
        case=reason,
    )


def _moment_told(order: SignedOrder, reason: str) -> NotFillable:
    if reason == "version_outdated":
        return NotFillable(
            f"No token of moment {order.moment} has version {order.version}.",
            remedy="Sign again with version 0, which takes any, or 1, which takes one as minted.",
            case=reason,
        )
    what = f"moment {order.moment}" if order.token_id is None else f"token {order.token_id}"
    return NotFillable(
        f"There is no {what}, or nothing of it was minted.",
        remedy="A token's id is moment · 100,000 + serial; `GET /v1/moments` lists what there is.",
        case=reason,
    )


def _money_told(session: Session, order: SignedOrder, reason: str) -> NotFillable:
    maker, exchange = checksum(order.maker), checksum(order.exchange)
    if reason == "balance_too_low":
        held = session.get(TtBalance, order.maker)
        has = held.balance if held is not None else 0
        return NotFillable(
            f"{maker} has {has} TT wei; the offer is for {order.price}.",
            remedy="Get TT for ETH first, or offer less.",
            case="balance_too_low",
            balance=has,
            price=order.price,
        )
    allowed = session.get(ExchangeAllowance, order.maker)
    may = allowed.amount if allowed is not None else 0
    return NotFillable(
        f"The exchange may take {may} TT wei of {maker}; the offer is for {order.price}.",
        remedy=f"Approve {exchange} for at least {order.price} TT wei, then send it again.",
        case="allowance_too_low",
        allowed=may,
        price=order.price,
    )


def voucher_refusal(session: Session, voucher: SignedVoucher, reason: str) -> NotFillable:
    """The error for a voucher with this reason."""
    creator, now = checksum(voucher.creator), read_head(session).timestamp
    told: dict[str, tuple[str, str]] = {
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
    values = {
        "sale_over": {"closes": str(voucher.closes_at)},
        "no_sound": {"sound": str(voucher.sound_id)},
    }
    return NotFillable(detail, remedy=remedy, case=reason, **values.get(reason, {}))


def _moves(session: Session, voucher: SignedVoucher) -> int:
    account = session.get(CreatorAccount, voucher.creator)
    return account.moves if account is not None else 0
