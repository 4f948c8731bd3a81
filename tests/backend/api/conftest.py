from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.backend.api.gallery import furnish
from tests.backend.moments.stall import Stall
from tests.support.databases import Databases
from tests.support.history import History
from tests.support.members import Crowd, address_of, key_of
from tests.support.node import anvil
from tests.support.served import Served, served
from tests.support.world import deploy
from toktok.store.engine import Store


@pytest.fixture(scope="session")
def toktok(
    database_kind: str, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The application on a chain with a past; tests may add to it."""
    folder = tmp_path_factory.mktemp("toktok")
    with anvil() as node, databases.new(database_kind, folder) as url:
        world = deploy(node)
        history = History(world, seed=7)
        history.begin(launches=4)
        history.play(150)
        furnish(world, history.tokens[0])
        operator = address_of(key_of("operator"))
        with served(world, history, folder, database_url=url, operators=operator) as running:
            yield running


@pytest.fixture
def crowd(toktok: Served) -> Iterator[Crowd]:
    """People with browsers of their own."""
    toktok.be_patient()
    people = Crowd(toktok.url)
    yield people
    people.close()


@pytest.fixture
def shared_store(toktok: Served) -> Iterator[Store]:
    """The application's database, opened once more."""
    store = Store(toktok.settings.database_url)
    yield store
    store.close()


@pytest.fixture
def stall(toktok: Served) -> Stall:
    """What people do with moments, without limits of how often."""
    made = Stall(toktok)
    made.be_patient()
    for contract in made.world.guarded:
        contract.send(made.world.accounts[1], "unpause")
    return made
