"""Makes tests/golden/logs.json: one real log of every event, decoded by web3.

`python -m tests.support.golden`, after an event has changed.
"""

from __future__ import annotations

import json
from typing import Any

from web3 import Web3
from web3.datastructures import AttributeDict

from tests.support.history import History
from tests.support.node import ROOT, anvil
from tests.support.world import World, artifact, deploy

PATH = ROOT / "tests/golden/logs.json"
CONTRACTS = ("ToktokToken", "CreatorMarket", "PayoutLedger", "CreatorToken")


def main() -> None:
    """Play a history in which everything happens, and write one log of each kind."""
    with anvil() as node:
        world = deploy(node)
        _play(world)
        logs = node.call("eth_getLogs", {"fromBlock": "0x0", "toBlock": "latest"})
        golden = {
            "made_by": "python -m tests.support.golden",
            "contracts": {
                "tt": world.tt.address,
                "market": world.market.address,
                "ledger": world.ledger.address,
            },
            "cases": _cases(world, logs),
        }
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_text(json.dumps(golden, indent=1) + "\n")


def _play(world: World) -> None:
    history = History(world, seed=1)
    history.begin(launches=2)
    history.play(600)
    deployer, guardian = world.accounts[:2]
    world.market.do(guardian, "pause")
    world.market.do(guardian, "unpause")
    creator = world.market.read("creatorOf", history.tokens[0])
    world.ledger.do(creator, "setSplits", [(creator, 9_000), (deployer, 1_000)])


def _cases(world: World, logs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    fixed = {
        world.tt.address: "ToktokToken",
        world.market.address: "CreatorMarket",
        world.ledger.address: "PayoutLedger",
        world.access_manager.address: "",
    }
    w3 = Web3()
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for log in logs:
        name = fixed.get(log["address"], "CreatorToken")
        if not name:
            continue
        contract = w3.eth.contract(abi=artifact(name)["abi"])
        for event in contract.events:  # type: ignore[attr-defined]
            if event.topic == log["topics"][0] and (name, event.event_name) not in found:
                decoded = event.process_log(_for_web3(log))
                values = {key: _shown(value) for key, value in decoded["args"].items()}
                found[name, event.event_name] = {
                    "event": event.event_name,
                    "values": values,
                    "log": log,
                }
    ignored = {
        ("ToktokToken", "Transfer"),
        ("ToktokToken", "Approval"),
        ("CreatorToken", "Approval"),
    }
    ignored |= {("CreatorMarket", "AuthorityUpdated")}
    return [case for key, case in sorted(found.items()) if key not in ignored]


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
    if isinstance(value, dict | AttributeDict):
        return [_shown(each) for each in value.values()]
    if isinstance(value, list | tuple):
        return [_shown(each) for each in value]
    raise TypeError(value)


if __name__ == "__main__":
    main()
