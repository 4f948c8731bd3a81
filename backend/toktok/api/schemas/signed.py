"""What is handed in: orders and vouchers, named as their typed data names them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic.alias_generators import to_camel

from toktok.api.parameters import InvalidAddress, parse_address
from toktok.api.schemas.moment_examples import ORDER_MESSAGE, SIGNATURE, VOUCHER_MESSAGE
from toktok.moments import typed_data
from toktok.moments.typed_data import Side

_DIGITS = re.compile(r"[0-9]{1,78}")


def _number(bits: int) -> BeforeValidator:
    """Reads an unsigned number of so many bits: digits, or as JSON has it where that is exact."""

    def parse(value: object) -> int:
        if isinstance(value, str) and _DIGITS.fullmatch(value):
            value = int(value)
        if type(value) is not int or not 0 <= value < 2**bits:
            raise ValueError(f"must be digits of a number below 2^{bits}")
        return value

    return BeforeValidator(parse)


def _digits(bits: int) -> WithJsonSchema:
    """How such a number is described."""
    return WithJsonSchema(
        {"type": "string", "pattern": "^[0-9]{1,78}$", "description": f"Below 2^{bits}."}
    )


def _bytes(pattern: str, what: str) -> BeforeValidator:
    """Reads hexadecimal digits after 0x."""

    def parse(value: object) -> bytes:
        if not isinstance(value, str) or len(value) % 2 or not re.fullmatch(pattern, value):
            raise ValueError(f"must be 0x and the hexadecimal digits of {what}")
        return bytes.fromhex(value[2:])

    return BeforeValidator(parse)


def _parse_address(value: object) -> bytes:
    if not isinstance(value, str):
        raise ValueError("must be an address")
    try:
        return parse_address(value)
    except InvalidAddress as error:
        raise ValueError(error.detail) from None


def _hex(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern})


_ADDRESS = "^0x[0-9a-fA-F]{40}$"
_HASH = "^0x[0-9a-fA-F]{64}$"
_SIGNATURE = "^0x[0-9a-fA-F]{0,8192}$"

U256 = Annotated[int, _number(256), _digits(256)]
U96 = Annotated[int, _number(96), _digits(96)]
U64 = Annotated[int, _number(64), _digits(64)]
U40 = Annotated[int, _number(40), _digits(40)]
U16 = Annotated[int, _number(16), _digits(16)]
Account = Annotated[bytes, BeforeValidator(_parse_address), _hex(_ADDRESS)]
Hash = Annotated[bytes, _bytes(_HASH, "32 bytes"), _hex(_HASH)]
Signature = Annotated[bytes, _bytes(_SIGNATURE, "at most 4,096 bytes"), _hex(_SIGNATURE)]
Text = Annotated[str, Field(max_length=256)]


class _Signed(BaseModel):
    """An object whose members are named as wallets and contracts name them."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel, validate_by_alias=True)


class OrderMessage(_Signed):
    """An order as its maker signed it."""

    maker: Account
    side: Annotated[
        Side, Field(description="0: sells the token; 1: buys it; 2: buys any of the moment.")
    ]
    id: Annotated[U256, Field(description="Token; of a moment-wide offer, moment.")]
    price: Annotated[U256, Field(description="TT wei the buyer pays in all.")]
    signed_at: Annotated[U256, Field(description="Good from this timestamp on.")]
    expiry: Annotated[U256, Field(description="Timestamp; at most 90 days after `signedAt`.")]
    group: Annotated[U256, Field(description="Orders that are cancelled together.")]
    counter: Annotated[U256, Field(description="The exchange's `counterOf(maker)`.")]
    version: Annotated[U256, Field(description="Version of the token; 0 in an offer: any.")]

    def value(self) -> typed_data.Order:
        """The order itself."""
        return typed_data.Order(**dict(self))


class SplitMessage(_Signed):
    """One recipient of the creator's side."""

    recipient: Account
    bps: U16


class TermsMessage(_Signed):
    """What the creator promises."""

    uri: Text
    content_hash: Hash
    edition_size: U16
    price: U96
    opens_at: U40
    closes_at: U40
    max_per_wallet: U16
    royalty_bps: U16
    sound_id: U64
    splits: Annotated[list[SplitMessage], Field(max_length=8)]
    perk: Text

    def value(self) -> typed_data.Terms:
        """The terms themselves."""
        splits = tuple(typed_data.Split(each.recipient, each.bps) for each in self.splits)
        return typed_data.Terms(**{**dict(self), "splits": splits})


class VoucherMessage(_Signed):
    """A voucher as its creator signed it."""

    creator: Account
    nonce: U256
    moves: Annotated[U256, Field(description="The market's `movesOf(creator)`.")]
    terms: TermsMessage

    def value(self) -> typed_data.Voucher:
        """The voucher itself."""
        return typed_data.Voucher(self.creator, self.nonce, self.moves, self.terms.value())


class OrderIn(BaseModel):
    """A signed order."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"order": ORDER_MESSAGE, "signature": SIGNATURE}},
    )

    order: OrderMessage
    signature: Signature


class VoucherIn(BaseModel):
    """A signed voucher."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"voucher": VOUCHER_MESSAGE, "signature": SIGNATURE}},
    )

    voucher: VoucherMessage
    signature: Signature
