"""The database fails underneath: full, gone for a while, or another file. Nothing is lost or doubled."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from subprocess import Popen

import httpx
import pytest

from tests.support.children import toktok_index
from tests.support.databases import PostgresServer, postgres
from tests.support.history import History
from tests.support.mirror import indexing, new_store, until
from tests.support.node import Node
from tests.support.rounds import rounds
from tests.support.served import serving, wait_for
from tests.support.truth import Truth, ends_right, stands_at_head
from tests.support.world import World
from toktok.app import create_app
from toktok.config import Settings
from toktok.errors import DatabaseReplacedError
from toktok.store.engine import Store

#: Room for so many bytes more in any of an indexer's files.
_ROOM = 100_000
_FULL = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'could not extend file "base/1/2": No space left on device' USING ERRCODE = '53100';
END $$;
CREATE TRIGGER disk_full BEFORE INSERT ON activity FOR EACH STATEMENT EXECUTE FUNCTION refuse();
"""


@pytest.fixture
def own_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server that may be stopped."""
    with postgres() as server:
        yield server


@contextmanager
def at_server(settings: Settings, server: PostgresServer) -> Iterator[tuple[Settings, Store]]:
    """Settings for a database of the server, and its store."""
    with server.database() as url:
        store = Store(url)
        yield settings.model_copy(update={"database_url": url}), store
        store.close()


@pytest.fixture
def plain(node: Node, tmp_path: Path) -> Settings:
    """Settings without a database."""
    return Settings(rpc_url=node.url, deployments_dir=tmp_path, poll_seconds=0.02)


async def test_a_full_disk_is_said_and_waited_for(
    world: World, plain: Settings, tmp_path: Path
) -> None:
    """No file of the process may grow: what SQLite meets is a write that fails."""
    history, log = History(world, seed=211), tmp_path / "log"
    history.begin(launches=1)
    store, truth = new_store(tmp_path / "toktok.db"), Truth(world.node, plain, tmp_path)
    settings = plain.model_copy(update={"database_url": store.url})
    with toktok_index(settings, log) as process:
        await until(lambda: stands_at_head(store, world.node))
        with _no_room(process, tmp_path):
            while "database fails" not in log.read_text():
                await asyncio.to_thread(history.play, 5)
            assert process.poll() is None
            await ends_right(store, truth)
        await until(lambda: stands_at_head(store, world.node))
    await ends_right(store, truth)
    store.close()


@contextmanager
def _no_room(process: Popen[bytes], folder: Path) -> Iterator[None]:
    largest = max(each.stat().st_size for each in folder.glob("toktok.db*")) + _ROOM
    _, most = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (largest, most))
    try:
        yield
    finally:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (most, most))


async def test_a_full_server_is_said_and_waited_for(
    world: World, plain: Settings, own_server: PostgresServer, tmp_path: Path
) -> None:
    history = History(world, seed=212)
    history.begin(launches=1)
    truth = Truth(world.node, plain, tmp_path)
    with at_server(plain, own_server) as (settings, store):
        database = settings.database_url.rpartition("/")[2]
        async with indexing(settings, store) as running:
            await running.catch_up(world.node)
            own_server.execute(_FULL, database=database)
            await asyncio.to_thread(history.play, 10)
            state = running.indexer.state
            await until(lambda: "No space left" in str(state.trouble), task=running.task)
            await ends_right(store, truth)
            own_server.execute("DROP TRIGGER disk_full ON activity", database=database)
            await running.catch_up(world.node)
            await until(lambda: state.ready, task=running.task)
        await ends_right(store, truth)


async def test_a_server_that_crashes_and_comes_back_is_caught_up_with(
    world: World, plain: Settings, own_server: PostgresServer, tmp_path: Path
) -> None:
    chance, history = Random("crashes"), History(world, seed=213)
    history.begin(launches=1)
    truth = Truth(world.node, plain, tmp_path)
    with at_server(plain, own_server) as (settings, store):
        async with indexing(settings, store) as running:
            state = running.indexer.state
            for _ in range(rounds(3, long=40)):
                playing = asyncio.create_task(asyncio.to_thread(history.play, 30))
                # Somewhere in its work.
                await asyncio.wait([playing], timeout=chance.uniform(0, 0.5))
                end = own_server.crash if chance.random() < 0.7 else own_server.stop
                await asyncio.to_thread(end)
                await until(lambda: "database fails" in str(state.trouble), task=running.task)
                await playing
                await asyncio.to_thread(own_server.start)
                await running.catch_up(world.node)
                await until(lambda: state.ready, task=running.task)
            await ends_right(store, truth)


def test_pages_are_served_again_when_the_server_is_back(
    world: World, plain: Settings, own_server: PostgresServer, tmp_path: Path
) -> None:
    history = History(world, seed=214)
    history.begin(launches=1)
    with at_server(plain, own_server) as (settings, store):
        app = create_app(settings)
        with serving(app) as url, httpx.Client(base_url=url, timeout=30, trust_env=False) as client:

            def answers(path: str, status: int) -> bool:
                return client.get(path).status_code == status

            wait_for(lambda: answers("/ready", 200), "ready")
            for _ in range(3):
                assert answers("/v1/creators", 200)
            own_server.crash()
            # What nobody has asked for, and what is kept.
            for path in ("/v1/creators?limit=7", "/v1/creators"):
                refusal = client.get(path)
                assert refusal.status_code == 503
                assert refusal.headers["content-type"] == "application/problem+json"
            wait_for(lambda: answers("/ready", 503), "not ready")
            assert "database" in client.get("/ready").text.lower()
            history.play(10)
            own_server.start()
            wait_for(lambda: answers("/ready", 200), "ready again")
            wait_for(lambda: stands_at_head(store, world.node), "what happened meanwhile")
            assert answers("/v1/creators?limit=7", 200)
        asyncio.run(ends_right(store, Truth(world.node, plain, tmp_path)))


@pytest.mark.parametrize("how", ["removed", "replaced"])
async def test_a_file_that_is_another_stops_the_indexer(
    world: World, plain: Settings, tmp_path: Path, how: str
) -> None:
    history = History(world, seed=215)
    store, other = new_store(tmp_path / "toktok.db"), new_store(tmp_path / "other.db")
    other.close()
    settings = plain.model_copy(update={"database_url": store.url})
    async with indexing(settings, store) as running:
        await running.catch_up(world.node)
        if how == "removed":
            (tmp_path / "toktok.db").unlink()
        else:
            (tmp_path / "other.db").rename(tmp_path / "toktok.db")
        await asyncio.to_thread(history.begin, launches=1)
        with pytest.raises(DatabaseReplacedError):
            await until(lambda: False, task=running.task)
        assert "removed or replaced" in str(running.indexer.state.trouble)
    store.close()
