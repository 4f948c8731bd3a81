"""Signed orders."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.api.schemas.orders import Order
from toktok.client.connection import Connection
from toktok.moments.orders import OrderSort
from toktok.moments.signed_rows import OrderState, SideName


class Orders:
    """Listings and offers, by their EIP-712 hash."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def list(
        self,
        *,
        maker: str | None = None,
        moment: int | None = None,
        token: int | None = None,
        side: SideName | None = None,
        state: OrderState | None = None,
        sort: OrderSort = "newest",
    ) -> Iterator[Order]:
        """Orders, and what the chain has made of them."""
        return self._at.rows(
            "/v1/orders",
            Order,
            {
                "maker": maker,
                "moment": moment,
                "token": token,
                "side": side,
                "state": state,
                "sort": sort,
            },
        )

    def get(self, order: str) -> Order:
        """One order, as the exchange takes it."""
        return self._at.get(f"/v1/orders/{order}", Order)
