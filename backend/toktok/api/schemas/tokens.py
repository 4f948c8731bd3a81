"""Tokens of moments, and where they come from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from toktok.api.schemas.examples import FAN, ROW, page
from toktok.api.schemas.moment_examples import AUTHOR, LISTING, METADATA, MOMENT, TOKEN_ROW
from toktok.api.schemas.moments import Author, Moment, Quoted, TokenId
from toktok.api.schemas.values import (
    Address,
    EventId,
    Hash,
    NextCursor,
    Record,
    Timestamp,
    Wei,
    example,
)


class Token(Record):
    """One serial."""

    model_config = example(TOKEN_ROW)

    token_id: TokenId
    moment: int
    serial: int
    owner: Address
    version: Annotated[int, Field(description="Rises when it moves or its perk is used.")]
    perk: Literal["none", "unused", "redeemed"]
    redeemed_at: Timestamp | None
    minted_at: Timestamp
    moved_at: Timestamp
    last_price: Wei | None
    listing: Annotated[Quoted | None, Field(description="Its cheapest open listing.")]


class TokenPage(Record):
    """Some serials, the first first."""

    model_config = example(page(TOKEN_ROW))

    items: list[Token]
    next_cursor: NextCursor


class HandOver(Record):
    """A token that changed hands."""

    id: EventId
    tx_hash: Hash
    block: int
    timestamp: Timestamp
    kind: Annotated[
        Literal["mint", "listing", "offer", "moment_offer", "auction", "escrow", "transfer"],
        Field(description="Escrow: put up for auction, or back unsold."),
    ]
    sender: Annotated[Address | None, Field(description="Null: minted.")]
    to: Address
    price: Wei | None
    version: int


class TokenDetail(Token):
    """A serial, its moment, where it comes from, and what it could be bought or sold for."""

    model_config = example(
        {
            **TOKEN_ROW,
            "of": MOMENT,
            "auction": None,
            "history": [
                {
                    **ROW,
                    "kind": "mint",
                    "sender": None,
                    "to": FAN,
                    "price": "5000000000000000000",
                    "version": 1,
                }
            ],
            "listings": [LISTING],
            "offers": [],
        }
    )

    of: Moment
    auction: Annotated[int | None, Field(description="The auction that holds it.")]
    history: Annotated[list[HandOver], Field(description="The last 100, the last first.")]
    listings: list[Quoted]
    offers: Annotated[list[Quoted], Field(description="That its owner could accept, best first.")]


HELD = {
    **TOKEN_ROW,
    "name": METADATA["name"],
    "uri": MOMENT["uri"],
    "author": AUTHOR,
    "best_offer": None,
}


class HeldToken(Token):
    """A serial somebody has."""

    model_config = example(HELD)

    name: str | None
    uri: str
    author: Author
    best_offer: Annotated[Quoted | None, Field(description="For it, or for any of its moment.")]


class HeldPage(Record):
    """Some of what somebody has, in the order of ids."""

    model_config = example(page(HELD))

    items: list[HeldToken]
    next_cursor: NextCursor
