"""Makes tests/golden/logs.json: one real log of every event, decoded by web3.

`python -m tests.support.golden`, after an event has changed.
"""

from __future__ import annotations

import json
from typing import Any

from web3 import Web3
from web3.datastructures import AttributeDict

from tests.support.artifacts import artifact
from tests.support.history import History
from tests.support.node import ROOT, anvil
from tests.support.world import World, deploy
from toktok.chain.events import abi_name
from toktok.chain.followed import FOLLOWED

Found = dict[tuple[str, str], dict[str, Any]]
PATH = ROOT / "tests/golden/logs.json"
STEPS, MOST_STEPS = 200, 8_000


def main() -> None:
    """Play a history until everything has happened, and write one log of each kind."""
    with anvil() as node:
        world = deploy(node)
        history = History(world, seed=1)
        history.begin(launches=2)
        for contract in world.guarded:
            contract.do(world.accounts[1], "pause")
            contract.do(world.accounts[1], "unpause")
        found: Found = {}
        for _ in range(0, MOST_STEPS, STEPS):
            history.play(STEPS)
            _collect(world, found)
            if len(found) == sum(map(len, FOLLOWED.values())):
                break
        golden = {
            "made_by": "python -m tests.support.golden",
            "contracts": {name: contract.address for name, contract in world.named.items()},
            "cases": [case for _, case in sorted(found.items())],
        }
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_text(json.dumps(golden, indent=1) + "\n")


def _collect(world: World, found: Found) -> None:
    """Add the first log of every kind that is not there yet."""
    names = {contract.address: name for name, contract in world.named.items()}
    w3 = Web3()
    for log in world.node.call("eth_getLogs", {"fromBlock": "0x0", "toBlock": "latest"}):
        name = names.get(log["address"], "CreatorToken")
        followed = {abi_name(kind) for kind in FOLLOWED.get(name, ())}
        contract = w3.eth.contract(abi=artifact(name)["abi"])
        for event in contract.events:  # type: ignore[attr-defined]
            key = (name, event.event_name)
            if event.topic != log["topics"][0] or event.event_name not in followed or key in found:
                continue
            decoded = event.process_log(_for_web3(log))
            values = {each: _shown(value) for each, value in decoded["args"].items()}
            found[key] = {
                "contract": name,
                "event": event.event_name,
                "values": values,
                "log": log,
            }


def _for_web3(log: dict[str, Any]) -> Any:
    return AttributeDict(
        {
            **log,
            "topics": [Web3.to_bytes(hexstr=topic) for topic in log["topics"]],
            "data": Web3.to_bytes(hexstr=log["data"]),
        }
    )


def _shown(value: Any) -> Any:
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, bytes):
        return f"0x{value.hex()}"
    if isinstance(value, dict | AttributeDict):
        return [_shown(each) for each in value.values()]
    if isinstance(value, list | tuple):
        return [_shown(each) for each in value]
    raise TypeError(value)


if __name__ == "__main__":
    main()
