"""Blocks from the node: headers that link, and the events that their receipts prove."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from toktok.chain.blocks import Header, fetch_headers
from toktok.chain.bloom import mask_of
from toktok.chain.contracts import Contracts
from toktok.chain.events import Event, Launched
from toktok.chain.rpc import Rpc
from toktok.errors import RpcError
from toktok.indexer.errors import IncompleteRangeError
from toktok.indexer.receipts import Events, Receipts


class FetchedBlock(Struct, frozen=True, gc=False):
    """A header and the events of its block, in the order of their logs."""

    header: Header
    events: tuple[Event, ...]


class FetchedRange(Struct, frozen=True, gc=False):
    """Consecutive blocks, and the creator tokens that were born in them."""

    blocks: tuple[FetchedBlock, ...]
    born: frozenset[bytes]


class Known:
    """The creator tokens up to some block, in the order in which we came to know of them."""

    def __init__(self, tokens: frozenset[bytes]) -> None:
        self.tokens = set(tokens)
        self.masks = [mask_of(token) for token in tokens]

    def add(self, tokens: frozenset[bytes]) -> None:
        """These were born."""
        self.masks += [mask_of(token) for token in tokens - self.tokens]
        self.tokens |= tokens


class Fetcher:
    """Asks a node for blocks, and does not take its word for it."""

    def __init__(self, rpc: Rpc, contracts: Contracts) -> None:
        self._rpc = rpc
        self._contracts = contracts
        self._receipts = Receipts(rpc, contracts)

    async def headers(self, first: int, last: int) -> list[Header]:
        """The headers of blocks `first` to `last`, which follow from each other."""
        asked = range(first, last + 1)
        headers = await fetch_headers(self._rpc, asked)
        found = [header for header in headers if header is not None]
        if len(found) != len(headers):
            # Behind a load balancer the next one asked may have it.
            missing = first + headers.index(None)
            raise RpcError("eth_getBlockByNumber", code=0, message=f"no block {missing}")
        if [header.number for header in found] != list(asked):
            raise IncompleteRangeError(f"For blocks {first} to {last} the node has others.")
        for before, after in pairwise(found):
            check_link(before, after)
        return found

    def concerns(self, header: Header, known: Known) -> bool:
        """Whether a block may have events of ours, as far as we know."""
        return self._contracts.concerns(header.bloom, known.masks)

    def weight(self, header: Header) -> float:
        """About how many logs a block has."""
        return self._receipts.weight(header)

    async def events(self, headers: Sequence[Header]) -> Events:
        """The events of these blocks."""
        return await self._receipts.events(headers)

    async def complete(
        self, headers: Sequence[Header], events: Events, *, known: Known, since: int
    ) -> FetchedRange:
        """The range of these headers, once everything before it is known.

        `events` were read of the blocks that concern us as far as was known with the first `since`
        tokens; blocks that speak of younger ones are read now.
        """
        born = frozenset(
            event.token for read in events.values() for event in read if isinstance(event, Launched)
        )
        known.add(born)
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
        blocks = [
            FetchedBlock(
                header,
                tuple([each for each in events.get(header.number, ()) if each.address in followed]),
            )
            for header in headers
        ]
        return FetchedRange(tuple(blocks), born)


def check_link(before: Header, after: Header) -> None:
    """Refuse a block that is no child of the one before."""
    if after.parent_hash != before.hash:
        raise IncompleteRangeError(f"Block {after.number} is no child of the one before.")
