"""Auctions."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.api.schemas.auctions import Auction, AuctionDetail
from toktok.client.connection import Connection
from toktok.moments.rows import AuctionState


class Auctions:
    """Auctions, by their number."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def list(
        self,
        *,
        moment: int | None = None,
        seller: str | None = None,
        bidder: str | None = None,
        state: AuctionState | None = None,
    ) -> Iterator[Auction]:
        """Auctions, the newest first."""
        return self._at.rows(
            "/v1/auctions",
            Auction,
            {"moment": moment, "seller": seller, "bidder": bidder, "state": state},
        )

    def get(self, auction: int) -> AuctionDetail:
        """One auction and its bids."""
        return self._at.get(f"/v1/auctions/{auction}", AuctionDetail)
