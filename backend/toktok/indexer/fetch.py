"""Blocks from the node: headers that link, and the events that their receipts prove."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from itertools import pairwise
from typing import TypeAlias

import msgspec
from msgspec import Struct

from toktok.chain.blocks import fetch_headers, header_request
from toktok.chain.bloom import mask_of
from toktok.chain.contracts import Contracts
from toktok.chain.events import Event, Launched
from toktok.chain.headers import BlockReply, Header, parse_header, reading
from toktok.chain.rpc import Rpc
from toktok.errors import RpcError
from toktok.indexer.errors import IncompleteRangeError
from toktok.indexer.receipts import Events, Receipts


class FetchedBlock(Struct, frozen=True, gc=False):
    """A header and the events of its block, in the order of their logs."""

    header: Header
    events: tuple[Event, ...]


#: Consecutive blocks.
FetchedRange: TypeAlias = tuple[FetchedBlock, ...]


class Known:
    """The creator tokens up to some block, in the order in which we came to know of them."""

    def __init__(self, tokens: Iterable[bytes] = ()) -> None:
        self.tokens: set[bytes] = set()
        self.masks: list[int] = []
        self.add(tokens)

    def add(self, tokens: Iterable[bytes]) -> None:
        """These were born."""
        for token in tokens:
            if token not in self.tokens:
                self.tokens.add(token)
                self.masks.append(mask_of(token))


class Fetcher:
    """Asks a node for blocks, and does not take its word for it."""

    def __init__(self, rpc: Rpc, contracts: Contracts) -> None:
        self._rpc = rpc
        self._contracts = contracts
        self._receipts = Receipts(rpc, contracts)

    async def headers(self, first: int, last: int) -> list[Header]:
        """The headers of blocks `first` to `last`, which follow from each other."""
        headers = await fetch_headers(self._rpc, range(first, last + 1))
        found = [header for header in headers if header is not None]
        if len(found) != len(headers):
            raise _missing(first + headers.index(None))
        for before, after in pairwise(found):
            check_link(before, after)
        return found

    def concerns(self, bloom: int, known: Known) -> bool:
        """Whether a block with this bloom may have events of ours, as far as we know."""
        return self._contracts.concerns(bloom, known.masks)

    def weight(self, header: Header) -> float:
        """About how many logs a block has."""
        return self._receipts.weight(header)

    def helped(self) -> AbstractAsyncContextManager[None]:
        """While this lasts a second process reads."""
        return self._receipts.helped()

    async def events(self, headers: Sequence[Header]) -> Events:
        """The events of these blocks."""
        return await self._receipts.events(headers)

    async def complete(
        self, headers: Sequence[Header], events: Events, *, known: Known, since: int
    ) -> FetchedRange:
        """The blocks of these headers, once everything before them is known.

        `events` were read of the blocks that concern us as far as was known with the first `since`
        tokens; blocks that speak of younger ones are read now. Tokens that are born here are known
        from now on.
        """
        known.add(
            event.token for read in events.values() for event in read if isinstance(event, Launched)
        )
        younger = known.masks[since:]
        if younger:
            missed = [
                header
                for header in headers
                if header.number not in events
                and self._contracts.concerns_tokens(header.bloom, younger)
            ]
            events |= await self.events(missed)
        followed = self._contracts.fixed_addresses | known.tokens
        return tuple(
            [
                FetchedBlock(
                    header,
                    tuple(
                        [each for each in events.get(header.number, ()) if each.address in followed]
                    ),
                )
                for header in headers
            ]
        )

    async def block(self, header: Header, known: Known) -> FetchedRange:
        """The one block of this header, with the same care."""
        since = len(known.masks)
        events = await self.events([header]) if self.concerns(header.bloom, known) else {}
        return await self.complete([header], events, known=known, since=since)

    async def announced(self, number: int, bloom: int, known: Known) -> FetchedRange:
        """A block that was announced with this bloom: header and receipts asked for at once."""
        since = len(known.masks)
        requests = [header_request(number)]
        if self.concerns(bloom, known):
            requests += self._receipts.requests(number)
        found, *receipts = await self._rpc.batch_answers(requests, kind=msgspec.Raw)
        if isinstance(found, RpcError):
            raise found
        with reading("a header"):
            block = msgspec.json.decode(found, type=BlockReply | None)
        if block is None:
            raise _missing(number)
        header = parse_header(block, number=number)
        if not receipts:
            return await self.block(header, known)
        events = await self._receipts.answered([header], receipts)
        return await self.complete([header], events, known=known, since=since)


def _missing(number: int) -> RpcError:
    """Behind a load balancer the next one asked may have it."""
    return RpcError("eth_getBlockByNumber", code=0, message=f"no block {number}")


def check_link(before: Header, after: Header) -> None:
    """Refuse a block that is no child of the one before."""
    if after.parent_hash != before.hash:
        raise IncompleteRangeError(f"Block {after.number} is no child of the one before.")
