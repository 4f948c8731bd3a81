"""The records the reading functions of moments return."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal, TypeVar

from toktok.market.values import Address, EventId, Hash, Wei
from toktok.moments.metadata import Metadata
from toktok.moments.signed_rows import Quoted
from toktok.payouts.rows import SplitRow

SaleState = Literal["open", "to_come", "sold_out", "closed", "one_of_one"]
AuctionState = Literal["to_come", "running", "ended", "settled", "canceled"]
Hand = Literal["mint", "listing", "offer", "moment_offer", "auction", "escrow", "transfer"]


@dataclass(frozen=True, slots=True)
class Author:
    """Who earns with a moment now: an account, and its token and handle where that trades."""

    account: Address
    token: Address | None
    handle: str | None


@dataclass(frozen=True, slots=True)
class SoundUse:
    """The sound of a moment, and its share of the creator side in 1/10,000."""

    sound_id: int
    artist: Address
    share_bps: int
    name: str | None


@dataclass(frozen=True, slots=True)
class MomentRow:
    """A moment: its terms, and how it stands. Prices are TT wei; 0 and None where there is none.

    `creator` created or signed it, `author` earns with it now. `floor` is the cheapest open listing.
    """

    moment: int
    creator: Address
    author: Author
    uri: str
    content_hash: Hash
    metadata: Metadata | None
    edition_size: int
    minted: int
    state: SaleState
    price: Wei
    opens_at: int
    closes_at: int
    max_per_wallet: int
    royalty_bps: int
    perk: str | None
    redeemed: int
    sound: SoundUse | None
    voucher: Hash | None
    created_at: int
    owners: int
    sales: int
    volume: Wei
    last_price: Wei | None
    last_sold_at: int | None
    floor: Quoted | None
    best_offer: Quoted | None
    auction: int | None


@dataclass(frozen=True, slots=True)
class Bookings:
    """TT wei that came in for a moment: what waits to be divided, and what was divided how."""

    sales: Wei
    resales: Wei
    referred: Wei
    divided: Wei
    to_sound: Wei
    to_creator: Wei
    to_fans: Wei
    to_protocol: Wei


@dataclass(frozen=True, slots=True)
class MomentDetail(MomentRow):
    """A moment with everything that belongs to it. Empty splits: the creator's own of the day.

    `signature` is the creator's of the voucher it came from, where that was handed in here.
    """

    created_tx: Hash
    signature: str | None
    splits: tuple[SplitRow, ...]
    sound_splits: tuple[SplitRow, ...]
    bookings: Bookings


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One serial of a moment. `perk` says what became of the moment's perk."""

    token_id: int
    moment: int
    serial: int
    owner: Address
    version: int
    perk: Literal["none", "unused", "redeemed"]
    redeemed_at: int | None
    minted_at: int
    moved_at: int
    last_price: Wei | None
    listing: Quoted | None


@dataclass(frozen=True, slots=True)
class HandOver:
    """A token that changed hands: minted (`sender` is None), sold, given away, put up for auction.

    `price` is what was paid for it, in TT wei.
    """

    id: EventId
    tx_hash: Hash
    block: int
    timestamp: int
    kind: Hand
    sender: Address | None
    to: Address
    price: Wei | None
    version: int


@dataclass(frozen=True, slots=True)
class TokenDetail(TokenRow):
    """A token, where it came from (the last first), and what it could be bought or sold for."""

    of: MomentRow
    auction: int | None
    history: tuple[HandOver, ...]
    listings: tuple[Quoted, ...]
    offers: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class HeldToken(TokenRow):
    """A token an account has, and the moment it is of; `best_offer` is for the moment or the token."""

    name: str | None
    uri: str
    author: Author
    best_offer: Quoted | None


@dataclass(frozen=True, slots=True)
class AuctionRow:
    """An auction in TT wei. `opens_in` and `ends_in` are seconds by the chain's clock, 0 when past.

    `minimum_bid` is what the next bid must be at least; None where no more bids are taken.
    """

    auction: int
    token_id: int
    moment: int
    serial: int
    name: str | None
    author: Author
    seller: Address
    state: AuctionState
    reserve_price: Wei
    amount: Wei
    bidder: Address | None
    bids: int
    minimum_bid: Wei | None
    opens_at: int
    ends_at: int
    opens_in: int
    ends_in: int
    created_at: int
    closed_at: int | None
    royalty: Wei
    fee: Wei
    to_seller: Wei


@dataclass(frozen=True, slots=True)
class BidRow:
    """A bid, and the end of the auction after it."""

    id: EventId
    tx_hash: Hash
    block: int
    timestamp: int
    bidder: Address
    amount: Wei
    ends_at: int
    outbid: Address | None
    outbid_amount: Wei


@dataclass(frozen=True, slots=True)
class AuctionDetail(AuctionRow):
    """An auction and its last bids, the last first. `now` is the chain's clock."""

    now: int
    bid_list: tuple[BidRow, ...]


@dataclass(frozen=True, slots=True)
class SoundRow:
    """A sound; `share_bps` of the creator side of every moment that uses it goes to `splits`."""

    sound_id: int
    artist: Address
    uri: str
    content_hash: Hash
    metadata: Metadata | None
    share_bps: int
    splits: tuple[SplitRow, ...]
    registered_at: int
    moments: int
    earned: Wei


@dataclass(frozen=True, slots=True)
class SoundDetail(SoundRow):
    """A sound and the newest moments that use it."""

    used_by: tuple[MomentRow, ...]


Row = TypeVar("Row")


def extend(kind: type[Row], row: object, **more: object) -> Row:
    """A record of `kind` with everything `row` has, and `more`."""
    known = {each.name: getattr(row, each.name) for each in fields(row)}  # type: ignore[arg-type]
    return kind(**known, **more)
