"""How incomes and sales are divided, in exact integers of TT wei, as the contracts do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from toktok.store.tables import Source

BPS = 10_000
RESALE_FEE_BPS = 100

IncomeSource = Literal["tip", "sale", "resale", "royalty", "subscription"]

#: What an income of each source is called.
NAMES: dict[int, IncomeSource] = {
    Source.TIP: "tip",
    Source.SALE: "sale",
    Source.RESALE: "resale",
    Source.ROYALTY: "royalty",
    Source.SUBSCRIPTION: "subscription",
}

#: What a credit of each source is called among an account's earnings.
EARNED_BY: dict[int, str] = {
    Source.TIP: "tips",
    Source.SALE: "sales",
    Source.RESALE: "resales",
    Source.ROYALTY: "royalties",
    Source.SUBSCRIPTION: "subscriptions",
    Source.FUND: "fund",
    Source.OUTBID: "outbids",
    Source.REFERRAL: "sale_referrals",
}

#: Fans' and protocol's shares in 1/10,000; of a resale, those of the royalty. The creator has the rest.
SHARES = {
    Source.TIP: (500, 500),
    Source.SALE: (1_000, 500),
    Source.RESALE: (2_000, 0),
    Source.ROYALTY: (2_000, 0),
    Source.SUBSCRIPTION: (1_500, 500),
}


@dataclass(frozen=True, slots=True)
class Parts:
    """The four parts of an income; they add up to it."""

    to_sound: int
    to_creator: int
    to_fans: int
    to_protocol: int


@dataclass(frozen=True, slots=True)
class SaleParts:
    """What a sale's price becomes: `booked` in the ledger, royalty and fee in it, or to the seller."""

    source: Source
    booked: int
    royalty: int
    fee: int
    to_seller: int


def divide(
    source: Source, amount: int, *, has_fans: bool, royalty_bps: int = 0, sound_bps: int = 0
) -> Parts:
    """The parts of an income: fans', protocol's and sound's rounded down.

    `amount` of resales is royalties and protocol fees together. Without fans (no trading token) the
    creator side takes their part, of which the sound gets nothing.
    """
    fee = (
        amount * RESALE_FEE_BPS // (royalty_bps + RESALE_FEE_BPS) if source == Source.RESALE else 0
    )
    fans_bps, protocol_bps = SHARES[source]
    to_fans = (amount - fee) * fans_bps // BPS
    to_protocol = fee + (amount - fee) * protocol_bps // BPS
    side = amount - to_fans - to_protocol
    to_sound = side * sound_bps // BPS
    if not has_fans:
        return Parts(to_sound, side - to_sound + to_fans, 0, to_protocol)
    return Parts(to_sound, side - to_sound, to_fans, to_protocol)


def referral_of(amount: int) -> int:
    """What the referrer of a first sale gets at once: half of the protocol's part."""
    _, protocol_bps = SHARES[Source.SALE]
    return amount * protocol_bps // BPS // 2


def divide_by(shares: Sequence[int], amount: int) -> list[int]:
    """`amount` by a list of shares in 1/10,000: each part rounded down, the last takes the rest."""
    parts = [amount * bps // BPS for bps in shares[:-1]]
    return [*parts, amount - sum(parts)]


def divide_sale(price: int, *, royalty_bps: int, is_first: bool) -> SaleParts:
    """What exchange and auction house make of a price; the creator's own sale is booked whole."""
    if is_first:
        return SaleParts(Source.SALE, price, 0, 0, 0)
    royalty = price * royalty_bps // BPS
    fee = price * RESALE_FEE_BPS // BPS
    return SaleParts(Source.RESALE, royalty + fee, royalty, fee, price - royalty - fee)


Credit = tuple[bytes, int]
Share = tuple[bytes, int]


def credits(
    parts: Parts,
    *,
    sound: Sequence[Share],
    side: Sequence[Share],
    protocol: bytes,
    referred: int = 0,
) -> list[Credit]:
    """Who is credited how much of an income, but for the fans.

    `sound` and `side` are (recipient, bps) of the lists; `referred` is what referrers have of the
    protocol's part already.
    """
    found: list[Credit] = []
    for shares, amount in ((sound, parts.to_sound), (side, parts.to_creator)):
        if shares:
            amounts = divide_by([bps for _, bps in shares], amount)
            found += [(account, each) for (account, _), each in zip(shares, amounts, strict=True)]
    found.append((protocol, parts.to_protocol - referred))
    return [(account, amount) for account, amount in found if amount]
