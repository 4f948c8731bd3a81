"""A chain, the contracts on it, and an empty database: each test has its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.mirror import new_store
from tests.support.node import Node, anvil
from tests.support.world import World, deploy
from toktok.config import Settings
from toktok.store.engine import Store


@pytest.fixture
def node() -> Iterator[Node]:
    """A fresh Anvil."""
    with anvil() as fresh:
        yield fresh


@pytest.fixture
def world(node: Node, tmp_path: Path) -> World:
    """The contracts on the node, and their record where the settings look."""
    deployed = deploy(node)
    deployed.write_record(tmp_path)
    return deployed


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty database."""
    fresh = new_store(tmp_path / "toktok.db")
    yield fresh
    fresh.close()


@pytest.fixture
def settings(node: Node, store: Store, tmp_path: Path) -> Settings:
    """Settings for the node and the database, polling often."""
    return Settings(
        rpc_url=node.url, database_url=store.url, deployments_dir=tmp_path, poll_seconds=0.02
    )
