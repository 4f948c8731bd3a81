"""A history that many tests look at and none changes for good."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.complete import complete
from tests.support.databases import Databases
from tests.support.history import History
from tests.support.mirror import audited, index_once
from tests.support.node import anvil
from tests.support.world import deploy
from toktok.config import Settings
from toktok.store.engine import Store


@pytest.fixture(scope="module")
def audit_ready(
    database_kind: str, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Settings, Store]]:
    """Settings and a store that holds a rich history; whoever changes a row puts it back."""
    folder: Path = tmp_path_factory.mktemp("audit")
    with anvil() as node, databases.new(database_kind, folder) as url:
        world = deploy(node)
        world.write_record(folder)
        history = History(world, seed=62)
        history.begin(launches=3)
        history.play(200)
        for account in (world.accounts[2], world.market.read("creatorOf", history.tokens[0])):
            world.ledger.do(account, "claimAll", history.tokens[:1], [], account)
        complete(world, history.tokens[0])
        store = Store(url)
        settings = Settings(rpc_url=node.url, database_url=url, deployments_dir=folder)
        asyncio.run(index_once(settings, store, node))
        yield settings, store
        assert asyncio.run(audited(settings, store)).differences == []
        store.close()
