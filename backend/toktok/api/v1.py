"""Everything under /v1: its modules, in the order in which its documentation has them."""

from __future__ import annotations

from toktok.api.routes import (
    accounts,
    activity,
    auctions,
    comments,
    creators,
    fund,
    handles,
    inbox,
    keeping,
    launches,
    leaderboards,
    likes,
    me,
    media,
    moments,
    operators,
    orders,
    picture_queue,
    profiles,
    push,
    quote,
    session,
    sounds,
    status,
    subscriptions,
    upload_queue,
    uploads,
    vouchers,
)

DESCRIPTION = """\
Creators, their tokens and moments, trades, auctions, orders and payouts, as the chain has them.

Amounts are decimal strings in wei, addresses carry a checksum, times are Unix seconds by the \
chain's clock. Lists are `{"items": [...], "next_cursor": ...}`: pass the cursor to go on; no row \
is lost or repeated, also while blocks arrive, and a cursor too old for that is refused. Answers \
carry an ETag. Errors are problem documents (RFC 9457) that say what to do. Nothing here moves \
money: transactions are signed in your wallet. Orders and vouchers are kept as they were signed, \
and shown as the chain would take them now.\
"""

ROUTERS = tuple(
    module.router for module in (
        creators, launches, handles, moments, auctions, orders, vouchers, uploads, upload_queue,
        picture_queue, sounds, subscriptions, fund, quote, accounts, media, activity, leaderboards,
        inbox, push, session, likes, comments, operators, profiles, me, keeping, status,
    )
)  # fmt: skip
