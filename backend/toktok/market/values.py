"""What the figures of the reading side are, so that the edges know how to write them.

A reading function returns frozen records of plain Python values. The annotation of a field says
how it looks outside: an amount as a decimal string, an address with its checksum, an event as
"block-log".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

Wei = Annotated[int, "wei"]
"""An amount in wei, signed where the name says so (profit, net inflow). Never a float."""

Address = Annotated[bytes, "address"]
"""20 bytes."""

Hash = Annotated[bytes, "hash"]
"""32 bytes."""

EventId = Annotated[tuple[int, int], "event"]
"""Block number and log index: where on the chain something happened, in the order it happened."""

NO_TOKEN: Address = bytes(20)

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some rows of a list, and the cursor that continues after the last of them (None: the end)."""

    items: tuple[Item, ...]
    next_cursor: str | None
