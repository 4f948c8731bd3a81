"""Blocks asked for by number."""

from __future__ import annotations

from collections.abc import Iterable

from toktok.chain.headers import BlockReply, Header, parse_header
from toktok.chain.rpc import Request, Rpc
from toktok.errors import RpcUnavailableError


async def fetch_header(rpc: Rpc, number: int) -> Header | None:
    """The header of a block; None if the node does not have it."""
    return (await fetch_headers(rpc, [number]))[0]


async def fetch_head(rpc: Rpc) -> Header:
    """The newest header."""
    block = await rpc.call("eth_getBlockByNumber", "latest", False, kind=BlockReply | None)
    if block is None:
        raise RpcUnavailableError("The node has no latest block.")
    return parse_header(block)


async def fetch_headers(rpc: Rpc, numbers: Iterable[int]) -> list[Header | None]:
    """Headers by number, in batches; None where the node has no such block."""
    asked = list(numbers)
    blocks = await rpc.batch([header_request(number) for number in asked], kind=BlockReply | None)
    return [
        None if block is None else parse_header(block, number=number)
        for block, number in zip(blocks, asked, strict=True)
    ]


def header_request(number: int) -> Request:
    """The call that asks for a header."""
    return Request("eth_getBlockByNumber", (hex(number), False))
