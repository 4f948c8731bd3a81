from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.backend.api.gallery import furnish
from tests.support.history import History
from tests.support.node import anvil
from tests.support.served import Served, served
from tests.support.world import deploy


@pytest.fixture(scope="session")
def toktok(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The application on a chain with a past; tests may add to it."""
    with anvil() as node:
        world = deploy(node)
        history = History(world, seed=7)
        history.begin(launches=4)
        history.play(150)
        furnish(world, history.tokens[0])
        with served(world, history, tmp_path_factory.mktemp("toktok")) as running:
            yield running
