"""What blocks say, read from their receipts: asked for in answers of bearable size, checked, decoded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TypeAlias

import msgspec

from toktok.chain.contracts import Contracts
from toktok.chain.events import Event
from toktok.chain.headers import Header
from toktok.chain.reader import Reader, Reading
from toktok.chain.rpc import BATCH_SIZE, Request, Rpc
from toktok.chain.together import together
from toktok.chain.worker import Worker, WorkerLostError
from toktok.errors import RpcError
from toktok.indexer import metrics

#: The logs of an answer, about 700 bytes each.
_BATCH_LOGS, _FEWEST_LOGS = 3_000, 100
#: What a receipt weighs besides its logs.
_RECEIPT_LOGS = 2
#: Below this, reading takes less time than handing it on.
_FEW_LOGS = 200
#: Logs per unit of gas before anything was read, and how much of a new measure is believed.
_FIRST_RATE, _BELIEVED = 1 / 3_000, 0.5
#: After blocks full of gas and poor in logs the next ones may be rich again.
_LEAST_RATE = 1 / 50_000
_UNKNOWN_CODES = (-32601, -32004)
_UNKNOWN_WORDS = (
    "not found",
    "not exist",
    "not available",
    "not support",
    "unsupported",
    "unknown",
)

#: By number of block: its events of ours, those in the words of a creator token from any address.
Events: TypeAlias = dict[int, list[Event]]


class Receipts:
    """Asks a node for the receipts of blocks, in the way that it can answer."""

    def __init__(self, rpc: Rpc, contracts: Contracts) -> None:
        self._rpc = rpc
        self._contracts = contracts
        self._reader = Reader(contracts)
        self._worker: Worker | None = None
        self._by_transaction = False
        self._rate = _FIRST_RATE
        self._most = _BATCH_LOGS

    @asynccontextmanager
    async def helped(self) -> AsyncIterator[None]:
        """While this lasts a process of its own reads, as soon as it has started."""
        async with Worker(self._contracts.deployment) as self._worker:
            try:
                yield
            finally:
                self._worker = None

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
        self, headers: Sequence[Header], answers: Sequence[msgspec.Raw | RpcError]
    ) -> Events:
        """The events of these blocks, given the answers to what `requests` named."""
        texts = await self._settled(headers, answers)
        del answers  # Each of them keeps the whole body.
        reading = await self._reading(headers, texts)
        for stage, seconds in reading.seconds.items():
            metrics.SECONDS.labels(stage).observe(seconds)
        self._learn(headers, reading)
        return reading.events

    async def _read(self, headers: Sequence[Header]) -> Events:
        requests = [request for header in headers for request in self.requests(header.number)]
        return await self.answered(
            headers, await self._rpc.batch_answers(requests, kind=msgspec.Raw)
        )

    async def _reading(self, headers: Sequence[Header], texts: Sequence[bytes]) -> Reading:
        if sum(self.weight(header) for header in headers) < _FEW_LOGS:
            return self._reader.read(headers, texts)
        if self._worker is not None:
            with suppress(WorkerLostError):
                return await self._worker.read(headers, texts)
        return await asyncio.to_thread(self._reader.read, headers, texts)

    def _learn(self, headers: Sequence[Header], reading: Reading) -> None:
        gas = sum(header.gas_used for header in headers)
        if gas:
            weight = reading.logs + _RECEIPT_LOGS * reading.transactions
            rate = self._rate + _BELIEVED * (weight / gas - self._rate)
            self._rate = max(_LEAST_RATE, rate)

    async def _settled(
        self, headers: Sequence[Header], answers: Sequence[msgspec.Raw | RpcError]
    ) -> list[bytes]:
        """The answers as JSON, with another attempt at those that are missing."""
        if self._by_transaction:
            return await self._by_transactions(headers)
        if any(isinstance(answer, RpcError) and _is_unknown(answer) for answer in answers):
            self._by_transaction = True
            return await self._by_transactions(headers)
        texts = [_text(answer) for answer in answers]
        missing = [header for header, text in zip(headers, texts, strict=True) if text is None]
        if len(headers) > 1 and missing:
            self._most = max(_FEWEST_LOGS, self._most // 2)
        others = iter(await together(self._alone(header) for header in missing))
        return [next(others) if text is None else text for text in texts]

    async def _alone(self, header: Header) -> bytes:
        [answer] = await self._rpc.batch_answers(
            [_receipts_request(header.number)], kind=msgspec.Raw
        )
        text = _text(answer)
        if text is None:
            [text] = await self._by_transactions([header])
        return text

    async def _by_transactions(self, headers: Sequence[Header]) -> list[bytes]:
        answers = await self._rpc.batch(
            [
                Request("eth_getTransactionReceipt", (f"0x{tx.hex()}",))
                for header in headers
                for tx in header.transactions
            ],
            kind=msgspec.Raw,
        )
        receipts = iter(answers)
        replies = [[_text(next(receipts)) for _ in header.transactions] for header in headers]
        texts = []
        for header, reply in zip(headers, replies, strict=True):
            found = [text for text in reply if text is not None]
            if len(found) < len(reply):
                # Behind a load balancer the next one asked may have them.
                raise RpcError(
                    "eth_getTransactionReceipt",
                    code=0,
                    message=f"no receipts of block {header.number}",
                )
            texts.append(b"[%b]" % b",".join(found))
        return texts


def _text(answer: msgspec.Raw | RpcError) -> bytes | None:
    """The JSON of an answer that is none of nothing."""
    if isinstance(answer, RpcError):
        return None
    text = bytes(answer)
    return None if text == b"null" else text


def _receipts_request(number: int) -> Request:
    """The call that asks for the receipts of a block."""
    return Request("eth_getBlockReceipts", (hex(number),))


def _is_unknown(error: RpcError) -> bool:
    """Whether the node will never know the method; that a method crashed, or is used too often, passes."""
    message = error.message.lower()
    return error.code in _UNKNOWN_CODES or (
        "method" in message and any(word in message for word in _UNKNOWN_WORDS)
    )
