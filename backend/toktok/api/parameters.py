"""Parameters that many routes share."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import Depends, Path, Query

from toktok.api.schemas.moment_examples import HASH
from toktok.chain.addresses import checksum
from toktok.errors import InvalidInputError
from toktok.market.values import Address, Hash

MOST = 200
MOST_ID = 2**53

Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows on a page.")]
CursorText = Annotated[
    str | None,
    Query(max_length=512, description="`next_cursor` of the page before; leave it out to begin."),
]
Start = Annotated[
    int | None,
    Query(ge=0, le=MOST_ID, description="Only from this timestamp on; else the last ones."),
]
End = Annotated[int | None, Query(ge=0, le=MOST_ID, description="Only before this timestamp.")]
Days = Annotated[int, Query(ge=1, le=1_000, description="Days on a page.")]
CreatorName = Annotated[
    str,
    Path(
        max_length=64,
        description="Handle of the creator, or address of its token.",
        examples=["ada"],
    ),
]

_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}")


class InvalidAddress(InvalidInputError):
    """What should be an address is none."""

    title = "Invalid address"
    remedy = "An address is 0x and 40 hexadecimal digits; copy it again from where you have it."


def parse_address(text: str) -> Address:
    """The 20 bytes of an address. Raises InvalidAddress, also if its checksum does not fit."""
    if not _ADDRESS.fullmatch(text):
        raise InvalidAddress(f"{text[:80]!r} is not an address.")
    address = bytes.fromhex(text[2:])
    digits = text[2:]
    if digits not in (digits.lower(), digits.upper()) and checksum(address) != text:
        raise InvalidAddress(f"The checksum of {text} is wrong: a character was mistyped.")
    return address


AccountPath = Annotated[
    str,
    Path(
        alias="address",
        max_length=64,
        description="Address of the account.",
        examples=["0x627306090abaB3A6e1400e9345bC60c78a8BEf57"],
    ),
]


def account_in_path(address: AccountPath) -> Address:
    """The account an address in the path names."""
    return parse_address(address)


def account_in_query(
    account: Annotated[
        str | None, Query(max_length=64, description="Only of this account.")
    ] = None,
) -> Address | None:
    """The account the query asks for, if it asks for one."""
    return None if account is None else parse_address(account)


def _optional_account(name: str, description: str) -> Any:
    """A filter by account, under another name."""
    # Not as an annotation: that would be read where these names are unknown.
    asked = Query(default=None, alias=name, max_length=64, description=description)

    def parse(account: str | None = asked) -> Address | None:
        return None if account is None else parse_address(account)

    return Annotated[Address | None, Depends(parse)]


_HASH = re.compile(r"0x[0-9a-fA-F]{64}")


class InvalidHash(InvalidInputError):
    """What should be a hash is none."""

    title = "Invalid hash"
    remedy = "A hash is 0x and 64 hexadecimal digits."


def hash_in_path(
    hash_: Annotated[
        str, Path(alias="hash", max_length=80, description="EIP-712 hash.", examples=[HASH])
    ],
) -> Hash:
    """The 32 bytes a path names."""
    if not _HASH.fullmatch(hash_):
        raise InvalidHash(f"{hash_!r} is no hash.")
    return bytes.fromhex(hash_[2:])


Account = Annotated[Address, Depends(account_in_path)]
MakerFilter = _optional_account("maker", "Only of this maker.")
CreatorFilter = _optional_account("creator", "Only of this account.")
SellerFilter = _optional_account("seller", "Only of this seller.")
BidderFilter = _optional_account("bidder", "Only those in which this account has bid.")
ArtistFilter = _optional_account("artist", "Only of this artist.")
HashPath = Annotated[Hash, Depends(hash_in_path)]
MomentPath = Annotated[
    int, Path(alias="moment", ge=1, le=MOST_ID, description="Number of the moment.", examples=[1])
]
MomentFilter = Annotated[
    int | None, Query(alias="moment", ge=1, le=MOST_ID, description="Only of this moment.")
]
AccountFilter = Annotated[Address | None, Depends(account_in_query)]
