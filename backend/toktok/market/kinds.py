"""Kinds of what happens, and what they are about."""

from __future__ import annotations

from typing import Literal, get_args

Kind = Literal[
    "launch",
    "contribution",
    "finalized",
    "failed",
    "refund",
    "allocation",
    "return",
    "trade",
    "tip",
    "royalty",
    "claim",
    "deposit",
    "withdrawal",
    "token_transfer",
    "creator_transfer",
    "fee_lowered",
    "paused",
    "sound",
    "moment",
    "mint",
    "sale",
    "redeem",
    "auction",
    "bid",
    "auction_settled",
    "auction_canceled",
    "plan",
    "subscription",
    "fund_deposit",
    "fund_root",
    "fund_claim",
]
KINDS: tuple[str, ...] = get_args(Kind)

Group = Literal["trades", "transfers", "launches", "moments", "auctions", "income", "others"]
GROUPS: dict[Group, tuple[Kind, ...]] = {
    "trades": ("trade",),
    "transfers": ("token_transfer",),
    "launches": (
        "launch", "contribution", "finalized", "failed", "refund", "allocation", "return",
    ),
    "moments": ("moment", "mint", "sale", "redeem", "sound"),
    "auctions": ("auction", "bid", "auction_settled", "auction_canceled"),
    "income": (
        "tip", "royalty", "claim", "plan", "subscription", "fund_deposit", "fund_root",
        "fund_claim",
    ),
    "others": ("deposit", "withdrawal", "creator_transfer", "fee_lowered", "paused"),
}  # fmt: skip
"""Every kind, by what it is about."""

RECEIVED: Kind = "token_transfer"
"""What is told to `Activity.other`, who received it, as to the account that did it: no other kind has one."""
