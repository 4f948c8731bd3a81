"""What an index has to hold: that of one who was never lied to, never killed and saw one branch."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.mirror import checksum, head_hash, head_of, indexing, new_store, until
from tests.support.node import Node
from tests.support.proxy import Answer, proxy
from tests.support.world import World
from toktok.config import Settings
from toktok.store.engine import Store
from toktok.store.tables import Cursor


def block_of(store: Store) -> int:
    """The block that a database stands at; -1 if it was never written."""
    with store.read() as session:
        cursor = session.get(Cursor, 1)
    return -1 if cursor is None else cursor.number


def stands_at_head(store: Store, node: Node) -> bool:
    """Whether a database is where the node is."""
    return head_of(store) == head_hash(node)


@dataclass
class Past:
    """A world in which things have happened, and settings for it.

    Nothing that happens after block `quiet` follows from it: what it says can only be checked there.
    """

    world: World
    settings: Settings
    quiet: int


class Truth:
    """Checksums of fresh indexes of a node's chain up to any of its blocks."""

    def __init__(self, node: Node, settings: Settings, folder: Path) -> None:
        self._node = node
        self._settings = settings
        self._folder = folder
        self._known: dict[bytes, dict[str, str]] = {}

    async def at(self, number: int) -> dict[str, str]:
        """The checksums of an index that ends with block `number`."""
        block = self._node.call("eth_getBlockByNumber", hex(number), False)
        end = bytes.fromhex(block["hash"][2:])
        if end not in self._known:
            self._known[end] = await self._index(block, end)
        return self._known[end]

    async def at_head(self) -> dict[str, str]:
        """The checksums of an index of all there is."""
        return await self.at(self._node.block_number())

    async def copy_at(self, number: int, path: Path) -> Store:
        """A database of one's own that stands at block `number`."""
        await self.at(number)
        block = self._node.call("eth_getBlockByNumber", hex(number), False)
        shutil.copy(self._folder / f"{block['hash'][2:]}.db", path)
        return Store(f"sqlite:///{path}")

    async def _index(self, last: dict[str, Any], end: bytes) -> dict[str, str]:
        def ending(request: dict[str, Any], reply: Answer) -> Answer:
            if request["method"] == "eth_getBlockByNumber" and request["params"][0] == "latest":
                return {**reply, "result": last}
            return reply

        store = self._new_store(f"{end.hex()}.db")
        with proxy(self._node.url) as between:
            between.twist = ending
            settings = self._settings.model_copy(
                update={"rpc_url": between.url, "database_url": store.url}
            )
            async with indexing(settings, store) as running:
                await until(lambda: head_of(store) == end, task=running.task)
        held = checksum(store)
        store.close()
        return held

    def _new_store(self, name: str) -> Store:
        """An empty database; the schema is made once and copied."""
        empty = self._folder / "empty.db"
        if not empty.exists():
            new_store(empty).close()
        shutil.copy(empty, self._folder / name)
        return Store(f"sqlite:///{self._folder / name}")


async def ends_right(store: Store, truth: Truth) -> None:
    """Every table is what a fresh index of the chain holds at the block where this one stands."""
    ours, theirs = checksum(store), await truth.at(block_of(store))
    wrong = [table for table in theirs if ours[table] != theirs[table]]
    assert not wrong, f"{wrong} at block {block_of(store)}"
