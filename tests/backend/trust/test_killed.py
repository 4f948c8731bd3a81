"""Killed at any moment, while branches come and go, an index goes on from a whole number of blocks."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random

from tests.support.branches import Fork
from tests.support.children import forked, toktok_index
from tests.support.history import History
from tests.support.mirror import audited, doomed, index_once
from tests.support.rounds import rounds
from tests.support.served import wait_for
from tests.support.truth import Truth, block_of, ends_right, stands_at_head
from tests.support.world import World
from toktok.config import Settings
from toktok.store.engine import Store

KILLS = rounds(10, long=200)
#: How much people do in one life of the indexer, at most; a handful of things is enough.
_MOST_DONE = 200
#: Any change, up to which of them; what only a step back deletes; what comes last before a commit.
_CHANGES = (("", 60), ("block_number > ", 20), ("UPDATE cursor", 4))
#: The longest an indexer lives once it is at work, in seconds.
_LIFE = 0.4


async def test_killed_at_any_moment_it_ends_with_what_the_chain_says(
    world: World, settings: Settings, store: Store, tmp_path: Path
) -> None:
    chance = Random("kills")
    history = History(world, seed=181)
    history.begin(launches=2)
    truth = Truth(world.node, settings, tmp_path)
    for kill in range(KILLS):
        await asyncio.to_thread(_kill, kill, history, chance, settings, store, tmp_path / "log")
        if kill % 20 == 9:
            await index_once(settings, store, world.node)
            await ends_right(store, truth)
    assert (await audited(settings, store)).differences == []


def _kill(
    kill: int, history: History, chance: Random, settings: Settings, store: Store, log: Path
) -> None:
    """One life: to any moment, or to a certain change."""
    if kill % 10 == 0:
        with toktok_index(settings, log) as process:
            _at_any_moment(process.kill, chance, store)
            _go_on(history, chance, store, lambda: process.poll() is None)
            assert process.wait() == -signal.SIGKILL
    elif kill % 2:
        with forked(settings) as child:
            _at_any_moment(child.kill, chance, store)
            _go_on(history, chance, store, child.is_alive)
            assert _ended(child) == -signal.SIGKILL
    else:
        like, most = _CHANGES[kill // 2 % len(_CHANGES)]
        with doomed(settings, changes=chance.randint(1, most), like=like) as victim:
            _go_on(history, chance, store, victim.is_alive)
            assert _ended(victim) == -signal.SIGKILL


def _at_any_moment(kill: Callable[[], None], chance: Random, store: Store) -> None:
    """Kill it soon after it has written something."""

    def wait_and_kill() -> None:
        before = block_of(store)
        wait_for(lambda: block_of(store) != before, "something written")
        threading.Event().wait(chance.uniform(0, _LIFE))
        kill()

    threading.Thread(target=wait_and_kill).start()


def _go_on(history: History, chance: Random, store: Store, lives: Callable[[], bool]) -> None:
    """People go on, and change their minds, until it is dead.

    Every other branch is indexed before it goes, so that there is a way back on a slow machine, too.
    """
    node = history.world.node
    for _ in range(_MOST_DONE):
        if not lives():
            return
        if chance.random() < 0.5:
            history.play(5)
            continue
        branch = Fork(history, chance, depth=chance.choice([1, 3, 9, 27]))
        if chance.random() < 0.5:
            wait_for(lambda: not lives() or stands_at_head(store, node), "followed or dead")
        branch.leave()
    raise AssertionError("it has nothing to do")


def _ended(process: BaseProcess) -> int | None:
    process.join()
    return process.exitcode
