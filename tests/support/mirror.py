"""Running the indexer in a test, and looking at what it wrote."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import multiprocessing
import os
import signal
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import event
from sqlmodel import SQLModel

import toktok.store.tables as tables
from tests.support.databases import empty_sqlite
from tests.support.node import Node
from toktok.chain.rpc import RetryPolicy, Rpc
from toktok.config import Settings
from toktok.indexer.audit import Report, audit
from toktok.indexer.indexer import Indexer
from toktok.indexer.preflight import deployment_on
from toktok.store.engine import Store
from toktok.store.twins import table_of

PATIENCE = 120.0
QUICK = RetryPolicy(first_delay=0.001, longest_delay=0.005)


def new_store(path: Path) -> Store:
    """An empty database with the newest schema."""
    path.write_bytes(empty_sqlite())
    return Store(f"sqlite:///{path}")


async def until(condition: Callable[[], bool], *, task: asyncio.Task[Any] | None = None) -> None:
    """Wait for a condition; the task that should bring it about may not end before."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if task is not None and task.done():
            task.result()
            raise AssertionError("the indexer ended")
        assert time.monotonic() < deadline, "the condition never came true"
        await asyncio.sleep(0.01)


class Running:
    """An indexer at work."""

    def __init__(self, indexer: Indexer, store: Store, task: asyncio.Task[None]) -> None:
        self.indexer = indexer
        self.store = store
        self.task = task

    async def catch_up(self, node: Node) -> None:
        """Wait until the database stands at the node's head."""
        await until(lambda: head_of(self.store) == head_hash(node), task=self.task)


@asynccontextmanager
async def indexing(settings: Settings, store: Store) -> AsyncIterator[Running]:
    """An indexer that runs until the block ends."""
    indexer = Indexer(settings, store, refusal_retry=QUICK)
    task = asyncio.create_task(indexer.run())
    try:
        yield Running(indexer, store, task)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def index_once(settings: Settings, store: Store, node: Node) -> None:
    """Index up to the node's head."""
    async with indexing(settings, store) as running:
        await running.catch_up(node)


def index_until_killed(settings: Settings, changes: int, like: str) -> None:
    """The whole of a process: index, and be killed before the so-many-th change or commit.

    Only changes whose SQL contains `like` count. What the transaction did so far is then half done.
    """
    store = Store(settings.database_url)
    left = itertools.count(changes - 1, -1)

    def die(statement: str) -> None:
        if like in statement and next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            die(statement)

    event.listen(store.engine, "before_cursor_execute", before)
    event.listen(store.engine, "commit", lambda _connection: die("COMMIT"))
    asyncio.run(Indexer(settings, store, refusal_retry=QUICK).run())


@contextmanager
def doomed(settings: Settings, *, changes: int, like: str = "") -> Iterator[BaseProcess]:
    """An indexer in a process of its own that gets killed in the middle of its work."""
    # Forked off a process that has imported everything and done nothing.
    context = multiprocessing.get_context("forkserver")
    # What a first request would import, once for all.
    context.set_forkserver_preload(["tests.support.mirror", "anyio._backends._asyncio"])
    process = context.Process(target=index_until_killed, args=(settings, changes, like))
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()
        process.close()


async def audited(settings: Settings, store: Store) -> Report:
    """The audit's report."""
    async with Rpc(settings.rpc_url) as rpc:
        deployment = await deployment_on(rpc, directory=settings.deployments_dir)
        return await audit(rpc, store, deployment)


def head_hash(node: Node) -> bytes:
    """The hash of the node's head."""
    return bytes.fromhex(node.call("eth_getBlockByNumber", "latest", False)["hash"][2:])


def head_of(store: Store) -> bytes | None:
    """The hash of the block the database stands at."""
    with store.read() as session:
        cursor = session.get(tables.Cursor, 1)
        return cursor.hash if cursor else None


def dump(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every table's rows, sorted."""
    models: list[type[SQLModel]] = [getattr(tables, name) for name in tables.__all__]
    dumped = {}
    with store.read() as session:
        for model in models:
            if not hasattr(model, "__table__"):
                continue
            rows = session.execute(sqlalchemy.select(table_of(model)))
            dumped[table_of(model).name] = sorted((tuple(row) for row in rows), key=repr)
    return dumped


def checksum(store: Store) -> dict[str, str]:
    """A hash of each table: what one who saw other branches, or another head, must agree with.

    How far back the journal goes depends on the heads that were seen, so the journal stands aside,
    and of the blocks those without events.
    """
    rows = dump(store)
    del rows["journal"]
    events, floor = _place(tables.Block, "events"), _place(tables.Cursor, "floor")
    rows["block"] = [row for row in rows["block"] if row[events]]
    rows["cursor"] = [row[:floor] + row[floor + 1 :] for row in rows["cursor"]]
    return {name: hashlib.sha256(repr(each).encode()).hexdigest() for name, each in rows.items()}


def _place(model: type[SQLModel], name: str) -> int:
    return [column.name for column in table_of(model).columns].index(name)
