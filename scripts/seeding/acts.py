"""What can happen in the seed: acts, one transaction each, and orders that people sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scripts.seeding.cast import DAY

TT = 10**18
START = 600
SPAN = 34 * DAY - 20 * 60
# A few acts are so late that what they begin is still going on when somebody looks.
LAST = 34 * DAY - 60
ALL = 10_000

Kind = Literal[
    # money and tokens
    "deposit", "approve", "launch", "contribute", "finalize", "refund", "claim_allocation",
    "return_unvested", "buy", "buy_with_eth", "sell", "tip", "split", "claim", "give", "withdraw",
    "lower_fee", "set_payout", "send_eth", "sweep",
    # moments
    "register_sound", "create_moment", "mint", "mint_voucher", "cancel_voucher", "redeem",
    "give_moment", "authorize", "create_auction", "bid", "cancel_auction", "settle", "distribute",
    # orders
    "fill_listing", "accept_offer", "cancel_group", "increment_counter",
    # subscriptions and the fund
    "set_plan", "end_plan", "subscribe", "fund_deposit", "post_root", "fund_claim",
]  # fmt: skip

Spender = Literal["market", "ledger", "moments", "auction", "exchange", "subscriptions", "fund"]


@dataclass(frozen=True, slots=True)
class Act:
    """One transaction of account number `by`, `at` seconds after the chain began.

    token: the handle of the creator it is about. amount: wei of TT or ETH, or a share in 1/10,000
    of what there is at that moment, or a number, as the kind has it. other: another account's
    number. spender: who is approved. about: the keys of moments, sounds or orders. serial, count:
    which of a moment's tokens, and how many of something. begins, lasts: of what the act announces,
    in seconds after the chain began, and in seconds.
    """

    at: int
    by: int
    kind: Kind
    token: str = ""
    amount: int = 0
    other: int | None = None
    spender: Spender = "market"
    about: tuple[str, ...] = ()
    serial: int = 0
    count: int = 1
    begins: int = 0
    lasts: int = 0


Side = Literal["listing", "offer", "moment offer"]

# What becomes of an order that was handed to the server, right after: nothing, or one transaction.
Fate = Literal["", "filled", "group canceled", "counter raised"]


@dataclass(frozen=True, slots=True)
class Order:
    """What account number `maker` signs at `at`: to sell a token, or to buy one.

    price in TT wei; expiry in seconds after `at`. serial is 0 for any of the moment. `posted`: it
    is handed to the server, which shows it; `fate` is what happens to it then, by account `taker`.
    """

    key: str
    maker: int
    side: Side
    piece: str
    serial: int
    price: int
    at: int
    expiry: int
    group: int
    posted: bool = False
    fate: Fate = ""
    taker: int | None = None
