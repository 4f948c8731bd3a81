"""The records of what people signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from toktok.market.values import Address, Hash, Wei
from toktok.moments.metadata import Metadata

OrderState = Literal["open", "filled", "cancelled", "expired", "void"]
VoucherState = Literal["unminted", "minted", "cancelled", "void"]
SideName = Literal["listing", "offer", "moment_offer"]
SIDES: tuple[SideName, ...] = ("listing", "offer", "moment_offer")


@dataclass(frozen=True, slots=True)
class Quoted:
    """An open order: what a token costs, or brings."""

    hash: Hash
    side: SideName
    token_id: int | None
    maker: Address
    price: Wei
    expiry: int


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A signed order and what became of it; `reason` says why it is no longer, or not now, open.

    `order` and `signature` are what the exchange takes: anybody can fill it with them.
    """

    hash: Hash
    side: SideName
    state: OrderState
    reason: str | None
    maker: Address
    moment: int
    token_id: int | None
    price: Wei
    signed_at: int
    expiry: int
    order: dict[str, Any]
    signature: str
    exchange: Address
    chain_id: int


@dataclass(frozen=True, slots=True)
class VoucherRow:
    """A signed voucher and what became of it; `moment` is the one that came of it.

    `handle` is of the token behind `creator`, where that trades.
    """

    hash: Hash
    state: VoucherState
    reason: str | None
    creator: Address
    handle: str | None
    nonce: str
    moment: int | None
    metadata: Metadata | None
    voucher: dict[str, Any]
    signature: str
    contract: Address
    chain_id: int
