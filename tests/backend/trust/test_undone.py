"""What happened on a branch that was left is undone in every table, whatever happened instead."""

from __future__ import annotations

from pathlib import Path

from tests.support.branches import mine
from tests.support.history import History
from tests.support.mirror import checksum, indexing
from tests.support.truth import Truth, ends_right
from tests.support.undoing import UNDONE, set_stage
from tests.support.world import World
from toktok.config import Settings
from toktok.store.engine import Store

#: One of everything takes more blocks than are kept for a step back otherwise.
_CONFIRMATIONS = 250


async def test_a_branch_that_is_left_is_undone(
    world: World, settings: Settings, store: Store, tmp_path: Path
) -> None:
    patient = settings.model_copy(update={"confirmations": _CONFIRMATIONS})
    history = History(world, seed=171)
    history.begin(launches=1)
    stage, truth = set_stage(history), Truth(world.node, patient, tmp_path)
    async with indexing(patient, store) as running:
        await running.catch_up(world.node)
        for name, (first, second) in UNDONE.items():
            before = checksum(store)
            snapshot = world.node.call("evm_snapshot")
            first(stage)
            await running.catch_up(world.node)
            assert checksum(store) != before, name
            end = world.node.block_number()
            world.node.call("evm_revert", snapshot)
            snapshot = world.node.call("evm_snapshot")
            second(stage)
            mine(world.node, end + 1 - world.node.block_number())
            await running.catch_up(world.node)
            await ends_right(store, truth)
            # The next one starts from the same stage. Only new blocks are announced.
            world.node.call("evm_revert", snapshot)
            mine(world.node, 1)
            await running.catch_up(world.node)
            await ends_right(store, truth)
