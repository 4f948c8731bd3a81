"""Server-sent events as they travel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from toktok.api.encode import encode
from toktok.api.places import place_id
from toktok.chain.addresses import checksum
from toktok.market.head import Head
from toktok.market.rows import ActivityRow
from toktok.market.values import Address, Hash


@dataclass(frozen=True, slots=True)
class Filter:
    """What a listener wants to hear of; None: everything."""

    token: Address | None = None
    account: Address | None = None

    def lets(self, row: ActivityRow) -> bool:
        """Whether this event concerns the listener."""
        return self.token in (None, row.token) and self.account in (None, row.account)


EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Message:
    """A server-sent event, written once for all; `row` is None if it is for everybody."""

    wire: bytes
    row: ActivityRow | None = None


HEARTBEAT = Message(b": heartbeat\n\n")
"""Says that there is still somebody, and no more."""


class Telling:
    """Messages that are handed out together, put together once for all who want everything."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self._messages = messages
        self._whole = b"".join(each.wire for each in messages)

    def to(self, wanted: Filter) -> bytes:
        """What a listener hears of it."""
        if wanted == EVERYTHING:
            return self._whole
        return b"".join(
            each.wire for each in self._messages if each.row is None or wanted.lets(each.row)
        )


def activity_message(row: ActivityRow, block_hash: Hash | None) -> Message:
    """One thing that happened; its id is where, and in which block."""
    return Message(_wire(row.kind, encode(row), place_id(*row.id, block_hash)), row)


def head_message(head: Head) -> Message:
    """The head; its id says that everything up to it has been told."""
    data = {"number": head.number, "hash": "0x" + head.hash.hex(), "timestamp": head.timestamp}
    return Message(_wire("head", orjson.dumps(data), place_id(head.number, None, head.hash)))


def reorg_message(to_block: int, block_hash: Hash | None = None) -> Message:
    """Blocks after `to_block` are no more; what happened instead follows."""
    identity = place_id(to_block, None, block_hash)
    return Message(_wire("reorg", orjson.dumps({"to_block": to_block}), identity))


def social_message(subject: str, owner: Address | None) -> Message:
    """What is liked or said about a subject of `owner` has changed; without an id: who was away reads it anew."""
    account = None if owner is None else checksum(owner)
    data = orjson.dumps({"kind": "social", "subject": subject, "account": account})
    return Message(b"event: social\ndata: %b\n\n" % data)


def _wire(name: str, data: bytes, identity: str) -> bytes:
    return b"event: %b\nid: %b\ndata: %b\n\n" % (name.encode(), identity.encode(), data)
