"""The right to write: one at a time, taken from who dies, missed by who loses it."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from tests.support.databases import PostgresServer
from tests.support.mirror import PATIENCE
from toktok.errors import DatabaseUnavailableError
from toktok.indexer.lease import LeaseTakenError, acquire, held, lease_for, while_held
from toktok.store.engine import Store

TAKE_OVER_SECONDS = 10.0


@pytest.fixture
def other(store: Store) -> Iterator[Store]:
    """Another process' view of the database."""
    theirs = Store(store.url)
    yield theirs
    theirs.close()


def test_only_one_has_the_lease(store: Store, other: Store) -> None:
    first, second = lease_for(store), lease_for(other)
    assert first.acquire()
    assert not second.acquire()
    with pytest.raises(LeaseTakenError, match="toktok serve"), held(second):
        pass
    first.check()
    first.release()
    with held(second):
        second.check()
        assert not first.acquire()
        first.release()


def _hold(url: str, taken: Event) -> None:
    """The whole of a process that holds the lease until it is killed."""
    lease = lease_for(Store(url))
    assert lease.acquire()
    taken.set()
    time.sleep(3600)


@contextmanager
def _holder(url: str) -> Iterator[multiprocessing.process.BaseProcess]:
    context = multiprocessing.get_context("forkserver")
    taken = context.Event()
    process = context.Process(target=_hold, args=(url, taken))
    process.start()
    try:
        assert taken.wait(PATIENCE)
        yield process
    finally:
        process.kill()
        process.join()


async def test_who_waits_takes_over_from_who_is_killed(store: Store) -> None:
    lease, refused = lease_for(store), asyncio.Event()
    with _holder(store.url) as process:
        waiting = asyncio.create_task(acquire(lease, retry_seconds=0.05, on_refusal=refused.set))
        await asyncio.wait_for(refused.wait(), PATIENCE)
        assert not waiting.done()
        process.kill()
        await asyncio.wait_for(waiting, PATIENCE)
        lease.check()
        lease.release()


@pytest.mark.databases("sqlite")
async def test_who_loses_the_lock_file_stops_working(store: Store, tmp_path: Path) -> None:
    lease = lease_for(store)
    with held(lease):
        working = asyncio.create_task(while_held(lease, asyncio.sleep(3600)))
        (tmp_path / "toktok.db.indexer.lock").unlink()
        with pytest.raises(DatabaseUnavailableError, match="was removed"):
            await asyncio.wait_for(working, PATIENCE)


@pytest.mark.databases("postgresql")
async def test_who_loses_the_session_stops_working(
    store: Store, other: Store, server: PostgresServer
) -> None:
    lease, next_one = lease_for(store), lease_for(other)
    assert lease.acquire()
    working = asyncio.create_task(while_held(lease, asyncio.sleep(3600)))
    server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database d ON d.oid = database "
        f"WHERE locktype = 'advisory' AND d.datname = '{store.engine.url.database}'"
    )
    with pytest.raises(DatabaseUnavailableError):
        await asyncio.wait_for(working, PATIENCE)
    assert next_one.acquire()
    assert not lease.acquire(), "what was lost has to be taken anew"
    for each in (lease, next_one):
        each.release()


@pytest.mark.databases("postgresql")
def test_the_server_asks_whether_we_are_there(store: Store) -> None:
    """What a server that hears nothing waits before it gives the lock to another: 3 + 2 × 2 seconds."""
    with store.read() as session:
        show = session.connection().exec_driver_sql
        idle, interval, count = (
            int(show(f"SHOW tcp_keepalives_{name}").scalar_one())
            for name in ("idle", "interval", "count")
        )
    assert 0 < idle + interval * count < TAKE_OVER_SECONDS


@pytest.mark.databases("postgresql")
def test_schemas_of_one_database_have_leases_of_their_own(store: Store) -> None:
    with store.alone() as connection:
        connection.exec_driver_sql("CREATE SCHEMA beside")
    beside = Store(f"{store.url}?options=-c%20search_path%3Dbeside")
    with held(lease_for(store)), held(lease_for(beside)):
        pass
    beside.close()


async def test_work_that_ends_ends_the_watch(store: Store) -> None:
    async def fail() -> None:
        raise KeyError("work")

    lease = lease_for(store)
    with held(lease):
        await while_held(lease, asyncio.sleep(0))
        with pytest.raises(KeyError, match="work"):
            await while_held(lease, fail())
        lease.check()
