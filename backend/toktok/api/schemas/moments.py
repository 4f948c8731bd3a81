"""Moments, their tokens, and where these come from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from toktok.api.schemas.activity import Activity
from toktok.api.schemas.examples import ACTIVITY, CREATOR, FAN, TX_HASH, page
from toktok.api.schemas.moment_examples import MOMENT
from toktok.api.schemas.payouts import Split
from toktok.api.schemas.values import (
    Address,
    Bps,
    Hash,
    NextCursor,
    Record,
    Signature,
    Timestamp,
    Wei,
    example,
)

TokenId = Annotated[int, Field(description="Moment · 100,000 + serial.")]
Cid = Annotated[str | None, Field(description="Served at `/v1/media/{cid}`.")]


class Author(Record):
    """Who earns with a moment now."""

    account: Address
    token: Annotated[Address | None, Field(description="Where the holders of a token earn too.")]
    handle: str | None


class Metadata(Record):
    """What the file at `uri` says, and which of the files it names are kept here."""

    name: str
    description: str
    image: Cid
    animation: Cid
    audio: Cid


class SoundUse(Record):
    """The sound a moment uses."""

    sound_id: int
    artist: Address
    share_bps: Annotated[Bps, Field(description="Of the creator side of every sale.")]
    name: str | None


class Quoted(Record):
    """An open order; all of it is at `/v1/orders/{hash}`."""

    hash: Hash
    side: Literal["listing", "offer", "moment_offer"]
    token_id: Annotated[int | None, Field(description="Null: any of the moment.")]
    maker: Address
    price: Wei
    expiry: Timestamp


class Moment(Record):
    """A moment's terms, fixed for ever, and how it stands."""

    model_config = example(MOMENT)

    moment: int
    creator: Annotated[Address, Field(description="Who created or signed it.")]
    author: Author
    uri: str
    content_hash: Annotated[Hash, Field(description="SHA-256 of the signed media file.")]
    metadata: Annotated[Metadata | None, Field(description="Null if it is not kept here.")]
    edition_size: int
    minted: int
    state: Annotated[
        Literal["open", "to_come", "sold_out", "closed", "one_of_one"],
        Field(description="Of its sale; a one-of-one had none and is auctioned or listed."),
    ]
    price: Annotated[Wei, Field(description="Per serial; 0 for a one-of-one.")]
    opens_at: Annotated[Timestamp, Field(description="0: at once.")]
    closes_at: Annotated[Timestamp, Field(description="0: never.")]
    max_per_wallet: Annotated[int, Field(description="0: no limit.")]
    royalty_bps: Bps
    perk: Annotated[str | None, Field(description="What a holder may redeem once per serial.")]
    redeemed: Annotated[int, Field(description="Serials whose perk was used.")]
    sound: SoundUse | None
    voucher: Annotated[Hash | None, Field(description="The voucher it came from.")]
    created_at: Timestamp
    owners: int
    sales: Annotated[int, Field(description="Serials sold, mints included.")]
    volume: Wei
    last_price: Wei | None
    last_sold_at: Timestamp | None
    floor: Annotated[Quoted | None, Field(description="The cheapest open listing.")]
    best_offer: Annotated[Quoted | None, Field(description="The best open offer for any serial.")]
    auction: Annotated[int | None, Field(description="One that is not over.")]


class MomentPage(Record):
    """Some moments."""

    model_config = example(page(MOMENT))

    items: list[Moment]
    next_cursor: NextCursor


class Bookings(Record):
    """What came in: what waits to be divided, and what was divided how."""

    sales: Annotated[Wei, Field(description="Waits, referrers' parts included.")]
    resales: Annotated[Wei, Field(description="Royalties and protocol fees that wait.")]
    referred: Annotated[Wei, Field(description="Part of `sales` that referrers have already.")]
    divided: Wei
    to_sound: Wei
    to_creator: Wei
    to_fans: Wei
    to_protocol: Wei


class MomentDetail(Moment):
    """A moment with its lists and what it has brought."""

    model_config = example(
        {
            **MOMENT,
            "created_tx": TX_HASH,
            "signature": None,
            "splits": [{"recipient": CREATOR, "bps": 9_000}, {"recipient": FAN, "bps": 1_000}],
            "sound_splits": [{"recipient": FAN, "bps": 10_000}],
            "bookings": {
                "sales": "60000000000000000000",
                "resales": "0",
                "referred": "0",
                "divided": "0",
                "to_sound": "0",
                "to_creator": "0",
                "to_fans": "0",
                "to_protocol": "0",
            },
        }
    )

    created_tx: Annotated[Hash, Field(description="The transaction that created it.")]
    signature: Annotated[
        Signature | None,
        Field(
            description="Of `creator`, of the voucher it came from. Null without a voucher, or if"
            " that was not handed in here: then the transaction has it."
        ),
    ]
    splits: Annotated[list[Split], Field(description="Empty: the creator's own of the day.")]
    sound_splits: list[Split]
    bookings: Bookings


_MINT = {
    **ACTIVITY,
    "kind": "mint",
    "moment": 1,
    "data": {
        "to": FAN,
        "token_id": 100_001,
        "quantity": 1,
        "price": "5000000000000000000",
        "amount": "5000000000000000000",
        "referrer": None,
        "minted": 1,
    },
}


class Happening(Activity):
    """Something that happened to a moment: an activity, or a plain transfer of a token."""

    model_config = example(_MINT)

    kind: str  # type: ignore[assignment]


class History(Record):
    """Some of what happened to a moment, the last first."""

    model_config = example(page(_MINT))

    items: list[Happening]
    next_cursor: NextCursor
