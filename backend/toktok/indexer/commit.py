"""Blocks into rows: one transaction per range, with the rows, the journal and the cursor in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import delete, literal_column, select
from sqlmodel import Session, SQLModel

from toktok.chain.deployments import Deployment
from toktok.chain.headers import Header
from toktok.indexer import metrics
from toktok.indexer.errors import UnlinkedError
from toktok.indexer.fetch import FetchedBlock
from toktok.indexer.handlers import GROUPS, HANDLERS, LED_TO, READS, Look
from toktok.indexer.mirror import Mirror
from toktok.indexer.notify import Commit, Head
from toktok.indexer.working_set import WorkingSet
from toktok.store import bulk
from toktok.store.bulk import Key
from toktok.store.engine import Store
from toktok.store.tables import Block, Creator, Cursor, Journal
from toktok.store.twins import table_of, twin_of

CURSOR_ROW = 1


@dataclass(frozen=True, slots=True)
class Position:
    """Where the database stands; `floor` is the lowest block the journal can go back to."""

    number: int
    hash: bytes
    timestamp: int
    floor: int

    def moved(self, head: Head) -> Position:
        """The position after a commit; the floor is only ever raised by the writer."""
        return replace(self, number=head.number, hash=head.hash, timestamp=head.timestamp)


@dataclass(frozen=True, slots=True)
class _Remembered:
    """Rows as they are in the database while its cursor stands at this block: no need to load them."""

    hash: bytes
    rows: WorkingSet


class Writer:
    """The only one who changes the mirror."""

    def __init__(self, store: Store, deployment: Deployment, *, confirmations: int) -> None:
        self._store = store
        self._deployment = deployment
        self._confirmations = confirmations
        self._remembered: _Remembered | None = None

    def position(self) -> Position | None:
        """The cursor; None in a database that was never written."""
        with self._store.read() as session:
            return _position(session)

    def hash_at(self, number: int) -> bytes | None:
        """The hash of a block we keep."""
        with self._store.read() as session:
            block = session.get(Block, number)
            return None if block is None else block.hash

    def tokens(self) -> frozenset[bytes]:
        """Every creator token born so far."""
        with self._store.read() as session:
            return frozenset(session.execute(select(table_of(Creator).c.token)).scalars())

    def begin(self, anchor: Header) -> Position:
        """Start a new mirror behind `anchor`, the block before the first of interest."""
        deployment = self._deployment
        with self._store.write(replayable=True) as session:
            bulk.insert(session, Block, [_block_row(FetchedBlock(anchor, ()))])
            session.add(
                Cursor(
                    id=CURSOR_ROW,
                    chain_id=deployment.chain_id,
                    genesis_hash=deployment.genesis_hash,
                    market=deployment.market,
                    contracts=deployment.fingerprint,
                    number=anchor.number,
                    hash=anchor.hash,
                    timestamp=anchor.timestamp,
                    first_block=deployment.first_block,
                    floor=anchor.number,
                )
            )
        return Position(anchor.number, anchor.hash, anchor.timestamp, anchor.number)

    def apply(self, blocks: tuple[FetchedBlock, ...], *, head: int) -> Commit | None:
        """Index consecutive blocks; those already indexed are passed over, None if all are.

        `head` is the node's newest block: what is deeper than the confirmations is final. Raises
        `UnlinkedError` if the first new block is no child of the cursor's, `ContinuityError` if an
        event does not follow from the rows; the database is then as it was.
        """
        remembered, self._remembered = self._remembered, None
        with self._store.write(replayable=True) as session:
            cursor = session.get_one(Cursor, CURSOR_ROW)
            new = _unseen(session, cursor, blocks)
            if not new:
                return None
            final = head - self._confirmations
            rows = WorkingSet()
            if remembered is not None and remembered.hash == cursor.hash:
                rows = remembered.rows
            rows.begin(session, journal_from=final + 1)
            self._replay(rows, new)
            self._keep_blocks(session, cursor, new, final=final)
        _count(new)
        last = new[-1].header
        self._remembered = _Remembered(last.hash, rows)
        return Commit(Head(last.number, last.hash, last.timestamp))

    def _replay(self, rows: WorkingSet, blocks: list[FetchedBlock]) -> None:
        with metrics.SECONDS.labels("load").time():
            self._load(rows, blocks)
        with metrics.SECONDS.labels("handle").time():
            self._handle(rows, blocks)
        with metrics.SECONDS.labels("write").time():
            rows.flush()

    def _load(self, rows: WorkingSet, blocks: list[FetchedBlock]) -> None:
        """Load what the events are going to need, alone and in groups; then what that leads to."""
        groups: defaultdict[type[SQLModel], list[bytes]] = defaultdict(list)
        for block in blocks:
            for event in block.events:
                group = GROUPS.get(type(event))
                if group is not None:
                    model, first = group(event)
                    groups[model].append(first)
        for model, firsts in groups.items():
            rows.gather(model, firsts)
        for reads_of in (READS, LED_TO):
            wanted: defaultdict[type[SQLModel], set[Key]] = defaultdict(set)
            for block in blocks:
                look = Look(rows, self._deployment, block.header.timestamp)
                for event in block.events:
                    reads = reads_of.get(type(event))
                    if reads is not None:
                        for model, key in reads(event, look):
                            wanted[model].add(key)
            for model, keys in wanted.items():
                rows.prefetch(model, keys)

    def _handle(self, rows: WorkingSet, blocks: list[FetchedBlock]) -> None:
        mirror = Mirror(rows, self._deployment)
        for block in blocks:
            mirror.begin_block(block.header.number, timestamp=block.header.timestamp)
            transaction = b""
            for event in block.events:
                if event.tx_hash != transaction:
                    mirror.end_transaction()
                    transaction = event.tx_hash
                HANDLERS[type(event)](mirror, event)
            mirror.end_transaction()

    def _keep_blocks(
        self, session: Session, cursor: Cursor, blocks: list[FetchedBlock], *, final: int
    ) -> None:
        kept = [
            block
            for block in blocks
            if block.events
            or block.header.number >= final
            or block.header.number <= cursor.first_block
        ]
        bulk.insert(session, Block, [_block_row(block) for block in kept])
        last = blocks[-1].header
        cursor.number, cursor.hash, cursor.timestamp = last.number, last.hash, last.timestamp
        cursor.floor = max(cursor.floor, min(last.number, final))
        session.add(cursor)
        _forget(session, cursor)


def _unseen(
    session: Session, cursor: Cursor, blocks: tuple[FetchedBlock, ...]
) -> list[FetchedBlock]:
    """The blocks after the cursor, which must go on where it stands."""
    for block in blocks:
        if block.header.number <= cursor.number:
            known = session.get(Block, block.header.number)
            if known is not None and known.hash != block.header.hash:
                raise UnlinkedError(f"Block {block.header.number} is another than ours.")
    new = [block for block in blocks if block.header.number > cursor.number]
    if new and (
        new[0].header.number != cursor.number + 1 or new[0].header.parent_hash != cursor.hash
    ):
        raise UnlinkedError(f"Block {new[0].header.number} is no child of ours.")
    return new


def _forget(session: Session, cursor: Cursor) -> None:
    """Drop the journal of what is final, and final blocks that carry nothing."""
    journal, block = table_of(Journal), table_of(Block)
    session.execute(delete(journal).where(journal.c.block_number <= cursor.floor))
    session.execute(
        delete(block).where(
            block.c.number < cursor.floor,
            block.c.number > cursor.first_block,
            # Written out, for the index of empty blocks to be found.
            block.c.events == literal_column("0"),
        )
    )


def _position(session: Session) -> Position | None:
    cursor = session.get(Cursor, CURSOR_ROW)
    if cursor is None:
        return None
    return Position(cursor.number, cursor.hash, cursor.timestamp, cursor.floor)


def _block_row(block: FetchedBlock) -> Any:
    header = block.header
    return twin_of(Block)(
        number=header.number,
        hash=header.hash,
        parent_hash=header.parent_hash,
        timestamp=header.timestamp,
        events=len(block.events),
    )


def _count(blocks: list[FetchedBlock]) -> None:
    metrics.BLOCKS.inc(len(blocks))
    kinds = Counter(type(event).__name__ for block in blocks for event in block.events)
    for kind, count in kinds.items():
        metrics.EVENTS.labels(kind).inc(count)
