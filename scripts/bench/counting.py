"""Counting the events of a chain that the indexer follows, by contract and name."""

from __future__ import annotations

from collections import Counter

from eth_hash.auto import keccak

from scripts.bench.wire import Wire
from tests.support.artifacts import artifact
from tests.support.world import World, spelled
from toktok.chain.events import abi_name
from toktok.chain.followed import FOLLOWED

_BLOCKS_AT_ONCE = 200


class Count:
    """Followed events so far; `total` and, by "Contract.Event", `kinds`."""

    def __init__(self, world: World, born: list[str]) -> None:
        self._names = {
            contract.address: name for name, contract in world.named.items() if name in FOLLOWED
        }
        self._born = born
        self._topics = {name: _topics(name) for name in FOLLOWED}
        self._next = 0
        self.kinds: Counter[str] = Counter()

    @property
    def total(self) -> int:
        """All of them."""
        return self.kinds.total()

    def go_on(self, wire: Wire, head: int) -> None:
        """Count the blocks up to `head` that were not counted yet."""
        self._names |= dict.fromkeys(self._born, "CreatorToken")
        while self._next <= head:
            last = min(head, self._next + _BLOCKS_AT_ONCE - 1)
            span = {"fromBlock": hex(self._next), "toBlock": hex(last)}
            for log in wire.call("eth_getLogs", span):
                name = self._names.get(log["address"])
                if name is not None and log["topics"][0] in self._topics[name]:
                    self.kinds[f"{name}.{self._topics[name][log['topics'][0]]}"] += 1
            self._next = last + 1


def _topics(name: str) -> dict[str, str]:
    """The names of a contract's followed events by their first topic."""
    followed = {abi_name(kind) for kind in FOLLOWED[name]}
    found = {}
    for entry in artifact(name)["abi"]:
        if entry["type"] == "event" and entry["name"] in followed:
            types = ",".join(spelled(each) for each in entry["inputs"])
            topic = keccak(f"{entry['name']}({types})".encode())
            found[f"0x{topic.hex()}"] = entry["name"]
    return found
