"""Signed vouchers."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.api.schemas.orders import Voucher
from toktok.client.connection import Connection
from toktok.moments.signed_rows import VoucherState


class Vouchers:
    """Moments that wait for whoever mints them first, by their EIP-712 hash."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def list(
        self, *, creator: str | None = None, state: VoucherState | None = None
    ) -> Iterator[Voucher]:
        """Vouchers, those handed in last first."""
        return self._at.rows("/v1/vouchers", Voucher, {"creator": creator, "state": state})

    def get(self, voucher: str) -> Voucher:
        """One voucher, as the contract takes it."""
        return self._at.get(f"/v1/vouchers/{voucher}", Voucher)
