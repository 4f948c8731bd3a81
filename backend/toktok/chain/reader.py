"""Receipts in the node's own words turned into events: read, checked against the headers, decoded."""

from __future__ import annotations

import time
from collections.abc import Sequence

import msgspec

from toktok.chain.contracts import Contracts
from toktok.chain.events import Event
from toktok.chain.headers import Header
from toktok.chain.receipts import ReceiptReply, logs_of
from toktok.errors import RpcUnavailableError

_decoder = msgspec.json.Decoder(list[ReceiptReply])


class Reading(msgspec.Struct, frozen=True):
    """What blocks said, by number: events of ours, and in the words of a creator token from any address.

    `logs` and `transactions` count all there were, `seconds` go by stage.
    """

    events: dict[int, list[Event]]
    logs: int
    transactions: int
    seconds: dict[str, float]


class Reader:
    """Knows the contracts that are followed."""

    def __init__(self, contracts: Contracts) -> None:
        self._contracts = contracts

    def read(self, headers: Sequence[Header], texts: Sequence[bytes]) -> Reading:
        """The events of these blocks, given each one's list of receipts in JSON.

        Raises `ContradictionError` if they are not what the headers commit to, and
        `RpcUnavailableError` if they cannot be read.
        """
        seconds = dict.fromkeys(("parse", "verify", "decode"), 0.0)
        events: dict[int, list[Event]] = {}
        logs = transactions = 0
        for header, text in zip(headers, texts, strict=True):
            began = time.perf_counter()
            receipts = _parse(text)
            parsed = time.perf_counter()
            found = logs_of(header, receipts)
            verified = time.perf_counter()
            read = map(self._contracts.decode, found)
            events[header.number] = [event for event in read if event is not None]
            logs, transactions = logs + len(found), transactions + len(receipts)
            seconds["parse"] += parsed - began
            seconds["verify"] += verified - parsed
            seconds["decode"] += time.perf_counter() - verified
        return Reading(events, logs, transactions, seconds)


def _parse(text: bytes) -> list[ReceiptReply]:
    try:
        return _decoder.decode(text)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise RpcUnavailableError(
            f"The node answered with receipts that cannot be read ({type(error).__name__})."
        ) from None
