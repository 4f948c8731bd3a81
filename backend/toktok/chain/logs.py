"""Logs in the encoding that receipts have, which headers commit to: events are read from these bytes."""

from __future__ import annotations

from binascii import unhexlify
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from toktok.chain.headers import Address, Hash
from toktok.chain.trie import prefix

#: Bytes of an encoded address and of an encoded topic, length prefix included.
ADDRESS, TOPIC = 21, 33


class LogReply(Struct, gc=False):
    """A log in the node's JSON, as part of a receipt."""

    address: Address
    topics: list[Hash]
    data: str


class Shape(NamedTuple):
    """Where the parts of an encoded log lie: the same for all with as many topics and bytes of data.

    `before_address`, `before_topics` and `before_data` are the length prefixes in between, in
    hexadecimal; each topic follows a prefix of one byte.
    """

    topics: int
    size: int
    before_address: str
    before_topics: str
    before_data: str
    address_at: int
    topics_at: int
    data_at: int


class Log(Struct, frozen=True, gc=False):
    """One log, undecoded: `encoded` is list of address, topics and data (yellow paper, 4.3.1)."""

    encoded: bytes
    shape: Shape
    block_number: int
    log_index: int
    tx_hash: bytes

    @property
    def address(self) -> bytes:
        """The contract that wrote it."""
        start = self.shape.address_at
        return self.encoded[start : start + 20]

    @property
    def topics(self) -> tuple[bytes, ...]:
        """The indexed parameters, the first of them the event's signature hashed."""
        starts = [self.shape.topics_at + TOPIC * place for place in range(self.shape.topics)]
        return tuple(self.encoded[start : start + 32] for start in starts)

    @property
    def data(self) -> bytes:
        """The other parameters."""
        return self.encoded[self.shape.data_at :]


def encode(log: LogReply) -> tuple[Shape, bytes]:
    """A log as receipts have it; raises `ValueError` if it is not hexadecimal."""
    topics, data = log.topics, log.data
    if len(data) == 4 and data[2] < "8":  # one byte below 128 is its own encoding
        shape = shape_of(len(topics), 4, True)
    else:
        shape = shape_of(len(topics), len(data))
    # Every topic begins with "0x", in whose place its length prefix goes.
    return shape, unhexlify(
        f"{shape.before_address}{log.address[2:]}{shape.before_topics}"
        f"{''.join(topics).replace('0x', 'a0')}{shape.before_data}{data[2:]}"
    )


@lru_cache(maxsize=4_096)
def shape_of(topics: int, digits: int, small: bool = False, /) -> Shape:
    """The shape of logs with so many topics and so long a text of their data; `small` needs no prefix."""
    size, odd = divmod(digits - 2, 2)
    if odd or size < 0:
        raise ValueError("data is not a whole number of bytes")
    before_topics = prefix(TOPIC * topics, 0xC0)
    before_data = b"" if small else prefix(size, 0x80)
    length = ADDRESS + len(before_topics) + TOPIC * topics + len(before_data) + size
    before_address = prefix(length, 0xC0) + b"\x94"
    topics_at = len(before_address) + 20 + len(before_topics)
    return Shape(
        topics=topics,
        size=size,
        before_address=before_address.hex(),
        before_topics=before_topics.hex(),
        before_data=before_data.hex(),
        address_at=len(before_address),
        topics_at=topics_at + 1,
        data_at=topics_at + TOPIC * topics + len(before_data),
    )
