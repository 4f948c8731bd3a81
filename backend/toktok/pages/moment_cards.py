"""Moments as cards: a picture, who made it, and how it can be had now. For every page that shows some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session

from toktok.market.clock import now_at
from toktok.market.head import read_head
from toktok.market.values import Address, Wei
from toktok.moments.auctions import auctions_by_number
from toktok.moments.metadata import Metadata
from toktok.moments.rows import AuctionRow, MomentRow
from toktok.moments.signed_rows import VoucherRow
from toktok.moments.venue import Venue

Deal = Literal[
    "auction", "auction_to_come", "auction_over", "edition", "edition_to_come", "voucher",
    "listing", "sold", "none",
]  # fmt: skip

NOTHING = Metadata(name="", description="", image=None, animation=None, audio=None)
"""What is known of a moment whose metadata lies elsewhere."""


@dataclass(frozen=True, slots=True)
class Card:
    """A moment, or a voucher of one. `sum` is TT wei: a bid, a price, the last sale, as `deal` says.

    `until` is when an auction or a sale opens or ends by the chain's clock, 0 without an end.
    """

    href: str
    moment: int | None
    name: str
    image: str | None
    animation: str | None
    handle: str | None
    account: Address
    deal: Deal
    sum: Wei | None
    until: int
    has_bid: bool
    minted: int
    edition: int
    perk: bool


def cards_of(session: Session, rows: Sequence[MomentRow], venue: Venue) -> list[Card]:
    """A card for each moment, in the order given."""
    now = now_at(read_head(session))
    numbers = [row.auction for row in rows if row.auction is not None]
    auctions = auctions_by_number(session, numbers, venue)
    return [_card(row, auctions.get(row.auction or 0), now) for row in rows]


def voucher_card(row: VoucherRow) -> Card:
    """A card for a voucher that nobody has minted yet."""
    terms, metadata = row.voucher["terms"], row.metadata or NOTHING
    return Card(
        href=f"/vouchers/0x{row.hash.hex()}",
        moment=None,
        name=metadata.name,
        image=metadata.image,
        animation=metadata.animation,
        handle=row.handle,
        account=row.creator,
        deal="voucher",
        sum=int(terms["price"]),
        until=int(terms["closesAt"]),
        has_bid=False,
        minted=0,
        edition=int(terms["editionSize"]),
        perk=bool(terms["perk"]),
    )


def _card(row: MomentRow, auction: AuctionRow | None, now: int) -> Card:
    deal, price, until = _deal(row, auction, now)
    metadata = row.metadata or NOTHING
    return Card(
        href=f"/moments/{row.moment}",
        moment=row.moment,
        name=metadata.name,
        image=metadata.image,
        animation=metadata.animation,
        handle=row.author.handle,
        account=row.author.account,
        deal=deal,
        sum=price,
        until=until,
        has_bid=auction is not None and auction.bidder is not None,
        minted=row.minted,
        edition=row.edition_size,
        perk=row.perk is not None,
    )


def _deal(row: MomentRow, auction: AuctionRow | None, now: int) -> tuple[Deal, Wei | None, int]:
    """How the moment can be had, for how much, and until when: what is most urgent first."""
    if auction is not None:
        amount = auction.amount or auction.reserve_price
        if auction.state == "to_come":
            return "auction_to_come", amount, auction.opens_at
        running = auction.state == "running" and auction.ends_at > now
        return ("auction" if running else "auction_over"), amount, auction.ends_at
    if row.state == "open":
        return "edition", row.price, row.closes_at
    if row.state == "to_come":
        return "edition_to_come", row.price, row.opens_at
    if row.floor is not None:
        return "listing", row.floor.price, 0
    if row.last_price is not None:
        return "sold", row.last_price, 0
    return "none", None, 0
