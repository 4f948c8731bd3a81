"""Logs as the node hands them out, and the limits it sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from toktok.chain.blocks import reading, unhex
from toktok.chain.rpc import Rpc
from toktok.errors import RpcError, RpcTimeoutError

_LIMIT_WORDS = (
    "limit",
    "too many",
    "too large",
    "too big",
    "more than",
    "range",
    "exceed",
    "timeout",
    "timed out",
    "response size",
)


@dataclass(frozen=True, slots=True)
class Log:
    """One log, undecoded."""

    address: bytes
    topics: tuple[bytes, ...]
    data: bytes
    block_number: int
    block_hash: bytes
    tx_hash: bytes
    log_index: int


class RangeTooLargeError(RpcError):
    """The node wants a smaller range of blocks."""


def parse_log(log: dict[str, Any]) -> Log:
    """A log from the node's JSON."""
    return Log(
        address=unhex(log["address"]),
        topics=tuple(unhex(topic) for topic in log["topics"]),
        data=unhex(log["data"]),
        block_number=int(log["blockNumber"], 16),
        block_hash=unhex(log["blockHash"]),
        tx_hash=unhex(log["transactionHash"]),
        log_index=int(log["logIndex"], 16),
    )


async def fetch_logs(
    rpc: Rpc,
    *,
    addresses: Sequence[bytes],
    topics: Sequence[bytes],
    first: int,
    last: int,
) -> list[Log]:
    """Logs of these addresses whose first topic is one of `topics`, blocks `first` to `last`.

    Raises `RangeTooLargeError` if the node says that it is too much at once, or takes too long.
    """
    query = {
        "fromBlock": hex(first),
        "toBlock": hex(last),
        "address": [f"0x{address.hex()}" for address in addresses],
        "topics": [[f"0x{topic.hex()}" for topic in topics]],
    }
    try:
        logs = await rpc.call("eth_getLogs", query)
    except RpcError as error:
        if any(word in error.message.lower() for word in _LIMIT_WORDS):
            raise RangeTooLargeError(
                error.method, code=error.code, message=error.message, data=error.data
            ) from None
        raise
    except RpcTimeoutError as error:
        if first == last:
            raise
        raise RangeTooLargeError("eth_getLogs", code=0, message=error.detail) from None
    with reading("logs"):
        return [parse_log(log) for log in logs or ()]
