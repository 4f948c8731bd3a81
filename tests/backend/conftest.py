"""A chain, the contracts on it, and an empty database: each test has its own.

Whatever uses `store` or `database_url` runs on SQLite and on PostgreSQL, unless it is marked with the
databases it is about: `pytestmark = pytest.mark.databases("sqlite")`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from xdist.remote import Producer

from tests.support.databases import KINDS, Databases, PostgresServer, postgres
from tests.support.node import Node, anvil
from tests.support.sharing import ByPlace
from tests.support.world import World, deploy
from toktok.config import Settings
from toktok.store.engine import Store

# How long an example takes says more of the machine than of the code.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "databases(*kinds): the databases a test runs on")


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByPlace:
    return ByPlace(config, log)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" in metafunc.fixturenames:
        marker = metafunc.definition.get_closest_marker("databases")
        kinds = marker.args if marker is not None else KINDS
        metafunc.parametrize("database_kind", kinds, scope="session")


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    """The PostgreSQL server all tests share: who stops or fills one starts it with `postgres()`."""
    with postgres() as running:
        yield running


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest) -> Databases:
    """Databases of both kinds; the server starts with the first of its own."""
    return Databases(lambda: request.getfixturevalue("server"))


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
def database_url(database_kind: str, databases: Databases, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database with the newest schema."""
    with databases.new(database_kind, tmp_path) as url:
        yield url


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An empty database."""
    fresh = Store(database_url)
    yield fresh
    fresh.close()


@pytest.fixture
def settings(node: Node, store: Store, tmp_path: Path) -> Settings:
    """Settings for the node and the database, polling often."""
    return Settings(
        rpc_url=node.url, database_url=store.url, deployments_dir=tmp_path, poll_seconds=0.02
    )
