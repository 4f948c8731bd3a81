"""Block headers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from toktok.chain.rpc import Request, Rpc
from toktok.errors import RpcUnavailableError


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says; `bloom` as an integer of 2,048 bits."""

    number: int
    hash: bytes
    parent_hash: bytes
    timestamp: int
    bloom: int
    receipts_root: bytes
    transactions: tuple[bytes, ...]


def parse_header(block: dict[str, Any]) -> Header:
    """A header from the node's JSON, asked for without transaction bodies."""
    return Header(
        number=int(block["number"], 16),
        hash=unhex(block["hash"]),
        parent_hash=unhex(block["parentHash"]),
        timestamp=int(block["timestamp"], 16),
        bloom=int(block["logsBloom"], 16),
        receipts_root=unhex(block["receiptsRoot"]),
        transactions=tuple(unhex(tx) for tx in block["transactions"]),
    )


async def fetch_header(rpc: Rpc, number: int | str) -> Header | None:
    """The header of a block by number or tag; None if the node does not have it."""
    block = await rpc.call("eth_getBlockByNumber", _tag(number), False)
    with reading("a header"):
        return None if block is None else parse_header(block)


async def fetch_head(rpc: Rpc) -> Header:
    """The newest header."""
    header = await fetch_header(rpc, "latest")
    if header is None:
        raise RpcUnavailableError("The node has no latest block.")
    return header


async def fetch_headers(rpc: Rpc, numbers: Iterable[int]) -> list[Header | None]:
    """Headers by number, in batches; None where the node has no such block."""
    blocks = await rpc.batch(
        [Request("eth_getBlockByNumber", (_tag(number), False)) for number in numbers]
    )
    with reading("headers"):
        return [None if block is None else parse_header(block) for block in blocks]


@contextmanager
def reading(what: str) -> Iterator[None]:
    """What cannot be read is as good as no answer: raises `RpcUnavailableError`, to be asked again."""
    try:
        yield
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise RpcUnavailableError(
            f"The node answered with {what} that cannot be read ({type(error).__name__})."
        ) from error


def unhex(text: str) -> bytes:
    """Bytes of a 0x-prefixed string."""
    return bytes.fromhex(text[2:])


def _tag(number: int | str) -> str:
    return number if isinstance(number, str) else hex(number)
