"""What blocks say, read from their receipts: asked for in answers of bearable size, checked, decoded."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine, Iterable, Sequence
from typing import TypeAlias, TypeVar

from toktok.chain.blocks import Header
from toktok.chain.contracts import Contracts
from toktok.chain.events import Event
from toktok.chain.receipts import ReceiptReply, logs_of
from toktok.chain.rpc import BATCH_SIZE, Request, Rpc
from toktok.errors import RpcError
from toktok.indexer import metrics

#: The logs of an answer, about 700 bytes each.
_BATCH_LOGS, _FEWEST_LOGS = 3_000, 100
#: What a receipt weighs besides its logs.
_RECEIPT_LOGS = 2
#: Below this, checking takes less time than handing it to a thread.
_FEW_LOGS = 200
#: Logs per unit of gas before anything was read, and how much of a new measure is believed.
_FIRST_RATE, _BELIEVED = 1 / 3_000, 0.5
_UNKNOWN_METHOD = -32601

_T = TypeVar("_T")

#: By number of block: its events of ours, those in the words of a creator token from any address.
Events: TypeAlias = dict[int, list[Event]]


class Receipts:
    """Asks a node for the receipts of blocks, in the way that it can answer."""

    def __init__(self, rpc: Rpc, contracts: Contracts) -> None:
        self._rpc = rpc
        self._contracts = contracts
        self._by_transaction = False
        self._rate = _FIRST_RATE
        self._most = _BATCH_LOGS

    def weight(self, header: Header) -> float:
        """About how many logs a block has, going by the gas it used."""
        return header.gas_used * self._rate + 1

    async def events(self, headers: Sequence[Header]) -> Events:
        """The events of these blocks, checked against what the headers commit to.

        Raises `ContradictionError` if they disagree.
        """
        batches = await together(self._read(batch) for batch in self._batches(headers))
        return {number: events for batch in batches for number, events in batch.items()}

    def _batches(self, headers: Sequence[Header]) -> Iterable[list[Header]]:
        batch: list[Header] = []
        weight = 0.0
        for header in headers:
            added = self.weight(header)
            if batch and (weight + added > self._most or len(batch) == BATCH_SIZE):
                yield batch
                batch, weight = [], 0.0
            batch.append(header)
            weight += added
        if batch:
            yield batch

    def requests(self, number: int) -> list[Request]:
        """The calls that ask for the receipts of a block; none if it takes its header to ask."""
        return [] if self._by_transaction else [_receipts_request(number)]

    async def answered(
        self, headers: Sequence[Header], answers: Sequence[list[ReceiptReply] | RpcError | None]
    ) -> Events:
        """The events of these blocks, given the answers to what `requests` named."""
        replies = await self._settled(headers, answers)
        if sum(self.weight(header) for header in headers) < _FEW_LOGS:
            return self._decoded(headers, replies)
        return await asyncio.to_thread(self._decoded, headers, replies)

    async def _read(self, headers: Sequence[Header]) -> Events:
        requests = [request for header in headers for request in self.requests(header.number)]
        answers = await self._rpc.batch_answers(requests, kind=list[ReceiptReply] | None)
        return await self.answered(headers, answers)

    def _decoded(self, headers: Sequence[Header], replies: list[list[ReceiptReply]]) -> Events:
        """The events in receipts, which are checked, and let go of one by one."""
        events: Events = {}
        verify = decode = 0.0
        found = 0
        replies.reverse()
        for header in headers:
            began = time.perf_counter()
            logs = logs_of(header, replies.pop())
            verified = time.perf_counter()
            read = map(self._contracts.decode, logs)
            events[header.number] = [event for event in read if event is not None]
            verify += verified - began
            decode += time.perf_counter() - verified
            found += len(logs) + _RECEIPT_LOGS * len(header.transactions)
        metrics.SECONDS.labels("verify").observe(verify)
        metrics.SECONDS.labels("decode").observe(decode)
        self._learn(sum(header.gas_used for header in headers), found)
        return events

    def _learn(self, gas: int, logs: int) -> None:
        if gas:
            self._rate += _BELIEVED * (logs / gas - self._rate)

    async def _settled(
        self, headers: Sequence[Header], answers: Sequence[list[ReceiptReply] | RpcError | None]
    ) -> list[list[ReceiptReply]]:
        """The answers, with another attempt at those that are missing."""
        if self._by_transaction:
            return await self._by_transactions(headers)
        if any(isinstance(answer, RpcError) and _is_unknown(answer) for answer in answers):
            self._by_transaction = True
            return await self._by_transactions(headers)
        missing = [
            header
            for header, answer in zip(headers, answers, strict=True)
            if not isinstance(answer, list)
        ]
        if len(headers) > 1 and missing:
            self._most = max(_FEWEST_LOGS, self._most // 2)
        found = await together(self._alone(header) for header in missing)
        others = iter(found)
        return [answer if isinstance(answer, list) else next(others) for answer in answers]

    async def _alone(self, header: Header) -> list[ReceiptReply]:
        answer: list[ReceiptReply] | None
        try:
            [answer] = await self._rpc.batch(
                [_receipts_request(header.number)], kind=list[ReceiptReply] | None
            )
        except RpcError:
            answer = None
        if answer is None:
            [answer] = await self._by_transactions([header])
        return answer

    async def _by_transactions(self, headers: Sequence[Header]) -> list[list[ReceiptReply]]:
        answers = await self._rpc.batch(
            [
                Request("eth_getTransactionReceipt", (f"0x{tx.hex()}",))
                for header in headers
                for tx in header.transactions
            ],
            kind=ReceiptReply | None,
        )
        receipts = iter(answers)
        replies = [[next(receipts) for _ in header.transactions] for header in headers]
        for header, reply in zip(headers, replies, strict=True):
            if None in reply:
                # Behind a load balancer the next one asked may have them.
                raise RpcError(
                    "eth_getTransactionReceipt",
                    code=0,
                    message=f"no receipts of block {header.number}",
                )
        return replies


def _receipts_request(number: int) -> Request:
    """The call that asks for the receipts of a block."""
    return Request("eth_getBlockReceipts", (hex(number),))


async def together(work: Iterable[Coroutine[None, None, _T]]) -> list[_T]:
    """Wait for all of it; when one fails the others are given up."""
    tasks = [asyncio.ensure_future(each) for each in work]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()


def _is_unknown(error: RpcError) -> bool:
    return error.code == _UNKNOWN_METHOD or "method" in error.message.lower()
