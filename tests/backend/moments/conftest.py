from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.backend.moments.stall import Stall
from tests.support.history import History
from tests.support.node import anvil
from tests.support.served import served
from tests.support.world import deploy


@pytest.fixture(scope="session")
def stall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stall]:
    """The application on a chain where nothing has happened yet; tests add to it."""
    with anvil() as node:
        world = deploy(node)
        with served(world, History(world, seed=5), tmp_path_factory.mktemp("stall")) as running:
            yield Stall(running)
