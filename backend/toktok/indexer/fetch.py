"""One range of blocks from the node: headers that link, logs that the headers do not contradict."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from toktok.chain.blocks import Header, fetch_headers
from toktok.chain.contracts import Contracts
from toktok.chain.events import Event, Launched
from toktok.chain.logs import Log, fetch_logs
from toktok.chain.receipts import ReceiptsMismatchError, fetch_receipt_logs
from toktok.chain.rpc import Rpc
from toktok.errors import RpcError, UntrustedNodeError
from toktok.indexer import metrics
from toktok.indexer.errors import IncompleteRangeError

_ADDRESSES_PER_REQUEST = 500
_RECEIPTS_IN_FLIGHT = 8

_T = TypeVar("_T")

LogsByBlock = dict[int, list[Log]]


@dataclass(frozen=True, slots=True)
class FetchedBlock:
    """A header and the events of its block, in the order of their logs."""

    header: Header
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class FetchedRange:
    """Consecutive blocks, and the creator tokens that were born in them."""

    blocks: tuple[FetchedBlock, ...]
    born: frozenset[bytes]


class Fetcher:
    """Asks a node for ranges of blocks, and does not take its word for it.

    With `verify`, blocks with events of ours among several transactions are compared with their
    receipts: a bloom cannot tell whether one of two transfers was left out.
    """

    def __init__(self, rpc: Rpc, contracts: Contracts, *, verify: bool = True) -> None:
        self._rpc = rpc
        self._verify = verify
        self._contracts = contracts
        self._receipts = asyncio.Semaphore(_RECEIPTS_IN_FLIGHT)

    async def fetch(
        self,
        first: int,
        last: int,
        *,
        tokens_before: asyncio.Future[frozenset[bytes]],
        tokens_after: asyncio.Future[frozenset[bytes]],
    ) -> FetchedRange:
        """Blocks `first` to `last`.

        Logs of creator tokens can only be asked for once it is known which exist: those of the
        ranges before (`tokens_before`) and those born here, which `tokens_after` passes on.
        """
        contracts = self._contracts
        # Where the range is too large for its logs, asking for its headers as well is in vain.
        fixed = await self._logs(contracts.fixed_addresses, contracts.fixed_topics, first, last)
        headers = await self._headers(first, last)
        receipts: LogsByBlock = {}
        by_block = await self._complete(headers, fixed, tokens=frozenset(), receipts=receipts)
        born = frozenset(_born(contracts, by_block))
        tokens = await tokens_before | born
        if not tokens_after.done():
            tokens_after.set_result(tokens)
        of_tokens = await self._logs(tuple(tokens), contracts.token_topics, first, last)
        merged = [log for logs in by_block.values() for log in logs] + of_tokens
        by_block = await self._complete(headers, merged, tokens=tokens, receipts=receipts)
        return FetchedRange(self._decode(headers, by_block), born)

    async def fetch_by_receipts(
        self, first: int, last: int, *, tokens: frozenset[bytes]
    ) -> FetchedRange:
        """The same from the blocks' receipts, which the headers commit to: slow and certain."""
        headers = await self._headers(first, last)
        contracts = self._contracts
        born: set[bytes] = set()
        by_block: LogsByBlock = {}
        certain = await _together(self._certain_logs(header) for header in headers)
        for header, logs in zip(headers, certain, strict=True):
            born.update(_born(contracts, {header.number: logs}))
            known = tokens | born
            by_block[header.number] = [log for log in logs if contracts.follows(log, known)]
        return FetchedRange(self._decode(headers, by_block), frozenset(born))

    async def _headers(self, first: int, last: int) -> list[Header]:
        headers = await fetch_headers(self._rpc, range(first, last + 1))
        found = [header for header in headers if header is not None]
        if len(found) != len(headers):
            # Behind a load balancer the next one asked may have it.
            missing = first + headers.index(None)
            raise RpcError("eth_getBlockByNumber", code=0, message=f"no block {missing}")
        for before, after in pairwise(found):
            if after.parent_hash != before.hash:
                raise IncompleteRangeError(f"Block {after.number} is no child of the one before.")
        return found

    async def _logs(
        self, addresses: Sequence[bytes], topics: Sequence[bytes], first: int, last: int
    ) -> list[Log]:
        parts = [
            self._logs_of(addresses[start : start + _ADDRESSES_PER_REQUEST], topics, first, last)
            for start in range(0, len(addresses), _ADDRESSES_PER_REQUEST)
        ]
        return [log for part in await _together(parts) for log in part]

    async def _logs_of(
        self, addresses: Sequence[bytes], topics: Sequence[bytes], first: int, last: int
    ) -> list[Log]:
        return await fetch_logs(
            self._rpc, addresses=addresses, topics=topics, first=first, last=last
        )

    async def _complete(
        self,
        headers: Sequence[Header],
        logs: Iterable[Log],
        *,
        tokens: frozenset[bytes],
        receipts: LogsByBlock,
    ) -> LogsByBlock:
        """Logs by block; where the header leaves a doubt, the receipts decide.

        `receipts` keeps what they said, so that nobody asks twice.
        """
        by_block: LogsByBlock = defaultdict(list)
        # What a node hands out twice happened once.
        for log in {(log.block_hash, log.log_index): log for log in logs}.values():
            by_block[log.block_number].append(log)
        for header in headers:
            if any(log.block_hash != header.hash for log in by_block[header.number]):
                raise IncompleteRangeError(f"Logs of block {header.number} are of another block.")
        doubtful = [
            header
            for header in headers
            if self._is_doubtful(header, by_block[header.number], tokens)
        ]
        unread = [header for header in doubtful if header.number not in receipts]
        read = await _together(self._certain_logs(header) for header in unread)
        receipts.update(zip((header.number for header in unread), read, strict=True))
        for header in doubtful:
            certain = receipts[header.number]
            followed = [log for log in certain if self._contracts.follows(log, tokens)]
            if len(followed) != len(by_block[header.number]):
                metrics.DISTRUST.inc()
            by_block[header.number] = followed
        return by_block

    def _is_doubtful(self, header: Header, listed: Sequence[Log], tokens: frozenset[bytes]) -> bool:
        """Whether the bloom speaks of more, or could not tell if one of several logs was left out."""
        if self._contracts.unheard(header.bloom, tokens, listed):
            return True
        return self._verify and bool(listed) and len(header.transactions) > 1

    async def _certain_logs(self, header: Header) -> list[Log]:
        if not header.transactions:
            return []
        try:
            async with self._receipts:
                return await fetch_receipt_logs(self._rpc, header)
        except ReceiptsMismatchError as error:
            raise IncompleteRangeError(error.detail) from None

    def _decode(self, headers: Sequence[Header], by_block: LogsByBlock) -> tuple[FetchedBlock, ...]:
        return tuple(
            FetchedBlock(header, self._events(by_block.get(header.number, ())))
            for header in headers
        )

    def _events(self, logs: Iterable[Log]) -> tuple[Event, ...]:
        ordered = sorted(logs, key=lambda log: log.log_index)
        decoded = (_event(self._contracts, log) for log in ordered)
        return tuple(event for event in decoded if event is not None)


async def _together(work: Iterable[Coroutine[None, None, _T]]) -> list[_T]:
    """Wait for all of it; when one fails the others are given up."""
    tasks = [asyncio.ensure_future(each) for each in work]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()


def _event(contracts: Contracts, log: Log) -> Event | None:
    try:
        return contracts.decode(log)
    except UntrustedNodeError as error:
        raise IncompleteRangeError(error.detail) from None


def _born(contracts: Contracts, by_block: LogsByBlock) -> Iterable[bytes]:
    for logs in by_block.values():
        for log in logs:
            if log.address == contracts.market:
                event = _event(contracts, log)
                if isinstance(event, Launched):
                    yield event.token
