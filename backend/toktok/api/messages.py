"""Server-sent events as they travel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from toktok.api.encode import encode
from toktok.api.places import place_id
from toktok.chain.addresses import checksum
from toktok.market.activity import concerned
from toktok.market.head import Head
from toktok.market.rows import ActivityRow
from toktok.market.values import Address, Hash
from toktok.moments.handed_in import NewOrder, NewVoucher


@dataclass(frozen=True, slots=True)
class About:
    """A creator's token and whom a message concerns; `accounts` is None where nobody knows who they all are."""

    token: Address | None
    accounts: tuple[Address | None, ...] | None


@dataclass(frozen=True, slots=True)
class Filter:
    """What a listener wants to hear of; None: everything."""

    token: Address | None = None
    account: Address | None = None

    def lets(self, about: About) -> bool:
        """Whether a message about that concerns the listener."""
        if self.token not in (None, about.token):
            return False
        return self.account is None or about.accounts is None or self.account in about.accounts


EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Message:
    """A server-sent event, written once for all; `about` is None if it is for everybody."""

    wire: bytes
    about: About | None = None


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
            each.wire for each in self._messages if each.about is None or wanted.lets(each.about)
        )


def activity_message(row: ActivityRow, block_hash: Hash | None) -> Message:
    """One thing that happened; its id is where, and in which block."""
    about = About(row.token, concerned(row))
    return Message(_wire(row.kind, encode(row), place_id(*row.id, block_hash)), about)


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
    return Message(_unplaced("social", {"subject": subject, "account": _spelt(owner)}))


def order_message(order: NewOrder) -> Message:
    """An order was handed in: which, of whom (`account`), and who has what is offered for (`owner`).

    An offer for any of a moment concerns all who hold one: those it is told to look for themselves.
    """
    data = {
        "hash": "0x" + order.hash.hex(),
        "side": order.side,
        "moment": order.moment,
        "token_id": order.token_id,
        "token": _spelt(order.token),
        "account": _spelt(order.maker),
        "owner": _spelt(order.owner),
    }
    is_for_any = order.side == "moment_offer"
    accounts = None if is_for_any else (order.maker, order.owner)
    return Message(_unplaced("order", data), About(order.token, accounts))


def voucher_message(voucher: NewVoucher) -> Message:
    """A voucher was handed in."""
    data = {
        "hash": "0x" + voucher.hash.hex(),
        "token": _spelt(voucher.token),
        "account": _spelt(voucher.creator),
    }
    return Message(_unplaced("voucher", data), About(voucher.token, (voucher.creator,)))


def _spelt(account: Address | None) -> str | None:
    return None if account is None else checksum(account)


def _unplaced(kind: str, data: dict[str, Any]) -> bytes:
    """What did not happen on the chain has no place to go on from."""
    return b"event: %b\ndata: %b\n\n" % (kind.encode(), orjson.dumps({"kind": kind, **data}))


def _wire(name: str, data: bytes, identity: str) -> bytes:
    return b"event: %b\nid: %b\ndata: %b\n\n" % (name.encode(), identity.encode(), data)
