"""Addresses in the paths of pages."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import Depends

from toktok.errors import NotFoundError
from toktok.market.values import Address

_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}")


class NoSuchAccount(NotFoundError):
    """What stands in the path is no address."""

    title = "Not an address"
    remedy = "An address is 0x and 40 hexadecimal digits."


def account_of(text: str) -> Address | None:
    """The address someone wrote, or None."""
    written = text.strip()
    return bytes.fromhex(written[2:]) if _ADDRESS.fullmatch(written) else None


def _in_path(address: str) -> Address:
    account = account_of(address)
    if account is None:
        raise NoSuchAccount(f"{address[:80]!r} is not an address.")
    return account


Account = Annotated[Address, Depends(_in_path)]
