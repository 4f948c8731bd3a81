"""One chain for all journeys, put back after each of them."""

from __future__ import annotations

import pytest
from brownie import accounts, history, network
from ganache import Ganache
from seeded import Seeded
from world import World

from scripts.deploy import deploy
from scripts.deploying.artifacts import load_artifacts
from scripts.deploying.networks import NETWORKS, connect


@pytest.fixture(scope="session")
def ganache(tmp_path_factory):
    """The chain that Brownie is attached to."""
    folder = tmp_path_factory.mktemp("chain")
    node = Ganache(folder / "ganache.log")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TOKTOK_RPC_URL", node.url)
        for setting in ("ADMIN", "GUARDIAN", "OPERATOR", "PROTOCOL_PAYOUT", "DEPLOYER_KEY"):
            environment.delenv(f"TOKTOK_{setting}", raising=False)
        connect("ganache")
        # An estimate is of this second; a trade of the next one also releases dividends.
        network.gas_limit(2_000_000)
        yield node
        network.disconnect()
    node.stop()


@pytest.fixture(scope="session")
def artifacts():
    """The compiled contracts."""
    return load_artifacts()


@pytest.fixture(scope="session")
def shared_world(ganache, artifacts, tmp_path_factory):
    """Deployed once; use `world`."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TOKTOK_DEPLOYMENTS_DIR", str(tmp_path_factory.mktemp("deployments")))
        contracts = deploy(NETWORKS["ganache"], accounts[0], artifacts)
    return World(ganache, contracts, accounts)


@pytest.fixture
def isolation(ganache):
    """Puts the chain back to how it was."""
    before = ganache.rpc("evm_snapshot")
    yield
    ganache.rpc("evm_revert", before)
    # Brownie would wait for the nonces of what never happened.
    history.clear()


@pytest.fixture
def world(shared_world, isolation):
    """Contracts and actors, as if nothing had happened yet."""
    return shared_world


@pytest.fixture(scope="session")
def seeded(tmp_path_factory, artifacts):
    """A chain that was seeded by the command, for tests that only look."""
    chain = Seeded(tmp_path_factory.mktemp("seed"), artifacts)
    yield chain
    chain.node.stop()
