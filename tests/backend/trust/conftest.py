"""A chain with a past that lies are told about; nobody adds to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.history import History
from tests.support.node import anvil
from tests.support.truth import Truth
from tests.support.world import World, deploy
from toktok.config import Settings


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, Settings]]:
    """A world in which things have happened, one by one and many in a block; its settings."""
    folder = tmp_path_factory.mktemp("past")
    with anvil() as node:
        world = deploy(node)
        world.write_record(folder)
        history = History(world, seed=131)
        history.begin(launches=2)
        history.play(30)
        for _ in range(3):
            with node.one_block():
                history.play(12)
        # Behind the lies come more blocks than a service may be behind.
        history.play(40)
        yield world, Settings(rpc_url=node.url, deployments_dir=folder, poll_seconds=0.02)


@pytest.fixture(scope="module")
def truth_of_past(past: tuple[World, Settings], tmp_path_factory: pytest.TempPathFactory) -> Truth:
    """What an index of the past has to hold."""
    world, settings = past
    return Truth(world.node, settings, tmp_path_factory.mktemp("truth"))
