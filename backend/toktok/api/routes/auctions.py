"""Auctions."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Response

from toktok.api.answers import Reader
from toktok.api.context import Served
from toktok.api.parameters import (
    MOST_ID,
    BidderFilter,
    CursorText,
    Limit,
    MomentFilter,
    SellerFilter,
)
from toktok.api.schemas.auctions import AuctionDetail, AuctionPage
from toktok.api.schemas.missing import NO_AUCTION
from toktok.api.schemas.problems import INVALID
from toktok.moments.auctions import list_auctions, one_auction
from toktok.moments.rows import AuctionState
from toktok.routing import Router

router = Router(prefix="/v1/auctions", tags=["auctions"])


@router.get("", response_model=AuctionPage, responses=INVALID)
def auctions(
    read: Reader,
    context: Served,
    seller: SellerFilter,
    bidder: BidderFilter,
    moment: MomentFilter = None,
    state: Annotated[AuctionState | None, Query(description="Only those that stand here.")] = None,
    limit: Limit = 24,
    cursor: CursorText = None,
) -> Response:
    """Auctions, the newest first."""
    return read.answer(
        lambda session: list_auctions(
            session,
            context.venue(session),
            state=state,
            moment=moment,
            seller=seller,
            bidder=bidder,
            limit=limit,
            cursor=cursor,
        )
    )


@router.get("/{auction}", response_model=AuctionDetail, responses=NO_AUCTION)
def one(
    read: Reader,
    context: Served,
    auction: Annotated[
        int, Path(ge=1, le=MOST_ID, description="Number of the auction.", examples=[1])
    ],
) -> Response:
    """One auction: its bids, the least next one, and how long it is open by the chain's clock."""
    return read.answer(lambda session: one_auction(session, auction, context.venue(session)))
