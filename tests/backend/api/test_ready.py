"""Not ready when the chain goes on and the index does not, for whatever reason."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import delete, text

from tests.support.history import History
from tests.support.mirror import index_once
from tests.support.proxy import Mishap, proxy
from tests.support.served import Served, served, serving, settings_for, wait_for
from tests.support.world import World
from toktok.app import create_app
from toktok.store.engine import Store
from toktok.store.tables import Cursor
from toktok.store.twins import table_of

pytestmark = pytest.mark.databases("sqlite")

PATIENT = 4.0
BEHIND = {
    "en": "The index is 30 blocks behind the chain.",
    "it": "L'indice è indietro di 30 blocchi rispetto alla chain.",
    "nl": "De index loopt 30 blokken achter op de chain.",
}


@contextmanager
def written_to(store: Store) -> Iterator[None]:
    """Somebody else's session writes to the mirror and does not come to an end."""
    with store.engine.connect() as connection:
        if store.is_postgresql:
            connection.execute(text("LOCK TABLE cursor IN EXCLUSIVE MODE"))
        else:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield
        connection.rollback()


def _ready(client: httpx.Client) -> bool:
    return client.get("/ready").status_code == 200


def _refusal(client: httpx.Client) -> dict[str, Any]:
    """The problem document, once it is not ready."""
    wait_for(lambda: not _ready(client), "not ready")
    problem: dict[str, Any] = client.get("/ready").json()
    assert problem["title"] == "Not ready"
    return problem


@pytest.fixture
def running(world: World, database_url: str, tmp_path: Path) -> Iterator[Served]:
    """A server that indexes, with a short patience."""
    history = History(world, seed=1)
    with served(
        world, history, tmp_path, database_url=database_url, max_lag_seconds=PATIENT
    ) as toktok:
        wait_for(lambda: _ready(toktok.client), "ready")
        yield toktok


def test_an_index_that_is_blocked_is_not_ready(running: Served, store: Store) -> None:
    node, before = running.world.node, running.world.node.block_number()
    with written_to(store):
        node.wait_until(60)
        problem = _refusal(running.client)
        told = {name: problem[name] for name in ("block", "head", "lag_blocks")}
        assert told == {"block": before, "head": before + 1, "lag_blocks": 1}
        assert problem["lag_seconds"] >= 60
        assert f"stood at block {before}" in problem["detail"]
        assert problem["case"] == "stalled"
        told = {name: int(value) for name, value in problem["values"].items()}
        assert (told["block"], told["head"]) == (before, before + 1)
        assert told["seconds"] >= PATIENT
        status = running.get("/v1/status")
        assert (status["ready"], status["lag_blocks"]) == (False, 1)
        assert (status["case"], list(status["values"])) == ("stalled", list(told))
        metrics = running.client.get("/metrics").text
        assert "toktok_ready 0.0" in metrics
        assert "toktok_indexer_lag_blocks 1.0" in metrics
    wait_for(lambda: _ready(running.client), "ready again")
    assert running.client.get("/ready").json() == {
        "status": "ready",
        "block": before + 1,
        "head": before + 1,
        "lag_blocks": 0,
        "lag_seconds": 0,
    }


def test_a_chain_that_runs_away_is_seen_at_once(running: Served, store: Store) -> None:
    with written_to(store):
        running.world.node.call("anvil_mine", hex(30), hex(12))
        _refusal(running.client)
        # They are announced one after the other.
        wait_for(
            lambda: running.client.get("/ready").json()["lag_blocks"] == 30, "all are heard of"
        )
        problem = _refusal(running.client)
        assert problem["detail"] == "The indexer is 30 blocks behind the node."
        assert (problem["case"], problem["values"]) == ("behind", {"blocks": "30"})
        for language, sentence in BEHIND.items():
            page = running.client.get("/status", headers={"Accept-Language": language}).text
            assert unescape(page).count(sentence) == 2, "in the banner and as the verdict"
            assert problem["detail"] not in page


def test_an_indexer_that_died_is_not_ready(running: Served, store: Store) -> None:
    with store.write() as session:
        session.execute(delete(table_of(Cursor)))
    running.world.node.wait_until(60)
    problem = _refusal(running.client)
    assert "indexer has stopped" in problem["detail"]
    assert (problem["case"], "values" in problem) == ("stopped", False)
    assert running.client.get("/health").status_code == 200


@pytest.fixture
def elsewhere(world: World, database_url: str, tmp_path: Path) -> Iterator[httpx.Client]:
    """A server beside an indexer of another process, which has just stood still."""
    settings = settings_for(
        world, tmp_path, database_url=database_url, max_lag_seconds=PATIENT, max_lag_blocks=5
    )
    store = Store(database_url)
    asyncio.run(index_once(settings, store, world.node))
    with (
        serving(create_app(settings, index=False)) as url,
        httpx.Client(base_url=url, timeout=30, trust_env=False) as client,
    ):
        wait_for(lambda: _ready(client), "ready")
        yield client
    store.close()


def test_an_indexer_of_another_process_that_stands_still_is_seen(
    elsewhere: httpx.Client, world: World
) -> None:
    before = world.node.block_number()
    world.node.wait_until(60)
    problem = _refusal(elsewhere)
    assert (problem["block"], problem["head"], problem["lag_blocks"]) == (before, before + 1, 1)
    assert f"stood at block {before}" in problem["detail"]
    world.node.call("anvil_mine", hex(30))
    wait_for(lambda: elsewhere.get("/ready").json()["lag_blocks"] == 31, "the lag grows")
    metrics = elsewhere.get("/metrics").text
    assert "toktok_indexer_lag_blocks 31.0" in metrics
    assert f"toktok_node_block {before + 31}.0" in metrics
    assert f"toktok_indexer_block {before}.0" in metrics


@pytest.mark.parametrize("index", [True, False], ids=["indexing", "serving only"])
def test_a_node_that_is_away_for_long_is_missed_until_it_is_back(
    world: World, database_url: str, tmp_path: Path, index: bool
) -> None:
    with proxy(world.node.url) as between:
        settings = settings_for(world, tmp_path, database_url=database_url, rpc_url=between.url)
        store = Store(database_url)
        asyncio.run(index_once(settings, store, world.node))
        store.close()
        with (
            serving(create_app(settings, index=index)) as url,
            httpx.Client(base_url=url, timeout=30, trust_env=False) as client,
        ):
            wait_for(lambda: _ready(client), "ready")
            between.mishap = lambda _calls: Mishap(status=503)
            problem = _refusal(client)
            assert between.url in problem["detail"]
            assert problem["case"] == "node_unreachable"
            between.mishap = lambda _calls: None
            wait_for(lambda: _ready(client), "ready again")
