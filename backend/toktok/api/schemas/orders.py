"""Orders and vouchers as they are shown."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from toktok.api.schemas.examples import page
from toktok.api.schemas.messages import SignedOrder, SignedVoucher
from toktok.api.schemas.moment_examples import ORDER, VOUCHER
from toktok.api.schemas.moments import Metadata
from toktok.api.schemas.values import (
    Address,
    Hash,
    NextCursor,
    Record,
    Signature,
    Timestamp,
    Wei,
    example,
)


class Order(Record):
    """A signed order and what became of it."""

    model_config = example(ORDER)

    hash: Annotated[Hash, Field(description="EIP-712, as the exchange's `hashOrder` says.")]
    side: Annotated[
        Literal["listing", "offer", "moment_offer"],
        Field(description="`moment_offer`: for any one token of the moment."),
    ]
    state: Annotated[
        Literal["open", "filled", "cancelled", "expired", "void"],
        Field(description="Void: cannot be filled as things are; `reason` says why."),
    ]
    reason: Annotated[
        Literal[
            "counter_raised",
            "group_cancelled",
            "expired",
            "another_chain",
            "not_minted",
            "not_owner",
            "version_outdated",
            "not_approved",
            "not_yet_open",
            "group_filled",
            "balance_too_low",
            "allowance_too_low",
            "paused",
        ]
        | None,
        Field(description="Why it is not open, where it was not filled."),
    ]
    maker: Address
    moment: int
    token_id: Annotated[int | None, Field(description="Null: any of the moment.")]
    price: Annotated[Wei, Field(description="What the buyer pays in all.")]
    signed_at: Timestamp
    expiry: Timestamp
    order: SignedOrder
    signature: Annotated[
        Signature, Field(description="The second argument of `fillListing` and `acceptOffer`.")
    ]
    exchange: Annotated[Address, Field(description="Where it can be filled.")]
    chain_id: int


class OrderPage(Record):
    """Some orders."""

    model_config = example(page(ORDER))

    items: list[Order]
    next_cursor: NextCursor


class Voucher(Record):
    """A signed voucher and what became of it."""

    model_config = example(VOUCHER)

    hash: Annotated[Hash, Field(description="EIP-712, as `hashVoucher` says.")]
    state: Annotated[
        Literal["unminted", "minted", "cancelled", "void"],
        Field(description="Void: can create no moment; `reason` says why."),
    ]
    reason: (
        Literal[
            "nonce_cancelled",
            "another_chain",
            "nonce_used",
            "creator_moved",
            "sale_over",
            "no_sound",
        ]
        | None
    )
    creator: Address
    handle: Annotated[str | None, Field(description="Of the creator's token, where it trades.")]
    nonce: Annotated[str, Field(pattern=r"^[0-9]{1,78}$")]
    moment: Annotated[int | None, Field(description="The moment that came of it.")]
    metadata: Annotated[Metadata | None, Field(description="Null if it is not kept here.")]
    voucher: SignedVoucher
    signature: Annotated[Signature, Field(description="The second argument of `mintVoucher`.")]
    contract: Annotated[Address, Field(description="Where it can be minted.")]
    chain_id: int


class VoucherPage(Record):
    """Some vouchers, those handed in last first."""

    model_config = example(page(VOUCHER))

    items: list[Voucher]
    next_cursor: NextCursor
