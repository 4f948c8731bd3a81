"""A chain with a past that lies are told about; nobody adds to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.history import History
from tests.support.node import anvil
from tests.support.truth import Past, Truth
from tests.support.undoing import terms_of
from tests.support.world import deploy
from toktok.config import Settings


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Past]:
    """Things have happened one by one, and many in a block."""
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
        history.play(25)
        with node.one_block():
            for person in world.people[-2:]:
                world.moments.send(person, "createMoment", terms_of(person))
        quiet = node.block_number()
        # Behind the lies come more blocks than a service may be behind.
        for _ in range(25):
            world.tt.do(world.people[0], "deposit", value=1)
        yield Past(
            world, Settings(rpc_url=node.url, deployments_dir=folder, poll_seconds=0.02), quiet
        )


@pytest.fixture(scope="module")
def truth_of_past(past: Past, tmp_path_factory: pytest.TempPathFactory) -> Truth:
    """What an index of the past has to hold."""
    return Truth(past.world.node, past.settings, tmp_path_factory.mktemp("truth"))
