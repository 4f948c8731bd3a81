from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.backend.moments.stall import Stall, Table
from tests.support.databases import Databases
from tests.support.history import History
from tests.support.node import anvil
from tests.support.served import served
from tests.support.world import deploy


@pytest.fixture(scope="session")
def stall(
    database_kind: str, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stall]:
    """The application on a chain where nothing has happened yet; tests add to it."""
    folder = tmp_path_factory.mktemp("stall")
    with anvil() as node, databases.new(database_kind, folder) as url:
        world = deploy(node)
        with served(world, History(world, seed=5), folder, database_url=url) as running:
            yield Stall(running)


@pytest.fixture(scope="module")
def table(stall: Stall) -> Table:
    return Table(stall)


@pytest.fixture
def token(stall: Stall, table: Table) -> int:
    """A token of the seller's of its own for the test."""
    return stall.mint(table.seller, table.moment)
