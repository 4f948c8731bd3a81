"""Orders and vouchers as they were signed: members as wallets and contracts name them, wide numbers as digits."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from toktok.api.schemas.moment_examples import ORDER_MESSAGE, TERMS_MESSAGE, VOUCHER_MESSAGE
from toktok.api.schemas.values import Address, Bps, Hash, Timestamp, Wei

Digits = Annotated[str, Field(pattern=r"^[0-9]{1,78}$")]


def _as_signed(document: dict[str, Any]) -> ConfigDict:
    return ConfigDict(
        extra="forbid",
        alias_generator=to_camel,
        validate_by_name=True,
        serialize_by_alias=True,
        json_schema_extra={"example": document},
    )


class SignedOrder(BaseModel):
    """An order as its maker signed it: the first argument of `fillListing` and `acceptOffer`."""

    model_config = _as_signed(ORDER_MESSAGE)

    maker: Address
    side: Annotated[
        Literal[0, 1, 2],
        Field(description="0: sells the token; 1: buys it; 2: buys any of the moment."),
    ]
    id: Annotated[Digits, Field(description="Token; of a moment-wide offer, moment.")]
    price: Annotated[Wei, Field(description="TT wei the buyer pays in all.")]
    signed_at: Annotated[Digits, Field(description="Good from this timestamp on.")]
    expiry: Annotated[Digits, Field(description="Timestamp.")]
    group: Annotated[Digits, Field(description="Orders that are cancelled together.")]
    counter: Annotated[Digits, Field(description="The exchange's `counterOf(maker)`.")]
    version: Annotated[Digits, Field(description="Version of the token; 0 in an offer: any.")]


class SignedSplit(BaseModel):
    """One recipient of the creator's side."""

    model_config = _as_signed(TERMS_MESSAGE["splits"][0])

    recipient: Address
    bps: Bps


class SignedTerms(BaseModel):
    """What the creator promises."""

    model_config = _as_signed(TERMS_MESSAGE)

    uri: Annotated[str, Field(description="Where the metadata is.")]
    content_hash: Annotated[Hash, Field(description="SHA-256 of the clip.")]
    edition_size: int
    price: Annotated[Wei, Field(description="TT wei for a serial.")]
    opens_at: Annotated[Timestamp, Field(description="0: no bound.")]
    closes_at: Annotated[Timestamp, Field(description="0: no bound.")]
    max_per_wallet: Annotated[int, Field(description="0: no bound.")]
    royalty_bps: Bps
    sound_id: Annotated[Digits, Field(description="0: none.")]
    splits: Annotated[list[SignedSplit], Field(description="Empty: the creator's own of the day.")]
    perk: Annotated[str, Field(description="Empty: none.")]


class SignedVoucher(BaseModel):
    """A voucher as its creator signed it: the first argument of `mintVoucher`."""

    model_config = _as_signed(VOUCHER_MESSAGE)

    creator: Address
    nonce: Digits
    moves: Annotated[Digits, Field(description="The market's `movesOf(creator)`.")]
    terms: SignedTerms
