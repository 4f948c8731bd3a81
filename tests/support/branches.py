"""Two branches of one chain: what happened on the first happens on the second elsewhere, or never."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.support.history import History
from tests.support.node import Node

#: A single step of a history mines no more blocks than this.
_STEP = 5
#: Transactions that a block of the second branch takes in, at most.
_FULLEST = 6
_KEPT = 0.75


class Fork:
    """A branch of exactly `depth` blocks that is going to be left for a longer one."""

    def __init__(self, history: History, chance: Random, *, depth: int) -> None:
        self._history = history
        self._chance = chance
        self._node = history.world.node
        self._snapshot = self._node.call("evm_snapshot")
        self._base = self._node.block_number()
        self._grow(depth)

    def leave(self) -> None:
        """Go back and take the other way, one block further than the first went."""
        end = self._node.block_number()
        sent = [_again(each) for each in sent_in(self._node, self._base + 1, end)]
        self._node.call("evm_revert", self._snapshot)
        if self._chance.random() < 0.5:
            self._history.play(self._chance.randint(1, _STEP))
        self._replay([each for each in sent if self._chance.random() < _KEPT])
        self._history.play(self._chance.randint(0, _STEP))
        mine(self._node, end + 1 - self._node.block_number())

    def _grow(self, depth: int) -> None:
        end = self._base + depth
        while (left := end - self._node.block_number()) > _STEP:
            if self._chance.random() < 0.2:
                with self._node.one_block():
                    self._history.play(_FULLEST)
            else:
                self._history.play(1)
            assert self._node.block_number() <= end, f"more than {left} blocks at once"
        for _ in range(left):
            people = self._history.world.people
            self._history.world.tt.do(self._chance.choice(people), "deposit", value=1)

    def _replay(self, transactions: list[dict[str, str]]) -> None:
        """The same in other blocks; two neighbours may change places."""
        for at in range(1, len(transactions)):
            if self._chance.random() < 0.1:
                transactions[at - 1 : at + 1] = reversed(transactions[at - 1 : at + 1])
        while transactions:
            size = self._chance.randint(1, _FULLEST)
            with self._node.one_block():
                for transaction in transactions[:size]:
                    self._node.send(transaction)
            transactions = transactions[size:]


def fork(history: History, chance: Random, *, depth: int) -> None:
    """Grow a branch and leave it."""
    Fork(history, chance, depth=depth).leave()


def mine(node: Node, blocks: int) -> None:
    """Empty blocks."""
    if blocks > 0:
        node.call("anvil_mine", hex(blocks))


def sent_in(node: Node, first: int, last: int) -> list[dict[str, Any]]:
    """The transactions of some blocks."""
    blocks = [
        node.call("eth_getBlockByNumber", hex(number), True) for number in range(first, last + 1)
    ]
    return [transaction for block in blocks for transaction in block["transactions"]]


def _again(transaction: dict[str, Any]) -> dict[str, str]:
    return {
        "from": transaction["from"],
        "to": transaction["to"],
        "data": transaction["input"],
        "value": transaction["value"],
        "gas": transaction["gas"],
    }
