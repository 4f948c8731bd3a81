"""Plays the acts of a plan on a local chain, in its time, and tells where it was interrupted."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from brownie import Contract, web3
from eth_utils import keccak

from scripts.seeding.acts import LAST, Act
from scripts.seeding.calls import call_of
from scripts.seeding.calls.scene import Scene
from scripts.seeding.cast import DAY

GAS = 3_000_000
GAS_PRICE = 2 * 10**9


class SeedError(Exception):
    """The chain cannot be seeded; the message says what to do."""


def rpc(method: str, *parameters: object) -> Any:
    """Ask the node directly. Raises SeedError with its answer if that is an error."""
    answer = web3.provider.make_request(method, list(parameters))
    if "error" in answer:
        raise SeedError(f"{method}: {answer['error']}")
    return answer["result"]


def chain_began() -> int:
    """Timestamp of the first block."""
    return int(rpc("eth_getBlockByNumber", "0x0", False)["timestamp"], 16)


def acts_played(acts: Sequence[Act], accounts: Sequence[str]) -> int:
    """How many of `acts` the chain already carries: each is one transaction of its account.

    Raises SeedError when the accounts were used for something else before all was played.
    """
    used = {
        number: int(rpc("eth_getTransactionCount", accounts[number], "latest"), 16)
        for number in {act.by for act in acts}
    }
    turns: Counter[int] = Counter()
    played = []
    for act in acts:
        turns[act.by] += 1
        played.append(turns[act.by] <= used[act.by])
    count = played.index(False) if False in played else len(acts)
    if any(played[count:]):
        raise SeedError(
            "the accounts of this chain have done something else than the seed: `make reset`, "
            "then start again"
        )
    return count


class Stage:
    """The chain while acts are played on it."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        # What the chain's clock showed when our own showed something else.
        self._clock = (0.0, time.monotonic())
        if scene.began + LAST > time.time():
            raise SeedError(
                f"the seed takes {LAST // DAY + 1} days of chain time that end now: start a new "
                "Ganache with --chain.time that long ago"
            )

    def resume_clock(self) -> None:
        """Put the chain's clock to its last block: a restart has moved it to today."""
        latest = int(rpc("eth_getBlockByNumber", "latest", False)["timestamp"], 16)
        self._set_clock(latest + 1)

    def catch_up(self) -> None:
        """Put the chain's clock to today and let a block say so."""
        self._set_clock(int(time.time()))
        rpc("evm_mine")

    def play(self, act: Act) -> None:
        """One transaction, mined when the plan says. Raises SeedError if it fails."""
        shown, at = self._clock
        if self._scene.began + act.at > shown + time.monotonic() - at:
            self._set_clock(self._scene.began + act.at)
        sent = call_of(self._scene, act)
        call = {
            "from": self._scene.by(act),
            "to": sent.to.address,
            "data": sent.data,
            "value": hex(sent.value),
            "gas": hex(GAS),
            "gasPrice": hex(GAS_PRICE),
        }
        receipt = rpc("eth_getTransactionReceipt", rpc("eth_sendTransaction", call))
        if int(receipt["status"], 16) != 1:
            raise SeedError(
                f"{act} failed: {_reason(call, sent.to)}; `make reset`, then start again"
            )

    def _set_clock(self, timestamp: int) -> None:
        rpc("evm_setTime", timestamp * 1000)
        self._clock = (timestamp, time.monotonic())


def _reason(call: dict[str, str], contract: Contract) -> str:
    """The named error of a call that fails, with its arguments still encoded."""
    answer = web3.provider.make_request("eth_call", [call, "latest"])
    text = str(answer.get("error", "it succeeds when asked again"))
    for each in contract.abi:
        if each["type"] == "error":
            kinds = ",".join(i["type"] for i in each["inputs"])
            if keccak(text=f"{each['name']}({kinds})")[:4].hex() in text:
                return f"{each['name']}: {text}"
    return text
